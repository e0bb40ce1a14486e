"""Which entity a mention names: linked, ambiguous, or nil with a local id so that it can still be counted."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from marsad.annotate.document import Document
from marsad.annotate.entities import NamedSpan
from marsad.annotate.gazetteer import Entity, Gazetteer
from marsad.model import Mention
from marsad.text.normalize import fold_key


def link(document: Document, names: Sequence[NamedSpan], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Mentions in reading order. An ambiguous name is decided by the country the rest of the text is about."""
    about = _countries(names, gazetteer)
    return tuple(_mention(document, name, gazetteer, about) for name in names)


def local_id(name: str, kind: str) -> str:
    """A stable id for a person or organisation the authority does not know."""
    digest = hashlib.sha256(f"{kind}\0{fold_key(name)}".encode("utf-8", "replace")).hexdigest()
    return f"local:{digest[:16]}"


def _countries(names: Sequence[NamedSpan], gazetteer: Gazetteer) -> Counter[str]:
    certain = (n.candidate.entity_ids[0] for n in names if len(n.candidate.entity_ids) == 1)
    return Counter(country for e in certain if (country := gazetteer.entities[e].country))


def _mention(document: Document, name: NamedSpan, gazetteer: Gazetteer, about: Counter[str]) -> Mention:
    span = name.candidate
    owners = [gazetteer.entities[e] for e in span.entity_ids]
    text = document.text[span.start : span.end]
    if not owners:
        full = name.repeats or span
        entity_id = None if span.type == "LOC" else local_id(document.text[full.start : full.end], span.type)
        return Mention(span.start, span.end, text, span.type, entity_id, None, "nil")
    chosen = _choose(owners, about)
    if chosen is None:
        return Mention(span.start, span.end, text, span.type, None, None, "ambiguous")
    return Mention(span.start, span.end, text, chosen.type, chosen.entity_id, chosen.wikidata_id, "linked")


def _choose(owners: Sequence[Entity], about: Counter[str]) -> Entity | None:
    """The only owner, or the one whose country the text names most; None on a tie."""
    if len(owners) == 1:
        return owners[0]
    ranked = sorted(owners, key=lambda e: -about[e.country or ""])
    is_tied = about[ranked[0].country or ""] == about[ranked[1].country or ""]
    return None if is_tied else ranked[0]
