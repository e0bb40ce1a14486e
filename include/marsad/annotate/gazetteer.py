"""The authority: entities and their Arabic names, from include/gazetteers/*.csv.

`places.csv`, `countries.csv`, `organizations.csv` and `persons.csv` hold one row per entity, `aliases.csv` one per
further name, `offices.csv` one per term of office. Adding an entity is a line there. `places_geonames.csv` and
`aliases_geonames.csv` are written by scripts/gazetteer_places.py.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation

from marsad.annotate.data import data_folder
from marsad.errors import ConfigError
from marsad.text.normalize import fold_key

ENTITY_FILES = ("countries", "places", "organizations", "persons", "places_geonames")
ALIAS_FILES = ("aliases", "aliases_geonames")
ALIAS_COLUMNS = ("entity_id", "alias", "kind")
OFFICE_COLUMNS = ("entity_id", "office_ar", "country", "sector", "from", "to")
ENTITY_COLUMNS = (
    "entity_id", "wikidata_id", "type", "name_ar", "name_en", "country", "admin1", "sector", "latitude", "longitude",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with a name. `country` is ISO 3166-1 alpha-2, `admin1` an entity_id, coordinates in degrees."""

    entity_id: str
    wikidata_id: str | None
    type: str  # PER | ORG | LOC
    name_ar: str
    name_en: str
    country: str | None
    admin1: str | None
    sector: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office a person held. `since` and `until` are ISO dates, to the year or month where no more is known, and
    None where nothing is: an `until` of None may be an incumbent."""

    name_ar: str
    country: str | None
    sector: str | None
    since: str | None
    until: str | None

    def covers(self, day: str) -> bool:
        """Whether the term takes in the ISO date `day`; an unknown start is none, an unknown end is open."""
        begun = self.since is not None and self.since <= day
        return begun and (self.until is None or day[: len(self.until)] <= self.until)


@dataclass(frozen=True)
class Gazetteer:
    """Entities by id, their names by folded key, and the automaton that finds the names in folded text."""

    entities: dict[str, Entity]
    owners: dict[str, tuple[str, ...]]  # folded name -> entity ids
    patterns: tuple[str, ...]
    automaton: AhoCorasick
    offices: dict[str, tuple[Office, ...]]  # by person, in order of their start
    ordinary: dict[str, tuple[str, ...]]  # like owners, of names that are ordinary words: `find` leaves them out

    def find(self, folded_text: str) -> list[tuple[int, int, str]]:
        """Every occurrence of every name: (start, end, folded name), overlaps included, in folded offsets."""
        hits = self.automaton.find_matches_as_indexes(folded_text.encode("utf-8", "replace").decode(), overlapping=True)
        return [(start, end, self.patterns[index]) for index, start, end in hits]


@cache
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The authority in `folder`, by default the one that ships. Raises ConfigError naming file and line."""
    base = folder or data_folder("gazetteers")
    entities: dict[str, Entity] = {}
    owners: dict[str, list[str]] = {}
    ordinary: dict[str, list[str]] = {}
    for name in ENTITY_FILES:
        for line, row in enumerate(_rows(base / f"{name}.csv", ENTITY_COLUMNS), 2):
            entity = _entity(row, f"{name}.csv:{line}")
            if entity.entity_id in entities:
                raise ConfigError(f"{name}.csv:{line}", f"{entity.entity_id} is defined twice")
            entities[entity.entity_id] = entity
            owners.setdefault(fold_key(entity.name_ar), []).append(entity.entity_id)
    for name in ALIAS_FILES:
        for line, row in enumerate(_rows(base / f"{name}.csv", ALIAS_COLUMNS), 2):
            if row["entity_id"] not in entities:
                raise ConfigError(f"{name}.csv:{line}", f"{row['entity_id']} is no entity")
            names = ordinary if row["kind"] == "ordinary" else owners
            names.setdefault(fold_key(row["alias"]), []).append(row["entity_id"])
    for name in ordinary:
        owners.pop(name, None)
    patterns = tuple(sorted(owners))
    automaton = AhoCorasick(list(patterns), implementation=Implementation.ContiguousNFA)
    return Gazetteer(entities, _unique(owners), patterns, automaton, _offices(base, entities), _unique(ordinary))


def _unique(owners: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys(ids)) for name, ids in owners.items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """A folded word list of the gazetteer folder: given_names, common_words or not_places, one word a line."""
    lines = (data_folder("gazetteers") / f"{name}.txt").read_text(encoding="utf-8").split()
    return frozenset(fold_key(line) for line in lines)


def _offices(base: Path, entities: dict[str, Entity]) -> dict[str, tuple[Office, ...]]:
    offices: dict[str, list[Office]] = {}
    for line, row in enumerate(_rows(base / "offices.csv", OFFICE_COLUMNS), 2):
        if row["entity_id"] not in entities:
            raise ConfigError(f"offices.csv:{line}", f"{row['entity_id']} is no entity")
        terms = (row[column] or None for column in OFFICE_COLUMNS[2:])
        offices.setdefault(row["entity_id"], []).append(Office(row["office_ar"], *terms))
    return {person: tuple(sorted(terms, key=lambda o: o.since or "")) for person, terms in offices.items()}


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != columns:
            raise ConfigError(path.name, f"columns are {reader.fieldnames}, not {list(columns)}")
        return list(reader)


def _entity(row: dict[str, str], where: str) -> Entity:
    if row["type"] not in ("PER", "ORG", "LOC"):
        raise ConfigError(where, f"type {row['type']!r} is not PER, ORG or LOC")
    return Entity(
        entity_id=row["entity_id"],
        wikidata_id=row["wikidata_id"] or None,
        type=row["type"],
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        sector=row["sector"] or None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
    )
