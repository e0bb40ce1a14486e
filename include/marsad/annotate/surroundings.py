"""The country of a place that the authority does not know, from what stands around it."""

from collections.abc import Iterator

from marsad.annotate import standing
from marsad.annotate.scene import Scene
from marsad.model import Mention

_REACH = 200  # tokens
# In characters: what comes before counts as so much further away, and so does what is no place of its own.
_BEFORE, _INDIRECT = 200, 150

# They are called after places elsewhere: «شارع القدس», «حي اليرموك».
_CALLED_AFTER = frozenset({"شارع", "حي", "ساحه", "ميدان", "جسر", "مسجد", "جامع", "مخيم", "بوابه", "منطقه", "فندق"})

Whereabouts = tuple[str, str | None]  # country, admin1


def whereabouts(scene: Scene, mention: Mention) -> Whereabouts | None:
    """Country and first-level division: of the known name it ends with («ميناء البصرة»), else of the nearest known
    place, institution or nationality, those after it first."""
    is_called_after = scene.document.keys_of(mention.start, mention.end)[0] in _CALLED_AFTER
    own = None if is_called_after else standing.within(scene, mention)
    if own is not None:
        entity = scene.gazetteer.entities[own.entity_id or ""]
        return (entity.country, entity.admin1) if entity.country else None
    _, nearest = min(_hints(scene, mention), key=lambda hint: hint[0], default=(0, None))
    return nearest


def _hints(scene: Scene, mention: Mention) -> Iterator[tuple[int, Whereabouts]]:
    """What tells of a country near the place, with how far away it counts."""
    index = scene.document.token_at(mention.start)
    for i in range(max(0, index - _REACH), min(len(scene.document.tokens), index + _REACH)):
        token = scene.document.tokens[i]
        distance = token.start - mention.start if i > index else mention.start - token.start + _BEFORE
        named = scene.mention_at.get(i)
        if named is mention:
            continue
        entity = scene.gazetteer.entities.get(named.entity_id or "") if named is not None else None
        if entity is not None and entity.country:
            is_place = entity.type == "LOC" and not entity.entity_id.startswith("country:")
            yield distance + (0 if is_place else _INDIRECT), (entity.country, entity.admin1)
        elif country := scene.lexicon.country_of(token.key):
            yield distance + _INDIRECT, (country, None)
