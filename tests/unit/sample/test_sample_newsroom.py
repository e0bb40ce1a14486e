"""Editions: when they switch and what is remembered."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.sample.model import Revision, SampleArticle, Special
from marsad.sample.newsroom import Newsroom

AT = datetime(2026, 11, 18, 5, 35, tzinfo=UTC)
ARTICLE = SampleArticle(
    source_id="one",
    slug="1",
    section="security",
    path="/1",
    title="first",
    body="first",
    filed_at=AT,
    published_at=AT,
    special=Special.EDITED,
    revision=Revision(AT, "second", "second"),
)


def clock_at(times: list[float]) -> Callable[[], float]:
    return lambda: times[-1]


def title(newsroom: Newsroom) -> str:
    (article,) = newsroom.articles("one")
    return article.title


def test_switches_by_hand_and_back() -> None:
    newsroom = Newsroom([ARTICLE])
    assert title(newsroom) == "first"
    newsroom.switch(2)
    assert title(newsroom) == "second"
    newsroom.switch(1)
    assert title(newsroom) == "first"


def test_switches_by_itself_when_it_is_time() -> None:
    times = [100.0]
    newsroom = Newsroom([ARTICLE], edition_after=90, clock=clock_at(times))
    times.append(189.9)
    assert newsroom.edition() == 1
    times.append(190.0)
    assert newsroom.edition() == 2


def test_a_switch_by_hand_ends_the_timer() -> None:
    times = [0.0]
    newsroom = Newsroom([ARTICLE], edition_after=90, clock=clock_at(times))
    newsroom.switch(1)
    times.append(1000.0)
    assert newsroom.edition() == 1


def test_never_switches_without_a_time() -> None:
    times = [0.0]
    newsroom = Newsroom([ARTICLE], clock=clock_at(times))
    times.append(1e9)
    assert newsroom.edition() == 1


def test_remembers_the_edition_over_a_restart(tmp_path: Path) -> None:
    memory = tmp_path / "edition"
    assert Newsroom([ARTICLE], memory=memory).edition() == 1
    Newsroom([ARTICLE], memory=memory).switch(2)
    assert Newsroom([ARTICLE], memory=memory).edition() == 2


def test_a_damaged_memory_is_edition_one(tmp_path: Path) -> None:
    memory = tmp_path / "edition"
    memory.write_bytes(b"\xff7")
    assert Newsroom([ARTICLE], memory=memory).edition() == 1


def test_there_is_no_third_edition() -> None:
    newsroom = Newsroom([ARTICLE])
    with pytest.raises(ValueError, match="edition 3"):
        newsroom.switch(3)
    assert newsroom.edition() == 1
