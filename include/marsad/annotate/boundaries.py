"""Where a name that the model read begins and ends by GUIDE: without proclitics, generic heads and nationalities."""

from functools import cache

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Gazetteer
from marsad.annotate.lexicon import Lexicon

_OFFICIAL = frozenset({"جمهوريه", "مملكه"})  # part of a state's official name


def trim(document: Document, name: Candidate, gazetteer: Gazetteer, lexicon: Lexicon) -> Candidate | None:
    """The name within its borders; None where only a generic word is left."""
    first, last = document.token_span(name.start, name.end)
    first, cut = _without_heads(document, name, (first, last), gazetteer, lexicon)
    last = _without_nationality(document, name.type, (first, last), gazetteer, lexicon)
    if last - first == 1 and _is_among(document, first, cut, _generic_words(name.type, lexicon)):
        return None
    return Candidate(document.offset_in(first, cut), document.tokens[last - 1].end, name.type)


def _without_heads(
    document: Document, name: Candidate, bounds: tuple[int, int], gazetteer: Gazetteer, lexicon: Lexicon
) -> tuple[int, int]:
    """(first token, letters cut off it): «نادي الاتحاد» is «الاتحاد», «لوكالة شفق نيوز» is «شفق نيوز»."""
    first, last = bounds
    read = document.letters_before(first, name.start)
    cut = _cut(document, bounds, read, gazetteer, lexicon.given_names if name.type == "PER" else frozenset())
    heads = _dropped_heads(name.type, lexicon)
    while last - first > 1 and _is_among(document, first, cut, heads):
        is_known = _is_known(document, (first, last), cut, gazetteer)
        if is_known and not _is_known(document, (first + 1, last), 0, gazetteer):
            break  # «حركة أمل»
        first, cut = first + 1, 0
    return first, cut


def _cut(
    document: Document, bounds: tuple[int, int], read: int, gazetteer: Gazetteer, given_names: frozenset[str]
) -> int:
    """The letters of proclitics: what the authority or the given names know goes before what the model `read`."""
    token = document.tokens[bounds[0]]
    for cut in (read, *(stem.cut for stem in token.stems if not stem.is_definite)):
        if token.key[cut:] in given_names or _is_known(document, bounds, cut, gazetteer):
            return cut
    return read


def _is_known(document: Document, bounds: tuple[int, int], cut: int, gazetteer: Gazetteer) -> bool:
    return " ".join(document.keys(*bounds, cut)) in gazetteer.owners


def _without_nationality(
    document: Document, kind: str, bounds: tuple[int, int], gazetteer: Gazetteer, lexicon: Lexicon
) -> int:
    """The last token: «أستور التركية» is «أستور», «وزارة التجارة العراقية» stays (GUIDE 4)."""
    first, last = bounds
    head, tail = document.tokens[first], document.tokens[last - 1].key
    if kind != "ORG" or last - first < 2 or not tail.startswith("ال") or not lexicon.is_nationality(tail):
        return last
    is_announced = any(stem.key in lexicon.organization_heads for stem in head.stems)
    is_institution = head.key.startswith(("ال", "لل")) or is_announced
    return last if is_institution or _is_known(document, bounds, 0, gazetteer) else last - 1


def _is_among(document: Document, index: int, cut: int, words: frozenset[str]) -> bool:
    """Whether a token is one of the words, as it is cut or behind proclitics of its own."""
    token = document.tokens[index]
    return token.key[cut:] in words or any(stem.key in words and not stem.is_definite for stem in token.stems)


@cache
def _dropped_heads(kind: str, lexicon: Lexicon) -> frozenset[str]:
    """The heads that are no part of a name of this type."""
    if kind == "LOC":
        return lexicon.dropped_place_heads - _OFFICIAL
    return lexicon.dropped_heads if kind == "ORG" else frozenset()


@cache
def _generic_words(kind: str, lexicon: Lexicon) -> frozenset[str]:
    """The words that alone name nothing."""
    return _dropped_heads(kind, lexicon) | (lexicon.organization_heads if kind == "ORG" else frozenset())
