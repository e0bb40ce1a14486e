from itertools import pairwise

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
        ("نصف مليون نازح", [("نصف مليون", 500_000)]),
        ("ربع مليار دينار", [("ربع مليار", 250_000_000)]),
        ("مليون ونصف المليون زائر", [("مليون ونصف المليون", 1_500_000)]),
        ("مليون ونصف في العام", [("مليون ونصف", 1_500_000)]),
        ("2.5 مليار دولار", [("2.5 مليار", 2_500_000_000)]),
        ("2,5 مليون برميل", [("2,5 مليون", 2_500_000)]),
        ("ألفي دينار", [("ألفي", 2000)]),
        ("مليوني برميل يومياً", [("مليوني", 2_000_000)]),
        ("واحد وعشرين لاعباً", [("واحد وعشرين", 21)]),
        ("تسعمئة وتسعة وتسعون ألفاً و999 ناخباً", [("تسعمئة وتسعة وتسعون ألفاً و999", 999_999)]),
        ("بضع مئات من المحتجين", [("مئات", None)]),
        ("بضعة آلاف", [("آلاف", None)]),
        ("الساعة 7:45 مساءً", []),
        ("المركز الثالث والعشرون في الدورة العاشرة", []),
        ("نصف ساعة من التوقف", []),
        ("أحد المواطنين", []),
    ],
)
def test_numbers_are_read(text: str, expected: list[tuple[str, int | None]]) -> None:
    found = find_numbers(text)
    assert [(n.text, n.value) for n in found] == expected
    assert all(text[n.start : n.end] == n.text for n in found)


@given(st.text(alphabet="ونصف مليون ألفين ثلاثة عشر()12,.آلاف", max_size=60) | st.text(max_size=60))
def test_any_text_gives_ordered_valid_spans(text: str) -> None:
    found = find_numbers(text)
    assert all(text[n.start : n.end] == n.text and n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_mean_themselves(value: int) -> None:
    assert [n.value for n in find_numbers(f"بلغ {value} شخصاً")] == [value]
