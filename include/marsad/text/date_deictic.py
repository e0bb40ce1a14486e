"""Days counted from the day of writing: «مساء أمس الأربعاء», «الخميس المقبل», «اليوم نفسه»."""

import re
from datetime import date, timedelta
from functools import cache

from marsad.text import date_grammar as g
from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved

DEICTIC = {
    "اليوم": 0, "هذا اليوم": 0, "الليله": 0, "هذه الليله": 0, "هذا المساء": 0, "هذا الصباح": 0, "يومنا هذا": 0,
    "امس": -1, "الامس": -1, "البارحه": -1, "ليله امس": -1, "الليله الماضيه": -1, "الليله الفايته": -1,
    "اول امس": -2, "اول من امس": -2, "امس الاول": -2, "الامس الاول": -2, "قبل امس": -2,
    "البارحه الاولي": -2, "ليله اول امس": -2,
    "غد": 1, "غدا": 1, "الغد": 1, "بعد غد": 2, "بعد الغد": 2,
}  # fmt: skip
days_away = lexicon.lookup(DEICTIC)  # of one of them
_FROM_PREVIOUS = {"نفسه": 0, "ذاته": 0, "عينه": 0, "التالي": 1, "السابق": -1}
_BEFORE_PERIOD = frozenset(
    ("في", "من", "خلال", "منذ", "حتي", "قبل", "بعد", "اواخر", "اوائل", "مطلع", "منتصف", "نهايه", "بدايه")
)
_NO_DAY_BEFORE = frozenset(("روسيا", "عين", "المصري", "صحيفه", "جريده", "قناه", "موقع", "ذلك", "كل", "حزب", "نادي"))
# «اليوم السابع», «اليوم العالمي», «الأمس القريب», «غد أفضل»
_NO_DAY_AFTER = frozenset(
    (
        *lexicon.ORDINALS, *_FROM_PREVIOUS, "الحادي", "العالمي", "الدولي", "الوطني", "الواحد", "الاخير", "القريب",
        "الحاجه", "الدراسي", "الافتتاحي", "الختامي", "افضل", "مشرق", "واعد",
    )
)  # fmt: skip
_SHIFTS = (0, -1, 1, -2, -3, -4, -5)  # stale texts are older than their date, rarely by a week (docs: SaudiNewsNet)


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    return frozenset((*DEICTIC, "وقت", "ذلك", "تلك"))


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    weekday = rf"(?P<weekday>{g.weekday()})"
    early = r"(?:وقت (?:سابق|مبكر|متاخر) من )?"
    after = rf"(?:{g.ASIDE}(?:يوم{g.GAP})?{weekday}{g.CLOSE}\)?)?"
    dual = r"(?:(?P<past2>الماضيين|المنصرمين)|(?P<future2>المقبلين|القادمين))"
    shared = rf"(?={g.GAP}و{g.weekday()}{g.GAP}{dual}{g.CLOSE})"
    asked = rf"{g.CLOSE}(?:{g.SP}[(]?{g.qualifier()}{g.CLOSE}|{shared})?"
    return (
        g.rule(rf"{g.SINCE}{g.day_lead()}{weekday}{asked}", _weekday),
        g.rule(rf"{g.SINCE}(?:منتصف )?ليله? {weekday}{g.SP}(?:-|/|علي){g.SP}{g.weekday()}{asked}", _weekday),
        g.rule(rf"{g.SINCE}{early}{g.day_lead()}(?P<word>{g.any_of(DEICTIC)}){g.CLOSE}{after}", _deictic),
        g.rule(rf"{g.part_of_day()}اليوم (?P<same>{g.any_of(_FROM_PREVIOUS)}){g.CLOSE}", _anaphoric),
        g.rule(rf"(?:ال)?(?P<unit>شهر|عام|سنه) (?P<same>نفسه|ذاته|نفسها|ذاتها|التالي|التاليه){g.CLOSE}", _same_period),
        g.rule(rf"(?:ذلك ال(?P<unit>شهر|عام)|تلك السنه)(?P<same>){g.CLOSE}(?!{g.SP}{g.qualifier()})", _that_period),
    )


def _weekday(match: re.Match[str], context: Context) -> Resolved | None:
    before, after = context.word_before(match.start("x")), context.word_after(match.end("weekday"))
    is_name = before in lexicon.NOT_WEEKDAY_AFTER or after in lexicon.NOT_WEEKDAY_BEFORE
    if context.today is None or is_name:
        return None
    resolved = _nearest(match, context, context.today, lexicon.WEEKDAYS[match["weekday"]])
    return context.since(values.day(resolved).by("deictic"), match)


def _nearest(match: re.Match[str], context: Context, today: date, weekday: int) -> date:
    """The weekday that is asked for, or else the last one where the text reports, the next where it announces."""
    steps = g.step(match) or bool(match["future2"]) - bool(match["past2"])
    if steps:
        return values.weekday_away(today, weekday, steps)
    ahead = context.ahead_before(match.start("x"))
    if ahead and not match["since"]:  # «من الثلاثاء المقبل ويستمر حتى الخميس»
        return values.nearest_weekday(ahead, weekday, 1)
    is_ahead = not match["since"] and context.announces(match.start())
    return values.bare_weekday(today, weekday, is_ahead=is_ahead)


def _deictic(match: re.Match[str], context: Context) -> Resolved | None:
    before, after = context.word_before(match.start("x")), context.word_after(match.end("word"))
    is_name = before in _NO_DAY_BEFORE or after.strip('.,،:;؛)"') in _NO_DAY_AFTER
    is_newspaper = match["x"].startswith("الغد")  # the day is «صباح الغد», «يوم الغد»
    if context.today is None or is_name or is_newspaper:
        return None
    resolved = context.today + _away(match["word"])
    if match["weekday"]:
        resolved = _agree(resolved, lexicon.WEEKDAYS[match["weekday"]])
    return context.since(values.day(resolved).by("deictic"), match)


def _away(word: str) -> timedelta:
    return timedelta(days=days_away(word))


def _agree(day: date, weekday: int) -> date:
    """A weekday beside «اليوم» wins: the text was written before midnight, in another zone, or days ago."""
    shift = next((n for n in _SHIFTS if (day + timedelta(days=n)).weekday() == weekday), 0)
    return day + timedelta(days=shift)


def _anaphoric(match: re.Match[str], context: Context) -> Resolved | None:
    told = context.told_before(match.start())
    if told is None or len(told) != len("2015-07-21"):
        return None
    return values.day(date.fromisoformat(told) + timedelta(days=_FROM_PREVIOUS[match["same"]])).by("anaphoric")


def _same_period(match: re.Match[str], context: Context) -> Resolved | None:
    steps = int(match["same"].startswith("التالي"))
    if match["unit"] == "شهر":
        month = context.told_month(match.start())
        return values.month(*values.shift_months(date(*month, 1), steps)).by("anaphoric") if month else None
    told = context.told_before(match.start())
    return values.year(int(told[:4]) + steps).by("anaphoric") if told else None


def _that_period(match: re.Match[str], context: Context) -> Resolved | None:
    """«في ذلك العام»; without a preposition the word may be a pronoun: «حدث ذلك العام الماضي»."""
    is_told = context.word_before(match.start("x")).removeprefix("و") in _BEFORE_PERIOD
    return _same_period(match, context) if is_told else None


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"{g.OPEN}(?P<word>{g.any_of(DEICTIC)}){g.ASIDE}(?P<weekday>{g.weekday()}){g.CLOSE}")


def written_on(text: str, published: date | None) -> date | None:
    """The day that the folded `text` calls today: its first «اليوم الاثنين» or «أمس (الأحد)» says so.

    Of 20,000 articles of SaudiNewsNet every third «اليوم» with a weekday is a day or more older than its date.
    """
    match = _pair().search(text) if published else None
    if published is None or match is None:
        return published
    offset = _away(match["word"])
    return _agree(published + offset, lexicon.WEEKDAYS[match["weekday"]]) - offset
