import csv
from collections import defaultdict
from pathlib import Path

import pytest

from marsad.annotate.gazetteer import ALIAS_FILES, ENTITY_FILES, load_gazetteer, word_list
from marsad.annotate.grammar import load_grammar
from marsad.annotate.lexicon import load_lexicon
from marsad.errors import ConfigError
from marsad.resources import data_dir
from marsad.text.normalize import fold_key

PREFIX = {"countries": "country:", "places": "place:", "organizations": "org:", "persons": "per:",
          "places_geonames": "place:gn-"}  # fmt: skip
TYPE = {"countries": "LOC", "places": "LOC", "organizations": "ORG", "persons": "PER", "places_geonames": "LOC"}
SECTORS = {"", "GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY", "OPP", "REB", "IGO", "NGO", "MED", "BUS", "REL", "EDU",
           "CVL"}  # fmt: skip
# South, north, west, east: with room for islands and waters.
BOUNDS = {
    "IQ": (29.0, 37.5, 38.7, 49.0), "SY": (32.2, 37.4, 35.6, 42.5), "LB": (33.0, 34.8, 35.0, 36.7),
    "JO": (29.1, 33.4, 34.9, 39.4), "PS": (31.2, 32.6, 34.1, 35.7), "IL": (29.4, 33.4, 34.2, 35.9),
    "SA": (16.2, 32.3, 34.4, 55.7), "YE": (11.9, 19.0, 41.5, 54.8), "AE": (22.5, 26.3, 51.4, 56.5),
    "QA": (24.4, 26.3, 50.7, 52.1), "KW": (28.5, 30.2, 46.5, 49.4), "BH": (25.5, 26.4, 50.2, 50.9),
    "OM": (16.5, 26.6, 51.9, 59.9), "EG": (21.9, 31.8, 24.6, 37.0), "LY": (19.4, 33.4, 9.2, 25.3),
    "TN": (30.1, 37.6, 7.4, 11.7), "DZ": (18.9, 37.3, -8.8, 12.1), "MA": (20.7, 36.0, -17.3, -0.9),
    "SD": (8.6, 22.4, 21.7, 38.7), "SO": (-1.8, 12.1, 40.9, 51.5), "IR": (24.9, 39.9, 43.9, 63.4),
    "TR": (35.7, 42.2, 25.5, 44.9),
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (data_dir("gazetteers") / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", ENTITY_FILES)
def test_every_row_is_valid(name: str) -> None:
    countries = {r["country"] for r in rows("countries")} | {""}
    entities = load_gazetteer().entities
    for row in rows(name):
        assert row["entity_id"].startswith(PREFIX[name])
        assert row["type"] == TYPE[name]
        assert row["name_ar"].strip() == row["name_ar"] != ""
        assert row["name_en"]
        assert row["country"] in countries
        assert not row["wikidata_id"] or (row["wikidata_id"][0] == "Q" and row["wikidata_id"][1:].isdigit())
        assert not row["admin1"] or row["admin1"] in entities
        assert row["sector"] in SECTORS
        assert bool(row["latitude"]) == bool(row["longitude"])
        if row["latitude"]:
            assert -90 <= float(row["latitude"]) <= 90
            assert -180 <= float(row["longitude"]) <= 180
        if row["latitude"] and row["country"] in BOUNDS:
            south, north, west, east = BOUNDS[row["country"]]
            assert south <= float(row["latitude"]) <= north, row
            assert west <= float(row["longitude"]) <= east, row


def test_wikidata_ids_are_not_shared() -> None:
    ids = [r["wikidata_id"] for name in ENTITY_FILES for r in rows(name) if r["wikidata_id"]]
    assert len(ids) == len(set(ids))


def test_a_name_with_two_owners_is_listed_as_ambiguous() -> None:
    listed = {fold_key(r["alias"]) for r in rows("aliases") if r["kind"] == "ambiguous"}
    shared = {name for name, owners in load_gazetteer().owners.items() if len(owners) > 1}
    assert shared <= listed


def test_alias_kinds_are_known_and_none_is_given_twice() -> None:
    seen = defaultdict(set)
    for row in (row for name in ALIAS_FILES for row in rows(name)):
        assert row["kind"] in {"variant", "ambiguous", "ordinary"}
        assert fold_key(row["alias"]) not in seen[row["entity_id"]]
        seen[row["entity_id"]].add(fold_key(row["alias"]))


def test_an_ordinary_word_is_no_name_by_itself() -> None:
    gazetteer = load_gazetteer()
    alam = fold_key("العلم")
    assert gazetteer.ordinary[alam] == ("place:iq-alam",)
    assert alam not in gazetteer.owners
    assert not gazetteer.find(alam)


def test_no_town_of_geonames_is_an_ordinary_word_or_a_given_name() -> None:
    taken = word_list("common_words") | word_list("given_names") | word_list("not_places")
    names = {fold_key(r["name_ar"]) for r in rows("places_geonames")}
    assert not (names | {fold_key(r["alias"]) for r in rows("aliases_geonames")}) & taken


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("دهۆك", "place:iq-duhok"),
        ("اربيل", "place:iq-erbil"),
        ("منفذ إبراهيم الخليل الحدودي", "place:iq-ibrahim-khalil"),
        ("وزارة الداخلية العراقية", "org:iq-interior"),
        ("الحشد الشعبي", "org:iq-pmf"),
        ("يونامي", "org:unami"),
        ("بريت مكغورك", "per:mcgurk"),
        ("نتانياهو", "per:netanyahu"),
    ],
)
def test_a_spelling_finds_its_entity(name: str, entity_id: str) -> None:
    assert load_gazetteer().owners[fold_key(name)] == (entity_id,)


def test_the_lexicon_knows_nationalities() -> None:
    lexicon = load_lexicon()
    assert lexicon.country_of(fold_key("العراقية")) == "IQ"
    assert lexicon.country_of(fold_key("أمريكيين")) == "US"
    assert lexicon.is_nationality(fold_key("الكوردية"))
    assert lexicon.country_of(fold_key("الاقتصادية")) is None


def test_word_lists_are_folded_and_apart() -> None:
    assert fold_key("محمد") in word_list("given_names")
    assert not word_list("given_names") & word_list("common_words")
    assert "في" in load_grammar().phrase_ends


def test_an_unknown_column_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("id,name\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"countries\.csv"):
        load_gazetteer(tmp_path)
