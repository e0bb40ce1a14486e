"""What an extractor is. A module with these two names is one: extract/generic.py, extract/publishers/<source_id>.py."""

from datetime import tzinfo
from typing import Protocol

from marsad.model import Extraction


class Extractor(Protocol):
    """Reads a page's bytes. `VERSION` changes with the output, so that stored articles tell what made them."""

    VERSION: str

    def extract(self, body: bytes, url: str, content_type: str | None = None, *, zone: tzinfo = ...) -> Extraction:
        """The page's article. `zone` is that of dates without an offset.

        A page without a body gives an empty `text`. Raises UnreadableError for one that is too big, too slow or
        not HTML.
        """
        ...
