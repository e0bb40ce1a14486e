import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marsad.text.normalize import fold, fold_key

ARABIC = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC),
        st.sampled_from(" \n\t.,\N{RIGHT-TO-LEFT MARK}\N{ZERO WIDTH NON-JOINER}\N{NO-BREAK SPACE}abC12"),
        st.characters(),
    ),
    max_size=80,
)


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("إيران", "ايران"),
        ("آذار", "اذار"),
        ("موسى", "موسي"),
        ("حماة", "حماه"),
        ("مُحَمَّد", "محمد"),
        ("بغـــداد", "بغداد"),
        ("٢٠٢٤", "2024"),
        ("۱۴۰۲", "1402"),
        ("کردستان", "كردستان"),
        ("مسئول", "مسيول"),
        ("شؤون", "شوون"),
        ("ﻻ", "لا"),
        ("\N{RIGHT-TO-LEFT MARK}بغداد", "بغداد"),
        ("PAK", "pak"),
        ("كرة  القدم", "كره القدم"),
    ],
)
def test_spellings_of_one_word_share_a_key(spelling: str, other: str) -> None:
    assert fold_key(spelling) == fold_key(other)


@pytest.mark.parametrize(("one", "two"), [("سماء", "سما"), ("علي", "عليه"), ("كتب", "كتاب")])
def test_different_words_keep_different_keys(one: str, two: str) -> None:
    assert fold_key(one) != fold_key(two)


def test_a_span_takes_the_vowel_marks_of_its_last_letter() -> None:
    text = "زار إيرانَ أمس"
    folded = fold(text)
    start = folded.text.index("ايران")
    begin, end = folded.span(start, start + 5)
    assert text[begin:end] == "إيرانَ"


def test_a_span_leaves_direction_marks_outside() -> None:
    text = "\N{RIGHT-TO-LEFT MARK}بغداد\N{RIGHT-TO-LEFT MARK} اليوم"
    begin, end = fold(text).span(0, 5)
    assert text[begin:end] == "بغداد"


@given(ARABIC)
def test_every_folded_character_maps_back(text: str) -> None:
    folded = fold(text)
    assert folded.source == text
    assert len(folded.starts) == len(folded.text) + 1
    offsets = list(folded.starts)
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    for i, char in enumerate(folded.text):
        begin, end = folded.span(i, i + 1)
        assert 0 <= begin < end <= len(text)
        assert char in fold(text[begin]).text or char == " "


@given(ARABIC)
@example(" \N{NO-BREAK SPACE}")
@example("\t\t")
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ARABIC, ARABIC)
def test_no_letter_is_lost_where_texts_are_joined(left: str, right: str) -> None:
    joined = fold(left + "\n" + right).text
    assert joined == fold(left).text + "\n" + fold(right).text
