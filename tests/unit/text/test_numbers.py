import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ثلاثة جنود", [("ثلاثة", 3)]),
        ("مئة وخمسة وعشرون قتيلاً", [("مئة وخمسة وعشرون", 125)]),
        ("قرابة مليونين و(64) ألف أسرة", [("مليونين و(64) ألف", 2_064_000)]),
        ("(443) مليار دينار", [("(443) مليار", 443_000_000_000)]),
        ("قرابة 5 آلاف متظاهر", [("5 آلاف", 5000)]),
        ("آلاف الخريجين", [("آلاف", None)]),
        ("عشرات السفن", [("عشرات", None)]),
        ("ثلاثة عشر شخصاً و12 جريحاً", [("ثلاثة عشر", 13), ("12", 12)]),
        ("أحد عشر كوكباً", [("أحد عشر", 11)]),
        ("1,234 مركبة", [("1,234", 1234)]),
        ("5.2 مليون طن", [("5.2 مليون", 5_200_000)]),
        ("ألفان وثلاثمئة وواحد", [("ألفان وثلاثمئة وواحد", 2301)]),
        ("٨٥١ شخصاً", [("٨٥١", 851)]),
        ("الساعة 7:45 مساءً", []),
        ("أحد المواطنين", []),
    ],
)
def test_numbers_are_read(text: str, expected: list[tuple[str, int | None]]) -> None:
    found = find_numbers(text)
    assert [(n.text, n.value) for n in found] == expected
    assert all(text[n.start : n.end] == n.text for n in found)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_mean_themselves(value: int) -> None:
    assert [n.value for n in find_numbers(f"بلغ {value} شخصاً")] == [value]
