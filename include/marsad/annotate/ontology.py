"""Event types, their modes, quad classes and scores, from include/rules/ontology.yml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from marsad.annotate.data import data_folder
from marsad.errors import ConfigError

QUAD_CLASSES = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "none")


@dataclass(frozen=True, slots=True)
class EventType:
    """One type. Scores run from -10 (conflict) to +10 (cooperation); `modes` maps mode -> score."""

    name: str
    definition: str
    quad_class: str
    score: float
    modes: dict[str, float]

    def score_of(self, mode: str | None) -> float:
        """The mode's score, the type's where there is no mode. Raises KeyError for a mode of another type."""
        return self.score if mode is None else self.modes[mode]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All event types by name, and the version that rows carry."""

    version: str
    types: dict[str, EventType]


@cache
def load(annotator: Path | None = None) -> Ontology:
    """The ontology of the annotator in that folder, by default of this process's.

    Raises ConfigError for an unknown quad class.
    """
    path = data_folder("rules", annotator) / "ontology.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    types = {
        name: EventType(name, t["definition"], t["quad_class"], t["score"], t["modes"] or {})
        for name, t in data["types"].items()
    }
    for event_type in types.values():
        if event_type.quad_class not in QUAD_CLASSES:
            raise ConfigError(path.name, f"{event_type.name}: no quad class {event_type.quad_class!r}")
    return Ontology(data["version"], types)
