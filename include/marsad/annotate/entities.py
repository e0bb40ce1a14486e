"""All mentions of a document: what the model reads as names, with the authority's names and the rules' beside them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from marsad.annotate.boundaries import trim
from marsad.annotate.candidates import Candidate, Ground, settle, touching
from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Gazetteer
from marsad.annotate.headed_names import HeadedNameFinder
from marsad.annotate.known_names import find_known, is_institution, nationality_behind
from marsad.annotate.lexicon import Lexicon
from marsad.annotate.people import PersonFinder
from marsad.annotate.repeats import find_repeats
from marsad.annotate.tagger import TaggedName, Tagging

# How sure the model may be that a name of the authority, of a head word, of a person's rule, of another place in the
# text is none. These and the next were set on the annotated articles that training left out.
KNOWN_DOUBT, HEADED_DOUBT, PERSON_DOUBT, REPEAT_DOUBT = 0.9985, 0.6, 0.95, 0.98
# How sure the model must be that an ordinary word is a name, and that anything is.
SURE_OF_WORD, SURE = 0.75, 0.6


def find_names(document: Document, gazetteer: Gazetteer, lexicon: Lexicon, tagging: Tagging) -> tuple[Candidate, ...]:
    """Mentions in reading order, none inside another."""
    read = (_bounded(document, name, gazetteer, lexicon) for name in tagging.names)
    names = _connected(document, [name for name in read if name is not None])
    known = settle(find_known(document, gazetteer, lexicon))
    headed = settle(HeadedNameFinder(document, lexicon, known).find())
    names = _widened(document, _narrowed(document, names, settle(known + headed), gazetteer, lexicon), known)
    names = _joined(document, tagging, names, known, KNOWN_DOUBT)
    names = _joined(document, tagging, names, headed, HEADED_DOUBT)
    people = PersonFinder(document, lexicon, names).find()
    names = _joined(document, tagging, _completed(names, people), people, PERSON_DOUBT)
    names = _joined(document, tagging, names, find_repeats(document, names, lexicon), REPEAT_DOUBT)
    return tuple(settle(names))


def _bounded(document: Document, name: TaggedName, gazetteer: Gazetteer, lexicon: Lexicon) -> Candidate | None:
    """The model's name in GUIDE's borders; None where the model is not sure enough of it."""
    if name.score < SURE:
        return None
    bounded = trim(document, Candidate(name.start, name.end, name.type), gazetteer, lexicon)
    if bounded is None or bounded.end - bounded.start < 2:
        return None
    word, *others = document.keys_of(bounded.start, bounded.end)
    is_word = not others and lexicon.is_common(word) and word not in gazetteer.owners
    return None if is_word and name.score < SURE_OF_WORD else bounded


def _connected(document: Document, names: list[Candidate]) -> list[Candidate]:
    """Two persons side by side are one: the model read «عبد الستار» and «خضر الحبو»."""
    joined: list[Candidate] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and last.type == name.type == "PER" and document.text[last.end : name.start] in {" ", ""}:
            joined[-1] = replace(last, end=name.end)
        else:
            joined.append(name)
    return joined


def _narrowed(
    document: Document, read: list[Candidate], found: list[Candidate], gazetteer: Gazetteer, lexicon: Lexicon
) -> list[Candidate]:
    """The model's organisations without what follows their name: «السفارة الأميركية في بغداد», «مجلس محافظة البصرة
    ثائر الصالحي» end where the rules' reading from the same head ends, if a place or a person comes after.

    An institution's nationality stays: «جهاز الأمن الوطني العراقي».
    """
    same_head = {c.start: c for c in found if c.type == "ORG"}
    names = []
    for name in read:
        one = same_head.get(name.start)
        end = _past_nationality(document, one, name.end, gazetteer, lexicon) if one else name.end
        rest = document.text[end : name.end].lstrip()
        is_more = name.type == "ORG" and end < name.end and not rest.startswith(("و", '"', "«", "ل"))
        names.append(replace(name, end=end) if is_more else name)
    return names


def _past_nationality(document: Document, name: Candidate, last: int, gazetteer: Gazetteer, lexicon: Lexicon) -> int:
    """Where the name ends, an institution's behind the nationality that follows it before `last`."""
    behind = nationality_behind(document, document.token_at(name.end - 1), lexicon)
    if behind is None or behind.end > last or not is_institution(name, gazetteer):
        return name.end
    return behind.end


def _widened(document: Document, read: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """The model's names, as the authority has them where both name the same span, where the authority's is longer, and
    where it knows the names that were run into one word."""
    names: list[Candidate] = []
    for name in read:
        over = touching(name, known)
        within = [k for k in over if name.start <= k.start and k.end <= name.end]
        if len(over) == 1 and over[0].start <= name.start and name.end <= over[0].end:
            names.append(over[0])
        elif within and len(within) == len(over) and document.token_at(name.start) == document.token_at(name.end - 1):
            names += within  # one word, as it is where either is rare: «قطروالإمارات»
        else:
            names.append(name)
    return list(dict.fromkeys(names))


def _completed(names: list[Candidate], people: list[Candidate]) -> list[Candidate]:
    """`names` with a person's in the longer span that the rules read, where it holds nothing but that person."""
    starts, ends = sorted(n.start for n in names), sorted(n.end for n in names)
    completed = []
    for name in names:
        over = touching(name, people) if name.type == "PER" else ()
        is_within = len(over) == 1 and over[0].start <= name.start and name.end <= over[0].end
        # Names that begin before the span ends, less those that end before it begins.
        is_alone = is_within and bisect_left(starts, over[0].end) - bisect_right(ends, over[0].start) == 1
        completed.append(over[0] if is_alone else name)
    return completed


def _joined(
    document: Document, tagging: Tagging, names: list[Candidate], others: Sequence[Candidate], doubt: float
) -> list[Candidate]:
    """`names`, and of `others` those that touch none of them and that the model does not surely take for no name."""
    ground = Ground(len(document.text), names)
    return names + [other for other in others if ground.is_free(other) and _outside(document, tagging, other) <= doubt]


def _outside(document: Document, tagging: Tagging, candidate: Candidate) -> float:
    """How sure the model is, over the candidate's words, that they are in no name."""
    first, last = document.token_span(candidate.start, candidate.end)
    return float(tagging.outside[first:last].mean())
