"""Lay out what training left out as score.py reads it: articles as gold is, the third of the judged sentences as rows.

    python held.py --shared SHARED --out FOLDER
    python3 SHARED/tools/score.py gold FOLDER/held --cmd "marsad annotate"
    python3 SHARED/tools/score.py gold FOLDER/test --cmd "marsad annotate"
    python3 SHARED/tools/score.py gsr FOLDER/assault_gsr.csv FOLDER/protest_gsr.csv --cmd "marsad annotate"

Thresholds, weights and rules were set with `held` in view; `test` is measured and not looked at. The texts are
newspapers': FOLDER is no part of the project.
"""

import argparse
import csv
import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from events import GSR, is_kept
from examples import annotations, text_of

MEASURED = ("held", "test")


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the developers' data")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    mentions = {row["sha256"]: row for row in annotations("mentions")}
    for split, folder in itertools.product(MEASURED, ("docs", "annotations")):
        (options.out / split / folder).mkdir(parents=True, exist_ok=True)
    for row in annotations("events"):
        if row["split"] in MEASURED:
            _write(options.out / row["split"], text_of(row, options.shared), mentions[row["sha256"]]["mentions"], row)
    for path in sorted((options.shared / GSR).glob("*_gsr.csv")):
        with (
            path.open(encoding="utf8", newline="") as lines,
            (options.out / path.name).open("w", encoding="utf8") as out,
        ):
            reader = csv.DictReader(lines)
            writer = csv.DictWriter(out, reader.fieldnames or ())
            writer.writeheader()
            writer.writerows(row for row in reader if is_kept(row["text"]))


def _write(folder: Path, text: str, names: Iterable[tuple[int, int, str]], told: dict[str, Any]) -> None:
    """One article in docs and annotations of the folder, named by its hash."""
    name = told["sha256"][:12]
    document = {"id": name, "title": "", "text": text, "published_at": told["published_at"]}
    spans = [{"start": start, "end": end, "type": kind} for start, end, kind in names]
    annotation = {
        "id": name,
        "mentions": [_quoted(text, span) for span in spans],
        "events": [{key: _quoted(text, part) for key, part in event.items()} for event in told["events"]],
    }
    for kind, content in (("docs", document), ("annotations", annotation)):
        (folder / kind / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf8")


def _quoted(text: str, part: Any) -> Any:
    """The part with the words of its span, and which of their occurrences it is, in place of offsets."""
    if isinstance(part, list):
        return [_quoted(text, each) for each in part]
    if not isinstance(part, dict):
        return part
    words = text[part["start"] : part["end"]]
    others = {key: value for key, value in part.items() if key not in {"start", "end"}}
    return {"text": words, "nth": _occurrences(text[: part["end"] - 1], words), **others}


def _occurrences(text: str, words: str) -> int:
    """How often the words stand in the text, also when they overlap."""
    return sum(text.startswith(words, i) for i in range(len(text)))


if __name__ == "__main__":
    main()
