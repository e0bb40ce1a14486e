"""Names to put in place of others: those of the training passages, and of the project's gazetteer."""

from collections import defaultdict
from collections.abc import Sequence

from examples import Passage, tag_name
from marsad.annotate.gazetteer import load_gazetteer
from marsad.text.tokens import tokenize

Names = dict[str, list[tuple[str, ...]]]


def replacement_names(passages: Sequence[Passage]) -> Names:
    """Word tuples by type. Names of the passages come first, whatever their standard."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for passage in passages:
        for sentence in passage.sentences:
            for kind, name in _names(sentence.words, sentence.tags, sentence.cuts):
                found[kind].add(name)
    gazetteer = load_gazetteer()
    for entity in gazetteer.entities.values():
        found[entity.type].add(tuple(t.text for t in tokenize(entity.name_ar)))
    return {kind: sorted(names) for kind, names in found.items()}


def _names(words: tuple[str, ...], tags: tuple[int, ...], cuts: tuple[int, ...]) -> list[tuple[str, tuple[str, ...]]]:
    names: list[tuple[str, list[str]]] = []
    for word, tag, cut in zip(words, tags, cuts, strict=True):
        kind = tag_name(tag)
        if kind[0] == "B":
            names.append((kind[2:], [word[max(cut, 0) :]]))
        elif kind[0] == "I" and names:
            names[-1][1].append(word)
    return [(kind, tuple(name)) for kind, name in names]
