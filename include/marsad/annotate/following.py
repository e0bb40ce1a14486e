"""The phrase that follows a word: over dates, dashes and adverbials between commas."""

from marsad.annotate.clause import COMMAS, Clause
from marsad.annotate.phrases import NounPhrase, is_joined, is_preposition, read_phrase
from marsad.annotate.scene import Scene

_LONGEST_INSERTION = 14  # tokens of an adverbial between commas
_DASHES = frozenset({"-", "–", "—"})


def read_following(scene: Scene, index: int, end: int) -> NounPhrase | None:
    """The phrase right after `index`, over dates; None behind a preposition, also a glued one."""
    index = scene.skip_asides(index, end)
    if index < end and (is_preposition(scene, index) or has_clitic(scene, index)):
        return None
    return read_phrase(scene, index, end)


def has_clitic(scene: Scene, index: int) -> bool:
    """«بشمولهم», «لمنع»: a preposition glued to an ordinary word."""
    key = scene.key(index)
    if index in scene.mention_at or key[0] not in "بل" or key in scene.grammar.clitic_lookalikes:
        return False
    return scene.lexicon.is_common(key[1:])


def next_phrase(clause: Clause, index: int) -> NounPhrase | None:
    """The phrase after `index`, over dates and an adverbial between commas: «دعا X، في بيان، القوى».

    None where «و» joins it to what stands before: «اعتقل الناشط أمس وزوجته».
    """
    index = clause.scene.skip_asides(index, clause.end)
    if is_joined(clause.scene, index):
        return None
    if clause.scene.key(index) in _DASHES:  # «X - حفظه الله - رئيس»
        dashes = (i for i in range(index + 1, min(clause.end, index + 6)) if clause.scene.key(i) in _DASHES)
        index = next(dashes, index) + 1
    if clause.scene.key(index) in COMMAS:
        phrase = read_following(clause.scene, index + 1, clause.end)
        if phrase is not None:
            return phrase
    if clause.scene.key(index) in COMMAS or is_preposition(clause.scene, index):
        for i in range(index + 1, min(clause.end, index + _LONGEST_INSERTION)):
            if clause.scene.key(i) in COMMAS and i not in clause.scene.date_tokens:
                return read_following(clause.scene, i + 1, clause.end)
        return None
    return read_following(clause.scene, index, clause.end)
