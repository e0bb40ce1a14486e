"""Who can take part in an event: a name, or a phrase whose head names persons, a force, a group or an institution."""

from marsad.annotate.phrases import NounPhrase, head_of
from marsad.annotate.scene import Scene

_ENDINGS = ("", "ا", "ان", "ين", "ون", "ات", "ي", "ه", "ها", "هم", "هما", "نا", "تها", "ته", "تهم", "يه",
            "يها", "يهم")  # fmt: skip
_FEMININE = ("تها", "ته", "تهم", "ات", "تان", "تين")
_ACCUSATIVE = "\N{ARABIC FATHATAN}"
_SHORTEST_PARTICIPLE = 6


def is_participant(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase can act or be acted on. Acts, papers, ideas and times cannot."""
    if phrase.mention is not None:
        return True
    index = head_of(scene, phrase)
    if _may_be_name(scene, index, phrase):
        return True
    readings = _readings(scene.key(index))
    if readings & scene.grammar.not_people:
        return False
    return any(_is_listed(reading, scene.participants) or _is_group(scene, reading) for reading in readings)


def is_target(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase can be attacked, raided or seized: a participant, a building, a vehicle, a position."""
    if is_participant(scene, phrase):
        return True
    head = scene.key(head_of(scene, phrase))
    return any(_is_listed(reading, scene.grammar.targets) for reading in _readings(head))


def is_official(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the head is an office, an authority or a force: «مجلس الوزراء», «السفير الفرنسي»."""
    words = scene.lexicon.titles.union(*(scene.grammar.sectors[s] for s in ("GOV", "LEG", "MIL", "JUD", "REB")))
    return any(reading in words for reading in _readings(scene.key(head_of(scene, phrase))))


def may_be_subject(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the case that the writing shows is no accusative: «ودعت المواطنين» has its subject elsewhere."""
    if phrase.mention is not None:
        return True
    index = head_of(scene, phrase)
    key = scene.key(index)
    is_construct = key.endswith("ي") and not key.startswith("ال") and key + "ن" in scene.participants
    bare = key.removeprefix("ال")
    is_oblique = bare.endswith("ين") and len(bare) > len("أمين") and (bare in scene.participants or bare[0] == "م")
    is_counted = index > phrase.first
    return is_counted or not (is_construct or is_oblique or _ACCUSATIVE in scene.document.tokens[index].text)


def _readings(head: str) -> set[str]:
    """The head as written, and without و, ل or ب where a word of its own remains."""
    found = {head}
    if len(head) > 3 and head[0] in "ولب":
        found.add(head[1:])
    if head.startswith("لل"):
        found.add("ال" + head[2:])
    return found | {reading.removeprefix("ال") for reading in found if len(reading) > 4}


def _is_listed(key: str, words: frozenset[str]) -> bool:
    """Whether the word, or what it is a dual, plural or possessed form of, is one of `words`."""
    if any(key.endswith(ending) and key.removesuffix(ending) in words for ending in _ENDINGS):
        return True
    return any(key.endswith(ending) and key.removesuffix(ending) + "ه" in words for ending in _FEMININE)


def _may_be_name(scene: Scene, index: int, phrase: NounPhrase) -> bool:
    """«رحب رودس»: one word that no list of ordinary words has is a name that was not recognised."""
    token = scene.document.tokens[index]
    is_alone = phrase.last == phrase.first + 1 and "ء" <= token.key[0] <= "ي" and len(token.key) > 2
    return (
        is_alone
        and not any(scene.lexicon.is_common(stem.key) or scene.lexicon.is_nationality(stem.key) for stem in token.stems)
        and not token.key.endswith(("ها", "هم", "ه", "ات", "ي", "ا", "ين", "ون"))
    )


def _is_group(scene: Scene, key: str) -> bool:
    """«المحتجون», «مقربين», «إماراتيون»: plural participles and plurals of nationality."""
    if not key.endswith(("ون", "ين")) or key in scene.grammar.not_people:
        return False
    return len(key) >= _SHORTEST_PARTICIPLE and (key.startswith("م") or key.endswith(("يون", "يين")))
