"""Where the annotator's rules, names and model lie: those that ship, or those of the folder MARSAD_ANNOTATOR names."""

from pathlib import Path

from marsad.resources import data_dir
from marsad.settings import annotator_folder

FOLDERS = ("gazetteers", "models", "rules")


def data_folder(name: str, annotator: Path | None = None) -> Path:
    """The folder `name`, one of FOLDERS, of `annotator`, by default of the annotator of this process.

    What its folder lacks is what ships. Raises ConfigError where MARSAD_ANNOTATOR is no annotator's folder.
    """
    chosen = annotator or annotator_folder()
    own = chosen / name if chosen else None
    return own if own is not None and own.is_dir() else data_dir(name)


def data_file(name: str, file: str, annotator: Path | None = None) -> Path:
    """A file of the folder `name` that older annotators' folders lack: for them, the one that ships."""
    own = data_folder(name, annotator) / file
    return own if own.exists() else data_dir(name) / file
