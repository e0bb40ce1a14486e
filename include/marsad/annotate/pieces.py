"""Words as the pieces that the network reads: their ids, and where each word's first piece stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

BEGIN, END, UNKNOWN = 1, 2, 3  # ids of <s>, </s>, and of a word that has no piece
LONGEST_WORD = 8  # pieces
LONGEST_WINDOW = 512  # pieces, mark and end included: as many positions as the network knows
_MARKS = 3  # pieces that are of no word: the first, the last, and the one behind an opening
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece ids of a window, its mark first; `heads[i]` is where word i's first piece stands."""

    ids: list[int]
    heads: list[int]


def cut(
    tokenizer: Tokenizer, windows: Sequence[Sequence[str]], openings: Sequence[int], mark: int = BEGIN
) -> Iterator[Pieces]:
    """The pieces of each window's words, after `mark`; END parts its opening, so many words, from the others.

    Of a word only the first LONGEST_WORD count; of fewer where the window would be longer than LONGEST_WINDOW.
    Raises ValueError for a window of more words than LONGEST_WINDOW holds.
    """
    encodable = [[_encodable(word) for word in words] for words in windows]
    encoded = tokenizer.encode_batch(encodable, is_pretokenized=True, add_special_tokens=False)
    for words, opening, encoding in zip(windows, openings, encoded, strict=True):
        own: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(own[word]) < LONGEST_WORD:
                own[word].append(piece)
        ids: list[int] = [mark]
        heads: list[int] = []
        most = _most(own)
        for word, pieces in enumerate(own):
            if word and word == opening:
                ids.append(END)
            heads.append(len(ids))
            ids += pieces[:most] or [UNKNOWN]
        yield Pieces([*ids, END], heads)


def _most(words: Sequence[Sequence[int]]) -> int:
    """How many pieces of each word fit into one window."""
    for most in range(LONGEST_WORD, 0, -1):
        if sum(min(most, len(pieces) or 1) for pieces in words) <= LONGEST_WINDOW - _MARKS:
            return most
    raise ValueError(f"a window of {len(words)} words is longer than {LONGEST_WINDOW - _MARKS} pieces")


def _encodable(word: str) -> str:
    """The word without lone surrogates, which no tokenizer takes."""
    return word if word.isascii() or not _SURROGATE.search(word) else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", word)
