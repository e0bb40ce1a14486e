import csv
import re

from marsad.annotate.gazetteer import OFFICE_COLUMNS, Office, load_gazetteer
from marsad.resources import data_dir

DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")


def offices() -> list[dict[str, str]]:
    with (data_dir("gazetteers") / "offices.csv").open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        assert tuple(reader.fieldnames or ()) == OFFICE_COLUMNS
        return list(reader)


def test_an_office_is_a_persons_and_ends_after_it_began() -> None:
    entities = load_gazetteer().entities
    countries = {e.country for e in entities.values()} | {""}
    for row in offices():
        assert entities[row["entity_id"]].type == "PER"
        assert row["office_ar"]
        assert row["country"] in countries
        assert DATE.fullmatch(row["from"])
        assert DATE.fullmatch(row["to"])
        assert not (row["from"] and row["to"]) or row["from"] <= row["to"], row


def test_no_term_is_listed_twice() -> None:
    terms = [tuple(row.values()) for row in offices()]
    assert len(terms) == len(set(terms))


def test_a_persons_terms_come_in_order() -> None:
    terms = load_gazetteer().offices["per:kadhimi"]
    assert [(t.sector, t.since) for t in terms] == [("SPY", "2016-06-07"), ("GOV", "2020-05-07")]


def test_a_term_covers_its_days() -> None:
    term = Office("رئيس", "IQ", "GOV", "2018-10-25", "2020-05")
    assert not term.covers("2018-10-24")
    assert term.covers("2020-05-31")
    assert not term.covers("2020-06-01")
    assert Office("رئيس", "IQ", "GOV", "2022-10-27", None).covers("2026-01-01")
    assert not Office("رئيس", "IQ", "GOV", None, "2020").covers("2019-01-01")
