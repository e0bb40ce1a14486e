"""Who did it and to whom: the frames that a rule lists, tried in order; the first that finds a participant wins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from marsad.annotate.agents import is_participant, is_target
from marsad.annotate.anaphora import resolve
from marsad.annotate.clause import LIGHT_REACH, Clause
from marsad.annotate.following import read_following
from marsad.annotate.governors import announcer_of, find_governor, governed_by, topic_of
from marsad.annotate.objects import agent_of, named_object_of, object_of, patient_of
from marsad.annotate.phrases import NounPhrase, apart, is_taken, read_coordinated, read_phrase
from marsad.annotate.scene import Scene
from marsad.annotate.subjects import opening_name, subject_of
from marsad.annotate.triggers import Trigger

_REACH = 14  # tokens after a trigger in which a preposition still belongs to it
_TANWIN = "\N{ARABIC FATHATAN}"
# Their recipients may be things: what is bombed, raided, seized or blocked.
_ON_THINGS = frozenset({"ASSAULT", "COERCE", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger and the bounds of its sentence, in tokens."""

    scene: Scene
    trigger: Trigger
    begin: int
    end: int

    def actors(self, taken: Sequence[NounPhrase]) -> list[NounPhrase]:
        """Who did it, by the first of the rule's frames that finds a participant outside `taken`."""
        return self._find(self.trigger.rule.actor, taken, is_participant)

    def recipients(self) -> list[NounPhrase]:
        """To whom it was done, or to what where the act is one on things."""
        is_fit = is_target if self.trigger.rule.type in _ON_THINGS else is_participant
        return self._find(self.trigger.rule.recipient, (), is_fit)

    def _find(
        self, frames: tuple[str, ...], taken: Sequence[NounPhrase], is_fit: Callable[[Scene, NounPhrase], bool]
    ) -> list[NounPhrase]:
        for name in frames:
            phrase = self._read(name)
            if phrase is None or not is_fit(self.scene, phrase) or is_taken(phrase, taken):
                continue
            found = read_coordinated(self.scene, phrase, self.end)
            return apart([resolve(self.scene, p) for p in found if not is_taken(p, taken)])
        return []

    def governor(self) -> int | None:
        """The token of the light verb, or of «تعرض», in front of a verbal noun."""
        verbs = self.scene.grammar.light_verbs | self.scene.grammar.undergoer_verbs
        return find_governor(self.scene, self.trigger, self.begin, verbs) if self.trigger.kind == "noun" else None

    def is_governed(self) -> bool:
        """Whether a verb tells the noun as something that happened: «شن», «تعرض», «وقع», «أعلنت», «أسفر عن»."""
        grammar = self.scene.grammar
        before = grammar.light_verbs | grammar.undergoer_verbs | grammar.saying_verbs | grammar.occurrence_verbs
        first = max(self.begin, self.trigger.first - LIGHT_REACH)
        if any(self.scene.has_stem(i, before) for i in range(first, self.trigger.first)):
            return True
        after = range(self.trigger.last, min(self.end, self.trigger.last + LIGHT_REACH))
        return any(self.scene.has_stem(i, grammar.occurrence_verbs) for i in after)

    def _read(self, name: str) -> NounPhrase | None:
        kind, _, argument = name.partition(":")
        if kind == "after":
            return self._after(argument)
        if kind == "between":
            return self._between(int(argument))
        return self._readers()[kind]()

    def _readers(self) -> dict[str, Callable[[], NounPhrase | None]]:
        clause = Clause(self.scene, self.trigger, self.begin, self.end)
        grammar = self.scene.grammar
        return {
            "subject": partial(subject_of, clause),
            "object": partial(object_of, clause),
            "agent": partial(agent_of, clause),
            "patient": partial(patient_of, clause),
            "announcer": partial(announcer_of, clause),
            "topic": partial(topic_of, clause),
            "named_object": partial(named_object_of, clause),
            "next": self._next,
            "idafa": self._named_next,
            "idafa_subject": self._named_next,
            "idafa_object": self._idafa_object,
            "light": partial(governed_by, clause, grammar.light_verbs),
            "undergoer": partial(governed_by, clause, grammar.undergoer_verbs),
            "before": partial(opening_name, clause),
        }

    def _next(self) -> NounPhrase | None:
        if self.trigger.is_definite:
            return None
        phrase = read_following(self.scene, self.trigger.last, self.end)
        if phrase is None or self.scene.has_stem(phrase.first, self.scene.grammar.attributives):
            return None
        # A genitive has no accusative ending: «انتحار شنقاً».
        is_adverb = self.trigger.kind == "noun" and _TANWIN in self.scene.document.tokens[phrase.first].text
        return None if is_adverb else phrase

    def _named_next(self) -> NounPhrase | None:
        return self._next() if self.trigger.kind == "noun" else None

    def _idafa_object(self) -> NounPhrase | None:
        """«استهداف إسرائيل مقراً»: of two phrases after a verbal noun the second is its object."""
        first = self._named_next()
        second = read_following(self.scene, first.last, self.end) if first is not None else None
        return second if second is not None and is_target(self.scene, second) else first

    def _after(self, prepositions: str) -> NounPhrase | None:
        options = [tuple(p.split()) for p in prepositions.split("|")]
        for i in range(self.trigger.last, min(self.end, self.trigger.last + _REACH)):
            for option in options:
                phrase = self._glued(i, option[0][0]) if option[0].endswith("-") else self._apart(i, option)
                if phrase is not None:
                    return phrase
            if self.scene.has_stem(i, self.scene.grammar.saying_verbs) or self.scene.key(i) in {"؛", "."}:
                return None
        return None

    def _apart(self, index: int, words: tuple[str, ...]) -> NounPhrase | None:
        """The phrase after a preposition, unless the two are an idiom."""
        after = index + len(words)
        if self.scene.key(after) in self.scene.grammar.idiom_nouns:
            return None
        if not all(self.scene.key(index + k) == word for k, word in enumerate(words)):
            return None
        return read_following(self.scene, after, self.end)

    def _glued(self, index: int, letter: str) -> NounPhrase | None:
        """«لإيران», «بالحكومة»: a name or a definite noun with its preposition written to it."""
        mention = self.scene.mention_at.get(index)
        key = self.scene.key(index)
        if mention is not None:
            prefix = key[: mention.start - self.scene.document.tokens[index].start]
            return read_phrase(self.scene, index, self.end) if prefix.endswith(letter) else None
        is_definite = key.startswith(("لل", "بال")) and key[0] == letter
        return read_phrase(self.scene, index, self.end) if is_definite else None

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
