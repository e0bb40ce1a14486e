"""Which full name a short one repeats: «السوداني» after «محمد شياع السوداني», «عصائب» after «عصائب أهل الحق»."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document

_REACH = 60  # mentions back; beyond, a reader would not remember either

Words = tuple[str, ...]


def antecedents(document: Document, names: Sequence[Candidate]) -> dict[int, int]:
    """Index of a short name -> index of the nearest fuller name of its type, earlier ones first."""
    words = [document.keys_of(name.start, name.end) for name in names]
    sharing: dict[tuple[str, str], list[int]] = {}  # type and first or last word -> names, in reading order
    for i, name in enumerate(names):
        for word in {words[i][0], words[i][-1]}:
            sharing.setdefault((name.type, word), []).append(i)
    found: dict[int, int] = {}
    for i, name in enumerate(names):
        shared = words[i][-1 if name.type == "PER" else 0]
        fuller = _nearest(i, name.type, words, sharing[name.type, shared]) if name.type != "LOC" else None
        if fuller is not None:
            found[i] = found.get(fuller, fuller)  # of a chain, its first link
    return found


def _nearest(i: int, kind: str, words: Sequence[Words], others: Sequence[int]) -> int | None:
    """The nearest before name i that it repeats, or else the nearest after."""
    near = others[bisect_left(others, i - _REACH) : bisect_right(others, i + _REACH)]
    longer = (j for j in near if len(words[j]) > len(words[i]))
    fuller = (j for j in longer if _repeats(kind, words[i], words[j], is_later=j < i))
    return min(fuller, key=lambda j: (j > i, abs(j - i)), default=None)


def _repeats(kind: str, short: Words, full: Words, *, is_later: bool) -> bool:
    """Whether `short` is the end of the longer name (a person's surname) or, `is_later` in the text, its beginning (a
    person's first name, an organisation's short form)."""
    if kind == "PER":
        return full[-len(short) :] == short or (len(short) == 1 and full[0] == short[0] and is_later)
    return full[: len(short)] == short and len(short[0]) > 3 and is_later
