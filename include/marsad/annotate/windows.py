"""What the network reads at a time: sentences that follow one another, joined to windows of words.

Before a later window it reads the opening of the text again: what is told there is often told once more.
"""

from collections.abc import Iterable, Iterator

LONGEST = 110  # words; with more the network finds less (training/README.md)
OPENING = 30  # words; a lead in Arabic news has some thirty


def windows(sentences: Iterable[tuple[int, int]], longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """[first, last) word ranges that cover the sentences' own in order; a sentence longer than a window is cut.

    A window joins sentences only where nothing lies between them.
    """
    begin = end = -1
    for first, last in sentences:
        for at in range(first, last, longest):
            until = min(last, at + longest)
            if at != end or until - begin > longest:
                if begin < end:
                    yield begin, end
                begin = at
            end = until
    if begin < end:
        yield begin, end


def opening(first: int, longest: int = OPENING) -> int:
    """How many words of a text's beginning are read again before a window that begins at word `first`."""
    return min(longest, first)
