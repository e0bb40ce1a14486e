from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.decode import TAGS, best_tags, spans

SIZE = len(TAGS)


def sure(*names: str) -> np.ndarray:
    """Log-probabilities of words that favour these tags."""
    scores = np.full((len(names), SIZE), -8.0, np.float32)
    for i, name in enumerate(names):
        scores[i, TAGS.index(name)] = -0.1
    return scores


def test_the_likeliest_tags_win_where_they_are_allowed() -> None:
    assert [TAGS[t] for t in best_tags(sure("B-PER", "I-PER", "O", "B-LOC"))] == ["B-PER", "I-PER", "O", "B-LOC"]


@pytest.mark.parametrize("wrong", [("O", "I-PER"), ("B-LOC", "I-PER"), ("I-ORG",)])
def test_an_inside_tag_never_stands_without_its_beginning(wrong: tuple[str, ...]) -> None:
    assert [TAGS[t] for t in best_tags(sure(*wrong))] != list(wrong)


def test_a_weak_beginning_is_raised_by_a_sure_rest() -> None:
    scores = sure("O", "I-ORG", "I-ORG")
    scores[0, TAGS.index("B-ORG")] = -0.5
    assert [TAGS[t] for t in best_tags(scores)] == ["B-ORG", "I-ORG", "I-ORG"]


@given(st.integers(0, 12), st.randoms(use_true_random=False))
def test_any_scores_give_well_formed_tags(words: int, rng: object) -> None:
    scores = np.log(np.random.default_rng(rng.randrange(2**32)).dirichlet(np.ones(SIZE), words))  # type: ignore[attr-defined]
    tags = best_tags(scores.reshape(words, SIZE).astype(np.float32))
    assert len(tags) == words
    assert sum(end - start for start, end, _ in spans(tags)) == np.count_nonzero(tags)


@given(st.integers(1, 4), st.randoms(use_true_random=False))
def test_no_other_well_formed_tags_are_likelier(words: int, rng: object) -> None:
    scores = np.log(np.random.default_rng(rng.randrange(2**32)).dirichlet(np.ones(SIZE), words)).astype(np.float32)  # type: ignore[attr-defined]
    others = (tags for tags in product(range(SIZE), repeat=words) if is_well_formed([TAGS[t] for t in tags]))
    best = max(sum(row[t] for row, t in zip(scores, tags, strict=True)) for tags in others)
    assert sum(row[t] for row, t in zip(scores, best_tags(scores), strict=True)) == pytest.approx(best, abs=1e-5)


def is_well_formed(tags: list[str]) -> bool:
    return all(tag[0] != "I" or before[2:] == tag[2:] for before, tag in zip(["O", *tags], tags, strict=False))


def test_spans_are_read_from_tags() -> None:
    tags = np.array([TAGS.index(t) for t in ("B-LOC", "B-LOC", "I-LOC", "O", "B-PER")])
    assert spans(tags) == [(0, 1, "LOC"), (1, 3, "LOC"), (4, 5, "PER")]
