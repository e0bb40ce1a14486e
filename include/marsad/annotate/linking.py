"""Which entity a mention names: linked, ambiguous, or nil with a local id so that it can still be counted.

What the text itself says goes first: a surname is the person of that surname it named in full, then the authority's.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from marsad.annotate.candidates import Candidate
from marsad.annotate.coreference import antecedents
from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Entity, Gazetteer
from marsad.annotate.lexicon import Lexicon
from marsad.model import Mention


def link(
    document: Document,
    names: Sequence[Candidate],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    published: date | None = None,
) -> tuple[Mention, ...]:
    """Mentions in reading order. A name of several owners is decided by who held office on the day of publication,
    then by the country the rest of the text is about."""
    fuller = antecedents(document, names)
    owners = [_owners(document, name, gazetteer, lexicon) for name in names]
    about = Counter(own[0].country or "" for own in owners if len(own) == 1)
    about[""] = 0  # what has no country speaks for none
    choices = [_choose(own, about, gazetteer, published) for own in owners]
    mentions = []
    for i, name in enumerate(names):
        told = fuller.get(i, i)
        if name.type == "ORG" and owners[i] and not owners[told]:
            told = i
        mentions.append(_mention(document, name, names[told], owners[told], choices[told]))
    return tuple(mentions)


def local_id(key: str, kind: str) -> str:
    """A stable id for a person or organisation the authority does not know, by its folded name."""
    digest = hashlib.sha256(f"{kind}\0{key}".encode("utf-8", "replace")).hexdigest()
    return f"local:{digest[:16]}"


def _owners(document: Document, name: Candidate, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Entity]:
    """The authority's entities of that name and type, by the first spelling that has any."""
    if name.entity_ids:
        return [gazetteer.entities[e] for e in name.entity_ids]
    for spelling, country in _spellings(document.name_key(name.start, name.end), name.type, lexicon):
        known = [gazetteer.entities[e] for e in gazetteer.owners.get(spelling) or gazetteer.ordinary.get(spelling, ())]
        if fitting := [e for e in known if e.type == name.type and country in (None, e.country)]:
            return fitting
    return []


def _spellings(key: str, kind: str, lexicon: Lexicon) -> Iterator[tuple[str, str | None]]:
    """The name as written; «الحوثيين» of «للحوثيين»; with and without an article; a person's first and last words;
    and, of that country's entities only, a name without the nationality at its end."""
    yield key, None
    if key.startswith("لل"):
        yield "ال" + key[2:], None
    yield key.removeprefix("ال") if key.startswith("ال") else "ال" + key, None
    first, _, last = key.rpartition(" ")
    if kind == "PER" and " " in first:
        yield f"{first.partition(' ')[0]} {last}", None
    if first and last.startswith("ال") and (country := lexicon.country_of(last)):
        yield first, country


def _mention(
    document: Document, name: Candidate, told: Candidate, owners: Sequence[Entity], chosen: Entity | None
) -> Mention:
    """`told` is the name in full, `owners` are its entities, `chosen` is the one of them."""
    text = document.text[name.start : name.end]
    if chosen is not None:
        return Mention(name.start, name.end, text, chosen.type, chosen.entity_id, chosen.wikidata_id, "linked")
    if owners:
        return Mention(name.start, name.end, text, name.type, None, None, "ambiguous")
    entity_id = None if name.type == "LOC" else local_id(document.name_key(told.start, told.end), name.type)
    return Mention(name.start, name.end, text, name.type, entity_id, None, "nil")


def _choose(
    owners: Sequence[Entity], about: Counter[str], gazetteer: Gazetteer, published: date | None
) -> Entity | None:
    """The only owner, the only one in office, or the one whose country the text names most; None on a tie."""
    if len(owners) > 1 and published is not None:
        day = published.isoformat()
        owners = [e for e in owners if any(o.covers(day) for o in gazetteer.offices.get(e.entity_id, ()))] or owners
    if len(owners) <= 1:
        return owners[0] if owners else None
    ranked = sorted(owners, key=lambda e: -about[e.country or ""])
    is_tied = about[ranked[0].country or ""] == about[ranked[1].country or ""]
    return None if is_tied else ranked[0]
