from datetime import UTC, datetime

import pytest

from marsad.errors import BlockedError, GoneError
from marsad.web.answer import failure_of, retry_after

NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 10 May 2026 12:01:00 GMT", 60),
        ("Sun, 10 May 2026 12:01:00 -0000", 60),
        ("Sun, 10 May 2026 11:00:00 GMT", 0),
        ("-5", None),
        ("soon", None),
        ("٣٠", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_a_usable_answer_is_no_failure():
    assert failure_of("u", 200, {}, b"<p>Cloudflare, in the news</p>", NOW) is None
    assert failure_of("u", 304, {}, b"", NOW) is None


def test_an_ordinary_page_behind_a_bot_wall_is_no_challenge():
    page = b'<article>...</article><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
    assert failure_of("u", 200, {"server": "cloudflare"}, page, NOW) is None


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"cf-mitigated": "challenge"}, b""),
        ({}, b"window._cf_chl_opt = {}"),
        ({}, b'<script src="/_Incapsula_Resource?x">'),
    ],
)
def test_a_challenge_is_blocked_even_as_200(headers, body):
    assert isinstance(failure_of("u", 200, headers, body, NOW), BlockedError)


def test_the_error_names_url_and_status():
    error = failure_of("https://news.example/1", 410, {}, b"", NOW)
    assert isinstance(error, GoneError)
    assert str(error) == "https://news.example/1: status 410"
