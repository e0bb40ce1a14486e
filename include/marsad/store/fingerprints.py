"""`ops.fingerprint`, `ops.minhash_band`, `ops.boilerplate`: what articles are compared by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import Connection

from marsad.store.load import execute, fetch, upsert


@dataclass(frozen=True, slots=True)
class DueArticle:
    """A published article whose fingerprint is missing or of another text."""

    article_id: str
    source_id: str
    day: date
    content_hash: str
    annotator_version: str
    body: str


@dataclass(frozen=True, slots=True)
class FingerprintRow:
    """A row of `ops.fingerprint`."""

    article_id: str
    source_id: str
    day: date
    content_hash: str
    annotator_version: str
    fingerprint_version: str
    text_hash: str
    block_hashes: Sequence[int]
    agency_code: str | None


@dataclass(frozen=True, slots=True)
class BandRow:
    """A row of `ops.minhash_band`."""

    band: int
    hash: int
    article_id: str
    day: date


@dataclass(frozen=True, slots=True)
class Teller:
    """An article in its place among all: `published_at` lies within its day."""

    article_id: str
    day: date
    source_id: str
    agency_code: str | None
    title: str
    published_at: datetime


def due_articles(connection: Connection, day: date, fingerprint_version: str) -> list[DueArticle]:
    """Articles of the day to take fingerprints of, by id."""
    parameters = {"day": day, "fingerprint_version": fingerprint_version}
    return [DueArticle(**row) for row in fetch(connection, "ops/fingerprint/due", parameters)]


def save_fingerprints(connection: Connection, rows: Sequence[FingerprintRow], bands: Sequence[BandRow]) -> None:
    """Write the fingerprints and bands of these articles."""
    upsert(connection, "ops.fingerprint", rows, "ops/fingerprint/upsert")
    bandless = {row.article_id for row in rows} - {band.article_id for band in bands}
    execute(connection, "ops/minhash_band/delete", {"article_ids": sorted(bandless)})
    upsert(connection, "ops.minhash_band", bands, "ops/minhash_band/upsert")


def forget_gone(connection: Connection, day: date) -> list[str]:
    """Delete the day's fingerprints whose article is not published any more; returns their ids."""
    return [row["article_id"] for row in fetch(connection, "ops/fingerprint/delete_gone", {"day": day})]


def flag_boilerplate(connection: Connection, article_ids: Sequence[str], title_count: int) -> dict[str, date]:
    """Note which paragraphs of these articles became boilerplate; returns all articles that hold one, with their day.

    A paragraph is flagged once it stands under `title_count` different titles of its outlet.
    """
    parameters = {"article_ids": list(article_ids), "title_count": title_count}
    flagged: dict[str, list[int]] = {}
    for row in fetch(connection, "ops/boilerplate/flag", parameters):
        flagged.setdefault(row["source_id"], []).append(row["block_hash"])
    holders: dict[str, date] = {}
    for source_id, blocks in flagged.items():
        found = fetch(connection, "ops/boilerplate/holders", {"source_id": source_id, "block_hashes": blocks})
        holders |= {row["article_id"]: row["day"] for row in found}
    return holders


def boilerplate_of(connection: Connection, article_ids: Sequence[str]) -> dict[str, set[int]]:
    """Hashes of the boilerplate paragraphs that these articles hold, by source."""
    found: dict[str, set[int]] = {}
    for row in fetch(connection, "ops/boilerplate/of_articles", {"article_ids": list(article_ids)}):
        found.setdefault(row["source_id"], set()).add(row["block_hash"])
    return found


def sharing_a_band(connection: Connection, article_ids: Sequence[str]) -> list[tuple[str, str]]:
    """(one of these articles, another within three days of it) wherever both share a band."""
    rows = fetch(connection, "ops/minhash_band/candidates", {"article_ids": list(article_ids)})
    return [(row["article_id"], row["other_article_id"]) for row in rows]


def tellers_of_days(connection: Connection, first_day: date, last_day: date) -> list[Teller]:
    """The articles with a fingerprint from first_day to last_day, in the order of publication."""
    parameters = {"first_day": first_day, "last_day": last_day}
    return [Teller(**row) for row in fetch(connection, "ops/fingerprint/of_days", parameters)]


def tellers_of(connection: Connection, article_ids: Sequence[str]) -> list[Teller]:
    """These articles, as far as they have a fingerprint, in the order of publication."""
    rows = fetch(connection, "ops/fingerprint/of_articles", {"article_ids": list(article_ids)})
    return [Teller(**row) for row in rows]


def next_day(connection: Connection, day: date) -> date | None:
    """The first day after `day` with fingerprints; None where there is none."""
    found: date | None = fetch(connection, "ops/fingerprint/next_day", {"day": day})[0]["day"]
    return found
