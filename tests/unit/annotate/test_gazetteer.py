import csv
from collections import defaultdict
from pathlib import Path

import pytest

from marsad.annotate.gazetteer import ENTITY_FILES, load_gazetteer, word_list
from marsad.annotate.grammar import load_grammar
from marsad.annotate.lexicon import load_lexicon
from marsad.errors import ConfigError
from marsad.resources import data_dir
from marsad.text.normalize import fold_key

PREFIX = {"countries": "country:", "places": "place:", "organizations": "org:", "persons": "per:"}
TYPE = {"countries": "LOC", "places": "LOC", "organizations": "ORG", "persons": "PER"}


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
        assert bool(row["latitude"]) == bool(row["longitude"])
        if row["latitude"]:
            assert -90 <= float(row["latitude"]) <= 90
            assert -180 <= float(row["longitude"]) <= 180


def test_wikidata_ids_are_not_shared() -> None:
    ids = [r["wikidata_id"] for name in ENTITY_FILES for r in rows(name) if r["wikidata_id"]]
    assert len(ids) == len(set(ids))


def test_a_name_with_two_owners_is_listed_as_ambiguous() -> None:
    listed = {fold_key(r["alias"]) for r in rows("aliases") if r["kind"] == "ambiguous"}
    shared = {name for name, owners in load_gazetteer().owners.items() if len(owners) > 1}
    assert shared <= listed


def test_alias_kinds_are_known_and_none_is_given_twice() -> None:
    seen = defaultdict(set)
    for row in rows("aliases"):
        assert row["kind"] in {"variant", "ambiguous"}
        assert fold_key(row["alias"]) not in seen[row["entity_id"]]
        seen[row["entity_id"]].add(fold_key(row["alias"]))


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
