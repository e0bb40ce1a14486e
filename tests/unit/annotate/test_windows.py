import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.windows import OPENING, opening, windows


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([], []),
        ([(0, 0)], []),
        ([(0, 3), (3, 6), (6, 20)], [(0, 6), (6, 16), (16, 20)]),
        ([(0, 4), (4, 10), (10, 11)], [(0, 10), (10, 11)]),
        ([(0, 25)], [(0, 10), (10, 20), (20, 25)]),
        ([(0, 3), (5, 8)], [(0, 3), (5, 8)]),
    ],
)
def test_sentences_are_joined_up_to_the_longest_window(sentences: list, expected: list) -> None:
    assert list(windows(sentences, 10)) == expected


@given(st.lists(st.integers(0, 40)), st.integers(1, 30))
def test_windows_cover_every_word_once_in_order(lengths: list[int], longest: int) -> None:
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    found = list(windows(zip([0, *ends], ends, strict=False), longest))
    assert [i for first, last in found for i in range(first, last)] == list(range(sum(lengths)))
    assert all(0 < last - first <= longest for first, last in found)


def test_the_opening_is_read_before_what_comes_after_it() -> None:
    assert [opening(first) for first in (0, 7, OPENING, 200)] == [0, 7, OPENING, OPENING]
