"""What the authority knows of the entities that articles mention, as rows of curated.entity."""

from collections.abc import Callable

from marsad.annotate.gazetteer import load_gazetteer
from marsad.store.curated import EntityRow


def describer() -> Callable[[str, str, str], EntityRow]:
    """A function (entity_id, type, name) -> row. Local entities have no more than their name and type."""
    known = load_gazetteer().entities

    def describe(entity_id: str, type_: str, name: str) -> EntityRow:
        entity = known.get(entity_id)
        if entity is None:
            return EntityRow(entity_id, type_, name, None, None, None, None, None, None, is_authority=False)
        return EntityRow(
            entity_id=entity_id,
            type=entity.type,
            name=entity.name_ar,
            name_en=entity.name_en or None,
            wikidata_id=entity.wikidata_id,
            country_code=entity.country,
            sector_code=entity.sector,
            latitude=entity.latitude,
            longitude=entity.longitude,
            is_authority=True,
        )

    return describe
