import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.glued import split_hint

WORDS = frozenset({"استأنف", "مطار", "مستقر", "العراق", "بغداد", "العام", "الماضي", "مدرسة"})


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("استأنفمطار", ("استأنف", "مطار")),
        ("العراقمستقر", ("العراق", "مستقر")),
        ("العامالماضي", ("العام", "الماضي")),
    ],
)
def test_two_words_run_together_are_told_apart(word: str, halves: tuple[str, str]) -> None:
    assert split_hint(word, WORDS.__contains__) == halves


@pytest.mark.parametrize("word", ["مطار", "بغدادستان", "", "مطار مطار", "airport", "مطار2024", "مطار" * 20])
def test_what_has_no_cut_gives_no_hint(word: str) -> None:
    assert split_hint(word, WORDS.__contains__) is None


@given(st.text(max_size=60))
def test_halves_joined_are_the_word(word: str) -> None:
    halves = split_hint(word, lambda part: len(part) == 4)
    assert halves is None or "".join(halves) == word
