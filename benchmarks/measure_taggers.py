"""Models of the tagger against each other: how long they read, and how far what they say differs.

The folders of the models, the first the measure of the others. They read the sample newsroom's articles in turn, on one
core; times are CPU time of this process, medians of the rounds.
"""

import os
import statistics
import sys
import time
from pathlib import Path

import numpy as np

from marsad.annotate.document import read_document
from marsad.annotate.tagger import Tagger, Tagging
from marsad.sample.articles import load_articles

ROUNDS = 5


def names(taggings: list[Tagging]) -> set[tuple[int, int, int, str]]:
    """(article, start, end, type) of every name."""
    return {(i, n.start, n.end, n.type) for i, tagging in enumerate(taggings) for n in tagging.names}


def main() -> None:
    """Print the ratios and differences."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    taggers = [Tagger(Path(folder)) for folder in sys.argv[1:]]
    documents = [read_document(article.body) for article in load_articles()]
    taken: list[list[float]] = [[] for _ in taggers]
    found: list[list[Tagging]] = [[] for _ in taggers]
    for _ in range(ROUNDS):
        for i, tagger in enumerate(taggers):
            started = time.process_time()
            found[i] = tagger.tag(documents)
            taken[i].append(time.process_time() - started)
    base = statistics.median(taken[0])
    print(f"{len(documents)} articles, median of {ROUNDS}; 1.0 = {base / len(documents) * 1000:.0f} ms an article")
    for tagger, times, own in zip(taggers, taken, found, strict=True):
        apart = [np.abs(a.types - b.types) for a, b in zip(found[0], own, strict=True)]
        mean = np.concatenate(apart).mean()
        most = max(float(a.max(initial=0)) for a in apart)
        print(
            f"  {tagger.facts['version']:8s} {statistics.median(times) / base:5.2f}   probabilities of types differ by "
            f"{mean:.6f}, at most {most:.2f}; of {len(names(own))} names {len(names(own) - names(found[0]))} are others"
        )


if __name__ == "__main__":
    main()
