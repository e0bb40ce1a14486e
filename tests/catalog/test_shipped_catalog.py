import re
from pathlib import Path

import pytest

from marsad.catalog import load_catalog, scan_folder
from marsad.catalog.scaffold import HEADER
from marsad.catalog.source import OPTIONAL, REQUIRED, parse_source
from marsad.catalog.table import markdown_page
from marsad.errors import ConfigError
from marsad.model import Source
from marsad.resources import data_dir

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to" / "add-a-source.md"
PAGE = ROOT / "docs" / "reference" / "sources.md"
SHIPPED = [file.source for file in scan_folder(data_dir("catalog"))[0]]


def examples_of_the_how_to() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)


def test_every_shipped_file_is_valid():
    assert scan_folder(data_dir("catalog"))[1] == []
    assert {source.source_id for source in SHIPPED} >= {"shafaq", "aljazeera", "annahar", "alanba"}


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.source_id)
def test_what_is_in_all_has_dated_evidence(source: Source):
    assert source.language == "ar"
    is_candidate = source.evidence.startswith("Candidate:")
    assert source.is_enabled is not is_candidate
    assert is_candidate or re.search(r"\b20\d\d-\d\d-\d\d\b", source.evidence)


def test_the_default_catalogue_spreads_over_the_arab_world():
    proven = [source for source in SHIPPED if source.is_enabled]
    assert len(proven) >= 18
    assert {source.country for source in proven} >= {"IQ", "EG", "LB", "SA", "QA", "AE", "KW"}


def test_candidates_reach_into_countries_that_have_no_proven_feed():
    assert {source.country for source in SHIPPED} >= {"DZ", "JO", "MA", "PS", "SY", "YE"}


def test_the_table_in_the_docs_is_fresh():
    expected = markdown_page(load_catalog([data_dir("catalog")]))
    assert PAGE.read_text(encoding="utf-8") == expected, (
        "run: marsad catalog list --markdown > docs/reference/sources.md"
    )


def test_the_real_outlet_of_the_how_to_is_the_file_that_ships():
    shipped = data_dir("catalog") / "dz" / "elkhabar.yml"
    assert examples_of_the_how_to()[0] == shipped.read_text(encoding="utf-8")


def test_the_tour_of_the_how_to_is_valid_and_shows_each_key():
    tour = examples_of_the_how_to()[1]
    source = parse_source(tour, Path("iq/basra_daily.yml"), Path()).source
    assert [feed.feed_id for feed in source.feeds] == ["basra_daily/latest", "basra_daily/port"]
    assert set(re.findall(r"^(\w+):", tour, re.MULTILINE)) == {*REQUIRED, "feeds", *OPTIONAL}


def test_the_draft_in_the_how_to_is_valid():
    (draft,) = re.findall(r"^(# Drafted by.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert draft.startswith(HEADER)
    assert parse_source(draft, Path("iq/rafidain.yml"), Path()).source.assertions.max_articles == 50


def test_the_mistake_in_the_how_to_is_answered_as_it_says():
    with pytest.raises(ConfigError) as error:
        parse_source(
            examples_of_the_how_to()[0].replace("language: ar", "language: arabic"), Path("dz/elkhabar.yml"), Path()
        )
    assert f"`{error.value}`" in HOW_TO.read_text(encoding="utf-8")


def test_the_how_to_explains_each_key():
    rows = re.findall(r"^\| `(\w+)` \| (yes)? ?\|", HOW_TO.read_text(encoding="utf-8"), re.MULTILINE)
    assert {key for key, must in rows if must} == {*REQUIRED, "feeds"}
    assert {key for key, must in rows if not must} == set(OPTIONAL)
