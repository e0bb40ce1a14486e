"""`marsad extract [--url U] [FILE|-]`: a page's article as one JSON object."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from marsad.errors import UnreadableError
from marsad.extract.generic import extract
from marsad.model import Extraction

_NOTHING = Extraction("", "", None, None, None, None, None)


def main(argv: list[str]) -> int:
    """Print title, text, published_at, language, author, image, canonical_url and status.

    Status is ok, empty (no body found) or unreadable (the reason goes to standard error).
    """
    parser = argparse.ArgumentParser(prog="marsad extract", description=main.__doc__)
    parser.add_argument("--url", default="", help="what relative links are resolved against")
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help="the page; - for standard input")
    options = parser.parse_args(argv)
    try:
        body = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(_answer(body, options.url), ensure_ascii=False) + "\n")
    return 0


def _answer(body: bytes, url: str) -> dict[str, object]:
    status, article = "unreadable", _NOTHING
    try:
        article = extract(body, url)
        status = "ok" if article.text else "empty"
    except UnreadableError as error:
        sys.stderr.write(f"{error}\n")
    published_at = article.published_at.isoformat() if article.published_at else None
    return {**asdict(article), "published_at": published_at, "status": status}
