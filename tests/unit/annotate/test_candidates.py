import pytest

from marsad.annotate.candidates import Candidate, Ground, settle, touching


def test_the_longest_wins_and_of_two_of_one_length_the_known() -> None:
    long, inside, known, unknown = (
        Candidate(0, 9, "ORG"),
        Candidate(4, 12, "LOC"),
        Candidate(20, 25, "LOC", ("place:a",)),
        Candidate(20, 25, "LOC"),
    )
    assert settle([unknown, inside, known, long]) == [long, known]
    assert settle([]) == []


@pytest.mark.parametrize(("start", "end", "is_free"), [(0, 3, True), (3, 5, False), (7, 9, True), (6, 9, False)])
def test_ground_is_free_where_no_name_stands(start: int, end: int, *, is_free: bool) -> None:
    assert Ground(9, [Candidate(4, 7, "PER")]).is_free(Candidate(start, end, "PER")) == is_free


@pytest.mark.parametrize(
    ("start", "end", "numbers"), [(0, 2, []), (2, 3, [0]), (3, 9, [0, 1]), (5, 6, []), (8, 30, [2])]
)
def test_names_touch_where_they_share_a_letter(start: int, end: int, numbers: list[int]) -> None:
    settled = [Candidate(2, 5, "LOC"), Candidate(6, 8, "LOC"), Candidate(9, 12, "LOC")]
    assert list(touching(Candidate(start, end, "PER"), settled)) == [settled[i] for i in numbers]
