"""What an HTTP answer means for the pipeline. Pure: status, headers and body in, an error of the tree or None out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from marsad.errors import BlockedError, GoneError, MarsadError, RetryableError
from marsad.web.challenge import is_challenge

LONGEST_REST = 86_400.0  # seconds; who asks for more is asked again after a day
# The same request may succeed later: 206 a part that nobody asked for, 408 time-out, 421 wrong connection,
# 425 too early, 429 too many requests.
_PASSING = frozenset({206, 408, 421, 425, 429})
_KEPT_OUT = frozenset({401, 402, 403, 406, 407, 451})


def failure_of(url: str, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> MarsadError | None:
    """The error that this answer stands for; None when it is usable (2xx, 304). Header names in lower case."""
    if is_challenge(headers, body):
        return BlockedError(url, f"a challenge for browsers (status {status})", status=status)
    if status in _PASSING or status >= 500 or status < 200:
        return RetryableError(url, f"status {status}", retry_after(headers, now), status=status)
    if status < 300 or status == 304:
        return None
    if status in _KEPT_OUT or status < 400:  # a redirect that nobody may follow keeps us out as well
        return BlockedError(url, f"status {status}", status=status)
    return GoneError(url, f"status {status}", status=status)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the Retry-After header asks for, 0 to LONGEST_REST; None when there is none that can be read.

    Of its two forms a date is counted from the server's own Date, where it tells one: its clock may be wrong, and the
    two are then wrong alike. `now` serves where it does not.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_REST)
    moment = _moment(value)
    if moment is None:
        return None
    since = _moment(headers.get("date", "")) or now
    return min(max(0.0, (moment - since).total_seconds()), LONGEST_REST)


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
