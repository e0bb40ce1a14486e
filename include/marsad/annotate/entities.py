"""All mentions of a document: the authority's names first, then what titles, heads and given names announce."""

from dataclasses import dataclass

from marsad.annotate.candidates import Candidate, settle
from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Gazetteer
from marsad.annotate.headed_names import HeadedNameFinder
from marsad.annotate.known_names import find_known
from marsad.annotate.lexicon import Lexicon
from marsad.annotate.people import PersonFinder, find_surnames


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A settled mention and, for a surname alone, the full name it repeats."""

    candidate: Candidate
    repeats: Candidate | None = None


def find_names(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[NamedSpan, ...]:
    """Mentions in reading order, none inside another."""
    known = settle(find_known(document, gazetteer, lexicon))
    headed = HeadedNameFinder(document, lexicon, known).find()
    named = settle(known + headed)
    people = PersonFinder(document, lexicon, named).find()
    settled = settle(named + people)
    surnames = find_surnames(document, [c for c in settled if c.type == "PER"], lexicon)
    full_names = dict(surnames)
    return tuple(NamedSpan(c, full_names.get(c)) for c in settle(settled + list(full_names)))
