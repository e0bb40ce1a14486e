from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from marsad.text.instant import instant

MOMENT = datetime(2026, 1, 16, 11, 42, 34, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-16T11:42:34Z",
        "2026-01-16T14:42:34+03:00",
        "2026-01-16T14:42:34+0300",
        "2026-01-16 11:42:34",
        "2026-01-16T11:42:34.0000000Z",
        "Fri, 16 Jan 2026 11:42:34 +0000",
        "Fri, 16 Jan 2026 11:42:34 GMT",
        "  2026-01-16T11:42:34Z\n",
    ],
)
def test_moments_are_read(text):
    found = instant(text)
    assert found is not None
    assert found.replace(microsecond=0) == MOMENT
    assert found.tzinfo is UTC


def test_a_day_is_its_first_moment():
    assert instant("2026-01-16") == datetime(2026, 1, 16, tzinfo=UTC)


def test_a_time_without_offset_is_in_the_zone_given():
    zone = ZoneInfo("Asia/Baghdad")
    assert instant("2026-01-16T14:42:34", zone) == MOMENT
    assert instant("2026-01-16T11:42:34Z", zone) == MOMENT


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "أمس",
        "16 كانون الثاني 2026",
        "2026-13-40",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-10:00",
        "1970-01-01",
        "2101-01-01",
        "0",
    ],
)
def test_what_is_unreadable_or_absurd_is_no_moment(text):
    assert instant(text) is None
