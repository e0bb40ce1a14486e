"""Phrases as participants: tied to an entity, with country and sector from the authority or from their words."""

from marsad.annotate.phrases import NounPhrase
from marsad.annotate.scene import Scene
from marsad.model import Participant


def participant(scene: Scene, phrase: NounPhrase) -> Participant:
    """The participant a phrase names or describes."""
    text = scene.document.text[phrase.start : phrase.end]
    mention = phrase.mention
    if mention is None:
        country, sector = _described(scene, phrase)
        return Participant(phrase.start, phrase.end, text, None, country, sector)
    entity = scene.gazetteer.entities.get(mention.entity_id or "")
    country = entity.country if entity else None
    sector = entity.sector if entity else None
    is_state = entity is not None and entity.entity_id.startswith("country:")
    return Participant(phrase.start, phrase.end, text, mention.entity_id, country, "GOV" if is_state else sector)


def _described(scene: Scene, phrase: NounPhrase) -> tuple[str | None, str | None]:
    keys = [scene.key(i) for i in range(phrase.first, phrase.last)]
    country = next((c for k in keys if (c := scene.lexicon.country_of(k))), None)
    bare = {k.removeprefix("ال") for k in keys}
    sector = next((s for s, words in scene.grammar.sectors.items() if bare & words), None)
    return country, sector
