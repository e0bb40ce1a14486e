"""The annotator's version, which every row that it made carries."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from marsad.annotate.choice import weights_file
from marsad.annotate.data import FOLDERS, data_folder
from marsad.annotate.spacing import counts_file
from marsad.resources import PACKAGE

RULES_VERSION = "0.4.0"
_CODE = ("annotate", "text")  # rooms whose code decides what is found
_DATA = frozenset({".csv", ".yml", ".txt", ".json", ".onnx"})


@cache
def annotator_version(annotator: Path | None = None) -> str:
    """The version of the annotator in that folder, by default of this process's: `rules-0.4.0+1a2b3c4d`.

    The hash is over every line of its code, rules and names and every byte of its model: what could find anything
    else is another version, also where nobody thought of raising the number.
    """
    digest = hashlib.sha256()
    for name, path in _files(annotator):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return f"rules-{RULES_VERSION}+{digest.hexdigest()[:8]}"


def _files(annotator: Path | None) -> Iterator[tuple[str, Path]]:
    bases = [(PACKAGE / room, frozenset({".py"})) for room in _CODE]
    bases += [(data_folder(name, annotator), _DATA) for name in FOLDERS]
    for base, suffixes in bases:
        for path in sorted(p for p in base.rglob("*") if p.suffix in suffixes):
            yield path.relative_to(base).as_posix(), path
    for file in (weights_file(annotator), counts_file(annotator)):  # of another folder where the annotator's has none
        yield file.name, file
