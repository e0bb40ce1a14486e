from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.dates import find_dates

PUBLISHED = datetime(2024, 3, 13, 18, tzinfo=UTC)  # a Wednesday


def read(text: str, published: datetime | None = PUBLISHED, zone: str = "Asia/Baghdad") -> list[tuple[str, str, str]]:
    found = find_dates(text, published, zone)
    assert all(text[d.start : d.end] == d.text for d in found)
    return [(d.text, d.value, d.precision) for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جرت أواخر شهر كانون الثاني الماضي", ("أواخر شهر كانون الثاني الماضي", "2024-01", "month")),
        ("هجوم 7 أكتوبر/تشربن الأول 2023 الشهير", ("7 أكتوبر/تشربن الأول 2023", "2023-10-07", "day")),
        ("في 2 فبراير/شباط الماضي، نفذت", ("2 فبراير/شباط الماضي", "2024-02-02", "day")),
        ("منذ 10 أشهر", ("منذ 10 أشهر", "2023-05/2024-03", "range")),
        ("منذ شهرين", ("منذ شهرين", "2024-01/2024-03", "range")),
        ("زار بغداد الشهر الماضي", ("الشهر الماضي", "2024-02", "month")),
        ("منذ أكتوبر/تشرين الأول 2023", ("منذ أكتوبر/تشرين الأول 2023", "2023-10/2024-03", "range")),
        ("في شباط (فبراير) 2024", ("شباط (فبراير) 2024", "2024-02", "month")),
        ("17 يناير ( كانون الثاني) الحالي", ("17 يناير ( كانون الثاني) الحالي", "2024-01-17", "day")),
        ("٣ آذار ٢٠٢٤", ("٣ آذار ٢٠٢٤", "2024-03-03", "day")),
        ("الأول من أيار 2024", ("الأول من أيار 2024", "2024-05-01", "day")),
        ("الخامس والعشرين من كانون الأول 2019", ("الخامس والعشرين من كانون الأول 2019", "2019-12-25", "day")),
        ("من 3 إلى 5 آذار 2024", ("من 3 إلى 5 آذار 2024", "2024-03-03/2024-03-05", "range")),
        ("مساء يوم أمس الثلاثاء", ("مساء يوم أمس الثلاثاء", "2024-03-12", "day")),
        ("اليوم (الأربعاء)", ("اليوم (الأربعاء)", "2024-03-13", "day")),
        ("أول من أمس", ("أول من أمس", "2024-03-11", "day")),
        ("غداً الخميس", ("غداً الخميس", "2024-03-14", "day")),
        ("السبت الماضي", ("السبت الماضي", "2024-03-09", "day")),
        ("يوم الأربعاء الماضي", ("يوم الأربعاء الماضي", "2024-03-06", "day")),
        ("الخميس المقبل", ("الخميس المقبل", "2024-03-14", "day")),
        ("منذ يوم السبت الماضي", ("منذ يوم السبت الماضي", "2024-03-09/2024-03-13", "range")),
        ("قبل يومين", ("قبل يومين", "2024-03-11", "day")),
        ("قبل ثلاثة أيام", ("قبل ثلاثة أيام", "2024-03-10", "day")),
        ("الأسبوع الماضي", ("الأسبوع الماضي", "2024-03-03/2024-03-09", "range")),
        ("خلال الأيام الثلاثة الأخيرة", ("الأيام الثلاثة الأخيرة", "2024-03-11/2024-03-13", "range")),
        ("العام الماضي", ("العام الماضي", "2023", "year")),
        ("عام 2003", ("عام 2003", "2003", "year")),
        ("العام 1887", ("العام 1887", "1887", "year")),
        ("حرب الثمانينيات", ("الثمانينيات", "1980/1989", "range")),
        ("بتاريخ 13-2-2024", ("13-2-2024", "2024-02-13", "day")),
        ("2024/3/1", ("2024/3/1", "2024-03-01", "day")),
        ("لشهرشباط/فبراير الجاري", ("شهرشباط/فبراير الجاري", "2024-02", "month")),
        ("وفي 7نيسان/أبريل الجاري", ("7نيسان/أبريل الجاري", "2024-04-07", "day")),
        ("وقت سابق من اليوم", ("وقت سابق من اليوم", "2024-03-13", "day")),
        ("في 11 سبتمبر", ("11 سبتمبر", "2023-09-11", "day")),
        ("29 آذار", ("29 آذار", "2024-03-29", "day")),
        ("من المقرر أن يعقد في 5 أيلول", ("5 أيلول", "2024-09-05", "day")),
        ("كان من المقرر عقدها في فبراير", ("فبراير", "2024-02", "month")),
    ],
)
def test_expressions_are_resolved(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "أدى صلاة الجمعة",
        "مارس الضغط على الحكومة",
        "قال أب لطفلين",
        "الثاني من شهر ذي القعد المقبل",
        "بلغ العدد 2000 شخص",
        "الساعة 7:45",
        "رقم 12/13",
        "اليوم نفسه",
        "تراوح بين 5 و7",
    ],
)
def test_what_is_no_date_stays_undated(text: str) -> None:
    assert read(text) == []


def test_without_a_publication_time_only_complete_dates_are_resolved() -> None:
    assert read("يوم الأحد وأمس و7 أكتوبر و3 آذار 2024 وعام 2003", None) == [
        ("3 آذار 2024", "2024-03-03", "day"),
        ("عام 2003", "2003", "year"),
    ]


def test_today_is_the_outlets_day() -> None:
    late = datetime(2024, 3, 13, 22, 30, tzinfo=UTC)
    assert read("اليوم", late, "UTC")[0][1] == "2024-03-13"
    assert read("اليوم", late, "Asia/Baghdad")[0][1] == "2024-03-14"
    assert read("اليوم الأربعاء", late, "Asia/Baghdad")[0][1] == "2024-03-13"


def test_the_same_day_is_the_day_told_before() -> None:
    assert [
        value for _, value, _ in read("وقع الحادث صباح الثلاثاء وفي اليوم نفسه وقع آخر، وفي اليوم التالي ثالث")
    ] == [
        "2024-03-12",
        "2024-03-12",
        "2024-03-13",
    ]


@pytest.mark.parametrize("locale", ["ar", "ar_IQ", "ar_SY", "ar_LB", "ar_JO", "ar_DZ", "ar_TN", "ar_MA"])
def test_every_month_of_every_calendar_is_read(locale: str) -> None:
    for number, name in Locale.parse(locale).months["format"]["wide"].items():
        assert read(f"بتاريخ 12 {name} 2021") == [(f"12 {name} 2021", f"2021-{number:02}-12", "day")]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_complete_dates_mean_themselves(day: date) -> None:
    assert [d[1] for d in read(f"يوم {day.day}/{day.month}/{day.year} كان", None)] == [day.isoformat()]


@given(st.integers(min_value=0, max_value=6), st.integers(min_value=0, max_value=400))
def test_a_bare_weekday_is_within_the_last_week(weekday: int, shift: int) -> None:
    names = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
    published = PUBLISHED + timedelta(days=shift)
    (found,) = find_dates(f"وقع ذلك يوم {names[weekday]} هناك", published, "UTC")
    day = date.fromisoformat(found.value)
    assert day.weekday() == weekday
    assert timedelta(0) <= published.date() - day <= timedelta(days=6)


@given(st.text(alphabet="يوم شباط/()7 2024أمسقبلمنذ", max_size=80))
def test_any_text_gives_ordered_valid_spans(text: str) -> None:
    found = find_dates(text, PUBLISHED, "Asia/Baghdad")
    assert all(text[d.start : d.end] == d.text and d.text.strip() for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
