"""Mentions of entities the authority knows."""

from collections.abc import Iterator

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Gazetteer
from marsad.annotate.lexicon import Lexicon
from marsad.text.tokens import is_proclitic

# Institutions keep a nationality adjective (GUIDE 4): «وزارة التجارة العراقية»; «حزب الله اللبناني» does not.
_INSTITUTIONS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_SHORTEST_WITH_CLITIC = 5
_SHORTEST_GLUED = 5
_LONGEST_AFFIX = 24  # letters; more than any word glued to a name
# After a definite noun it is the adjective: «الحدود السعودية».
_LIKE_ADJECTIVES = frozenset({"السعوديه"})


def find_known(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Candidate]:
    """Every whole-word occurrence of a known name, proclitics left out of the span."""
    text = document.folded.text
    found = []
    for start, end, name in gazetteer.find(text):
        bounds = _word_bounds(text, start, end, lexicon)
        if bounds is not None:
            found.append(_candidate(document, bounds, name, gazetteer))
    found += _with_lam_article(document, gazetteer)
    names = {document.token_at(c.end - 1) for c in found if c.type == "LOC"}
    kept = [c for c in found if not _is_ordinary_word(document, c, lexicon, names)]
    return [_with_nationality(document, c, gazetteer, lexicon) for c in kept]


def _word_bounds(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The match, if it is a word of its own, glued to proclitics, or glued to an ordinary word (GUIDE 6)."""
    first = start
    while first > max(0, start - _LONGEST_AFFIX) and text[first - 1].isalpha():
        first -= 1
    last = end
    while last < min(len(text), end + _LONGEST_AFFIX) and text[last].isalpha():
        last += 1
    prefix, suffix = text[first:start], text[end:last]
    length = end - start
    if not prefix and not suffix:
        return start, end
    if is_proclitic(prefix) and not suffix:
        is_safe = prefix == "و" or length >= _SHORTEST_WITH_CLITIC or not lexicon.is_common(text[first:last])
        return (start, end) if is_safe else None
    is_word_of_its_own = lexicon.is_common(text[first:last]) or lexicon.is_nationality(text[start:last])
    pieces = [piece for piece in (prefix, suffix) if piece and not (piece == prefix and is_proclitic(piece))]
    is_glued = length >= _SHORTEST_GLUED and all(len(p) > 2 and _is_word(p, lexicon) for p in pieces)
    return (start, end) if is_glued and not is_word_of_its_own else None


def _is_word(piece: str, lexicon: Lexicon) -> bool:
    return lexicon.is_common(piece) and not piece.startswith(("ي", "ات"))


def _with_lam_article(document: Document, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """«للحوثيين» is «الحوثيين» after ل: no letter border, so the whole word is the span (GUIDE)."""
    text = document.folded.text
    for token in document.tokens:
        key = token.key.removeprefix("و") if token.key.startswith("ولل") else token.key
        if not key.startswith("لل"):
            continue
        start = token.folded_start + len(token.key) - len(key)
        tail = "ال" + text[start + 2 : start + 2 + 60]
        for size in range(len(tail), 4, -1):
            name = tail[:size]
            if name in gazetteer.owners and not tail[size : size + 1].isalpha():
                yield _candidate(document, (start, start + size), name, gazetteer)
                break


def _candidate(document: Document, bounds: tuple[int, int], name: str, gazetteer: Gazetteer) -> Candidate:
    owners = gazetteer.owners[name]
    return Candidate(*document.folded.span(*bounds), gazetteer.entities[owners[0]].type, owners)


def _is_ordinary_word(document: Document, c: Candidate, lexicon: Lexicon, place_ends: set[int]) -> bool:
    """Whether a name that is an ordinary word too stands here without anything that makes it a name."""
    index = document.token_at(c.start)
    token = document.tokens[index]
    if token.end != c.end:
        return False
    key = document.folded.text[token.folded_start : token.folded_start + len(token.key)]
    name = key[c.start - token.start :]
    before = document.tokens[index - 1].key if index else ""
    if name in _LIKE_ADJECTIVES and token.start == c.start and index and document.is_adjacent(index - 1):
        return before.startswith("ال") and len(before) > 4
    if c.type == "LOC" and name in lexicon.ordinary_place_names:
        is_listed = index - 1 in place_ends and (c.start > token.start or before in {"و", "،", ","})
        heads = lexicon.directions | lexicon.dropped_place_heads | lexicon.kept_place_heads
        return not (is_listed or any(stem.key in heads for stem in document.tokens[max(0, index - 1)].stems))
    if c.type == "ORG" and name in lexicon.ordinary_organization_names:
        is_quoted = before == '"'
        return not (is_quoted or any(s.key in lexicon.dropped_heads for s in document.tokens[max(0, index - 1)].stems))
    if c.type == "PER" and name in lexicon.ordinary_person_names:
        return before not in lexicon.titles
    return False


def _with_nationality(document: Document, c: Candidate, gazetteer: Gazetteer, lexicon: Lexicon) -> Candidate:
    sectors = {gazetteer.entities[e].sector for e in c.entity_ids}
    index = document.token_at(c.end - 1)
    if c.type != "ORG" or not sectors <= _INSTITUTIONS or not document.is_adjacent(index):
        return c
    follower = document.tokens[index + 1]
    ends_in_nationality = lexicon.is_nationality(document.tokens[index].key)
    if follower.key.startswith("ال") and lexicon.is_nationality(follower.key) and not ends_in_nationality:
        country = lexicon.country_of(follower.key)
        same = tuple(e for e in c.entity_ids if country in (None, gazetteer.entities[e].country))
        return Candidate(c.start, follower.end, c.type, same)
    return c
