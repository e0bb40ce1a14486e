import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.decode import TAGS, best_tags, spans

SIZE = len(TAGS)


def sure(*names: str) -> np.ndarray:
    """Log-probabilities of one row of words that favour these tags."""
    scores = np.full((1, len(names), SIZE), -8.0, np.float32)
    for i, name in enumerate(names):
        scores[0, i, TAGS.index(name)] = -0.1
    return scores


def test_the_likeliest_tags_win_where_they_are_allowed() -> None:
    assert [TAGS[t] for t in best_tags(sure("B-PER", "I-PER", "O", "B-LOC"))[0]] == ["B-PER", "I-PER", "O", "B-LOC"]


@pytest.mark.parametrize("wrong", [("O", "I-PER"), ("B-LOC", "I-PER"), ("I-ORG",)])
def test_an_inside_tag_never_stands_without_its_beginning(wrong: tuple[str, ...]) -> None:
    assert [TAGS[t] for t in best_tags(sure(*wrong))[0]] != list(wrong)


def test_a_weak_beginning_is_raised_by_a_sure_rest() -> None:
    scores = sure("O", "I-ORG", "I-ORG")
    scores[0, 0, TAGS.index("B-ORG")] = -0.5
    assert [TAGS[t] for t in best_tags(scores)[0]] == ["B-ORG", "I-ORG", "I-ORG"]


@given(st.integers(1, 4), st.integers(0, 12), st.randoms(use_true_random=False))
def test_any_scores_give_well_formed_tags_row_by_row(rows: int, words: int, rng: object) -> None:
    scores = np.log(np.random.default_rng(rng.randrange(2**32)).dirichlet(np.ones(SIZE), (rows, words)))  # type: ignore[attr-defined]
    scores = scores.reshape(rows, words, SIZE).astype(np.float32)
    tags = best_tags(scores)
    for row in range(rows):
        assert tags[row].tolist() == best_tags(scores[row : row + 1])[0].tolist()
        assert sum(end - start for start, end, _ in spans(tags[row])) == np.count_nonzero(tags[row])


def test_spans_are_read_from_tags() -> None:
    tags = np.array([TAGS.index(t) for t in ("B-LOC", "B-LOC", "I-LOC", "O", "B-PER")])
    assert spans(tags) == [(0, 1, "LOC"), (1, 3, "LOC"), (4, 5, "PER")]
