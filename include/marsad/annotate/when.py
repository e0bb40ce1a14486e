"""When an event happened: one of the text's dates, or none that it tells."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from marsad.annotate.choice import (
    VERBAL,
    Candidate,
    Features,
    Telling,
    choose,
    holding,
    how_far,
    how_likely,
    of_none,
    within_reach,
)
from marsad.annotate.clause import Breaks
from marsad.annotate.scene import Scene
from marsad.model import DateExpression

_DATELINE = 8  # tokens; a first line this short is a dateline, and the lead comes after it
_MONTH = 31  # days
_IN = frozenset({"في", "خلال", "من", "منذ", "حتي", "طوال", "طيله", "،", ",", "("})  # not «رواتب شهر آذار»
_OF_YEAR = frozenset({"لسنه", "للسنه", "لعام", "للعام"})
_ANEW = frozenset({"وفي", "ومنذ", "وخلال", "ويوم", "وفجر", "وصباح", "ومساء"})  # «... قتلى، وفي 2 آذار اتسعت الحرب»
_HEREABOUT = frozenset({"اليوم", "امس", "غدا", "الليله", "هذا"})


@dataclass(frozen=True, slots=True)
class _Standing:
    """A date in the text: its tokens [first, last), the days it tells, those of others joined with it among them, and
    what holds of it whatever happened then."""

    first: int
    last: int
    told: DateExpression
    is_lead: bool
    is_ahead: bool
    features: Features


class Dates:
    """The dates of a text, but for those that are part of a name."""

    def __init__(self, scene: Scene, breaks: Breaks) -> None:
        self._scene, self._breaks, self._lead = scene, breaks, lead_sentence(scene)
        self._month_ago = _month_before(scene.published).isoformat() if scene.published else ""
        self._begins = frozenset(scene.document.token_at(told.start) for told in scene.dates)
        self._all = [self._stand(i) for i, told in enumerate(scene.dates) if not _is_name(scene, told)]

    def of(self, telling: Telling) -> DateExpression | None:
        """When it happened, None where the text does not say."""
        return choose("date", self.candidates(telling), telling.links)

    def candidates(self, telling: Telling) -> Iterator[Candidate[DateExpression | None]]:
        """The dates around a telling and of the text's beginning, and that it has none."""
        at = telling.trigger.first
        sentence = self._scene.around(at)
        for own in within_reach(self._all, at):
            if at < own.first < sentence[1] and self._opens_another(own):
                continue
            yield Candidate(own.told, own.told.value, self._features(telling, own, sentence))
        yield Candidate(None, "", self._of_none(telling, sentence))

    def _stand(self, index: int) -> _Standing:
        scene, told = self._scene, self._scene.dates[index]
        first, last = scene.document.token_span(told.start, told.end)
        is_lead = scene.document.sentence_of(told.start) <= self._lead
        whole = _together(scene, index)
        published = scene.published.isoformat() if scene.published else ""
        begin = whole.value.partition("/")[0]
        is_ahead = bool(published) and begin > published[: len(begin)]
        facts = {
            "lead": is_lead,
            whole.precision: True,
            "the day of publication": whole.value == published,
            "ahead": is_ahead,
            "long ago": _is_before(whole, self._month_ago),
        }
        return _Standing(first, last, whole, is_lead, is_ahead, holding(facts))

    def _features(self, telling: Telling, own: _Standing, sentence: tuple[int, int]) -> Features:
        trigger = telling.trigger
        is_near = sentence[0] <= own.first < sentence[1]
        is_in_lead = self._scene.document.sentence_of(trigger.start) <= self._lead
        facts = {
            "lead, of the first event": own.is_lead and telling.is_first,
            "lead, of what is in it": own.is_lead and is_in_lead,
            "elsewhere, of what is said": not is_near and trigger.rule.type in VERBAL,
            "elsewhere, of what did not happen": not is_near and not telling.is_real,
            "ahead, of what did not happen": own.is_ahead and not telling.is_real,
            "cut off": is_near and self._breaks.are_between(trigger, (own.first, own.last)),
        }
        span = (own.first, own.last)
        far = how_far(self._scene, telling, span)
        return {**how_likely(telling, "date", span), **far, **own.features, **holding(facts)}

    def _opens_another(self, own: _Standing) -> bool:
        """Whether the date begins the telling of something else: «... قتلى، وفي 2 آذار اتسعت الحرب»."""
        return not _ANEW.isdisjoint(map(self._scene.key, (own.first, own.first - 1)))

    def _of_none(self, telling: Telling, sentence: tuple[int, int]) -> Features:
        scene, trigger = self._scene, telling.trigger
        facts = {
            "none, in the lead": scene.document.sentence_of(trigger.start) <= self._lead,
            "none, of a definite noun": trigger.is_definite,
            "none, with a date in its sentence": not self._begins.isdisjoint(range(*sentence)),
        }
        return of_none(telling) | holding(facts)


def _month_before(day: date) -> date:
    """Some feeds write the first day of the first year for none; there is no month before it."""
    return date.fromordinal(max(1, day.toordinal() - _MONTH))


def _is_before(told: DateExpression, day: str) -> bool:
    """Whether what it tells was over before the day; a year or month is over when none of its days is left."""
    end = told.value.rpartition("/")[2]
    return end < day[: len(end)]


def lead_sentence(scene: Scene) -> int:
    """The index of the sentence that says what the article is about."""
    sentences = scene.document.sentences
    for index in range(min(2, len(sentences))):
        first, last = scene.document.token_range(index)
        if last - first > _DATELINE:
            return index
    return min(1, max(0, len(sentences) - 1))


def _together(scene: Scene, index: int) -> DateExpression:
    """The days that follow one another and are joined with this one, as one range: «يومي 26 و27 آذار»."""
    first = last = index
    while first and _is_next_day(scene, first - 1):
        first -= 1
    while last + 1 < len(scene.dates) and _is_next_day(scene, last):
        last += 1
    if first == last:
        return scene.dates[index]
    begin, end = scene.dates[first], scene.dates[last]
    return replace(
        begin,
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


def _is_name(scene: Scene, told: DateExpression) -> bool:
    """«القرار رقم 160 لسنة 1983», «موازنة الوزارة للعام 2020», «رواتب شهر آذار»."""
    index = scene.document.token_at(told.start)
    key = scene.key(index)
    is_year = told.precision == "year" and key in _OF_YEAR
    return is_year or (key == "شهر" and scene.key(index - 1) not in _IN)
