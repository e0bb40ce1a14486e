"""Take fingerprints of a day's articles and find their pairs: curated.article -> ops.fingerprint, ops.article_pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg import Connection

from marsad.dedup.agencies import agency_of
from marsad.dedup.fingerprint import FINGERPRINT_VERSION, fingerprint
from marsad.dedup.pairs import WINDOW, Pair, Title, lookalikes, pair_of
from marsad.dedup.text import MANY, Text, Told, folded
from marsad.dedup.words import content_words, words_of
from marsad.pipeline.batches import batches
from marsad.store.fingerprints import (
    BandRow,
    DueArticle,
    FingerprintRow,
    Teller,
    boilerplate_of,
    due_articles,
    flag_boilerplate,
    forget_gone,
    save_fingerprints,
    sharing_a_band,
    tellers_of_days,
)
from marsad.store.pairs import PairRow, article_texts, events_told, save_pairs

BATCH = 500  # articles read at once


@dataclass(frozen=True, slots=True)
class Changes:
    """Articles to compare anew, with their days, and those that are not published any more."""

    days: Mapping[str, date]
    gone: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.days or self.gone)


def take_fingerprints(connection: Connection, day: date) -> Changes:
    """Bring the day's fingerprints up to date. Articles that share what now counts as boilerplate change with them."""
    gone = forget_gone(connection, day)
    due = due_articles(connection, day, FINGERPRINT_VERSION)
    for batch in batches(due, BATCH):
        _keep(connection, batch)
    days = {article.article_id: article.day for article in due}
    return Changes(days | flag_boilerplate(connection, list(days), MANY), gone)


def _keep(connection: Connection, batch: Sequence[DueArticle]) -> None:
    rows, bands = [], []
    for article in batch:
        taken = fingerprint(article.body)
        rows.append(
            FingerprintRow(
                article_id=article.article_id,
                source_id=article.source_id,
                day=article.day,
                content_hash=article.content_hash,
                annotator_version=article.annotator_version,
                fingerprint_version=FINGERPRINT_VERSION,
                text_hash=taken.text_hash,
                block_hashes=taken.blocks,
                agency_code=agency_of(words_of(article.body)),
            )
        )
        bands += [BandRow(band, hash_, article.article_id, article.day) for band, hash_ in enumerate(taken.bands)]
    save_fingerprints(connection, rows, bands)


def compare(connection: Connection, changes: Changes) -> int:
    """Find the pairs of the changed articles and keep them; returns how many pairs they are in."""
    tellers: dict[str, Teller] = {}
    if changes.days:
        first, last = min(changes.days.values()), max(changes.days.values())
        tellers = {t.article_id: t for t in tellers_of_days(connection, first - WINDOW, last + WINDOW)}
    found = _pairs(connection, changes, tellers)
    rows = [
        PairRow(
            article_id=pair.article_id,
            other_article_id=pair.other_article_id,
            day=tellers[pair.article_id].day,
            other_day=tellers[pair.other_article_id].day,
            relation=pair.relation,
            similarity=pair.similarity,
        )
        for pair in found
    ]
    save_pairs(connection, [*changes.days, *changes.gone], rows)
    return len(rows)


def _pairs(connection: Connection, changes: Changes, tellers: Mapping[str, Teller]) -> list[Pair]:
    candidates = _candidates(connection, changes, tellers)
    texts = _texts(connection, [tellers[i] for i in sorted({i for pair in candidates for i in pair})])
    boilerplate = boilerplate_of(connection, list(texts))
    texts = {i: text.without(boilerplate.get(text.source_id, ())) for i, text in texts.items()}
    found = []
    for a, b in ((texts[i], texts[j]) for i, j in candidates):
        pair = pair_of(a.without(boilerplate.get(b.source_id, ())), b.without(boilerplate.get(a.source_id, ())))
        if pair:
            found.append(pair)
    return found


def _candidates(connection: Connection, changes: Changes, tellers: Mapping[str, Teller]) -> list[tuple[str, str]]:
    """Pairs worth a closer look, each once; whose article was not compared yet is left for its own day."""
    titles = [Title(t.article_id, content_words(words_of(t.title))) for t in tellers.values()]
    looking = [title for title in titles if title.article_id in changes.days]
    found = [*sharing_a_band(connection, list(changes.days)), *lookalikes(looking, titles)]
    return sorted({(min(pair), max(pair)) for pair in found if tellers.keys() >= set(pair)})


def _texts(connection: Connection, tellers: Sequence[Teller]) -> dict[str, Text]:
    texts = {}
    for batch in batches(tellers, BATCH):
        ids = [teller.article_id for teller in batch]
        events = told_by(connection, ids)
        read = {text.article_id: text for text in article_texts(connection, ids)}
        for teller in batch:
            article = read[teller.article_id]
            title, paragraphs = folded(article.title, article.body)
            texts[teller.article_id] = Text(
                article_id=teller.article_id,
                source_id=teller.source_id,
                published_at=teller.published_at,
                title=title,
                paragraphs=paragraphs,
                names=frozenset(words_of(" ".join(article.names or ()))),
                entities=frozenset(article.entities or ()),
                events=tuple(events.get(teller.article_id, ())),
            )
    return texts


def told_by(connection: Connection, article_ids: Iterable[str]) -> dict[str, list[Told]]:
    """The events of these articles, by article, in reading order."""
    events: dict[str, list[Told]] = {}
    for row in events_told(connection, list(article_ids)):
        row |= {role: frozenset(row[role]) for role in ("actors", "recipients")}
        events.setdefault(row.pop("article_id"), []).append(Told(**row))
    return events
