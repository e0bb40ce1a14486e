"""The annotations that come along are in order, and what has no names annotated teaches none."""

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.annotate.labels import REALIS, event_types

TRAINING = Path(__file__).parents[3] / "training"
TEXT = "زار وزير الخارجية العراقي طهران أمس."


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TRAINING / "data" / name).read_text(encoding="utf8").splitlines()]


@pytest.mark.parametrize("name", ["events.jsonl", "mentions.jsonl"])
def test_each_article_stands_there_once_and_without_its_text(name: str) -> None:
    found = rows(name)
    assert len({row["sha256"] for row in found}) == len(found)
    assert all(row["split"] in {"train", "held", "test"} for row in found)
    assert all(row["readings"] >= (2 if name == "events.jsonl" else 1) for row in found)
    assert not any("text" in row for row in found)


def test_both_files_split_alike_and_what_is_measured_has_names() -> None:
    splits = {row["sha256"]: row["split"] for row in rows("events.jsonl")}
    named = {row["sha256"]: row["split"] for row in rows("mentions.jsonl")}
    assert {key: splits[key] for key in named} == named
    assert {key for key, split in splits.items() if split != "train"} <= set(named)


def test_events_are_of_the_ontology_and_their_spans_hold() -> None:
    events = [event for row in rows("events.jsonl") for event in row["events"]]
    assert {event["type"] for event in events} == set(event_types()) - {"none"}
    assert {event["realis"] for event in events} <= set(REALIS)
    parts = [
        part
        for event in events
        for part in (event["trigger"], *event["actors"], *event["recipients"], *event["counts"], event["location"])
        if part
    ]
    assert all(0 <= part["start"] < part["end"] for part in parts)


def test_mentions_do_not_overlap() -> None:
    for row in rows("mentions.jsonl"):
        ends = [0, *(end for _, end, _ in row["mentions"])]
        assert all(start >= end for (start, _, _), end in zip(row["mentions"], ends, strict=False)), row["ref"]


def test_words_without_annotated_names_are_ignored_not_outside(modules: None) -> None:
    from augment import Augmenter
    from events import as_sentence
    from examples import IGNORED, Article, article_passage

    unknown = as_sentence(article_passage(Article(TEXT, None)))
    assert set(unknown.tags) == {IGNORED}
    assert set(as_sentence(article_passage(Article(TEXT, ()))).tags) == {0}
    augment = Augmenter({}, 1)
    assert all(set(augment(unknown).tags) == {IGNORED} for _ in range(200))


def test_a_later_window_reads_the_opening_and_learns_its_own_words(modules: None) -> None:
    from events import Told, as_sentence, event_windows
    from examples import IGNORED, Article, article_passage
    from marsad.annotate.labels import ROLES
    from marsad.annotate.windows import OPENING

    text = f"{TEXT} {'وبحث الجانبان ملفات الطاقة والمياه والحدود المشتركة. ' * 5}ودان الوزير مقتل ثلاثة جنود في ديالى."
    death, soldiers = text.index("مقتل"), text.index("ثلاثة")
    told = [Told("ASSAULT", "asserted", death, (("recipient", soldiers, soldiers + len("ثلاثة جنود")),))]
    article = Article(text, ())
    *_, last = event_windows(article, told, as_sentence(article_passage(article)), 20)
    assert last.opening == OPENING
    assert last.sentence.words[:6] == ("زار", "وزير", "الخارجية", "العراقي", "طهران", "أمس")
    assert {value for part in (last.types, last.sentence.tags) for value in part[:OPENING]} == {IGNORED}
    (link,) = last.links
    assert last.sentence.words[link.trigger] == "مقتل"
    assert event_types()[last.types[link.trigger]] == "ASSAULT"
    linked = {(last.sentence.words[word], ROLES[role]) for word, role in link.words}
    assert linked == {("ثلاثة", "recipient"), ("جنود", "recipient"), ("ثلاثة", "begin recipient")}


def test_who_is_told_in_the_opening_is_linked_there(modules: None) -> None:
    from events import Told, as_sentence, event_windows
    from examples import Article, article_passage
    from marsad.annotate.labels import ROLES

    text = f"{TEXT} {'وبحث الجانبان ملفات الطاقة والمياه والحدود المشتركة. ' * 5}ودان الوزير مقتل ثلاثة جنود."
    start = text.index("طهران")
    told = [Told("ACCUSE", "asserted", text.index("دان"), (("place", start, start + len("طهران")),))]
    article = Article(text, ())
    *_, last = event_windows(article, told, as_sentence(article_passage(article)), 20)
    (link,) = last.links
    ((word, role),) = link.words
    assert (last.sentence.words[word], ROLES[role], word < last.opening) == ("طهران", "place", True)
