"""When an event happened: the date of its own clause, and for the article's first event the day of its lead."""

from dataclasses import replace
from datetime import date, timedelta

from marsad.annotate.scene import Scene
from marsad.annotate.triggers import Trigger
from marsad.model import DateExpression

_DATELINE = 8  # tokens; a first line this short is a dateline, and the lead comes after it
_IN = frozenset({"في", "خلال", "من", "منذ", "حتي", "،", ",", "("})  # not «رواتب شهر آذار»
_OF_YEAR = frozenset({"لسنه", "للسنه", "لعام", "للعام"})
_ANEW = frozenset({"وفي", "ومنذ", "وخلال", "ويوم", "وفجر", "وصباح", "ومساء"})  # «... قتلى، وفي 2 آذار اتسعت الحرب»
# «... اليوم اعتقال أربعة على خلفية هجوم»: what the act of the day goes back to happened at another time,
_BACKGROUND = frozenset({"خلفيه", "بسبب", "عقب", "بعد", "اعقاب", "بشان", "بتهمه", "بتهم", "حول", "للاشتباه", "اثر",
                         "نتيجه", "جراء", "احتجاجا", "قبل"})  # fmt: skip
_BACKGROUND_REACH = 5
# unless it is the toll of it that is told: «مقتل شخصين إثر هجوم».
_TOLLS = frozenset({"مقتل", "بمقتل", "اصابه", "باصابه", "مصرع", "مصرعه", "مصرعهم", "مصرعهما", "بمصرع", "وفاه", "بوفاه",
                    "سقوط", "بسقوط", "ضحايا", "استشهاد", "باستشهاد", "قتل", "اصيب", "توفي", "لقي"})  # fmt: skip
# Of what is forecast the day of the forecast says nothing.
_FORECASTS = frozenset({"توقع", "توقعت", "رجح", "رجحت", "تنبا", "تنبات", "متوقعا", "متوقعه"})
_HEREABOUT = frozenset({"اليوم", "امس", "غدا", "الليله", "هذا"})
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


def together(scene: Scene, told: DateExpression) -> DateExpression:
    """The days that follow one another and are joined with this one, as one range: «يومي 26 و27 آذار»."""
    at = scene.dates.index(told)
    first = last = at
    while first and _is_next_day(scene, first - 1):
        first -= 1
    while last + 1 < len(scene.dates) and _is_next_day(scene, last):
        last += 1
    if first == last:
        return told
    begin, end = scene.dates[first], scene.dates[last]
    return replace(
        told,
        start=begin.start,
        end=end.end,
        text=scene.document.text[begin.start : end.end],
        value=f"{begin.value}/{end.value}",
        precision="range",
    )


def _is_next_day(scene: Scene, index: int) -> bool:
    """Whether the date after this one is joined with it and is the next day."""
    one, other = scene.dates[index : index + 2]
    is_joined = scene.document.text[one.end : other.start].strip() == "و"
    word = scene.key(scene.document.token_at(other.start)).removeprefix("و")
    is_clause = word in _HEREABOUT or f"و{word}" in _ANEW  # «أمس واليوم أفرج عنهما», «الأحد ويوم الاثنين»
    if not is_joined or is_clause or (one.precision, other.precision) != ("day", "day"):
        return False
    return date.fromisoformat(one.value) + timedelta(days=1) == date.fromisoformat(other.value)


def _is_number(scene: Scene, index: int) -> bool:
    """«القرار رقم 160 لسنة 1983», «موازنة الوزارة للعام 2020»: part of a law's or a budget's name."""
    return scene.date_at[index].precision == "year" and scene.key(index) in _OF_YEAR


def _is_apart(scene: Scene, trigger: Trigger, date: DateExpression, begin: int, *, is_lead: bool) -> bool:
    index = scene.document.token_at(date.start)
    if index > trigger.first:
        # «الهجوم الذي وقع الأحد»: a relative right after the noun tells the same act.
        first = trigger.last + (trigger.kind == "noun" and scene.key(trigger.last) in scene.grammar.relatives)
        is_attribute = scene.key(index) == "شهر" and index > trigger.last and scene.key(index - 1) not in _IN
        is_attribute |= scene.key(index - 1) in {"الخاصه", "الخاص"}
        is_attribute |= scene.key(index) in _ANEW or scene.key(index - 1) in _ANEW
        is_far = index - trigger.last > _LATER_REACH
        return is_far or is_attribute or any(_links(scene, i) for i in range(first, index))
    if trigger.kind == "verb" and trigger.conjunction:
        return True
    if _is_background(scene, trigger, index, begin) or _is_forecast(scene, trigger, begin):
        return True
    if is_lead or _is_circumstance(scene, trigger):
        return _is_subordinate(scene, index, begin, scene.grammar.relatives)
    between = range(index + 1, trigger.first)
    if any(scene.key(i) in {"؛", *scene.grammar.relatives} for i in between):
        return True
    return _is_subordinate(scene, index, begin, scene.grammar.relatives | {"بعد", "عقب", "اثر", "غداه", "منذ"})


def _is_background(scene: Scene, trigger: Trigger, date: int, begin: int) -> bool:
    """Whether the trigger stands, after the date, in a phrase that tells what went before."""
    for i in range(trigger.first - 1, max(date, trigger.first - 1 - _BACKGROUND_REACH), -1):
        if scene.key(i) in _BACKGROUND and trigger.rule.type != "HAZARD":
            return not any(scene.key(j) in _TOLLS for j in range(begin, i))
        if scene.key(i) in {"،", ",", "؛"}:
            return False
    return False


def _is_forecast(scene: Scene, trigger: Trigger, begin: int) -> bool:
    return trigger.rule.type == "HAZARD" and any(scene.has_stem(i, _FORECASTS) for i in range(begin, trigger.first))


def _is_circumstance(scene: Scene, trigger: Trigger) -> bool:
    """«قدم تعازيه، اليوم، ...، موجها الجهات المعنية»: what accompanies the main clause has the day of that."""
    key = scene.key(trigger.first)
    return scene.key(trigger.first - 1) in {"،", ","} and key[:1] in {"م", "د", "ح"} and key.endswith(("ا", "ه"))


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
