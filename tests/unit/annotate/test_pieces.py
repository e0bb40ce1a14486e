from marsad.annotate.pieces import BEGIN, END, LONGEST_WORD, UNKNOWN, cut
from marsad.annotate.tagger import load_tagger

TOKENIZER = load_tagger()._tokenizer


def test_every_word_has_a_first_piece() -> None:
    words = ["وقالت", "وزارة", "الداخلية", "\N{ARABIC FATHA}", "\ud800", "x" * 400, "ا" * 400]
    (pieces,) = cut(TOKENIZER, [words])
    assert len(pieces.heads) == len(words)
    assert pieces.heads == sorted(set(pieces.heads))
    assert (pieces.ids[0], pieces.ids[-1]) == (BEGIN, END)
    ends = [*pieces.heads[1:], len(pieces.ids) - 1]
    assert all(end - head <= LONGEST_WORD for head, end in zip(pieces.heads, ends, strict=True))
    assert pieces.ids[pieces.heads[3]] == UNKNOWN


def test_the_mark_says_whose_habits_hold() -> None:
    (pieces,) = cut(TOKENIZER, [["بغداد"]], mark=7)
    assert pieces.ids[0] == 7
