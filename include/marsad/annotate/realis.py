"""Did it happen: asserted, negated, planned or hypothetical."""

from datetime import date

from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger
from marsad.model import DateExpression

_NEGATION_REACH = 3
_PLAN_REACH = 7
_CONDITION_REACH = 5
_FEAR_REACH = 4
_DENIALS = frozenset({"نفي", "نفت", "ينفي", "تنفي"})


def realis_of(scene: Scene, trigger: Trigger, when: DateExpression | None, governor: int | None) -> str:
    """Read the words in front of the trigger, then its date: what lies after the publication is planned.

    `governor` is the token of the light verb that carries a noun («لم تشن أي هجمات»), None without one.
    """
    begin, _ = scene.around(trigger.first)
    if _is_negated(scene, trigger, begin, governor):
        return "negated"
    if (
        trigger.preposition == "س"
        or _is_future(scene, governor)
        or _precedes(scene, trigger, begin, scene.grammar.planners, _PLAN_REACH)
    ):
        return "planned"
    if _precedes(scene, trigger, begin, scene.grammar.conditionals, _CONDITION_REACH) or _may(scene, trigger):
        return "hypothetical"
    return "planned" if when is not None and _is_ahead(when, scene.published) else "asserted"


def _is_negated(scene: Scene, trigger: Trigger, begin: int, governor: int | None) -> bool:
    grammar = scene.grammar
    if _precedes(scene, trigger, begin, grammar.negators, _NEGATION_REACH) or _is_denied(scene, trigger, begin):
        return True
    verb = trigger.first if trigger.kind == "verb" else governor
    return verb is not None and scene.has_stem(verb - 1, grammar.negators | grammar.adjacent_negators)


def _is_future(scene: Scene, governor: int | None) -> bool:
    """«سيعقد اجتماعاً»: the light verb with the future's س, which no light verb of the list begins with."""
    return governor is not None and scene.key(governor).lstrip("وف").startswith("س")


def is_feared(scene: Scene, trigger: Trigger) -> bool:
    """Whether the trigger is the content of a fear, or was prevented: then it is no event (GUIDE 8)."""
    begin, _ = scene.around(trigger.first)
    return _precedes(scene, trigger, begin, scene.grammar.fears, _FEAR_REACH)


def _precedes(scene: Scene, trigger: Trigger, begin: int, words: frozenset[str], reach: int) -> bool:
    """Whether one of `words` stands in front, in the same clause."""
    for i in range(trigger.first - 1, max(begin, trigger.first - reach) - 1, -1):
        if scene.has_stem(i, words):
            return True
        if scene.key(i) in {"،", ",", ".", "؛", ":"} and i not in scene.date_tokens:
            return False
    return False


def _is_denied(scene: Scene, trigger: Trigger, begin: int) -> bool:
    before = " ".join(scene.key(i) for i in range(max(begin, trigger.first - 6), trigger.first))
    if any(phrase in before for phrase in scene.grammar.negation_phrases):
        return True
    return any(scene.has_stem(i, _DENIALS) for i in range(begin, min(begin + 3, trigger.first))) and not any(
        scene.has_stem(i, scene.grammar.declaring_hals) for i in range(begin, trigger.first)
    )


def _may(scene: Scene, trigger: Trigger) -> bool:
    """«قد» before an imperfect is a possibility; before a perfect it confirms."""
    is_imperfect = trigger.kind == "verb" and scene.key(trigger.first)[0] in "يت"
    return is_imperfect and scene.has_stem(trigger.first - 1, frozenset({"قد"}))


def _is_ahead(when: DateExpression, published: date | None) -> bool:
    """Whether the day, or the first of several, is after the publication."""
    first = when.value.partition("/")[0]
    return published is not None and len(first) == len("2026-03-02") and first > published.isoformat()
