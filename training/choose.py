"""How much each feature counts where an event is given its place, date and source: choices.json of annotate/choice.py.

Conditional logits in which each of several right answers will do, fitted with a ridge to some articles of the
training; an answer is right as the tool that scores events counts it. The network has read these articles, so its links
count for somewhat more than they are worth: how the weights fare is printed for the articles that training left out. Of
what is annotated so many are chosen rightly, wrongly and not at all (and so many could be, their answer being among the
candidates); of what has none annotated so many are given one. MARGINS make "none" so much less likely than it is in
training: an annotator holds back where the text leaves a choice, a reader of the table wants to know.

Which tellings there are depends a little on the weights in place: run it twice.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from events import Told, read_told
from examples import Article, slices
from marsad.annotate.annotator import Annotator
from marsad.annotate.choice import NONE, QUESTIONS, WEIGHED, Candidate, Telling, likeliest, name_of
from marsad.annotate.clause import Breaks
from marsad.annotate.confidence import FLOOR, FLOOR_OF_RULES
from marsad.annotate.events import code_events
from marsad.annotate.places import Places
from marsad.annotate.rules import RuleSet, load_rules
from marsad.annotate.scene import Scene
from marsad.annotate.sources import Sources
from marsad.annotate.tagger import Tagging
from marsad.annotate.when import Dates

Pairs = Sequence[tuple[Article, Sequence[Told]]]
MARGINS = {"place": 2.0, "date": 0.9, "source": 1.0}  # log-odds
Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """One question about one telling: its candidates, which of them are right, and whether there is an answer."""

    candidates: tuple[Candidate[Any], ...]
    right: tuple[bool, ...]
    is_annotated: bool


def main() -> None:
    """Fit, write, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the developers' data")
    parser.add_argument(
        "--articles",
        type=slices,
        default=[slice(None, None, 16)],
        help="fit to these: slices of the training articles in the file's order; by default every sixteenth",
    )
    parser.add_argument("--out", type=Path, required=True, help="include/models/tagger/choices.json")
    options = parser.parse_args()
    told = read_told(options.shared)
    learnt, held = ([(a, events) for own, a, events in told if own == split] for split in ("train", "held"))
    chosen = [pair for part in options.articles for pair in learnt[part]]
    fitted = {name: weights(rows, MARGINS[name.split()[0]]) for name, rows in sorted(asked(chosen).items())}
    options.out.write_text(json.dumps(fitted, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for name, rows in sorted(asked(held).items()):
        print(name, report(fitted[name], rows), sep=": ")


def asked(articles: Pairs) -> dict[str, list[Asked]]:
    """What is asked of the tellings that the annotations have too: with the network's links, and by rules alone."""
    annotator, rules = Annotator(), load_rules()
    found: dict[str, list[Asked]] = {name: [] for name in WEIGHED}
    for article, told in articles:
        (reading,) = annotator.read([article.as_given()])
        scene = annotator.scene(reading)
        breaks = Breaks(scene)
        choices = {"place": Places(scene, breaks), "date": Dates(scene, breaks), "source": Sources(scene)}
        for tagging in (reading.tagging, None):
            for telling, event in matched(scene, rules, tagging, told):
                if tagging is None or telling.links is not None:
                    for question in QUESTIONS:
                        wanted = next((a[1:] for a in event.arguments if a[0] == question), None)
                        value = event.when if question == "date" else None
                        row = _asked(scene.document.text, choices[question].candidates(telling), wanted, value)
                        found[name_of(question, telling.links)].append(row)
    return found


def matched(
    scene: Scene, rules: RuleSet, tagging: Tagging | None, told: Sequence[Told]
) -> Iterator[tuple[Telling, Told]]:
    """The tellings that are reported, each with an annotated event of its type: in its words, else in its sentence."""
    floor = FLOOR if tagging else FLOOR_OF_RULES
    coded = [c for c in code_events(scene, rules, tagging, floor) if c.event.confidence >= floor]
    left = list(told)
    sentence_of = scene.document.sentence_of
    for is_exact in (True, False):
        for one in list(coded):
            span = one.event.trigger
            for event in (e for e in left if e.type == one.event.type):
                is_same = span.start <= event.start < span.end
                if is_same if is_exact else sentence_of(event.start) == sentence_of(span.start):
                    left.remove(event)
                    coded.remove(one)
                    yield one.telling, event
                    break


def _asked(
    text: str, candidates: Iterable[Candidate[Any]], wanted: tuple[int, int] | None, value: str | None = None
) -> Asked:
    found = tuple(candidates)
    return Asked(found, tuple(_is_right(text, c.answer, wanted, value) for c in found), wanted is not None)


def _is_right(text: str, answer: Any, wanted: tuple[int, int] | None, value: str | None) -> bool:
    """Whether it is the day wanted; of what is no date, whether they share a letter or its words are among those
    wanted."""
    if answer is None or wanted is None:
        return answer is wanted
    if value is not None:
        return bool(answer.value == value)
    is_overlap = answer.start < wanted[1] and wanted[0] < answer.end
    return is_overlap or text[answer.start : answer.end] in text[slice(*wanted)]


def weights(rows: Sequence[Asked], margin: float) -> dict[str, float]:
    """The weights that ship: rounded, with the margin taken from none."""
    known = [row for row in rows if any(row.right)]
    names = sorted({name for row in known for c in row.candidates for name in c.features})
    fitted = dict(zip(names, fit(names, known).tolist(), strict=True))
    fitted[NONE] -= margin
    return {name: round(weight, 3) for name, weight in fitted.items()}


def fit(names: Sequence[str], rows: Sequence[Asked], ridge: float = 1.0) -> Array:
    """Maximise the log-likelihood that a right answer is chosen, less half the ridge times the weights squared."""
    given, present, right = _arrays(names, rows)

    def loss(found: Array) -> tuple[float, Array]:
        scores = given @ found
        shares, totals = _softmax(scores, present)
        wanted, sums = _softmax(scores, right)
        slope = np.einsum("rk,rkn->n", shares - wanted, given)
        return float(ridge / 2 * found @ found + (totals - sums).sum()), ridge * found + slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    assert best.success, best.message
    return best.x


def _softmax(scores: Array, asked: Mask) -> tuple[Array, Array]:
    """The shares of those that are asked about, by rows, and the logarithm of what they come to."""
    kept = np.where(asked, scores, -np.inf)
    totals = logsumexp(kept, axis=1)
    return np.exp(kept - totals[:, None]), totals


def _arrays(names: Sequence[str], rows: Sequence[Asked]) -> tuple[Array, Mask, Mask]:
    """Features (rows, answers, names), which answers there are, and which are right."""
    most, column = max(len(row.candidates) for row in rows), {name: i for i, name in enumerate(names)}
    given = np.zeros((len(rows), most, len(names)))
    present, right = np.zeros((2, len(rows), most), dtype=bool)
    for i, row in enumerate(rows):
        present[i, : len(row.candidates)] = True
        right[i, : len(row.right)] = row.right
        for k, candidate in enumerate(row.candidates):
            for name, value in candidate.features.items():
                given[i, k, column[name]] = value
    return given, present, right


def report(own: dict[str, float], rows: Sequence[Asked]) -> str:
    """How the likeliest answers fare."""
    chosen = [(row, likeliest(own, row.candidates)) for row in rows]
    wanted = [(row, c) for row, c in chosen if row.is_annotated]
    others = [(row, c) for row, c in chosen if not row.is_annotated]
    right = sum(row.right[row.candidates.index(c)] for row, c in wanted)
    none = sum(c.answer is None for _, c in wanted)
    possible = sum(any(row.right) for row, _ in wanted)
    given = sum(c.answer is not None for _, c in others)
    return (
        f"of {len(wanted)} annotated {right} right, {len(wanted) - right - none} wrong, {none} none "
        f"({possible} possible); of {len(others)} without {given} given one"
    )


if __name__ == "__main__":
    main()
