"""Draw pairs of copies among SaudiNewsNet's articles, to be read one by one.

    .venv/bin/python benchmarks/measure_pairs.py --seed 1 > sample.txt

Candidates share a band; what one of the two outlets prints under several titles is left out of both; the rest is
`pair_of`, as `link_stories` has it. The texts are not annotated, so a template is not told by its names, and their
time is when a crawler came. Prints how many candidates and pairs there are, then the pairs drawn: similarity, outlets,
days, words, titles, and where the bodies differ.
"""

import argparse
import json
import random
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from marsad.dedup.fingerprint import fingerprint
from marsad.dedup.pairs import Relation, pair_of
from marsad.dedup.text import Text, boilerplate, folded

CORPUS = Path(__file__).resolve().parents[2] / "shared/data/text/saudinewsnet"
SHOWN = 12  # differences of a pair


def main() -> None:
    """Print counts and sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="which pairs are drawn")
    parser.add_argument("--size", type=int, default=100)
    options = parser.parse_args()
    texts, bands = _read()
    boilerplate_of = {
        source: boilerplate((" ".join(t.title), t.blocks) for t in texts.values() if t.source_id == source)
        for source in {t.source_id for t in texts.values()}
    }
    candidates = {pair for group in bands.values() for pair in combinations(sorted(group), 2)}
    found = (pair_of(*_without(boilerplate_of, texts[a], texts[b])) for a, b in sorted(candidates))
    pairs = [pair for pair in found if pair and pair.relation is Relation.COPY]
    texts_of = [(texts[pair.article_id], texts[pair.other_article_id]) for pair in pairs]
    own = sum(a.source_id == b.source_id for a, b in texts_of)
    equal = sum(a.words == b.words for a, b in texts_of)
    print(f"{len(texts):,} articles, {len(candidates):,} candidates, {len(pairs):,} pairs;", end=" ")
    print(f"{own} within one outlet, {equal} equal to the word")
    drawn = random.Random(options.seed).sample(pairs, min(options.size, len(pairs)))  # noqa: S311 - a sample
    for number, pair in enumerate(drawn, 1):
        shown = _shown(texts[pair.article_id], texts[pair.other_article_id])
        print(f"\n{number}. {pair.similarity:.2f}", *shown, sep="\n   ")


def _read() -> tuple[dict[str, Text], dict[tuple[int, int], set[str]]]:
    """Articles by address, and who has which band."""
    texts: dict[str, Text] = {}
    bands: dict[tuple[int, int], set[str]] = defaultdict(set)
    for row in _rows():
        title, paragraphs = folded(row["title"], row["content"])
        published = datetime.fromisoformat(row["date_extracted"]).replace(tzinfo=UTC)
        texts[row["url"]] = Text(row["url"], row["source"], published, title, paragraphs)
        for band, key in enumerate(fingerprint(row["content"]).bands):
            bands[band, key].add(row["url"])
    return texts, bands


def _without(boilerplate_of: Mapping[str, frozenset[int]], a: Text, b: Text) -> tuple[Text, Text]:
    common = boilerplate_of[a.source_id] | boilerplate_of[b.source_id]
    return a.without(common), b.without(common)


def _rows() -> Iterator[dict[str, str]]:
    """Each address that has a text, once."""
    if not CORPUS.exists():
        raise SystemExit(f"{CORPUS} is not there: nothing to measure on")
    seen = set()
    for path in sorted(CORPUS.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for row in json.loads(archive.read(archive.namelist()[0])):
                if row["url"] not in seen and row["content"].strip():
                    seen.add(row["url"])
                    yield row


def _shown(a: Text, b: Text) -> Iterator[str]:
    for text in (a, b):
        yield f"{text.source_id} {text.published_at:%m-%d} {len(text.words)} words: {' '.join(text.title)}"
    steps = SequenceMatcher(None, a.words, b.words, autojunk=False).get_opcodes()
    differences = [(a.words[i:j], b.words[k:m]) for tag, i, j, k, m in steps if tag != "equal"]
    yield f"{len(differences)} differences"
    for ours, theirs in differences[:SHOWN]:
        yield f"[{' '.join(ours[:25])} | {' '.join(theirs[:25])}]"


if __name__ == "__main__":
    main()
