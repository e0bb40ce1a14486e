"""Where a name that the model read begins and ends by GUIDE: without proclitics, generic heads and nationalities."""

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Gazetteer
from marsad.annotate.lexicon import Lexicon

_OFFICIAL = frozenset({"جمهوريه", "مملكه"})  # part of a state's official name


def trim(document: Document, name: Candidate, gazetteer: Gazetteer, lexicon: Lexicon) -> Candidate | None:
    """The name within its borders; None where only a generic word is left."""
    first, last = document.token_at(name.start), document.token_at(name.end - 1) + 1
    first, cut = _without_heads(document, name, (first, last), gazetteer, lexicon)
    last = _without_nationality(document, name, (first, last), gazetteer, lexicon)
    generic = _heads(name.type, lexicon) | (lexicon.organization_heads if name.type == "ORG" else frozenset())
    if last - first == 1 and _is_among(document, first, cut, generic):
        return None
    return Candidate(document.offset_in(first, cut), document.tokens[last - 1].end, name.type)


def _key(document: Document, first: int, last: int, cut: int = 0) -> str:
    """The folded words, `cut` letters left out in front."""
    return " ".join(token.key for token in document.tokens[first:last])[cut:]


def _cut(document: Document, first: int, last: int, cut: int, kind: str, gazetteer: Gazetteer, lexicon: Lexicon) -> int:
    """The letters of proclitics: what the authority or a list of given names knows goes before the model's `cut`."""
    token = document.tokens[first]

    def is_known(letters: int) -> bool:
        key = _key(document, first, last, letters)
        is_given = kind == "PER" and token.key[letters:] in lexicon.given_names
        return key in gazetteer.owners or is_given

    readings = [stem.cut for stem in token.stems if not stem.is_definite]
    if is_known(cut):
        return cut
    return next((letters for letters in readings if is_known(letters)), cut)


def _without_heads(
    document: Document, name: Candidate, bounds: tuple[int, int], gazetteer: Gazetteer, lexicon: Lexicon
) -> tuple[int, int]:
    """(first token, letters cut off it): «نادي الاتحاد» is «الاتحاد», «لوكالة شفق نيوز» is «شفق نيوز»."""
    first, last = bounds
    given = document.letters_before(first, name.start)
    cut = _cut(document, first, last, given, name.type, gazetteer, lexicon)
    heads = _heads(name.type, lexicon)
    while last - first > 1 and _is_among(document, first, cut, heads):
        is_known = _key(document, first, last, cut) in gazetteer.owners
        if is_known and _key(document, first + 1, last) not in gazetteer.owners:
            break  # «حركة أمل»
        first, cut = first + 1, 0
    return first, cut


def _heads(kind: str, lexicon: Lexicon) -> frozenset[str]:
    if kind == "LOC":
        return lexicon.dropped_place_heads - _OFFICIAL
    return lexicon.dropped_heads if kind == "ORG" else frozenset()


def _without_nationality(
    document: Document, name: Candidate, bounds: tuple[int, int], gazetteer: Gazetteer, lexicon: Lexicon
) -> int:
    """The last token: «أستور التركية» is «أستور», «وزارة التجارة العراقية» stays (GUIDE 4)."""
    first, last = bounds
    head, tail = document.tokens[first].key, document.tokens[last - 1].key
    if name.type != "ORG" or last - first < 2 or not tail.startswith("ال") or not lexicon.is_nationality(tail):
        return last
    keys = {stem.key for stem in document.tokens[first].stems}
    is_institution = head.startswith(("ال", "لل")) or not keys.isdisjoint(lexicon.organization_heads)
    return last if is_institution or _key(document, first, last) in gazetteer.owners else last - 1


def _is_among(document: Document, index: int, cut: int, words: frozenset[str]) -> bool:
    """Whether a token is one of the words, as it is cut or behind proclitics of its own."""
    token = document.tokens[index]
    return token.key[cut:] in words or any(stem.key in words and not stem.is_definite for stem in token.stems)
