"""Extraction: our generic extractor against trafilatura's default call, on pages of the sample newsroom.

Runs the two in turn on the same pages and prints the ratio of their times.
"""

import statistics
import time
from collections.abc import Callable

from trafilatura import bare_extraction

from marsad.extract import generic
from marsad.sample.articles import load_articles
from marsad.sample.outlets import outlets
from marsad.sample.page import page_html

ROUNDS = 5


def pages() -> list[bytes]:
    """Every article page that the sample newsroom would serve."""
    articles = load_articles()
    return [
        page_html(
            outlet, article, [a for a in articles if a.source_id == outlet.source_id], "http://127.0.0.1"
        ).encode()
        for outlet in outlets()
        for article in articles
        if article.source_id == outlet.source_id
    ]


def seconds(extract: Callable[[bytes], object], bodies: list[bytes]) -> float:
    """How long all pages take."""
    started = time.perf_counter()
    for body in bodies:
        extract(body)
    return time.perf_counter() - started


def main() -> None:
    """Print the ratio."""
    bodies = pages()
    ours: list[float] = []
    default: list[float] = []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda body: generic.extract(body, "http://127.0.0.1/", "text/html"), bodies))
        default.append(seconds(lambda body: bare_extraction(body, with_metadata=True), bodies))
    base = statistics.median(default)
    print(f"extract {len(bodies)} sample pages, median of {ROUNDS}; 1.0 = {base / len(bodies) * 1000:.1f} ms a page")
    print(f"  trafilatura default      {1:5.2f}")
    print(f"  marsad.extract.generic   {statistics.median(ours) / base:5.2f}")


if __name__ == "__main__":
    main()
