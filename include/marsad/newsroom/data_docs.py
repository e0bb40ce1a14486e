"""The gate's pages under MARSAD_HOME/data_docs, as they lie there: listed and served, never rendered here."""

import re
from pathlib import Path

# <day>/<check>/<table>.html and nothing else: no dot, no slash more, no way out of the folder.
PLACE = re.compile(r"\d{4}-\d{2}-\d{2}/\d{8}T\d{6}-\d+/[a-z_]+\.html")


def pages(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Day -> check -> places of its pages, the newest first."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*/*/*.html"), key=_order):
        place = path.relative_to(folder).as_posix()
        if PLACE.fullmatch(place):
            day, check, _ = place.split("/")
            found.setdefault(day, {}).setdefault(check, []).append(place)
    return found


def page(folder: Path, place: str) -> str | None:
    """The page at `place`, None where there is none."""
    if not PLACE.fullmatch(place):
        return None
    path = (folder / place).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return path.read_text(encoding="utf-8")


def _order(path: Path) -> tuple[int, int, str]:
    day, check = path.parts[-3].replace("-", ""), re.sub(r"\D", "", path.parts[-2])
    return -int(day or 0) if day.isdecimal() else 0, -int(check or 0), path.name
