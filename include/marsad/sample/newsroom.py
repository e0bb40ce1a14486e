"""The state of a running sample newsroom: its articles and the edition they are in."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from marsad.sample.model import SampleArticle

EDITIONS = (1, 2)


class Newsroom:
    """Articles of both outlets and the current edition, shared by the two servers' threads.

    Edition 2 comes by `switch`, or by itself `edition_after` seconds after the start (None: never). It is kept
    in the file `memory`, so that a newsroom that starts again does not take an edit back.
    """

    def __init__(
        self,
        articles: Sequence[SampleArticle],
        edition_after: float | None = None,
        memory: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._editions = {number: _by_source(a.in_edition(number) for a in articles) for number in EDITIONS}
        self._clock = clock
        self._switch_at = None if edition_after is None else clock() + edition_after
        self._memory = memory
        self._edition = _remembered(memory)

    def edition(self) -> int:
        """The current one; switches when it is time."""
        if self._edition == 1 and self._switch_at is not None and self._clock() >= self._switch_at:
            self.switch(2)
        return self._edition

    def switch(self, edition: int) -> None:
        """Go to `edition` and stay there. Raises ValueError for a number that is no edition."""
        if edition not in EDITIONS:
            raise ValueError(f"edition {edition}: there are {' and '.join(map(str, EDITIONS))}")
        self._switch_at = None
        self._edition = edition
        if self._memory:
            self._memory.write_text(f"{edition}\n", encoding="ascii")

    def articles(self, source_id: str) -> tuple[SampleArticle, ...]:
        """Of one outlet in the current edition, in order of filing."""
        return self._editions[self.edition()][source_id]


def _by_source(articles: Iterable[SampleArticle]) -> dict[str, tuple[SampleArticle, ...]]:
    grouped: dict[str, list[SampleArticle]] = {}
    for article in articles:
        grouped.setdefault(article.source_id, []).append(article)
    return {source_id: tuple(rows) for source_id, rows in grouped.items()}


def _remembered(memory: Path | None) -> int:
    known = memory.read_bytes().strip() if memory and memory.exists() else b""
    return next((number for number in EDITIONS if known == str(number).encode()), 1)
