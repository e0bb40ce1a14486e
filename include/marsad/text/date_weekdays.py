"""From one weekday to another: «من الأحد إلى الخميس المقبل»; «يومي الجمعة والسبت» are two dates."""

import re
from datetime import date, timedelta

from marsad.text import date_grammar as g
from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_context import Context
from marsad.text.date_deictic import DEICTIC, days_away
from marsad.text.date_values import Resolved

# «تأجيل الجلسة من الأحد إلى الثلاثاء»: from one day to another, but nothing lasts so long.
_MOVED = re.compile(
    rf"(?<![{g.LETTER}])[وفلب]?(?:تاجيل|تاجلت?|ارجاء|ارجات?|نقل|تغيير|تقديم|ترحيل)(?![{g.LETTER}])[^.\n]*$"
)
_NEAR = 60  # characters
_LONGEST = timedelta(days=14)


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    return frozenset(("من",))


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    deictic = rf"(?:(?P<deictic>{g.any_of(DEICTIC)}){g.ASIDE}(?:يوم{g.SP})?)?"
    first = rf"(?P<first>{g.weekday()}){g.CLOSE}\)?(?:{g.SP}{g.qualifier('first_')}{g.CLOSE})?"
    last = rf"(?P<last>{g.weekday()}){g.CLOSE}(?:{g.SP}{g.qualifier()}{g.CLOSE})?+"
    to = rf"{g.SP}[،,]?{g.SP}و?(?:الي|حتي|لغايه|الي{g.GAP}غايه){g.GAP}"
    # «إلى الخميس 28 مارس», «إلى الخميس من كل أسبوع»: what follows says which
    told = rf"(?!{g.ASIDE}(?:(?:الموافق|المصادف){g.GAP})?\d|{g.SP}من{g.GAP}(?:كل|الاسبوع){g.CLOSE})"
    return (g.rule(rf"من{g.GAP}{g.day_lead()}{deictic}{first}{to}{g.day_lead()}{last}{told}", _from_to),)


def _from_to(match: re.Match[str], context: Context) -> Resolved | None:
    """From the first day to the last, each by its own words, else by the other, else as any weekday is read.

    None where they contradict each other, or where something is moved from one day to another.
    """
    today = context.today
    is_name = context.word_after(match.end("last")) in lexicon.NOT_WEEKDAY_BEFORE
    if today is None or is_name or _MOVED.search(context.text[max(0, match.start() - _NEAR) : match.start()]):
        return None
    first, last = (lexicon.WEEKDAYS[match[name]] for name in ("first", "last"))
    start, end = _qualified(match, "first_", today, first), _qualified(match, "", today, last)
    if match["deictic"]:
        start = today + timedelta(days=days_away(match["deictic"]))
    if start is None and end is not None:
        start = values.nearest_weekday(end, first, -1)
    elif start is None:
        start = values.bare_weekday(today, first, is_ahead=context.announces(match.start()))
    end = end or values.nearest_weekday(start, last, 1)
    if end <= start and match["first_future"] and match["future"]:
        end = values.nearest_weekday(start, last, 1)
    elif end <= start and match["first_past"] and match["past"]:
        start = values.nearest_weekday(end, first, -1)
    is_told = start.weekday() == first and timedelta(0) < end - start <= _LONGEST
    return values.days(start, end).by("deictic") if is_told else None


def _qualified(match: re.Match[str], prefix: str, today: date, weekday: int) -> date | None:
    """«الخميس المقبل», «الخميس قبل الماضي»; None without such a word."""
    steps = g.step(match, prefix)
    return values.weekday_away(today, weekday, steps) if steps else None
