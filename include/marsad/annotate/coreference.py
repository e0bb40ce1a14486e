"""Which full name a short one repeats: «السوداني» after «محمد شياع السوداني», «عصائب» after «عصائب أهل الحق»."""

from collections.abc import Iterator, Sequence

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document

_REACH = 60  # mentions back; beyond, a reader would not remember either


def antecedents(document: Document, names: Sequence[Candidate]) -> dict[int, int]:
    """Index of a short name -> index of the nearest fuller name of its type, earlier ones first."""
    words = [_words(document, name) for name in names]
    found: dict[int, int] = {}
    for i, name in enumerate(names):
        if name.type != "LOC":
            fuller = next((j for j in _around(i, len(names)) if _repeats(names, words, i, j)), None)
            if fuller is not None:
                found[i] = found.get(fuller, fuller)  # of a chain, its first link
    return found


def _around(index: int, size: int) -> Iterator[int]:
    """Indices before, the nearest first; then those after."""
    yield from range(index - 1, max(-1, index - 1 - _REACH), -1)
    yield from range(index + 1, min(size, index + 1 + _REACH))


def _words(document: Document, name: Candidate) -> tuple[str, ...]:
    """The folded words, the proclitic of the first left out."""
    first, last = document.token_at(name.start), document.token_at(name.end - 1) + 1
    cut = document.letters_before(first, name.start)
    keys = [token.key for token in document.tokens[first:last]]
    return (keys[0][cut:] if cut < len(keys[0]) else keys[0], *keys[1:])


def _repeats(names: Sequence[Candidate], words: Sequence[tuple[str, ...]], i: int, j: int) -> bool:
    """Whether name i is name j's end (a person's surname) or its beginning (an organisation's short form)."""
    short, full = words[i], words[j]
    if names[i].type != names[j].type or len(short) >= len(full):
        return False
    if names[i].type == "PER":
        return full[-len(short) :] == short or (len(short) == 1 and full[0] == short[0] and j < i)
    return full[: len(short)] == short and len(short[0]) > 3 and j < i
