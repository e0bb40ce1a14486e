"""Who did it and to whom: the frames that a rule lists, tried in order; the first that finds a phrase wins."""

from dataclasses import dataclass

from marsad.annotate.phrases import NounPhrase, clause_start, is_preposition, read_coordinated, read_phrase
from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger

_REACH = 14  # tokens after a trigger in which a preposition still belongs to it
_LIGHT_REACH = 10


_TANWIN = "\N{ARABIC FATHATAN}"


def phrase_head(scene: Scene, phrase: NounPhrase) -> str:
    """The first word of a phrase as written."""
    return scene.document.tokens[phrase.first].text


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger and the bounds of its sentence, in tokens."""

    scene: Scene
    trigger: Trigger
    begin: int
    end: int

    def find(self, frames: tuple[str, ...], taken: tuple[NounPhrase, ...] = ()) -> list[NounPhrase]:
        """The phrases of the first frame that finds one outside `taken`."""
        for name in frames:
            phrase = self._read(name)
            if phrase is not None and not any(p.start < phrase.end and phrase.start < p.end for p in taken):
                return read_coordinated(self.scene, phrase, self.end)
        return []

    def governor(self) -> int | None:
        """The token of the light verb, or of «تعرض», in front of a verbal noun."""
        verbs = self.scene.grammar.light_verbs | self.scene.grammar.undergoer_verbs
        return self._find_before(verbs) if self.trigger.kind == "noun" else None

    def _find_before(self, verbs: frozenset[str]) -> int | None:
        """The nearest such verb in front, with the future's س or without."""
        for i in range(self.trigger.first - 1, max(self.begin, self.trigger.first - _LIGHT_REACH) - 1, -1):
            stems = self.scene.document.tokens[i].stems
            if any(s.key in verbs and s.preposition in {"", "س"} and not s.is_definite for s in stems):
                return i
        return None

    def is_governed(self) -> bool:
        """Whether a verb tells the noun as something that happened: «شن», «تعرض», «وقع», «أعلنت», «أسفر عن»."""
        grammar = self.scene.grammar
        before = grammar.light_verbs | grammar.undergoer_verbs | grammar.saying_verbs | grammar.occurrence_verbs
        first = max(self.begin, self.trigger.first - _LIGHT_REACH)
        if any(self.scene.has_stem(i, before) for i in range(first, self.trigger.first)):
            return True
        after = range(self.trigger.last, min(self.end, self.trigger.last + _LIGHT_REACH))
        return any(self.scene.has_stem(i, grammar.occurrence_verbs) for i in after)

    def _read(self, name: str) -> NounPhrase | None:
        kind, _, argument = name.partition(":")
        if kind == "after":
            return self._after(argument)
        if kind == "between":
            return self._between(int(argument))
        readers = {
            "subject": self._subject,
            "object": self._object,
            "next": self._next,
            "idafa": self._named_next,
            "idafa_subject": self._named_next,
            "idafa_object": self._idafa_object,
            "light": lambda: self._governed(self.scene.grammar.light_verbs),
            "undergoer": lambda: self._governed(self.scene.grammar.undergoer_verbs),
            "before": self._before,
        }
        return readers[kind]()

    def _subject(self) -> NounPhrase | None:
        if self.trigger.kind != "verb":
            return None
        preceding = self._preceding()
        following = self._following(self.trigger.last) if preceding is None else None
        is_object = following is not None and self._is_after_subject() and _TANWIN in phrase_head(self.scene, following)
        return None if is_object else preceding or following

    def _object(self) -> NounPhrase | None:
        if self.trigger.kind != "verb":
            return None
        if self._is_after_subject():
            return self._following(self.trigger.last)
        subject = self._following(self.trigger.last)
        if subject is None:
            return None
        comma = self.scene.key(subject.last) in {"،", ","}  # «دعت الوزارة، المواطنين إلى»
        return self._following(subject.last + comma)

    def _is_after_subject(self) -> bool:
        """Whether a noun of the same clause stands right before the verb: «قصف جوي استهدف مقراً»."""
        before = self.trigger.first - 1
        first = clause_start(self.scene, self.trigger.first, self.begin)
        if self.trigger.conjunction or first >= self.trigger.first:
            return False
        particles = self.scene.grammar.phrase_ends | self.scene.grammar.negators | self.scene.grammar.clause_openers
        return self.scene.document.tokens[before].is_word and not self.scene.has_stem(before, particles)

    def _preceding(self) -> NounPhrase | None:
        """The subject of «X فعل»: the phrase its clause begins with. «وفعل X» begins a clause itself."""
        if self.trigger.conjunction:
            return None
        first = clause_start(self.scene, self.trigger.first, self.begin)
        if first >= self.trigger.first or self.trigger.first - first > _LIGHT_REACH:
            return None
        return read_phrase(self.scene, first, self.trigger.first)

    def _following(self, index: int) -> NounPhrase | None:
        index = self.scene.skip_asides(index, self.end)
        if index < self.end and (is_preposition(self.scene, index) or self._has_clitic(index)):
            return None
        return read_phrase(self.scene, index, self.end)

    def _has_clitic(self, index: int) -> bool:
        """«بشمولهم», «لمنع»: a preposition glued to an ordinary word."""
        key = self.scene.key(index)
        if index in self.scene.mention_at or key[0] not in "بل" or key in self.scene.grammar.clitic_lookalikes:
            return False
        return self.scene.lexicon.is_common(key[1:])

    def _next(self) -> NounPhrase | None:
        if self.trigger.is_definite:
            return None
        phrase = self._following(self.trigger.last)
        # A genitive has no accusative ending: «انتحار شنقاً».
        is_adverb = phrase is not None and self.trigger.kind == "noun" and _TANWIN in phrase_head(self.scene, phrase)
        return None if is_adverb else phrase

    def _named_next(self) -> NounPhrase | None:
        phrase = self._next() if self.trigger.kind == "noun" else None
        return phrase if phrase is not None and (phrase.mention or self._is_agent(phrase)) else None

    def _idafa_object(self) -> NounPhrase | None:
        """«استهداف إسرائيل مقراً»: of two phrases after a verbal noun the second is its object."""
        if self.trigger.kind != "noun" or self.trigger.is_definite:
            return None
        first = self._following(self.trigger.last)
        second = self._following(first.last) if first is not None else None
        return second or first

    def _is_agent(self, phrase: NounPhrase) -> bool:
        head = self.scene.key(phrase.first)
        return any(head.removeprefix("ال") in words for words in self.scene.grammar.sectors.values())

    def _before(self) -> NounPhrase | None:
        """A name that its clause begins with: what stands there otherwise may be a verb."""
        phrase = self._preceding()
        return phrase if phrase is not None and phrase.mention is not None else None

    def _governed(self, verbs: frozenset[str]) -> NounPhrase | None:
        """The subject of a light verb, or of «تعرض», in front of a verbal noun."""
        if self.trigger.kind != "noun":
            return None
        i = self._find_before(verbs)
        if i is None:
            return None
        after = read_phrase(self.scene, i + 1, self.trigger.first)
        if after is not None and not is_preposition(self.scene, after.first):
            return after
        first = clause_start(self.scene, i, self.begin)
        return read_phrase(self.scene, first, i) if first < i else None

    def _after(self, prepositions: str) -> NounPhrase | None:
        options = [tuple(p.split()) for p in prepositions.split("|")]
        for i in range(self.trigger.last, min(self.end, self.trigger.last + _REACH)):
            for option in options:
                if option[0].endswith("-"):
                    continue
                is_idiom = self.scene.key(i + len(option)) in self.scene.grammar.idiom_nouns
                if not is_idiom and all(self.scene.key(i + k) == word for k, word in enumerate(option)):
                    return self._following(i + len(option))
            if self.scene.has_stem(i, self.scene.grammar.saying_verbs) or self.scene.key(i) in {"؛", "."}:
                return None
        return None

    def _between(self, side: int) -> NounPhrase | None:
        """«بين X وY», «بين X وبين Y»."""
        for i in range(self.trigger.last, min(self.end, self.trigger.last + 6)):
            if self.scene.key(i) != "بين":
                continue
            first = read_phrase(self.scene, i + 1, self.end)
            if first is None or side == 1:
                return first
            second = first.last + (self.scene.key(first.last) in {"،", '"'})
            if self.scene.key(second) in {"وبين", "و"}:
                second += 1
            return read_phrase(self.scene, second, self.end) if second < self.end else None
        return None
