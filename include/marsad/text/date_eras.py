"""Parts and multiples of years: «الربع الأول من 2025», «الأشهر الستة الأولى من العام»,
«صيف 2014», «تسعينيات القرن الماضي», «القرن التاسع عشر»."""

import re

from marsad.text import date_grammar as g
from marsad.text import date_lexicon as lexicon
from marsad.text import date_values as values
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved

_DECADES = {"عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "ستين": 60, "سبعين": 70, "ثمانين": 80, "تسعين": 90}
_FIRST_MONTHS = {"شتاء": 12, "ربيع": 3, "صيف": 6, "خريف": 9}  # a season has three; a winter begins in the year it names
_FRACTIONS = {"الربع": 3, "الثلث": 4, "النصف": 6}  # months in each
_MONTHS = ("الاشهر", "الشهور")
_CENTURIES_BACK = {"الماضي": 1, "المنصرم": 1, "الحالي": 0, "الجاري": 0}
_AGES = rf"(?!{g.SP}{g.OF}(?:عمر|العمر|اعمار|السن))"  # «في الخمسينيات من عمره»


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    indefinite = (*_FIRST_MONTHS, *_DECADES)
    return frozenset(
        (*_FRACTIONS, *_MONTHS, *indefinite, *(f"ال{word}" for word in indefinite), "فصل", "هذا", "عقد", "القرن")
    )


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    other = rf"{g.SP}(?:(?:المالي|الدراسي|الهجري)ه?|نفسه?ا?|ذاته?ا?){g.CLOSE}"  # years of their own
    year = (
        rf"{g.OF}(?:(?:{g.YEAR_WORD}{g.GAP})?(?P<year>(?:19|20)\d\d)(?!\d)"
        rf"|(?:هذا{g.GAP})?(?:العام|السنه)(?:{g.GAP}{g.qualifier()}|(?!{other})){g.CLOSE})"
    )
    which = rf"{g.any_of(lexicon.ordinals())}|(?:ال)?\d{{1,2}}|{g.any_of(_CENTURIES_BACK)}"
    century = rf"القرن{g.GAP}(?P<century>{which}){g.CLOSE}"
    christian = rf"(?!{g.SP}(?:ال)?هجري|{g.SP}قبل{g.GAP}الميلاد|{g.SP}ق\.?{g.SP}م\b)"
    part = g.part_of_period(w for w in lexicon.PARTS_OF_PERIOD if "من" not in w.split())
    decade = rf"(?:عقد{g.GAP})?(?P<the>ال)?(?P<decade>{g.any_of(_DECADES)})(?:ي?ات){g.CLOSE}"
    seasons = g.any_of(_FIRST_MONTHS)
    nth = rf"(?P<nth>{g.any_of(lexicon.ORDINALS[:4])}|الاخير)"
    near = rf"ال(?P<season>{seasons}){g.GAP}{g.qualifier()}|هذا{g.GAP}ال(?P<now>{seasons})"
    return (
        g.rule(rf"{g.any_of(_MONTHS)}{g.SP}{g.some()}{g.GAP}الاولي{g.GAP}{year}", _first_months),
        g.rule(rf"(?P<fraction>{g.any_of(_FRACTIONS)}){g.GAP}{nth}{g.GAP}{year}", _fraction),
        g.rule(rf"{g.SINCE}(?:فصل{g.GAP})?(?:{near}){g.CLOSE}", _season_near),
        g.rule(rf"{g.SINCE}(?:فصل{g.GAP}(?:ال)?)?(?P<season>{seasons}){g.GAP}{year}", _season_of_year),
        g.rule(rf"{g.SINCE}{part}{decade}(?:{g.GAP}{g.OF}{century})?{_AGES}", _decade),
        g.rule(rf"{g.SINCE}{part}{century}(?:{g.SP}الميلادي{g.CLOSE})?{christian}", _century),
    )


def _year(match: re.Match[str], context: Context) -> tuple[int, str] | None:
    if match["year"]:
        return int(match["year"]), "explicit"
    return (context.today.year + g.step(match), "deictic") if context.today else None


def _fraction(match: re.Match[str], context: Context) -> Resolved | None:
    length = _FRACTIONS[match["fraction"]]
    nth = 12 // length if match["nth"] == "الاخير" else lexicon.ordinal_number(match["nth"])
    told = _year(match, context)
    if told is None or nth * length > 12:
        return None
    return values.months((told[0], (nth - 1) * length + 1), length).by(told[1])


def _first_months(match: re.Match[str], context: Context) -> Resolved | None:
    count = g.some_count(match)
    told = _year(match, context)
    if told is None or count is None or not 1 < count < 12:
        return None
    return values.months((told[0], 1), count).by(told[1])


def _season_of_year(match: re.Match[str], context: Context) -> Resolved | None:
    told = _year(match, context)
    if told is None:
        return None
    return context.since(values.months((told[0], _FIRST_MONTHS[match["season"]]), 3).by(told[1]), match)


def _season_near(match: re.Match[str], context: Context) -> Resolved | None:
    """«الصيف الماضي»: the last that is over; «هذا الصيف»: the one that is on, or this year's."""
    if context.today is None:
        return None
    first = _FIRST_MONTHS[match["season"] or match["now"]]
    steps = g.step(match) if match["season"] else 0
    this_year = values.shift_months(context.today, -2 if first == 12 else 0)[0]
    here = (context.today.year, context.today.month)
    year = next(y for y in range(this_year - 1, this_year + 3) if _end(y, first) >= here)  # on, or next to come
    if steps > 0 and (year, first) <= here:
        year += 1
    if steps < 0:
        year -= 1
    elif steps == 0 and year > this_year:
        year = this_year
    return context.since(values.months((year, first), 3).by("deictic"), match)


def _end(year: int, first: int) -> tuple[int, int]:
    return (year + 1, 2) if first == 12 else (year, first + 2)


def _decade(match: re.Match[str], context: Context) -> Resolved | None:
    """A decade without a century is of the last one; «العشرينيات» alone could be either."""
    decade = _DECADES[match["decade"]]
    told = match["century"]
    if not told and (decade == 20 or not match["the"]):
        return None
    first = _first_year(told, context) if told else 1900
    if not first:
        return None
    return context.since(values.span(str(first + decade), str(first + decade + 9)).within(g.part(match)), match)


def _century(match: re.Match[str], context: Context) -> Resolved | None:
    first = _first_year(match["century"], context)
    return context.since(values.span(str(first), str(first + 99)).within(g.part(match)), match) if first else None


def _first_year(century: str, context: Context) -> int | None:
    """1900 for «العشرين», as decades are counted; None where it cannot be told."""
    if century in _CENTURIES_BACK:
        return (context.today.year // 100 - _CENTURIES_BACK[century]) * 100 if context.today else None
    number = century.removeprefix("ال")
    count = int(number) if number.isdecimal() else lexicon.ordinal_number(century)
    return (count - 1) * 100 if 10 < count <= 21 else None
