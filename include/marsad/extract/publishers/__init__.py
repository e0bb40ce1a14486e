"""Extractors by the name that a source's `extractor` field gives."""

from marsad.errors import ConfigError
from marsad.extract import generic
from marsad.extract.base import Extractor

EXTRACTORS: dict[str, Extractor] = {"generic": generic}


def extractor_for(name: str) -> Extractor:
    """The extractor called `name`. Raises ConfigError when there is none."""
    try:
        return EXTRACTORS[name]
    except KeyError:
        raise ConfigError("extractor", f"{name!r} is none of {', '.join(EXTRACTORS)}") from None
