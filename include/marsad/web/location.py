"""URLs as they may be retrieved: absolute, http or https, without credentials. Pure."""

import re
from ipaddress import IPv6Address

from yarl import URL

from marsad.errors import ForbiddenAddressError, UnexpectedInputError

LONGEST = 8_000  # characters: servers take no more, and strangers write these
_LONGEST_SHOWN = 500
_BEFORE_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.IGNORECASE)
# aiohttp's stand-ins for the bytes of a Location header that are no UTF-8.
_RAW_BYTE = re.compile("[\udc80-\udcff]")


def web_url(text: str, base: URL | None = None) -> URL:
    """`text` as an absolute http(s) URL without credentials and fragment; relative to `base`, where given.

    Raises ForbiddenAddressError for another scheme and UnexpectedInputError for what is no URL, or is longer than
    LONGEST. Neither message holds credentials.
    """
    if len(text) > LONGEST:
        raise UnexpectedInputError(shown(text), f"no URL: it has {len(text)} characters")
    if not text.isascii():
        text = _RAW_BYTE.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", text)
    try:
        url = base.join(URL(text)) if base else URL(text)
        if url.scheme not in {"http", "https"}:
            raise ForbiddenAddressError(shown(text), "only http and https are retrieved")
        if not url.host:  # decoding it is what fails for "http://xn--/"
            raise UnexpectedInputError(shown(text), "no URL: it names no host")
        if ":" in url.host:
            IPv6Address(url.host)  # yarl lets other text in brackets pass, on which urllib and Protego break
        return url.with_user(None).with_fragment(None) if "@" in text or "#" in text else url
    except (ValueError, IndexError) as error:  # yarl raises the latter for "http://[]@"
        raise UnexpectedInputError(shown(text), f"no URL: {shown(str(error))}") from None


def shown(text: str) -> str:
    """`text` for a message: cut, and without what may be credentials, as is all before the last @ of what is no URL."""
    if "@" in text:
        start = _BEFORE_HOST.match(text)
        text = (start[0] if start else "") + text.rpartition("@")[2]
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
