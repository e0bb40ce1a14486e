import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.dedup.words import bare, content_words, is_date_or_number, paragraphs_of, words_of
from marsad.text.normalize import fold

TATWEEL = "\N{ARABIC TATWEEL}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("أُصيبَ أربعةُ أشخاصٍ في بغداد.", ["اصيب", "اربعه", "اشخاص", "في", "بغداد"]),
        (f"بغـــداد{TATWEEL}، «الموصل»", ["بغداد", "الموصل"]),
        (
            "٣٢٢\N{ARABIC DECIMAL SEPARATOR}٨ مليار و1,250 دينارا عند 10:30",
            ["3228", "مليار", "و1250", "دينارا", "عند", "1030"],
        ),
        ("انتهى 3.\nثم قال: 5", ["انتهي", "3", "ثم", "قال", "5"]),
        ("\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM} \ud800 \U0001f600", ["لا"]),
        ("", []),
    ],
)
def test_words_are_folded_and_bare_of_signs(text, words):
    assert words_of(text) == words


@given(st.text(max_size=60))
def test_words_never_fail_and_fold_as_keys_do(text):
    letters = [w for w in words_of(text) if w.isalpha()]
    assert all(fold(word).text == word for word in letters)
    assert [w for p in paragraphs_of(text) for w in p] == words_of(text)


def test_paragraphs_are_lines_with_words():
    assert paragraphs_of("قال الوزير\n\n ***\nوأضاف") == [["قال", "الوزير"], ["واضاف"]]


def test_content_words_leave_out_the_short_and_the_glued():
    assert content_words(words_of("وبالعراق في 7 مدن من العراق")) == {"عراق", "7", "مدن"}
    assert bare("والشرطه") == bare("شرطه")


@pytest.mark.parametrize(("word", "is_filled"), [("12", True), ("الثلاثاء", True), ("تموز", True), ("بغداد", False)])
def test_what_a_template_fills_in(word, is_filled):
    assert is_date_or_number(word) is is_filled
