"""When an event happened: the date of its own clause, and for the article's first event the day of its lead."""

from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger
from marsad.model import DateExpression

_DATELINE = 8  # tokens; a first line this short is a dateline, and the lead comes after it
_IN = frozenset({"في", "خلال", "من", "منذ", "حتي", "،", ",", "("})  # not «رواتب شهر آذار»
_LATER_REACH = 22  # tokens after a trigger


def lead_sentence(scene: Scene) -> int:
    """The index of the sentence that says what the article is about."""
    sentences = scene.document.sentences
    for index in range(min(2, len(sentences))):
        first, last = scene.document.token_range(index)
        if last - first > _DATELINE:
            return index
    return min(1, max(0, len(sentences) - 1))


def date_of(scene: Scene, trigger: Trigger, bounds: tuple[int, int], *, is_lead: bool) -> DateExpression | None:
    """The nearest date of the sentence that no other happening keeps apart (GUIDE 16).

    One after the trigger goes before one in front of it. The lead's first event has the lead's day wherever it stands.
    """
    inside = [d for i in range(*bounds) if (d := scene.date_at.get(i)) is not None and not _is_number(scene, i)]
    own = [d for d in inside if not _is_apart(scene, trigger, d, bounds[0], is_lead=is_lead)]
    after = [d for d in own if d.start >= trigger.end]
    return min(own if is_lead else after or own, key=lambda d: _distance(d, trigger), default=None)


def _is_number(scene: Scene, index: int) -> bool:
    """«القرار رقم 160 لسنة 1983»: part of a law's name."""
    return scene.date_at[index].precision == "year" and scene.key(index) == "لسنه"


def _is_apart(scene: Scene, trigger: Trigger, date: DateExpression, begin: int, *, is_lead: bool) -> bool:
    index = scene.document.token_at(date.start)
    if index > trigger.first:
        # «الهجوم الذي وقع الأحد»: a relative right after the noun tells the same act.
        first = trigger.last + (trigger.kind == "noun" and scene.key(trigger.last) in scene.grammar.relatives)
        is_attribute = scene.key(index) == "شهر" and index > trigger.last and scene.key(index - 1) not in _IN
        is_far = index - trigger.last > _LATER_REACH
        return is_far or is_attribute or any(_links(scene, i) for i in range(first, index))
    if trigger.kind == "verb" and trigger.conjunction:
        return True
    if is_lead:
        return _is_subordinate(scene, index, begin, scene.grammar.relatives)
    between = range(index + 1, trigger.first)
    if any(scene.key(i) in {"؛", *scene.grammar.relatives} for i in between):
        return True
    return _is_subordinate(scene, index, begin, scene.grammar.relatives | {"بعد", "عقب", "اثر", "غداه", "منذ"})


def _links(scene: Scene, index: int) -> bool:
    """Whether the token opens the telling of something else."""
    if index in scene.date_tokens:
        return False
    words = scene.grammar.relatives | scene.grammar.clause_links | (scene.grammar.saying_verbs - {"بين"})
    return scene.key(index) == "؛" or scene.has_stem(index, words)


def _is_subordinate(scene: Scene, index: int, begin: int, words: frozenset[str]) -> bool:
    """Whether the date stands in a clause that such a word opens, up to the comma before it."""
    for i in range(index - 1, begin - 1, -1):
        if scene.key(i) in {"،", ",", "؛"} and i + 1 != index:
            return False
        if i not in scene.date_tokens and scene.key(i) in words:
            return True
    return False


def _distance(date: DateExpression, trigger: Trigger) -> float:
    return date.start - trigger.end if date.start >= trigger.end else (trigger.start - date.end) * 1.5
