"""Which news agency a text credits at its beginning or its end."""

from collections.abc import Sequence
from functools import cache

import yaml

from marsad.dedup.words import words_of
from marsad.resources import data_dir

DATELINE = 12  # words
CREDIT = 6  # words at the end


def agency_of(words: Sequence[str]) -> str | None:
    """The code of the agency in the dateline or the closing line of a folded text; the dateline's before the other."""
    for place in (words[:DATELINE], words[max(DATELINE, len(words) - CREDIT) :]):
        found = [(at, code) for name, code in _names() if (at := _find(name, place)) is not None]
        if found:
            return min(found)[1]
    return None


def _find(name: Sequence[str], words: Sequence[str]) -> int | None:
    size = len(name)
    return next((i for i in range(len(words) - size + 1) if tuple(words[i : i + size]) == tuple(name)), None)


@cache
def _names() -> tuple[tuple[tuple[str, ...], str], ...]:
    rules = yaml.safe_load((data_dir("rules") / "agencies.yml").read_text(encoding="utf-8"))
    return tuple((tuple(words_of(name)), code) for code, names in rules.items() for name in names)
