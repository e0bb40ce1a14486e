"""Mentions of entities the authority knows."""

from collections.abc import Iterator

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Gazetteer
from marsad.annotate.lexicon import Lexicon
from marsad.text.tokens import Token, is_proclitic, stems

# Institutions keep a nationality adjective (GUIDE 4): «وزارة التجارة العراقية»; «حزب الله اللبناني» does not.
_INSTITUTIONS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_SHORTEST_WITH_CLITIC = 5
_SHORTEST_GLUED = 5
_LONGEST_AFFIX = 24  # letters; more than any word glued to a name
_LONGEST_AFTER_LAM = 60  # letters of a name
# After a definite noun it is the adjective: «الحدود السعودية».
_LIKE_ADJECTIVES = frozenset({"السعوديه"})


def find_known(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Candidate]:
    """Every whole-word occurrence of a known name, proclitics left out of the span."""
    text = document.folded.text
    found = [
        _candidate(document, (start, end), name, gazetteer)
        for start, end, name in gazetteer.find(text)
        if _stands_alone(text, start, end, gazetteer, lexicon)
    ]
    found += _with_lam_article(document, gazetteer)
    place_ends = {document.token_at(c.end - 1) for c in found if c.type == "LOC"}
    kept = [c for c in found if not _is_ordinary_word(document, c, lexicon, place_ends)]
    return [_with_nationality(document, c, gazetteer, lexicon) for c in kept]


def _stands_alone(text: str, start: int, end: int, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """Whether the match is a word of its own, glued to proclitics, or glued to an ordinary word (GUIDE 6).

    «بابل» is that place, no «آبل» behind ب; «وجدة» may be either.
    """
    first = start
    while first > max(0, start - _LONGEST_AFFIX) and text[first - 1].isalpha():
        first -= 1
    last = end
    while last < min(len(text), end + _LONGEST_AFFIX) and text[last].isalpha():
        last += 1
    prefix, suffix = text[first:start], text[end:last]
    length = end - start
    if not prefix and not suffix:
        return True
    if is_proclitic(prefix) and not suffix:
        if prefix[0] not in "وف" and text[first:end] in gazetteer.owners:
            return False
        return prefix == "و" or length >= _SHORTEST_WITH_CLITIC or not lexicon.is_common(text[first:last])
    is_word_of_its_own = lexicon.is_common(text[first:last]) or lexicon.is_nationality(text[start:last])
    pieces = [piece for piece in ("" if is_proclitic(prefix) else prefix, suffix) if piece]
    is_glued = length >= _SHORTEST_GLUED and all(len(p) > 2 and _is_word(p, lexicon) for p in pieces)
    return is_glued and not is_word_of_its_own


def _is_word(piece: str, lexicon: Lexicon) -> bool:
    return lexicon.is_common(piece) and not piece.startswith(("ي", "ات"))


def _with_lam_article(document: Document, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """«للحوثيين» is «الحوثيين» after ل: no letter border, so the whole word is the span (GUIDE)."""
    text = document.folded.text
    for token in document.tokens:
        if not token.key.startswith(("لل", "ولل")):
            continue
        key = token.key.removeprefix("و")
        start = token.folded_start + len(token.key) - len(key)
        tail = "ال" + text[start + 2 : start + 2 + _LONGEST_AFTER_LAM]
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
    name = token.key[document.letters_before(index, c.start) :]
    before = document.key(index - 1)
    if name in _LIKE_ADJECTIVES and token.start == c.start and index and document.is_adjacent(index - 1):
        return before.startswith("ال") and len(before) > 4
    if c.type == "LOC" and name in lexicon.ordinary_place_names:
        is_listed = index - 1 in place_ends and (c.start > token.start or before in {"و", "،", ","})
        heads = (lexicon.directions, lexicon.dropped_place_heads, lexicon.kept_place_heads)
        return not (is_listed or any(stem.key in words for stem in stems(before) for words in heads))
    if c.type == "ORG" and name in lexicon.ordinary_organization_names:
        is_quoted = before == '"'
        return not (is_quoted or any(stem.key in lexicon.dropped_heads for stem in stems(before)))
    if c.type == "PER" and name in lexicon.ordinary_person_names:
        return before not in lexicon.titles
    return False


def is_institution(c: Candidate, gazetteer: Gazetteer) -> bool:
    """Whether all that the authority knows by the name are institutions, or it knows none."""
    return all(gazetteer.entities[e].sector in _INSTITUTIONS for e in c.entity_ids)


def _with_nationality(document: Document, c: Candidate, gazetteer: Gazetteer, lexicon: Lexicon) -> Candidate:
    """An institution with the nationality behind it, and of its owners those of that country."""
    if c.type != "ORG" or not is_institution(c, gazetteer):
        return c
    index = document.token_at(c.end - 1)
    behind = nationality_behind(document, index, lexicon)
    if behind is None or lexicon.is_nationality(document.tokens[index].key):
        return c
    country = lexicon.country_of(behind.key)
    same = tuple(e for e in c.entity_ids if country in (None, gazetteer.entities[e].country))
    return Candidate(c.start, behind.end, c.type, same)


def nationality_behind(document: Document, index: int, lexicon: Lexicon) -> Token | None:
    """The definite nationality right behind token `index`, if one stands there."""
    if not document.is_adjacent(index):
        return None
    follower = document.tokens[index + 1]
    return follower if follower.key.startswith("ال") and lexicon.is_nationality(follower.key) else None
