"""`marsad parse-feed [--url U] [--zone Z] FILE`: a feed's items as JSON lines, those without a URL included."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from marsad.errors import UnreadableError
from marsad.feeds.parse import parse_feed


def main(argv: list[str]) -> int:
    """Print one JSON object per item. Answers 1, with the reason on standard error, when it is no feed."""
    parser = argparse.ArgumentParser(prog="marsad parse-feed", description=main.__doc__)
    parser.add_argument("--url", default="", help="what relative links are resolved against")
    parser.add_argument("--zone", default="UTC", type=_zone, help="what dates without an offset are in (UTC)")
    parser.add_argument("file", metavar="FILE", help="the feed; - for standard input")
    options = parser.parse_args(argv)
    try:
        body = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        feed = parse_feed(body, options.url, zone=options.zone)
    except (OSError, UnreadableError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for entry in feed.items:
        sys.stdout.write(json.dumps(asdict(entry), ensure_ascii=False, default=_moment) + "\n")
    return 0


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise argparse.ArgumentTypeError(f"no time zone is called {name}") from error


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
