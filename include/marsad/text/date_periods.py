"""Weeks, months and years around the day of writing, and stretches of time: «الأسبوع الماضي», «قبل يومين»,
«منذ 10 أشهر», «خلال الأيام الثلاثة الأخيرة», «الساعات الـ24 الماضية»."""

import re
from datetime import date, timedelta

from marsad.text import date_grammar as g
from marsad.text import date_values as values
from marsad.text.date_context import Context
from marsad.text.date_values import Resolved

_AMOUNTS = {
    "يوم": (1, "day"), "يومين": (2, "day"), "اسبوع": (1, "week"), "اسبوعين": (2, "week"), "شهر": (1, "month"),
    "شهرين": (2, "month"), "عام": (1, "year"), "عامين": (2, "year"), "سنه": (1, "year"), "سنتين": (2, "year"),
    "عقد": (10, "year"), "عقدين": (20, "year"),
}  # fmt: skip
_UNITS = {
    "يوم": "day", "يوما": "day", "ايام": "day", "اسبوع": "week", "اسبوعا": "week", "اسابيع": "week", "شهر": "month",
    "شهرا": "month", "اشهر": "month", "شهور": "month", "عام": "year", "عاما": "year", "اعوام": "year", "سنه": "year",
    "سنوات": "year",
}  # fmt: skip
_PLURALS = {
    "الايام": "day", "الاسابيع": "week", "الاشهر": "month", "الشهور": "month", "السنوات": "year", "الاعوام": "year",
}  # fmt: skip
_DUALS = {
    "اليومين": "day", "الاسبوعين": "week", "الشهرين": "month", "العامين": "year", "السنتين": "year",
}  # fmt: skip
_REPEATED = frozenset(("يوما", "يوم", "عاما", "عام", "سنه", "شهرا", "شهر"))  # «يوماً بعد يوم»
# «الأمين العام الحالي», «الرأي العام»: no year
_GENERAL = frozenset(("الامين", "القطاع", "المدير", "الراي", "المدعي", "المفتش", "القايد", "الموتمر"))


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    definite = (f"{lead}{noun}" for lead in ("ال", "لل") for noun in ("اسبوع", "شهر", "عام", "سنه"))
    return frozenset((*definite, *_PLURALS, *_DUALS, "قبل", "بعد", "هذا", "هذه", "ساعات", "الساعات"))


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    unit = r"(?:ال|لل)(?:اسبوع|شهر|عام|سنه)"
    number = rf"\(?\d{{1,3}}\)?|[{g.LETTER}]{{3,9}}(?: و?[{g.LETTER}]{{3,9}}){{0,2}}?"
    amount = rf"(?P<fixed>{g.any_of(_AMOUNTS)})|(?P<number>{number}) (?P<of>{g.any_of(_UNITS)})"
    recent = r"(?P<recent>الماضيه|الاخيره|المنصرمه|الفايته|الماضيين|الاخيرين|المنصرمين|السابقه)"
    coming = r"(?P<coming>المقبله|القادمه|الاتيه|المقبلين|القادمين)"
    which = rf"(?:{recent}|{coming}){g.CLOSE}"
    about = rf"(?:(?:نحو|حوالي|قرابه|زهاء){g.GAP})?"
    this = rf"(?P<this>هذا الاسبوع|هذا الشهر|هذا العام|هذه السنه){g.CLOSE}"
    other = rf"(?:(?=(?P<other>{g.SP}(?:فقط |تقريبا )?(?:من|علي|عن|ل[{g.LETTER}]{{2}}))))?"
    near = rf"(?P<unit>{unit}){g.SP}{g.qualifier()}{g.CLOSE}|{this}|(?P<bare>{unit}){g.CLOSE}"
    return (
        g.rule(
            rf"(?P<ago>قبل|منذ|بعد){g.GAP}{about}(?:{amount}){g.CLOSE}(?!{g.SP}\d{{4}})"
            rf"(?P<from>{g.SP}من{g.GAP}(?:الان|اليوم){g.CLOSE})?{other}",
            _ago,
        ),
        g.rule(rf"{g.SINCE}{g.part_of_period()}(?:{near})", _period),
        g.rule(rf"(?P<plural>{g.any_of(_PLURALS)}){g.SP}{g.some()}{g.SP}{which}", _stretch),
        g.rule(rf"(?P<plural>{g.any_of(_DUALS)}){g.SP}{which}", _stretch),
        g.rule(rf"(?:(?:ال)?ساعات{g.SP})?{g.THE}(?P<hours>24|48|72){g.SP}(?:ساعه{g.SP})?{which}", _hours),
    )


def _ago(match: re.Match[str], context: Context) -> Resolved | None:
    """«قبل يومين»; not «قبل يومين من الانتخابات», which counts from something else."""
    amount = _amount(match)
    if context.today is None or amount is None or (match["other"] and not match["from"] and match["ago"] != "منذ"):
        return None
    if match["fixed"] and (context.word_before(match.start("x")) in _REPEATED or _begins_name(match, context)):
        return None
    if match["ago"] == "بعد" and not (match["from"] or context.announces(match.start())):
        return None
    count, unit = amount
    start = _away(context.today, count if match["ago"] == "بعد" else -count, unit).by("relative")
    return values.since(start, context.published) if match["ago"] == "منذ" and context.published else start


def _begins_name(match: re.Match[str], context: Context) -> bool:
    """«قبل يوم العيد», «بعد يوم غد»: the day of something."""
    after = context.word_after(match.end("fixed"))
    return not match["from"] and (after.startswith("ال") or after in ("غد", "غدا", "امس"))


def _amount(match: re.Match[str]) -> tuple[int, str] | None:
    if match["fixed"]:
        return _AMOUNTS[match["fixed"]]
    count = g.count_of(match["number"])
    return (count, _UNITS[match["of"]]) if count else None


def _away(today: date, count: int, unit: str) -> Resolved:
    """`count` units from `today`, at the precision of the unit; weeks are told by their day."""
    if unit in ("day", "week"):
        return values.day(today + timedelta(days=count * (7 if unit == "week" else 1)))
    year, month = values.shift_months(today, count * (12 if unit == "year" else 1))
    return values.month(year, month) if unit == "month" else values.year(year)


def _period(match: re.Match[str], context: Context) -> Resolved | None:
    if context.today is None or (match["bare"] and not match["part"]):
        return None
    words = match["unit"] or match["bare"] or match["this"]
    if words.endswith("العام") and context.word_before(match.start("x")) in _GENERAL:
        return None
    steps = g.step(match) if match["unit"] else 0
    if words.endswith("اسبوع"):
        resolved = values.week(context.today + timedelta(days=7 * steps))
    elif words.endswith("شهر"):
        resolved = values.month(*values.shift_months(context.today, steps))
    else:
        resolved = values.year(context.today.year + steps)
    return context.since(resolved.by("deictic").within(g.part(match)), match)


def _stretch(match: re.Match[str], context: Context) -> Resolved | None:
    """«الأيام الثلاثة الأخيرة»: the day of writing is the last of them."""
    plural = match["plural"]
    count = g.some_count(match) if plural in _PLURALS else 2
    if context.today is None or not count:
        return None
    unit = (_PLURALS | _DUALS)[plural]
    if unit == "day":
        count -= 1
    here = _away(context.today, 0, unit).value
    there = _away(context.today, -count if match["recent"] else count, unit).value
    return values.span(*sorted((here, there))).by("relative") if here != there else None


def _hours(match: re.Match[str], context: Context) -> Resolved | None:
    if context.today is None:
        return None
    there = context.today + timedelta(days=int(match["hours"]) // 24 * (-1 if match["recent"] else 1))
    return values.days(*sorted((context.today, there))).by("relative")
