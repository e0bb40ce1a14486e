"""Annotation: articles per second and core, peak memory, offsets, and growth with the number of articles.

Without arguments: the sample newsroom's articles, ten times over. With files of JSON
lines (`{"text", "published_at"}`): those. Time is CPU time of this process, held to one core.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from marsad.annotate.annotator import Text, load_annotator
from marsad.model import Annotation
from marsad.sample.articles import load_articles
from marsad.text.instant import instant

SHARE = 25  # as the pipeline reads them
MILESTONES = (100, 1_000, 10_000)


def given(paths: Sequence[str]) -> list[Text]:
    """The texts of the files, or of the sample newsroom ten times over."""
    if not paths:
        return [Text(a.body, a.title, a.published_at) for a in load_articles()] * 10
    records = (json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf8").splitlines())
    return [Text(r["text"], r.get("title") or "", instant(r.get("published_at"))) for r in records]


def spans(annotation: Annotation) -> Iterator[tuple[int, int, str]]:
    """Every span of an annotation, with the text it says it has."""
    found = [*annotation.mentions, *annotation.dates]
    for event in annotation.events:
        found += [event.trigger, *event.actors, *event.recipients, *event.counts]
        found += [part for part in (event.location, event.date, event.source) if part is not None]
    return ((span.start, span.end, span.text) for span in found)


def main() -> None:
    """Print the figures."""
    texts = given(sys.argv[1:])
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    annotator = load_annotator()
    annotator.annotate_text(texts[0])
    model = rules = 0.0
    checked = invalid = events = done = 0
    grown: list[str] = []
    for at in range(0, len(texts), SHARE):
        started = time.process_time()
        share = texts[at : at + SHARE]
        readings = annotator.read(share)
        model += (between := time.process_time()) - started
        found = [annotator.understand(reading) for reading in readings]
        rules += time.process_time() - between
        for text, annotation in zip(share, found, strict=True):
            events += len(annotation.events)
            for start, end, told in spans(annotation):
                checked += 1
                invalid += text.text[start:end] != told
        done += len(share)
        grown += [f"{done:,}: {1000 * (model + rules) / done:.1f}" for m in MILESTONES if done - len(share) < m <= done]
    words = sum(len(t.text.split()) for t in texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"annotate {len(texts)} articles of {words / len(texts):.0f} words on one core")
    print(f"  articles a second of CPU   {len(texts) / (model + rules):8.1f}")
    print(f"  words a second of CPU      {words / (model + rules):8.0f}")
    print(f"  model's time, rules = 1    {model / rules:8.2f}")
    print(f"  peak memory, MB            {memory:8.0f}")
    print(f"  events an article          {events / len(texts):8.2f}")
    print(f"  spans, of them invalid     {checked:8d} {invalid:d}")
    print(f"  ms an article, over the first {', '.join(grown)}")


if __name__ == "__main__":
    main()
