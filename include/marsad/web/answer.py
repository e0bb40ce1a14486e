"""What an HTTP answer means for the pipeline. Pure: status, headers and body in, an error of the tree or None out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from marsad.errors import BlockedError, GoneError, MarsadError, RetryableError

# 408 time-out, 425 too early, 429 too many requests: the same request may succeed later.
_PASSING = frozenset({408, 425, 429})
_KEPT_OUT = frozenset({401, 402, 403, 406, 407, 451})

# What bot walls serve instead of the page, often with status 200. Only scripts of the wall itself: ordinary pages
# behind Cloudflare carry /cdn-cgi/challenge-platform/ too.
_CHALLENGES = (
    b"_cf_chl_opt",
    b"sucuri_cloudproxy_js",
    b"_incapsula_resource",
    b"ddos-guard/js-challenge",
    b"awswafcookiedomainlist",
)
_CHALLENGE_SIZE = 64_000  # bytes; articles that mention these words are longer or don't


def failure_of(url: str, status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> MarsadError | None:
    """The error that this answer stands for; None when it is usable (2xx, 304). Header names in lower case."""
    if _is_challenge(headers, body):
        return BlockedError(url, f"a challenge for browsers (status {status})")
    if 200 <= status < 300 or status == 304:
        return None
    if status in _PASSING or status >= 500:
        return RetryableError(url, f"status {status}", retry_after(headers.get("retry-after"), now))
    if status in _KEPT_OUT:
        return BlockedError(url, f"status {status}")
    return GoneError(url, f"status {status}")


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds a Retry-After header asks for, in either form (seconds or an HTTP date); None when unreadable."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def _is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    if headers.get("cf-mitigated") == "challenge":
        return True
    lowered = body.lower() if len(body) < _CHALLENGE_SIZE else b""
    return any(mark in lowered for mark in _CHALLENGES)
