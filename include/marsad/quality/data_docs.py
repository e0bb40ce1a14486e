"""Great Expectations' own pages of what the gate found: <folder>/<day>/<check>/<table>.html.

Pages are rendered one by one rather than as a site of Great Expectations': that one brings 4 MB of pictures and fonts
along for each day and takes seconds more.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from marsad.quality.gate import EXAMPLES

DAYS_KEPT = 30  # partitions, by when they were last checked
CHECKS_KEPT = 10  # of one day, the newest
_LISTS = ("unexpected_list", "unexpected_index_list", "partial_unexpected_list", "partial_unexpected_index_list",
          "partial_unexpected_counts")  # fmt: skip


def write_pages(folder: Path, day: date, rounds: Iterable[dict[str, Any]], now: datetime) -> list[Path]:
    """Write the pages of one run of the gate, which may have looked twice, and forget old ones; returns the new.

    Each round maps a table to its validation result.
    """
    written = []
    rendered = _renderer()
    for number, validations in enumerate(rounds, start=1):
        check = folder / day.isoformat() / f"{now:%Y%m%dT%H%M%S}-{number}"
        check.mkdir(parents=True, exist_ok=True)
        for table, result in validations.items():
            page = check / f"{table}.html"
            page.write_text(rendered(result), encoding="utf-8")
            written.append(page)
    _forget(folder / day.isoformat(), CHECKS_KEPT, key=lambda path: path.name)
    _forget(folder, DAYS_KEPT, key=lambda path: max((check.name for check in path.iterdir()), default=""))
    return written


def _renderer() -> Callable[[Any], str]:
    """A function from a validation result to its page. One for all pages: each would compile the templates anew."""
    # Beside the gate's import, not with it: a day whose checks held without a page to write need not pay.
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer  # noqa: PLC0415
    from great_expectations.render.view.view import DefaultJinjaPageView  # noqa: PLC0415

    renderer = ValidationResultsPageRenderer()
    view = DefaultJinjaPageView()

    def rendered(result: Any) -> str:
        for one in result.results:
            for name in _LISTS:
                if one.result.get(name):
                    one.result[name] = one.result[name][:EXAMPLES]
        return str(view.render(renderer.render(result)))  # type: ignore[no-untyped-call]

    return rendered


def _forget(folder: Path, kept: int, key: Any) -> None:
    for old in sorted((path for path in folder.iterdir() if path.is_dir()), key=key, reverse=True)[kept:]:
        shutil.rmtree(old, ignore_errors=True)
