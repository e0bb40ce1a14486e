import pytest

from marsad.annotate.pieces import BEGIN, END, LONGEST_WINDOW, LONGEST_WORD, UNKNOWN, cut
from marsad.annotate.tagger import load_tagger
from marsad.annotate.windows import LONGEST, OPENING

TOKENIZER = load_tagger()._tokenizer


def test_every_word_has_a_first_piece() -> None:
    words = ["وقالت", "وزارة", "الداخلية", "\N{ARABIC FATHA}", "\ud800", "x" * 400, "ا" * 400]
    (pieces,) = cut(TOKENIZER, [words], [0])
    assert len(pieces.heads) == len(words)
    assert pieces.heads == sorted(set(pieces.heads))
    assert (pieces.ids[0], pieces.ids[-1]) == (BEGIN, END)
    ends = [*pieces.heads[1:], len(pieces.ids) - 1]
    assert all(end - head <= LONGEST_WORD for head, end in zip(pieces.heads, ends, strict=True))
    assert pieces.ids[pieces.heads[3]] == UNKNOWN


def test_the_mark_says_whose_habits_hold() -> None:
    (pieces,) = cut(TOKENIZER, [["بغداد"]], [0], mark=7)
    assert pieces.ids[0] == 7


@pytest.mark.parametrize("word", ["xqzjkwvxqzjkwv", "قثضصذظغ", "ا" * 400])
def test_a_window_of_strange_words_is_no_longer_than_the_network_reads(word: str) -> None:
    (pieces,) = cut(TOKENIZER, [[word] * (OPENING + LONGEST)], [OPENING])
    assert len(pieces.ids) <= LONGEST_WINDOW
    assert len(pieces.heads) == OPENING + LONGEST


def test_words_are_shortened_alike_and_only_in_the_window_that_needs_it() -> None:
    (whole,) = cut(TOKENIZER, [["xqzjkwvxqzjkwv", "وزارة"]], [0])
    strange = ["وزارة", *["xqzjkwvxqzjkwv"] * (LONGEST - 1)]
    crowded, alone = cut(TOKENIZER, [strange, ["xqzjkwvxqzjkwv", "وزارة"]], [0, 0])
    assert alone == whole
    lengths = {
        end - head for head, end in zip(crowded.heads[1:], [*crowded.heads[2:], len(crowded.ids) - 1], strict=True)
    }
    assert lengths == {4}


def test_more_words_than_pieces_are_no_window() -> None:
    with pytest.raises(ValueError, match="600 words"):
        tuple(cut(TOKENIZER, [["من"] * 600], [0]))


def test_an_opening_is_parted_from_what_is_read_after_it() -> None:
    words = ["قتل", "جندي", "وقال", "المصدر"]
    whole, parted = cut(TOKENIZER, [words, words], [0, 2])
    at = whole.heads[2]
    assert parted.ids == [*whole.ids[:at], END, *whole.ids[at:]]
    assert parted.heads == [*whole.heads[:2], *(head + 1 for head in whole.heads[2:])]


def test_a_window_holds_as_many_words_as_the_network_has_positions() -> None:
    (pieces,) = cut(TOKENIZER, [["من"] * (LONGEST_WINDOW - 3)], [OPENING])
    assert len(pieces.ids) == LONGEST_WINDOW
    with pytest.raises(ValueError, match="510 words"):
        tuple(cut(TOKENIZER, [["من"] * (LONGEST_WINDOW - 2)], [OPENING]))
