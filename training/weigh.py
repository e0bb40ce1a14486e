"""How much the network and the rules count for an event: the WEIGHTS of annotate/confidence.py.

A logistic regression (Newton's method, a ridge of 1) of whether a telling that code_events finds is one the annotation
has, on its features, over the held-out articles. Prints the weights, then precision, recall and F1 of
tellings at several floors.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from events import Told, read_told
from examples import Article
from marsad.annotate.annotator import Annotator
from marsad.annotate.confidence import features
from marsad.annotate.events import code_events
from marsad.annotate.rules import load_rules

Matrix = NDArray[np.float64]


def main() -> None:
    """Print weights and floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the developers' data")
    options = parser.parse_args()
    held = [(a, told) for split, a, told in read_told(options.shared) if split == "held"]
    rows = list(tellings(held))
    given, wanted = np.array([x for x, _ in rows]), np.array([float(y) for _, y in rows])
    weights = fit(given, wanted)
    print("WEIGHTS =", tuple(round(float(w), 2) for w in weights))
    likely = 1 / (1 + np.exp(-given @ weights))
    events = sum(len(told) for _, told in held)
    for floor in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6):
        found = likely >= floor
        hits = wanted[found].sum()
        print(f"floor {floor}: {found.sum()} tellings, {hits / found.sum():.3f} right; {events} events are annotated")


def tellings(articles: Sequence[tuple[Article, Sequence[Told]]]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The features of every telling, and whether an event of its type is annotated in the same words or sentence."""
    annotator, rules = Annotator(), load_rules()
    for article, told in articles:
        (reading,) = annotator.read([article.as_given()])
        gold = [(e.type, reading.document.sentence_of(e.start)) for e in told]
        for coded in code_events(annotator.scene(reading), rules, reading.tagging, 0.0):
            sentence = reading.document.sentence_of(coded.event.trigger.start)
            yield features(coded.trigger, coded.ruled), (coded.event.type, sentence) in gold


def fit(given: Matrix, wanted: Matrix, ridge: float = 1.0) -> Matrix:
    """Weights of a logistic regression; the first, of the constant, is not held small."""
    weights = np.zeros(given.shape[1])
    held_small = np.diag([1e-6, *[ridge] * (given.shape[1] - 1)])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (likely - wanted) + held_small @ weights
        weights -= np.linalg.solve((given.T * (likely * (1 - likely))) @ given + held_small, slope)
    return weights


if __name__ == "__main__":
    main()
