"""Years: «عام 2003», «موازنة 2025», «2014-2015», «بين عامي 2014 و2017» (two dates: each is told in full)."""

import re

from marsad.text import date_grammar as g
from marsad.text import date_values as values
from marsad.text.date_context import Context
from marsad.text.date_values import NO_DATE, Resolved

# After these, folded, a bare number is a year wherever it can be one: «في 2003», «مونديال 2022», «عامي 2014 و2017».
_BEFORE_YEARS = frozenset(
    (
        "في", "حتي", "بعد", "قبل", "خلال", "بحلول", "لغايه", "عامي", "العامين", "الاعوام", "سنوات", "السنوات", "سنتي",
        "موازنه", "ميزانيه", "انتخابات", "الانتخابات", "مونديال", "دستور", "حرب", "ثوره", "اتفاق", "اتفاقيه",
        "اولمبياد", "موسم", "حصاد", "رويه", "غزو", "بطوله", "نسخه", "العالم",
    )
)  # fmt: skip
_CITED = re.compile(r"\([^()\d\n]{2,40}-\s?$")  # «(سان سيمون - 1821)»
_ENDING_IN_ALEF = "عندما|بينما|كما|مما|حينما|ايضا|لما|هذا|فيما|وما|حيثما|ما"
_LONGEST = 150  # years; «1900-2000» is a span, «1500-2015» a score or a price


def openers() -> frozenset[str]:
    """The words that expressions of this module begin with, besides those of `date_grammar.openers`."""
    return frozenset(("من", "هذا", "هذه"))


def rules() -> tuple[g.Rule, ...]:
    """The rules of this module."""
    plain = r"(?:19|20)\d\d"
    accusative = rf"(?!(?:{_ENDING_IN_ALEF}){g.CLOSE})[{g.LETTER}]{{3,9}}ا"  # «2000 شخصا»
    counted = rf"{g.SP}(?:%|(?:{g.any_of(g.COUNTED)}|{accusative}){g.CLOSE})"
    bare = rf"(?:1[89]|20)\d\d(?![\d/%-]|[.,:]\d)(?!{counted}){g.CLOSE}"
    qualified = rf"(?:(?:ال)?(?:عام|سنه){g.GAP}{g.qualifier()}|هذا العام|هذه السنه|العام{g.GAP}المالي){g.GAP}\(?"
    called = rf"(?:{qualified}|{g.YEAR_WORD}{g.SP}\(?)"
    before_christ = rf"(?!{g.SP}(?:ق\.?{g.SP}م|قبل{g.GAP}الميلاد){g.CLOSE})"
    past = rf"(?:{g.SP}(?:الماضي|المنصرم)ه?{g.CLOSE})?"
    the_year = rf"(?:(?:ال)?(?:عام|سنه){g.GAP})?"
    to = rf"{g.GAP}(?:الي|حتي){g.GAP}{the_year}(?P<to>{bare})"
    return (
        g.rule(rf"\d{{1,5}}\)?{g.SP}[,،]?{g.SP}(?:لسنه|لعام|للعام|للسنه){g.SP}\d{{4}}", _law),
        g.rule(
            rf"{g.SINCE}{g.part_of_period()}{called}(?P<year>1\d\d\d|20\d\d)(?!\d|-\d)"
            rf"(?:{g.GREGORIAN}|{g.CLOSE}){before_christ}{past}",
            _year,
        ),
        g.rule(rf"{g.SINCE}{g.part_of_period()}(?P<year>(?:1[1-9]|20)\d\d)م{g.CLOSE}", _year),
        g.rule(rf"{g.SINCE}{g.part_of_period()}(?P<year>{bare})", _bare_year),
        g.rule(rf"(?<![-/])(?P<from>{plain}){g.SP}[-/]{g.SP}(?P<to>{plain})(?![\d/-])", _years),
        g.rule(rf"من{g.GAP}{the_year}(?P<from>{plain}){to}", _years),
    )


def _law(_: re.Match[str], __: Context) -> Resolved:
    """«القانون رقم 160 لسنة 1983»."""
    return NO_DATE


def _year(match: re.Match[str], context: Context) -> Resolved:
    return context.since(values.year(int(match["year"])).within(g.part(match)), match)


def _bare_year(match: re.Match[str], context: Context) -> Resolved | None:
    at = match.start("x")
    word = context.word_before(at)
    is_told = match["since"] or match["part"] or not _BEFORE_YEARS.isdisjoint((word, word[1:]))
    is_year = is_told or _is_enclosed(match, context) or _is_listed(at, context)
    return _year(match, context) if is_year else None


def _is_enclosed(match: re.Match[str], context: Context) -> bool:
    """«(1949)», «(سان سيمون - 1821)»."""
    start, end = match.span("x")
    before, after = context.text[max(0, start - 45) : start], context.text[end : end + 1]
    return (before.endswith("(") and after == ")") or bool(_CITED.search(before))


def _is_listed(at: int, context: Context) -> bool:
    """«2014 و2015»: joined to a year before it."""
    if context.previous is None or context.previous[0].precision != "year":
        return False
    return context.text[context.previous[1] : at].strip() in {"و", "،", "، و", ",", "او"}


def _years(match: re.Match[str], _: Context) -> Resolved | None:
    start, end = int(match["from"]), int(match["to"])
    return values.span(str(start), str(end)) if start < end <= start + _LONGEST else None
