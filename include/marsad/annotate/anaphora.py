"""Short forms of a name given earlier, read as the name (GUIDE 15): «الوزارة» after «وزارة الداخلية»."""

from bisect import bisect_left

from marsad.annotate.phrases import NounPhrase
from marsad.annotate.scene import Scene
from marsad.model import Mention

_LONGEST_OFFICE = 8  # tokens between a title and its person
_REACH = 80  # mentions


def resolve(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """The nearest earlier name that begins with the short form's noun or follows it; else the phrase itself."""
    if phrase.mention is not None or phrase.last != phrase.first + 1:
        return phrase
    if not scene.has_stem(phrase.first, scene.grammar.anaphors):
        return phrase
    noun = scene.document.text[phrase.start : phrase.end]
    key = scene.key(phrase.first)
    head = key[key.index("ال") + 2 :] if "ال" in key else noun
    before = bisect_left(scene.mentions, phrase.start, key=lambda m: m.start)
    for mention in reversed(scene.mentions[max(0, before - _REACH) : before]):
        index = scene.document.token_at(mention.start)
        if mention.type != "LOC" and _is_named(scene, mention, index, head):
            last = scene.document.token_at(mention.end - 1) + 1
            return NounPhrase(mention.start, mention.end, index, last, mention)
    return phrase


def _is_named(scene: Scene, mention: Mention, index: int, head: str) -> bool:
    if mention.type == "ORG":
        return any(stem.key == head for i in (index, index - 1) if i >= 0 for stem in scene.document.tokens[i].stems)
    for i in range(index - 1, max(-1, index - 1 - _LONGEST_OFFICE), -1):
        if any(stem.key == head for stem in scene.document.tokens[i].stems):
            return True
        if i in scene.inside and scene.inside[i].type == "PER":
            return False
        if not scene.document.tokens[i].is_word:
            return False
    return False
