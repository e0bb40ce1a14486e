"""Subject and object of a verb, and of the verb that carries a noun, in verb-first and subject-first clauses."""

from dataclasses import dataclass

from marsad.annotate.agents import is_participant, is_target, may_be_subject
from marsad.annotate.phrases import NounPhrase, clause_start, is_preposition, read_phrase
from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger

LIGHT_REACH = 10  # tokens between a light verb and its noun
_LONGEST_INSERTION = 14  # tokens of an adverbial between commas
_LONGEST_TOPIC = 30  # tokens between «إن X» and the verb that X is the subject of
_MASCULINE = frozenset({"قاده", "اساتذه", "طلبه", "ساسه", "قضاه", "حمله", "خليفه", "عده"})  # plurals of men in ة
_DASHES = frozenset({"-", "–", "—"})
_COMMAS = frozenset({"،", ","})
_PARTICLES = frozenset({"قد", "لقد", "لم", "لن", "سوف", "لا"})  # between a subject and its verb
_ANNOUNCED = frozenset({"اعلن", "اعلنت", "قرر", "قررت", "تعلن", "يعلن", "تمكن", "تمكنت", "تمكنوا"})


def read_following(scene: Scene, index: int, end: int) -> NounPhrase | None:
    """The phrase right after `index`, over dates; None behind a preposition, also a glued one."""
    index = scene.skip_asides(index, end)
    if index < end and (is_preposition(scene, index) or _has_clitic(scene, index)):
        return None
    return read_phrase(scene, index, end)


def _has_clitic(scene: Scene, index: int) -> bool:
    """«بشمولهم», «لمنع»: a preposition glued to an ordinary word."""
    key = scene.key(index)
    if index in scene.mention_at or key[0] not in "بل" or key in scene.grammar.clitic_lookalikes:
        return False
    return scene.lexicon.is_common(key[1:])


def find_governor(scene: Scene, trigger: Trigger, begin: int, verbs: frozenset[str]) -> int | None:
    """The nearest such verb in front of a noun or first in its phrase, with the future's س or without."""
    reach = LIGHT_REACH
    for i in range(trigger.first, begin - 1, -1):
        reach -= i not in scene.date_tokens
        if reach < 0:
            return None
        stems = scene.document.tokens[i].stems
        if any(s.key in verbs and s.preposition in {"", "س"} and not s.is_definite for s in stems):
            return i
    return None


@dataclass(frozen=True, slots=True)
class Clause:
    """A trigger in its sentence, tokens [begin, end)."""

    scene: Scene
    trigger: Trigger
    begin: int
    end: int

    def subject(self) -> NounPhrase | None:
        """«فعل X», «X فعل», «X، وهو كذا، فعل»."""
        if self.trigger.kind != "verb":
            return None
        preceding = self._preceding(self.trigger.first)
        if preceding is not None:
            return preceding
        is_plural = self.scene.key(self.trigger.first).endswith("وا")  # its subject came before
        if is_plural or self._is_after_noun() or self._has_antecedent():
            return None
        phrase = self._next_phrase(self.trigger.last)
        return phrase if phrase is not None and self._is_subject(phrase) else None

    def object(self) -> NounPhrase | None:
        """What follows the verb, or the subject where that follows; never what a preposition carries."""
        if self.trigger.kind != "verb":
            return None
        first = self._next_phrase(self.trigger.last)
        is_elsewhere = (
            self._preceding(self.trigger.first) is not None or self._is_after_noun() or self._has_antecedent()
        )
        if first is None or is_elsewhere or not self._is_subject(first):
            return first
        return self._next_phrase(first.last)

    def agent(self) -> NounPhrase | None:
        """The subject of a verb whose writing leaves the passive open: it must have an object."""
        subject = self.subject()
        if subject is None:
            return None
        is_first = subject.start < self.trigger.start
        target = self._next_phrase(self.trigger.last if is_first else subject.last)
        return subject if target is not None and is_target(self.scene, target) else None

    def patient(self) -> NounPhrase | None:
        """Whom such a verb was done to: its object where it has an agent, else what follows it."""
        agent = self.agent()
        phrase = self._next_phrase(self.trigger.last)
        if agent is None or phrase is None or phrase.start != agent.start:
            return phrase
        return self._next_phrase(agent.last)

    def announcer(self) -> NounPhrase | None:
        """«أعلنت الشرطة القبض على», «تمكنت قوة من اعتقال»: who tells an act of their own."""
        if self.trigger.kind != "noun":
            return None
        for i in range(self.trigger.first - 1, max(self.begin, self.trigger.first - 2 * LIGHT_REACH) - 1, -1):
            if self.scene.has_stem(i, self.scene.grammar.relatives | {"ان", "بان", "عن"}):
                return None
            if self.scene.has_stem(i, _ANNOUNCED):
                return read_following(self.scene, i + 1, self.trigger.first)
        return None

    def topic(self) -> NounPhrase | None:
        """Who speaks in the sentence: «قال X إن الوضع هادئ، داعياً إلى», «أعرب X عن دعمه»."""
        if self.trigger.kind != "noun":
            return None
        verbs = self.scene.grammar.saying_verbs | self.scene.grammar.declaring_verbs
        for i in range(self.trigger.first - 1, self.begin - 1, -1):
            if self.scene.has_stem(i, verbs):
                phrase = read_following(self.scene, i + 1, self.trigger.first)
                is_mere = phrase is not None and self.scene.has_stem(phrase.first, self.scene.grammar.mere_sources)
                if phrase is not None and not is_mere and self._is_subject(phrase):
                    return phrase
        return None

    def named_object(self) -> NounPhrase | None:
        """«استنكر تصريحات الوزير»: the first name in the object, the owner of what is blamed."""
        first = self._next_phrase(self.trigger.last)
        subject = self.subject()
        if first is not None and subject is not None and subject.start == first.start:
            first = self._next_phrase(first.last)
        acts = self.scene.grammar.blamed_acts
        if first is None or self.scene.key(first.first).removeprefix("ال") not in acts:
            return None
        for i in range(first.first, min(self.end, first.first + LIGHT_REACH)):
            if i in self.scene.mention_at:
                return read_phrase(self.scene, i, self.end)
            if is_preposition(self.scene, i) or not self.scene.document.tokens[i].is_word:
                return None
        return None

    def governed(self, verbs: frozenset[str]) -> NounPhrase | None:
        """The subject of a light verb, or of «تعرض», in front of a verbal noun."""
        if self.trigger.kind != "noun":
            return None
        i = find_governor(self.scene, self.trigger, self.begin, verbs)
        if i is None:
            return None
        after = read_phrase(self.scene, i + 1, self.trigger.first) if i < self.trigger.first else None
        if after is not None and not is_preposition(self.scene, after.first) and is_target(self.scene, after):
            return after
        return self._preceding(i)

    def before(self) -> NounPhrase | None:
        """A name that its clause begins with: what stands there otherwise may be a verb."""
        phrase = self._preceding(self.trigger.first)
        return phrase if phrase is not None and phrase.mention is not None else None

    def _is_subject(self, phrase: NounPhrase) -> bool:
        if not is_participant(self.scene, phrase) or not may_be_subject(self.scene, phrase):
            return False
        return phrase.mention is not None or not self._disagrees(phrase)

    def _disagrees(self, phrase: NounPhrase) -> bool:
        """«وطالب قوات التحالف»: a masculine verb right before a feminine noun has another subject."""
        verb = self.scene.key(self.trigger.first)[len(self.trigger.conjunction) :]
        is_masculine = verb[0] != "ت" and not verb.endswith(("ت", "تا", "تها", "ته", "تهم"))
        is_adjacent = phrase.first == self.trigger.last and self.trigger.kind == "verb"
        head = self.scene.document.tokens[phrase.first]
        is_feminine = head.key.endswith("ات") or head.text.endswith("ة")
        return is_masculine and is_adjacent and is_feminine and head.key.removeprefix("ال") not in _MASCULINE

    def _next_phrase(self, index: int) -> NounPhrase | None:
        """The phrase after `index`, over an adverbial between commas: «دعا X، في بيان، القوى»."""
        if self.scene.key(index) in _DASHES:  # «X - حفظه الله - رئيس»
            dashes = (i for i in range(index + 1, min(self.end, index + 6)) if self.scene.key(i) in _DASHES)
            index = next(dashes, index) + 1
        if self.scene.key(index) in _COMMAS:
            phrase = read_following(self.scene, index + 1, self.end)
            if phrase is not None:
                return phrase
        if self.scene.key(index) in _COMMAS or is_preposition(self.scene, index):
            for i in range(index + 1, min(self.end, index + _LONGEST_INSERTION)):
                if self.scene.key(i) in _COMMAS and i not in self.scene.date_tokens:
                    return read_following(self.scene, i + 1, self.end)
            return None
        return read_following(self.scene, index, self.end)

    def _preceding(self, verb: int) -> NounPhrase | None:
        """The participant its clause begins with. «وفعل X» begins a clause itself."""
        if verb == self.trigger.first and self.trigger.conjunction:
            return None
        while verb - 1 > self.begin and self.scene.key(verb - 1) in _PARTICLES:
            verb -= 1
        if verb == self.trigger.first and self._has_antecedent():
            return self._antecedent(verb - 1)
        first = clause_start(self.scene, verb, self.begin)
        if first >= verb:
            return self._topic(verb)
        if verb - first > LIGHT_REACH:
            return None
        phrase = read_phrase(self.scene, first, verb)
        return phrase if phrase is not None and is_participant(self.scene, phrase) else None

    def _topic(self, verb: int) -> NounPhrase | None:
        """«إن مقاتلين، يشتبه بانتمائهم إلى داعش، قتلوا»: the verb comes after an insertion."""
        if self.scene.key(verb - 1) not in _COMMAS:
            return None
        for i in range(verb - 2, max(self.begin, verb - _LONGEST_TOPIC) - 1, -1):
            if self.scene.has_stem(i, self.scene.grammar.saying_verbs):
                return None
            if self.scene.has_stem(i, frozenset({"ان", "بان"})):
                phrase = read_phrase(self.scene, i + 1, verb)
                return phrase if phrase is not None and is_participant(self.scene, phrase) else None
        return None

    def _antecedent(self, relative: int) -> NounPhrase | None:
        """«المسلحون الذين هاجموا»: the phrase that ends where the relative begins."""
        for first in range(max(self.begin, relative - 5), relative):
            phrase = read_phrase(self.scene, first, relative)
            if phrase is not None and phrase.last == relative and is_participant(self.scene, phrase):
                return phrase
        return None

    def _has_antecedent(self) -> bool:
        """Whether a relative in front holds the subject's place."""
        relative = self.trigger.first - 1
        is_relative = self.scene.key(relative)[:3] in {"الذ", "الت", "الل"}  # not «عندما»
        is_time = self.scene.key(relative - 1) in {"الوقت", "وقت"}
        return (
            is_relative
            and not is_time
            and self.scene.key(relative) in self.scene.grammar.relatives
            and not self.trigger.has_pronoun
        )

    def _is_after_noun(self) -> bool:
        """Whether a noun of the same clause stands before the verb: «قصف جوي استهدف مقراً»."""
        verb = self.trigger.first
        if self.trigger.conjunction or not self.scene.document.tokens[verb - 1].is_word:
            return False
        first = clause_start(self.scene, verb, self.begin)
        is_adverbial = self.scene.has_stem(first, self.scene.grammar.adverbials) or _has_clitic(self.scene, first)
        if first >= verb or is_adverbial:
            return False
        grammar = self.scene.grammar
        particles = (
            grammar.phrase_ends | grammar.negators | grammar.clause_openers | grammar.adverbials | grammar.conditionals
            | grammar.planners
        )  # fmt: skip
        return not self.scene.has_stem(verb - 1, particles) and not is_preposition(self.scene, first)
