"""Where a tag that held no blank was taken out of a feed, two words run together: «استأنفمطار».

This is a hint for whoever looks words up. No text is altered by it.
"""

import re
from collections.abc import Callable

_SHORTEST = 3  # letters of either half: shorter ones are found inside any word
_LONGEST = 40  # letters
_LETTERS = re.compile("[\u0621-\u065f\u0670-\u06d3]+")


def split_hint(word: str, is_word: Callable[[str], bool]) -> tuple[str, str] | None:
    """The two words that `word` may be, which joined give it back; None where it is a word or has no such cut.

    `is_word` is asked about at most 2 x 40 parts. Of several cuts the most even one is taken.
    """
    if not 2 * _SHORTEST <= len(word) <= _LONGEST or not _LETTERS.fullmatch(word) or is_word(word):
        return None
    cuts = sorted(range(_SHORTEST, len(word) - _SHORTEST + 1), key=lambda cut: abs(2 * cut - len(word)))
    halves = ((word[:cut], word[cut:]) for cut in cuts)
    return next((pair for pair in halves if is_word(pair[0]) and is_word(pair[1])), None)
