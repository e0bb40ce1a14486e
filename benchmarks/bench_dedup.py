"""Near-duplicates: fingerprints against datasketch, edited texts found again, false pairs, bands in Postgres.

Texts are SaudiNewsNet's (shared/data/text, else the sample newsroom's, many times over). Edits are ours: every
twentieth word is replaced by another word of the corpus.
"""

import json
import random
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from datasketch import MinHash

from marsad.dedup.copies import copy_similarity
from marsad.dedup.fingerprint import BANDS, FINGERPRINT_VERSION, ROWS, fingerprint, shingles
from marsad.dedup.text import Text, folded
from marsad.dedup.words import words_of
from marsad.launch.warehouse import warehouse_dsn
from marsad.settings import load_settings
from marsad.store.connect import connect
from marsad.store.fingerprints import BandRow, FingerprintRow, save_fingerprints, sharing_a_band

CORPUS = Path(__file__).resolve().parents[2] / "shared/data/text/saudinewsnet/2015-07-21.zip"
SIZE = 2000
EDITED = 0.05
DAY = date(2015, 7, 21)


def main() -> None:
    """Print one line for each figure."""
    articles = _articles()
    bodies = [article["content"] for article in articles]
    _compare_speed(bodies)
    draw = random.Random(20260101)  # noqa: S311 - which words are edited is no secret
    lexicon = [word for body in bodies[:200] for word in body.split()]
    edited = [_edit(body, lexicon, draw) for body in bodies]
    _print_recall(articles, edited)
    _print_false_pairs(articles)
    with tempfile.TemporaryDirectory() as home, warehouse_dsn(load_settings({"MARSAD_HOME": home})) as dsn:
        _print_bands(dsn, bodies)


def _articles() -> list[dict[str, str]]:
    """Distinct texts of 30 words and more: what a crawl brought twice would be a pair of its own."""
    if not CORPUS.exists():
        raise SystemExit(f"{CORPUS} is not there: nothing to measure on")
    with zipfile.ZipFile(CORPUS) as archive:
        found = json.loads(archive.read(archive.namelist()[0]))
    distinct = {fingerprint(a["content"]).text_hash: a for a in found if len(words_of(a["content"])) >= 30}
    return list(distinct.values())[:SIZE]


def _compare_speed(bodies: Sequence[str]) -> None:
    """Both read the same bodies to bands or a signature, three times in turn; the best of each counts."""
    ours, theirs = [], []
    for _ in range(3):
        ours.append(_seconds(lambda: [fingerprint(body) for body in bodies]))
        theirs.append(_seconds(lambda: [_datasketch(body) for body in bodies]))
    fast, slow = len(bodies) / min(ours), len(bodies) / min(theirs)
    print(f"fingerprints: {fast:,.0f} docs/s of CPU; datasketch on the same shingles: {slow:,.0f}; {fast / slow:.2f} x")


def _datasketch(body: str) -> MinHash:
    signature = MinHash(num_perm=BANDS * ROWS)
    signature.update_batch([shingle.encode() for shingle in shingles(words_of(body))])
    return signature


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds: others use the machine as well."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _edit(body: str, lexicon: Sequence[str], draw: random.Random) -> str:
    lines = (line.split(" ") for line in body.split("\n"))
    return "\n".join(" ".join(draw.choice(lexicon) if draw.random() < EDITED else w for w in line) for line in lines)


def _print_recall(articles: Sequence[dict[str, str]], edited: Sequence[str]) -> None:
    candidates = kept = 0
    for article, other in zip(articles, edited, strict=True):
        bands = zip(fingerprint(article["content"]).bands, fingerprint(other).bands, strict=True)
        is_candidate = any(a == b for a, b in bands)
        candidates += is_candidate
        copied = copy_similarity(_text(article, article["content"], "a"), _text(article, other, "b"))
        kept += is_candidate and copied is not None
    total = len(articles)
    print(
        f"recall at {EDITED:.0%} edited words: {candidates / total:.3f} share a band, {kept / total:.3f} kept as copies"
    )


def _print_false_pairs(articles: Sequence[dict[str, str]]) -> None:
    """Texts of which no word's neighbours are left: shuffled, they keep the words of news and are nobody's copy."""
    draw = random.Random(7)  # noqa: S311 - no secret
    shuffled = [" ".join(draw.sample(words, len(words))) for words in (words_of(a["content"]) for a in articles)]
    holders: dict[tuple[int, int], list[int]] = {}
    texts = [*(a["content"] for a in articles), *shuffled]
    for i, text in enumerate(texts):
        for key in enumerate(fingerprint(text).bands):
            holders.setdefault(key, []).append(i)
    pairs = {(i, j) for found in holders.values() for i in found for j in found if i < j and j >= len(articles)}
    kept = [
        pair
        for pair in pairs
        if copy_similarity(*(_text(articles[i % len(articles)], texts[i], str(i)) for i in pair)) is not None
    ]
    print(f"shuffled texts: {len(pairs)} share a band with any text, {len(kept)} kept as copies (false pairs)")


def _text(article: dict[str, str], body: str, key: str) -> Text:
    title, paragraphs = folded(article["title"], body)
    return Text(key, article["source"], datetime(2015, 7, 21, tzinfo=UTC), title, paragraphs)


def _print_bands(dsn: str, bodies: Sequence[str]) -> None:
    taken = [fingerprint(body) for body in bodies]
    ids = [f"{i:032}" for i in range(len(bodies))]
    rows = [
        FingerprintRow(i, "bench", DAY, "", "", FINGERPRINT_VERSION, t.text_hash, t.blocks, None)
        for i, t in zip(ids, taken, strict=True)
    ]
    bands = [BandRow(b, h, i, DAY) for i, t in zip(ids, taken, strict=True) for b, h in enumerate(t.bands)]
    with connect(dsn) as connection:
        start = time.perf_counter()
        save_fingerprints(connection, rows, bands)
        connection.commit()
        written = time.perf_counter() - start
        found = sharing_a_band(connection, ids)
        looked = time.perf_counter() - start - written
    print(f"bands in Postgres: {len(ids) / written:,.0f} docs/s written, {len(ids) / looked:,.0f} looked up, "
          f"{len(found)} candidates")  # fmt: skip


if __name__ == "__main__":
    main()
