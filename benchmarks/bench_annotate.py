"""Annotation: articles per second and core, peak memory, and growth with the number of articles.

Without arguments: the sample newsroom's articles, over and over. With files of JSON lines (`{"text", "published_at"}`):
those. Prints the ratio of the model's time to the rules', and of reading one by one to reading together.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from marsad.annotate.annotator import Text, load_annotator
from marsad.sample.articles import load_articles
from marsad.text.instant import instant

SHARE = 25  # as the pipeline reads them


def given(paths: Sequence[str]) -> list[Text]:
    """The texts of the files, or of the sample newsroom ten times over."""
    if not paths:
        return [Text(a.body, a.title, a.published_at) for a in load_articles()] * 10
    records = [json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf8").splitlines()]
    return [Text(r["text"], r.get("title") or "", instant(r.get("published_at"))) for r in records]


def main() -> None:
    """Print the figures."""
    texts = given(sys.argv[1:])
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    annotator = load_annotator()
    annotator.annotate_text(texts[0])
    model = rules = 0.0
    checked = invalid = 0
    for at in range(0, len(texts), SHARE):
        started = time.process_time()
        readings = annotator.read(texts[at : at + SHARE])
        model += (between := time.process_time()) - started
        found = [annotator.understand(reading) for reading in readings]
        rules += time.process_time() - between
        for text, annotation in zip(texts[at:], found, strict=False):
            for span in (*annotation.mentions, *annotation.dates, *(e.trigger for e in annotation.events)):
                checked += 1
                invalid += text.text[span.start : span.end] != span.text
    words = sum(len(t.text.split()) for t in texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"annotate {len(texts)} articles of {words / len(texts):.0f} words on one core")
    print(f"  articles a second of CPU   {len(texts) / (model + rules):8.1f}")
    print(f"  model's time, rules = 1    {model / rules:8.2f}")
    print(f"  peak memory, MB            {memory:8.0f}")
    print(f"  spans, of them invalid     {checked:8d} {invalid:d}")


if __name__ == "__main__":
    main()
