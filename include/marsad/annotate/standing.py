"""Which places stand in a sentence: names, and what is described by whose it is: «الأجواء العراقية»."""

from functools import lru_cache

from marsad.annotate.scene import Scene
from marsad.model import Mention
from marsad.text.normalize import fold_key
from marsad.text.tokens import stems

_TERRITORIES = frozenset(
    fold_key(w) for w in ("الحدود", "المياه", "الأجواء", "الأراضي", "السواحل", "العاصمة", "الصحراء", "الأرض")
)
_LONGEST = 4  # tokens: «المياه الإقليمية الكويتية الإيرانية»
_LONGEST_NAME = 3  # tokens of a place at the end of an institution's name


def places(scene: Scene) -> list[Mention]:
    """The places of a text in reading order. A territory is its country."""
    found = []
    end = len(scene.document.tokens)
    for index in range(end):
        mention = scene.mention_at.get(index)
        if mention is not None and mention.type == "LOC":
            found.append(mention)
        elif mention is None and index not in scene.inside and (territory := _territory(scene, index, end)):
            found.append(territory)
    return found


def is_territory(scene: Scene, index: int) -> bool:
    """Whether a territory begins in the token."""
    return _letters_before(scene.key(index)) is not None


def within(scene: Scene, organization: Mention) -> Mention | None:
    """The place that an institution's name ends with: «محكمة جنايات كربلاء»."""
    first, last = scene.document.token_span(organization.start, organization.end)
    for begin in range(max(first + 1, last - _LONGEST_NAME), last):
        if scene.key(begin).startswith("ال") and scene.lexicon.is_nationality(scene.key(begin)):
            continue  # «السورية» is no «سورية»
        for stem in scene.document.tokens[begin].stems:
            entity_id = _place_of(scene, " ".join((stem.key, *scene.document.keys(begin + 1, last))))
            if entity_id is not None:
                start = scene.document.offset_in(begin, stem.cut)
                return _mention(scene, start, organization.end, entity_id)
    return None


def _place_of(scene: Scene, name: str) -> str | None:
    entities = [scene.gazetteer.entities[i] for i in scene.gazetteer.owners.get(name, ())]
    known = [e for e in entities if e.type == "LOC" and e.country]
    return known[0].entity_id if known and len({e.country for e in known}) == 1 else None


def _territory(scene: Scene, index: int, end: int) -> Mention | None:
    letters = _letters_before(scene.key(index))
    if letters is None:
        return None
    limit = min(end, index + _LONGEST)
    last = index + 1
    while last < limit and last not in scene.inside and scene.key(last).startswith("ال"):
        last += 1
    countries = [country for i in range(index + 1, last) if (country := scene.lexicon.country_of(scene.key(i)))]
    if not countries:
        return None
    offset = scene.document.offset_in(index, letters)
    return _mention(scene, offset, scene.document.tokens[last - 1].end, f"country:{countries[0]}")


@lru_cache(maxsize=16384)
def _letters_before(key: str) -> int | None:
    """How many letters of a folded word stand before a territory: 0 of «الأجواء», 1 of «بالأجواء»; None of others."""
    definite = {s.cut - 2 * s.is_definite: "ال" * s.is_definite + s.key for s in stems(key)}
    return next((letters for letters, word in definite.items() if word in _TERRITORIES), None)


def _mention(scene: Scene, start: int, end: int, entity_id: str) -> Mention:
    return Mention(start, end, scene.document.text[start:end], "LOC", entity_id, None, "linked")
