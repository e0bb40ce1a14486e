"""URLs as they may be retrieved: absolute, http or https, without credentials. Pure."""

import re

from yarl import URL

from marsad.errors import ForbiddenAddressError, UnexpectedInputError

# Up to the last @, as what is no URL may hold a password anywhere before it. Browsers take backslashes for slashes.
_BEFORE_AT = re.compile(r"[/\\]{2}.*@", re.DOTALL)
# aiohttp's stand-ins for the bytes of a Location header that are no UTF-8.
_RAW_BYTE = re.compile("[\udc80-\udcff]")


def web_url(text: str, base: URL | None = None) -> URL:
    """`text` as an absolute http(s) URL without credentials and fragment; relative to `base`, where given.

    Raises ForbiddenAddressError for another scheme and UnexpectedInputError for what is no URL. Neither message
    holds credentials.
    """
    if not text.isascii():
        text = _RAW_BYTE.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", text)
    try:
        url = base.join(URL(text)) if base else URL(text)
        if url.scheme not in {"http", "https"}:
            raise ForbiddenAddressError(_shown(text), "only http and https are retrieved")
        if not url.host:  # decoding it is what fails for "http://xn--/"
            raise UnexpectedInputError(_shown(text), "no URL: it names no host")
        return url.with_user(None).with_fragment(None) if "@" in text or "#" in text else url
    except ValueError as error:
        raise UnexpectedInputError(_shown(text), f"no URL: {_shown(str(error))}") from None


def _shown(text: str) -> str:
    return _BEFORE_AT.sub("//", text)
