"""Words that may tell an event: those of the rules, in the contexts they ask for, and those the network sees."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from marsad.annotate.labels import NO_EVENT, event_types
from marsad.annotate.peaks import gathered
from marsad.annotate.rules import Context, Phrase, Rule, RuleSet
from marsad.annotate.scene import Scene
from marsad.annotate.tagger import LINKED, Tagging
from marsad.text.tokens import Stem

_NEAR = 14  # tokens on either side
_BEFORE = 2
_BESIDE = 2  # tokens from a rule's trigger to the word the network takes
# No verb comes after them: «وافق على طلب».
_BEFORE_NOUNS = frozenset(
    {
        "علي", "في", "الي", "عن", "مع", "بعد", "قبل", "خلال", "دون", "عدم", "غير", "اي", "حول", "بشان", "بين",
        "نتيجه", "بسبب",
    }
)  # fmt: skip
_TANWIN = "\N{ARABIC FATHATAN}"
NO_HEAD = -1


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens [first, last), the source span without proclitics, and how the word stands there."""

    rule: Rule
    kind: str  # verb | noun
    first: int
    last: int
    start: int
    end: int
    conjunction: str
    preposition: str  # س before a verb marks the future
    is_definite: bool
    has_pronoun: bool  # «خطفها»: what was done is told of someone named before
    likelihood: float = 0.0  # that the network gives to such an event here
    own: float = 0.0  # and at these very words, which may have gathered it from those near (peaks.py)
    head: int = NO_HEAD  # the token whose links are the network's arguments


def find_triggers(scene: Scene, rules: RuleSet, tagging: Tagging | None) -> list[Trigger]:
    """Triggers in reading order, none overlapping another: a rule's whose contexts hold, else the network's.

    Without a tagging, the rules' alone.
    """
    found: list[Trigger] = []
    reached = 0
    if tagging is not None:
        tagging = replace(tagging, types=gathered(scene.document, tagging.types))
    for index in range(len(scene.document.tokens)):
        if index < reached or index in scene.inside or index in scene.date_tokens:
            continue
        trigger = _choose(scene, rules, tagging, index)
        if trigger is not None:
            found.append(trigger)
            reached = trigger.last
    return found


def _choose(scene: Scene, rules: RuleSet, tagging: Tagging | None, index: int) -> Trigger | None:
    """The likeliest of the rules' triggers that begin in the token, unless the network sees another type there."""
    if tagging is None:
        return next(_ruled(scene, rules, index), None)
    ruled = [_weighed(t, tagging) for t in _ruled(scene, rules, index)]
    best = max(ruled, key=lambda t: t.likelihood, default=None)
    seen = _seen(scene, rules, tagging, index)
    if best is None or (seen is not None and seen.likelihood > 2 * best.likelihood):
        return seen or best
    return best


def _weighed(trigger: Trigger, tagging: Tagging) -> Trigger:
    """With what the network makes of the trigger, or of a word beside it."""
    likely = tagging.types[:, event_types().index(trigger.rule.type)]
    beside = likely[max(0, trigger.first - _BESIDE) : trigger.last + _BESIDE].max()
    own = likely[trigger.first : trigger.last].max()
    head = next((i for i in range(trigger.first, trigger.last) if i in tagging.links), NO_HEAD)
    return replace(trigger, likelihood=float(beside), own=float(own), head=head)


def _seen(scene: Scene, rules: RuleSet, tagging: Tagging, index: int) -> Trigger | None:
    """A word that the network takes for a trigger."""
    own = tagging.types[index]
    token = scene.document.tokens[index]
    if 1 - own[NO_EVENT] < LINKED or not token.is_word:
        return None
    kind = int(own[NO_EVENT + 1 :].argmax()) + NO_EVENT + 1
    stem, likely = _stem(scene, index), float(own[kind])
    return Trigger(
        rules.plain[event_types()[kind]], _kind(scene, rules, index), index, index + 1,
        _source_start(scene, index, stem.cut, is_definite=stem.is_definite), token.end, stem.conjunction,
        stem.preposition, stem.is_definite, has_pronoun=False, likelihood=likely, own=likely, head=index,
    )  # fmt: skip


def _stem(scene: Scene, index: int) -> Stem:
    """The reading of a word whose proclitics are cut off as far as an ordinary word is left."""
    stems = scene.document.tokens[index].stems
    return next((s for s in stems if scene.lexicon.is_common(s.key) and not (s.is_definite and s.cut < 2)), stems[0])


def _kind(scene: Scene, rules: RuleSet, index: int) -> str:
    """Verb or noun, as the rules have the word, or by how it is written."""
    token = scene.document.tokens[index]
    for stem in token.stems:
        for phrase, _, kind in rules.index.get(stem.key, ()):
            if len(phrase) == 1:
                return "noun" if kind == "verb" and _is_noun(scene, index) else kind
    is_noun = token.has_article or _is_noun(scene, index) or token.key.endswith(("ات", "يه", "هم", "ها"))
    return "noun" if is_noun else "verb"


def _ruled(scene: Scene, rules: RuleSet, index: int) -> Iterator[Trigger]:
    """The rules' triggers that begin in the token."""
    token = scene.document.tokens[index]
    begin, end = scene.around(index)
    for stem in token.stems:
        for phrase, rule, kind in rules.index.get(stem.key, ()):
            last = index + len(phrase)
            is_purpose = stem.preposition == "ل" and not stem.is_definite and not _is_undergone(scene, index)
            is_noun = kind == "verb" and _is_noun(scene, index)
            if is_purpose or is_noun or not _is_written(kind, stem.preposition, is_definite=stem.is_definite):
                continue
            if last > end or any(
                scene.key(index + k).removesuffix("ا") != w.removesuffix("ا") for k, w in enumerate(phrase) if k
            ):
                continue
            if _holds(scene, rule, (index, last), (begin, end)):
                source_end = scene.document.tokens[last - 1].end
                is_definite = stem.is_definite or phrase[-1].endswith(("ها", "هم")) or phrase[0].startswith("ال")
                yield Trigger(
                    rule, kind, index, last, _source_start(scene, index, stem.cut, is_definite=stem.is_definite),
                    source_end, stem.conjunction, stem.preposition, is_definite,
                    kind == "verb" and _has_pronoun(rule, phrase[-1]),
                )  # fmt: skip


def _is_noun(scene: Scene, index: int) -> bool:
    """What is written like a verb and is none: «طالبة», «متهماً», «20 طالبا»."""
    text = scene.document.tokens[index].text
    is_counted = text.endswith("ا") and index - 1 in scene.number_tokens
    is_governed = scene.key(index - 1) in _BEFORE_NOUNS
    return text.endswith("ة") or _TANWIN in text or is_counted or is_governed


def _has_pronoun(rule: Rule, form: str) -> bool:
    """Whether a verb form is another form of the rule with an object pronoun: «خطفها», not «يتهم»."""
    return any(form.endswith(p) and (form.removesuffix(p),) in rule.triggers for p in ("ه", "ها", "هم"))


def _is_written(kind: str, preposition: str, *, is_definite: bool) -> bool:
    """A verb takes no article and no preposition but the future's س."""
    return not is_definite and preposition in {"", "س"} if kind == "verb" else preposition not in {"س", "ك"}


def _is_undergone(scene: Scene, index: int) -> bool:
    """«تعرض X لهجوم»: elsewhere «ل» before a bare noun is a purpose, and no event (GUIDE 8)."""
    return any(scene.has_stem(i, scene.grammar.undergoer_verbs) for i in range(max(0, index - 14), index))


def _source_start(scene: Scene, index: int, cut: int, *, is_definite: bool) -> int:
    """The source offset after `cut` folded letters; the article stays with its noun, as does «لل»."""
    kept = cut - 2 if is_definite else cut
    return scene.document.offset_in(index, kept)


def _holds(scene: Scene, rule: Rule, span: tuple[int, int], sentence: tuple[int, int]) -> bool:
    if _meets(scene, rule.forbid, span, sentence, is_all=False):
        return False
    required = rule.require
    if not (required.before or required.after or required.near):
        return True
    return _meets(scene, required, span, sentence, is_all=True)


def _meets(scene: Scene, context: Context, span: tuple[int, int], sentence: tuple[int, int], *, is_all: bool) -> bool:
    """Whether any side of the context holds; with `is_all`, whether all its sides do."""
    first, last = span
    sides = (
        (context.before, range(max(sentence[0], first - _BEFORE), first)),
        (context.after, range(last, min(sentence[1], last + 1))),
        (context.near, range(max(sentence[0], first - _NEAR), min(sentence[1], last + _NEAR))),
    )
    results = [any(_stands(scene, i, phrases) for i in window) for phrases, window in sides if phrases]
    return bool(results) and (all(results) if is_all else any(results))


def _stands(scene: Scene, index: int, phrases: frozenset[Phrase]) -> bool:
    stems = {s.key for s in scene.document.tokens[index].stems}
    return any(p[0] in stems and all(_same(scene.key(index + k), p[k]) for k in range(1, len(p))) for p in phrases)


def _same(key: str, word: str) -> bool:
    return key == word or key.removeprefix("ال") == word


def mode_of(scene: Scene, trigger: Trigger) -> str | None:
    """The rule's mode, or the first whose cue stands near the trigger or in it."""
    begin, end = scene.around(trigger.first)
    for mode, cues in trigger.rule.modes.items():
        window = range(max(begin, trigger.first - 6), min(end, trigger.last + 8))
        if any(_stands(scene, i, cues) for i in window):
            return mode
    return trigger.rule.mode
