"""`curated.gdelt_event` and `curated.polecat_event`: other data sets' columns, and what stands in them."""

import csv
from pathlib import Path

import pytest
from psycopg.rows import dict_row

from builders import DAY, NOON, STORY_EVENT_ID, make_entry, make_event, publish, span, tell_together, who
from marsad.annotate import ontology
from marsad.model import Annotation, DateExpression, Place
from marsad.resources import data_dir

SHARED = Path(__file__).parents[3] / "shared/data/events"
HEADER = SHARED / "schemas/GDELT_2.0_Events_Column_Labels_Header_Row_Sep2016.csv"
CONVERSION = SHARED / "plover/CAMEO2PLOVER-2021.txt"
TYPES = {"INTEGER": {"integer", "bigint"}, "FLOAT": {"double precision"}, "STRING": {"text"}}
POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, "
    "Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, "
    "Story Locations, Language, Version"
)
# CAMEO2PLOVER prints these otherwise than its own words say, or PLOVER has since named them anew:
# docs/reference/gdelt-polecat.md gives each reason.
DEPARTURES = {
    ("RETREAT", "withdraw"),
    ("RETREAT", "resign"),
    ("REQUEST", "yield"),
    ("REJECT", "yield"),
    ("ACCUSE", None),
    ("ACCUSE", "allege"),
    ("CONSULT", "multilateral"),
    ("THREATEN", "arrest"),
    ("PROTEST", "strike"),
    ("PROTEST", "vandalize"),
    ("SANCTION", "convict"),
    ("MOBILIZE", "weapons"),
    ("MOBILIZE", "militia"),
    ("COERCE", "censor"),
    ("COERCE", "withhold"),
    ("COERCE", "misinformation"),
    ("COERCE", "cyber"),
    ("ASSAULT", "targeted"),
    ("ASSAULT", "destroy"),
    ("ASSAULT", "primitive"),
    ("ASSAULT", "explosives"),
    ("ASSAULT", "aerial"),
    ("ASSAULT", "drone"),
    ("ASSAULT", "crowd-control"),
}


@pytest.fixture
def connection(lasting):
    """What is published is committed."""
    return lasting


def columns(connection, view):
    query = """
    SELECT column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'curated' AND table_name = %s ORDER BY ordinal_position
    """
    return connection.execute(query, [view]).fetchall()


def rows(connection, view):
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(f"SELECT * FROM curated.{view}").fetchall()


def one(connection, view="gdelt_event"):
    (row,) = rows(connection, view)
    return row


@pytest.mark.skipif(not HEADER.exists(), reason="needs ../shared/data/events")
def test_the_columns_are_gdelts(connection):
    with HEADER.open(encoding="utf-8") as header:
        wanted = [(row["tableId"], row["dataType"]) for row in csv.DictReader(header)]
    found = columns(connection, "gdelt_event")
    assert [name for name, _ in found] == [name for name, _ in wanted]
    assert len(found) == 61
    assert [name for (name, kind), (_, gdelts) in zip(found, wanted, strict=True) if kind not in TYPES[gdelts]] == []


def test_the_view_by_day_is_the_same_with_a_day_before_it(connection):
    assert columns(connection, "gdelt_event_by_day") == [("day", "date"), *columns(connection, "gdelt_event")]


def test_the_columns_are_polecats(connection):
    assert ", ".join(name for name, _ in columns(connection, "polecat_event")) == POLECAT


def test_every_type_and_mode_of_plover_has_a_cameo_code(connection):
    types = [t for t in ontology.load().types.values() if t.quad_class != "none"]
    wanted = {(t.name, mode) for t in types for mode in ("", *t.modes)}
    assert len(types) == 16
    assert set(connection.execute("SELECT event_type, mode FROM codes.cameo_event").fetchall()) == wanted


@pytest.mark.skipif(not CONVERSION.exists(), reason="needs ../shared/data/events")
def test_plovers_own_conversion_leads_back(connection):
    lines = [line.partition("#")[0].split(":") for line in CONVERSION.read_text(encoding="utf-8").splitlines()]
    back = {}
    for code, plover in (line for line in lines if len(line) == 2 and line[0].strip().isdigit()):
        event_type, mode = (part.strip() for part in (*plover.split(","), "", "")[:2])
        back.setdefault(code.strip(), (event_type, mode or None))
    known = connection.execute("SELECT event_type, nullif(mode, ''), cameo_code FROM codes.cameo_event").fetchall()
    astray = {(event_type, mode) for event_type, mode, code in known if back.get(code) != (event_type, mode)}
    assert astray == DEPARTURES


def test_countries_and_divisions_have_their_codes(connection):
    query = "SELECT fips_code, cameo_code, alpha3 FROM codes.country WHERE country_code = %s"
    assert connection.execute(query, ["IQ"]).fetchone() == ("IZ", "IRQ", "IRQ")
    assert connection.execute(query, ["RO"]).fetchone() == ("RO", "ROM", "ROU")
    query = "SELECT c.fips_code || d.fips_code FROM codes.admin1 AS d JOIN codes.country AS c USING (country_code)"
    assert connection.execute(f"{query} WHERE admin1_code = 'place:iq-baghdad'").fetchone() == ("IZ07",)
    assert connection.execute(f"{query} WHERE admin1_code = 'place:us-colorado'").fetchone() == ("USCO",)


def test_every_division_of_the_authority_has_its_code(connection):
    files = [data_dir("gazetteers") / name for name in ("places.csv", "places_geonames.csv")]
    places = [place for file in files for place in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]
    listed = {code for (code,) in connection.execute("SELECT admin1_code FROM codes.admin1")}
    assert {place["admin1"] for place in places} - {""} == listed


def test_an_event_in_gdelts_words(connection):
    article = publish(connection, make_entry())
    row = one(connection)
    (event_id,) = connection.execute("SELECT event_id FROM curated.event").fetchone()
    assert row["GLOBALEVENTID"] == int(event_id[:15], 16)
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == (20261117, 202611, 2026)
    assert row["FractionDate"] == pytest.approx(2026 + (10 * 30 + 17) / 365, abs=1e-4)
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1Type1Code"]) == ("REB", "مسلحين", "REB")
    assert (row["Actor2Code"], row["Actor2CountryCode"], row["Actor2Type1Code"]) == ("IRQCVL", "IRQ", "CVL")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("180", "180", "18")
    assert (row["QuadClass"], row["GoldsteinScale"], row["IsRootEvent"]) == (4, -9.0, 1)
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"], row["AvgTone"]) == (1, 1, 1, None)
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"]) == (4, "Mosul, Iraq")
    assert (row["ActionGeo_CountryCode"], row["ActionGeo_ADM1Code"]) == ("IZ", "IZ")
    assert (row["ActionGeo_Lat"], row["ActionGeo_Long"]) == (36.34, 43.13)
    assert (row["DATEADDED"], row["SOURCEURL"]) == (20261118120000, article.canonical_url)


def test_an_event_in_polecats_words(connection):
    publish(connection, make_entry())
    row = one(connection, "polecat_event")
    assert (row["Event Type"], row["Quad Code"], row["Intensity"]) == ("ASSAULT", "MATERIAL CONFLICT", -9.0)
    assert (f"{row['Event Date']}", row["Publication Date"]) == ("2026-11-17", DAY)
    assert (row["Actor Name"], row["Actor Country"], row["Actor Sectors"]) == ("مسلحين", "None", "REB")
    assert (row["Recipient Country"], row["Primary Recipient Sector"]) == ("IRQ", "CVL")
    assert (row["Placename"], row["Raw Placename"], row["Country"]) == ("Mosul", "الموصل", "IRQ")
    assert (row["Story People"], row["Story Organizations"]) == ("سعد كريم", "وزارة الصحة")
    assert (row["Source"], row["Language"], row["Version"]) == ("Nahr", "ar", "test-1")


@pytest.mark.parametrize("realis", ["negated", "planned", "hypothetical"])
def test_what_did_not_happen_is_no_event_of_theirs(connection, realis):
    publish(connection, make_entry(), Annotation((), (), (make_event(realis=realis),)))
    assert rows(connection, "gdelt_event") == rows(connection, "polecat_event") == []


def test_what_cameo_has_no_code_for_is_no_event_of_theirs(connection):
    publish(connection, make_entry(), Annotation((), (), (make_event(type="ACCIDENT", mode="explosion"),)))
    assert rows(connection, "gdelt_event") == rows(connection, "polecat_event") == []


@pytest.mark.parametrize(
    ("value", "precision", "day"),
    [
        ("2026-11-05", "day", 20261105),
        ("2026-11-05/2026-11-09", "range", 20261105),
        ("2026-10", "month", 20261118),
        ("2003", "year", 20261118),
        ("2026-02-31", "day", 20260303),  # no such day: it must not stop the whole view
        ("0000-01-01", "day", 20261118),
    ],
)
def test_an_event_without_a_day_takes_that_of_publication(connection, value, precision, day):
    when = span("يوم الثلاثاء")
    event = make_event(date=DateExpression(when.start, when.end, when.text, value, precision))
    publish(connection, make_entry(), Annotation((), (), (event,)))
    assert one(connection)["SQLDATE"] == day


@pytest.mark.parametrize(
    ("place", "kind", "name", "division", "feature"),
    [
        (("country:IQ", "IQ", None, None), 1, "Iraq", "IZ", "IZ"),
        (("place:iq-basra", "IQ", "place:iq-basra", 47.8), 5, "Basra, Iraq", "IZ02", "IZ02"),
        (("place:iq-zubair", "IQ", "place:iq-basra", 47.7), 4, "الموصل, Basra, Iraq", "IZ02", None),
        ((None, "IQ", "place:iq-basra", None), 5, "Basra, Iraq", "IZ02", "IZ02"),
        (("place:us-colorado", "US", "place:us-colorado", -97.0), 2, "Colorado, United States", "USCO", "USCO"),
        (("place:us-denver", "US", "place:us-colorado", -97.7), 3, "الموصل, Colorado, United States", "USCO", None),
        (("place:ps-rafah", "PS", None, 34.2), 4, "الموصل, Palestinian Territory", "GZ", None),
        (("place:ps-jenin", "PS", None, 35.3), 4, "الموصل, Palestinian Territory", "WE", None),
    ],
)
def test_places_in_fips_codes(connection, place, kind, name, division, feature):
    where, (entity_id, country, admin1, longitude) = span("الموصل"), place
    located = Place(where.start, where.end, where.text, entity_id, country, admin1, 31.0, longitude)
    publish(connection, make_entry(), Annotation((), (), (make_event(location=located),)))
    row = one(connection)
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"]) == (kind, name)
    assert (row["ActionGeo_ADM1Code"], row["ActionGeo_CountryCode"]) == (division, division[:2])
    assert row["ActionGeo_FeatureID"] == feature


def test_an_event_without_place_or_people_has_none(connection):
    publish(connection, make_entry(), Annotation((), (), (make_event(),)))
    row = one(connection)
    assert [name for name in row if name.startswith(("Actor", "ActionGeo")) and row[name] is not None] == []


def test_the_first_participant_of_several_counts(connection):
    event = make_event(actors=(who("مسلحين", sector="REB"), who("وزارة الصحة", "org:un", country="IQ", sector="IGO")))
    publish(connection, make_entry(), Annotation((), (), (event,)))
    row = one(connection)
    assert (row["Actor1Code"], row["Actor1KnownGroupCode"]) == ("IRQIGOUNO", "UNO")
    told = one(connection, "polecat_event")
    assert (told["Actor Sectors"], told["Actor Name Raw"]) == ("IGO; REB", "وزارة الصحة; مسلحين")


def test_events_of_a_second_paragraph_are_no_root_events(connection):
    publish(connection, make_entry(), Annotation((), (), (make_event("التحقيق", type="ACCUSE", mode="investigate"),)))
    row = one(connection)
    assert (row["IsRootEvent"], row["EventCode"], row["QuadClass"]) == (0, "090", 3)


def test_a_storys_event_is_one_row_of_its_first_article(connection):
    later = publish(connection, make_entry("later", source_id="bahr"), published_at=NOON.replace(hour=18))
    first = publish(connection, make_entry("first"), published_at=NOON.replace(hour=9))
    alone = publish(connection, make_entry("alone"), published_at=NOON)
    tell_together(connection, first, later)
    found = {row["SOURCEURL"]: row for row in rows(connection, "gdelt_event")}
    assert set(found) == {first.canonical_url, alone.canonical_url}
    row = found[first.canonical_url]
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (2, 2, 2)
    assert row["GLOBALEVENTID"] == int(STORY_EVENT_ID[:15], 16)


def test_publishing_again_keeps_the_ids(connection):
    publish(connection, make_entry())
    before = rows(connection, "gdelt_event")
    publish(connection, make_entry())
    assert rows(connection, "gdelt_event") == before
