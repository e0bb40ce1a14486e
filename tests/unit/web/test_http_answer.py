from datetime import UTC, datetime

import pytest

from marsad.errors import BlockedError, GoneError, RetryableError
from marsad.web.answer import LONGEST_REST, failure_of, retry_after

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 10 May 2026 12:01:00 GMT", 60),
        ("Sun, 10 May 2026 12:01:00 -0000", 60),
        ("Sunday, 10-May-26 12:01:00 GMT", 60),
        ("Sun, 10 May 2026 11:00:00 GMT", 0),
        ("86401", LONGEST_REST),
        ("9" * 5000, LONGEST_REST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_REST),
        ("Fri, 31 Dec 9999 23:59:59 -2300", LONGEST_REST),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("Sun, 99 May 2026 11:00:00 GMT", None),
        ("٣٠", None),
        ("", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value, seconds):
    assert retry_after({"retry-after": value}, NOW) == seconds
    assert retry_after({}, NOW) is None


@pytest.mark.parametrize("server_time", ["Sun, 10 May 2026 12:00:00 GMT", "Tue, 10 May 1994 12:00:00 GMT"])
def test_a_date_is_counted_from_the_servers_own_clock(server_time):
    later = server_time.replace("12:00:00", "12:02:00")
    assert retry_after({"retry-after": later, "date": server_time}, NOW.replace(hour=11)) == 120


def test_a_date_serves_where_the_server_tells_no_readable_time():
    assert retry_after({"retry-after": "Sun, 10 May 2026 12:01:00 GMT", "date": "now"}, NOW) == 60


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (101, RetryableError),
        (206, RetryableError),
        (300, BlockedError),
        (302, BlockedError),
        (400, GoneError),
        (405, GoneError),
        (404, GoneError),
        (407, BlockedError),
        (421, RetryableError),
        (520, RetryableError),
        (999, RetryableError),
    ],
)
def test_what_is_no_page_becomes_an_error_that_tells_its_status(status, kind):
    error = failure_of("u", status, {}, b"", NOW)
    assert isinstance(error, kind)
    assert error.status == status


@pytest.mark.parametrize("status", [200, 203, 204, 304])
def test_a_usable_answer_is_no_failure(status):
    assert failure_of("u", status, {}, b"", NOW) is None


def test_the_error_names_url_and_status():
    error = failure_of("https://news.example/1", 410, {}, b"", NOW)
    assert isinstance(error, GoneError)
    assert str(error) == "https://news.example/1: status 410"
