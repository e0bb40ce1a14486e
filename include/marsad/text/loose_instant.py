"""Points in time as feeds write them: RFC 822 and ISO 8601 with the slips that real generators make.

Beyond what `instant` reads: two-digit years, a month before its day, am and pm, zones named EEST or GMT+3, seconds
since 1970, Arabic month names and digits. What can be read two ways («3/4/2026») is read only for a caller that knows
which number is the day.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from marsad.text.date_lexicon import months
from marsad.text.instant import plausible
from marsad.text.normalize import fold_key

LONGEST = 100  # characters; what is longer is prose
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "cet": 1, "bst": 1, "west": 1, "eet": 2, "cest": 2}
_ZONES |= {"eest": 3, "msk": 3}  # hours east; where a name means several zones (AST, IST, CST), none is taken

_TIME = r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\.?(?![a-z]))?"
_ZONE = r"(?:\s*(?P<zone>(?:[a-z][a-z_]*(?:/[a-z_]+)?)?(?:[+-]\d\d?(?::?\d\d)?)?))"
_DAY_NAME = r"(?:[^\W\d]+[.,]?\s+)?"  # which is not believed
_MONTH = r"(?P<month>[a-z]{3})[a-z]*\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>\d{{4}})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)(?:(?:t\s*|\s+){_TIME}{_ZONE})?",
        rf"{_DAY_NAME}(?P<day>\d\d?)[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}|\d\d)(?:,?\s+{_TIME}{_ZONE})?",
        rf"{_DAY_NAME}{_MONTH}\s+(?P<day>\d\d?),?\s+(?P<year>\d{{4}})(?:,?\s+{_TIME}{_ZONE})?",
        rf"{_DAY_NAME}{_MONTH}\s+(?P<day>\d\d?)\s+{_TIME}{_ZONE}\s+(?P<year>\d{{4}})",
    )
)
_DAY_FIRST = re.compile(rf"(?P<day>\d\d?)[-/.](?P<month>\d\d?)[-/.](?P<year>\d{{4}})(?:\s+{_TIME}{_ZONE})?")
_EPOCH = re.compile(r"1\d{9}(\d{3})?")
_ARABIC = re.compile("[\u0621-\u064a]")
_FILLERS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[،|]|\\bالساعة\\b| - ")
_ARABIC_HALF = re.compile(r"(:\d\d\s*)(?:(ص)|(م))[ء-ي]*")
_DUAL = re.compile(r"([a-z]{3})\s*/\s*\1")


def loose_instant(text: str | None, zone: tzinfo = UTC, *, is_day_first: bool = False) -> datetime | None:
    """Read one point in time as aware UTC, to the second; without an offset it is in `zone`.

    A date without a time is its first moment there. None when unreadable or implausible, and for «3/4/2026» unless
    `is_day_first` says that the first number is the day.
    """
    if not text or len(text) > LONGEST:
        return None
    text = _clarified(text)
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    forms = (*_FORMS, _DAY_FIRST) if is_day_first else _FORMS
    found = next(filter(None, (form.fullmatch(text) for form in forms)), None)
    return _moment(found.groupdict(default=""), zone) if found else None


def _moment(part: dict[str, str], zone: tzinfo) -> datetime | None:
    offset = _offset(part["zone"]) if part["zone"] else zone
    month = _MONTHS.get(part["month"]) or (int(part["month"]) if part["month"].isdecimal() else 0)
    hour = int(part["hour"] or 0)
    if part["half"]:
        hour = hour % 12 + (12 if part["half"] == "p" else 0)
    try:
        clock = (hour, int(part["minute"] or 0), int(part["second"] or 0))
        moment = datetime(_year(part["year"]), month, int(part["day"]), *clock, tzinfo=offset)
        return plausible(moment.astimezone(UTC)) if offset else None
    except (ValueError, OverflowError):
        return None


def _year(text: str) -> int:
    """Two digits as RFC 822 wrote them: 90 to 99 are of the last century."""
    return int(text) + (0 if len(text) == 4 else 1900 if int(text) >= 90 else 2000)


@lru_cache(maxsize=256)
def _offset(text: str) -> tzinfo | None:
    """The zone that `+0300`, `+3`, `gmt+3`, `eest` or `asia/baghdad` means; None when it is not known."""
    name, sign, digits = re.fullmatch(r"([a-z_/]*)([+-]?)([\d:]*)", text).groups()  # type: ignore[union-attr]  # _ZONE's shape
    if sign:
        hours, minutes = _hours_and_minutes(digits)
        offset = timedelta(hours=hours, minutes=minutes)
        is_known = name in {"", "gmt", "utc"} and offset < timedelta(hours=24) and minutes < 60
        return timezone(-offset if sign == "-" else offset) if is_known else None
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    try:
        return ZoneInfo("/".join(map(str.title, name.split("/")))) if "/" in name else None
    except (KeyError, ValueError, OSError):  # KeyError: no such zone
        return None


def _hours_and_minutes(digits: str) -> tuple[int, int]:
    if ":" in digits:
        hours, minutes = digits.split(":")
        return int(hours), int(minutes)
    return (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))


def _clarified(text: str) -> str:
    """Lower case, Western digits, English month names, single blanks."""
    text = text.strip().lower()
    if not text.isascii():
        text = _FILLERS.sub(" ", "".join(_western(c) for c in text))
        if _ARABIC.search(text):
            text = _ARABIC_HALF.sub(lambda m: m[1] + ("am" if m[2] else "pm"), fold_key(text))
            text = _DUAL.sub(r"\1", _month_names().sub(lambda m: _english(m[0]), text))
    return " ".join(text.split())


def _western(character: str) -> str:
    return str(int(character)) if character.isdecimal() else character


@cache
def _month_names() -> re.Pattern[str]:
    names = sorted(months(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def _english(name: str) -> str:
    return _NAMES[months()[name] - 1]
