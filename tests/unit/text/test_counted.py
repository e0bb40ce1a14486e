import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.counted import read_counted
from marsad.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 مليون دولار", ("15 مليون دولار", 15_000_000, "دولار")),
        ("ثلاثة جنود قرب السياج", ("ثلاثة جنود", 3, "جنود")),
        ("عشرات من المحتجين", ("عشرات من المحتجين", None, "المحتجين")),
        ("شخصان اثنان", ("شخصان", 2, "شخص")),
        ("جنديين في الكمين", ("جنديين", 2, "جندي")),
        ("وطفلتان كانتا معه", ("طفلتان", 2, "طفله")),
        ("ألفي دينار", ("ألفي دينار", 2000, "دينار")),
        ("15.", ("15", 15, "")),
    ],
)
def test_a_number_is_read_with_its_noun(text: str, expected: tuple[str, int | None, str]) -> None:
    after, found = read_counted(tokenize(text), 0)
    assert found is not None
    assert after > 0
    assert (text[found.start : found.end], found.value, found.unit) == expected


@pytest.mark.parametrize("text", ["لبنان بلد صغير", "الثالث في الترتيب", "مهندسين شباب", "بغداد"])
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert read_counted(tokenize(text), 0) == (0, None)


@given(st.text(alphabet="وشخصان 15ألف مليوندولارمن.", min_size=1, max_size=40))
def test_spans_are_valid_wherever_one_begins(text: str) -> None:
    words = tokenize(text)
    for at in range(len(words)):
        after, found = read_counted(words, at)
        assert (found is None) == (after == at)
        assert found is None or 0 <= found.start < found.end <= len(text)
