from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from marsad.text.loose_instant import LONGEST, loose_instant

BAGHDAD = ZoneInfo("Asia/Baghdad")
MOMENT = datetime(2026, 1, 16, 11, 42, 34, tzinfo=UTC)
MINUTE = MOMENT.replace(second=0)
MIDNIGHT = datetime(2026, 1, 15, 21, tzinfo=UTC)  # the 16th begins in Baghdad


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Fri, 16 Jan 2026 11:42:34 GMT", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34 +0300", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34 +03:00", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34 +3", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34 GMT+3", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34 UTC+03:00", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34 EEST", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34 Asia/Baghdad", MOMENT),
        ("Fri, 16 Jan 2026 14:42:34", MOMENT),
        ("Fri, 16 Jan 2026 11:42:34 -0000", MOMENT),
        ("Fri, 16 Jan 2026 08:12:34 -0330", MOMENT),
        ("Wed, 16 January 26 14:42:34", MOMENT),  # the day's name is not believed
        ("16-Jan-2026 14:42:34", MOMENT),
        ("Fri Jan 16 14:42:34 2026", MOMENT),
        ("Fri Jan 16 11:42:34 UTC 2026", MOMENT),
        ("January 16, 2026 2:42 PM", MINUTE),
        ("Fri, Jan 16 2026 02:42:34 PM", MOMENT),
        ("2026-01-16T11:42:34Z", MOMENT),
        ("2026-01-16t14:42:34.987654+03:00", MOMENT),
        ("2026-01-16 14:42:34", MOMENT),
        ("2026/01/16 14:42", MINUTE),
        ("2026-1-16 11:42:34 UTC", MOMENT),
        ("2026-01-16", MIDNIGHT),
        ("Fri, 16 Jan 2026", MIDNIGHT),
        ("1768563754", MOMENT),
        ("1768563754123", MOMENT),
        ("Fri, ١٦ Jan ٢٠٢٦ ١١:٤٢:٣٤ GMT", MOMENT),
        ("١٦ يناير ٢٠٢٦", MIDNIGHT),
        ("الجمعة، 16 كانون الثاني 2026 14:42:34", MOMENT),
        ("الجمعة 16 كانون الثاني/يناير 2026 - 2:42 م", MINUTE),
        ("16 جانفي 2026 الساعة ٢:٤٢ مساءً", MINUTE),
        ("\N{RIGHT-TO-LEFT MARK}16 يناير 2026 14:42", MINUTE),
    ],
)
def test_it_reads_what_feeds_write(text, moment):
    assert loose_instant(text, BAGHDAD) == moment


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "  ", "أمس", "قبل ساعتين", "16 يناير", "16/01/2026 14:42", "3/4/2026", "16-01-2026"),
        *("Thu, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31T23:59:59-12:00"),
        *("Fri, 31 Feb 2026 00:00:00 GMT", "Fri, 16 Foo 2026 00:00:00 GMT", "Fri, 16 Jan 2026 25:00:00 GMT"),
        *(
            "Fri, 16 Jan 2026 14:42:34 AST",
            "Fri, 16 Jan 2026 14:42:34 +9999",
            "Fri, 16 Jan 2026 14:42:34 Asia/Atlantis",
        ),
        *(
            "Fri, 16 Jan 2026 14:42:34 ../../etc/passwd",
            "2026-01-16T11:42:34+03:99",
            "1" * 400,
            "a" * LONGEST,
            "²026-01-16",
        ),
    ],
)
def test_it_does_not_guess(text):
    assert loose_instant(text, BAGHDAD) is None


@pytest.mark.parametrize(("year", "full"), [("26", 2026), ("89", 2089), ("90", 1990), ("99", 1999)])
def test_two_digits_of_a_year_are_read_as_rfc_822_readers_do(year, full):
    assert loose_instant(f"16 Jan {year} 00:00:00 GMT") == datetime(full, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [("3/4/2026", date(2026, 4, 3)), ("24-03-2016", date(2016, 3, 24)), ("٢٤.٠٣.٢٠١٦ 14:42", date(2016, 3, 24))],
)
def test_a_caller_that_knows_the_order_may_have_numbers_read_day_first(text, day):
    found = loose_instant(text, is_day_first=True)
    assert found is not None
    assert found.date() == day


def test_a_thirteenth_month_is_no_date_whatever_comes_first():
    assert loose_instant("3/13/2026", is_day_first=True) is None
