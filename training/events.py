"""What the network learns of events: annotated articles as windows, and sentences judged to tell an attack, a protest.

The articles are ours (data/events.jsonl), the sentences half of arabic_event_gsr (Halterman et al. 2018); a third of
them is kept for measuring.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from examples import IGNORED, Article, Passage, Sentence, annotations, key, read_annotated, text_of
from marsad.annotate.document import Document, read_document
from marsad.annotate.labels import NO_EVENT, REALIS, ROLES, event_types
from marsad.annotate.windows import LONGEST, opening, windows
from marsad.text.tokens import tokenize

GSR = "data/events/arabic_event_gsr"
_SHORTEST_STEM = 4  # letters; a shorter one is shared by too many words


@dataclass(frozen=True, slots=True)
class Told:
    """One annotated event: offsets in code points. `arguments` are (role, start, end), a role as in GUIDE; `when` is
    its date's value."""

    type: str
    realis: str
    start: int
    arguments: tuple[tuple[str, int, int], ...]
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What one trigger's words are linked with: for each role, its words; and the words nothing is known of."""

    trigger: int
    words: tuple[tuple[int, int], ...]  # (word, index into ROLES)
    unknown: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EventWindow:
    """A packed sentence with the events of its words, the first `opening` of which are read and tell nothing anew: of
    them only the links are learnt.

    `said` is for a window that was only judged as a whole.
    """

    sentence: Sentence
    types: tuple[int, ...]
    realis: tuple[int, ...]
    links: tuple[Link, ...]
    said: tuple[tuple[int, int], ...] = ()  # (index of a type, whether it is told)
    opening: int = 0


def read_told(shared: Path) -> list[tuple[str, Article, list[Told]]]:
    """(split, article, events) of each that has its events annotated, with its mentions where those are too."""
    named = {key(article): article.mentions for _, article in read_annotated(shared)}
    return [
        (
            row["split"],
            Article(text_of(row, shared), named.get(row["sha256"]), row["published_at"]),
            [_told(e) for e in row["events"]],
        )
        for row in annotations("events")
    ]


def _told(event: dict) -> Told:  # type: ignore[type-arg]
    arguments = [(role, a["start"], a["end"]) for role in ("actor", "recipient") for a in event[role + "s"]]
    for role, name in (("place", "location"), ("date", "date"), ("source", "source")):
        if event[name]:
            arguments.append((role, event[name]["start"], event[name]["end"]))
    when = event["date"]["value"] if event["date"] else None
    return Told(event["type"], event["realis"], event["trigger"]["start"], tuple(arguments), when)


def event_windows(article: Article, told: Sequence[Told], words: Sentence, longest: int) -> Iterator[EventWindow]:
    """The windows of an article as the annotator reads it. `words` holds all its words with their tags."""
    document = read_document(article.text)
    types, realis = _labels(document, told)
    ranges = (document.token_range(i) for i in range(len(document.sentences)))
    for first, last in windows(ranges, longest):
        before = opening(first)
        links = []
        for event in told:
            trigger = document.token_at(event.start)
            if first <= trigger < last:
                links.append(_link(document, event, trigger, first, last))
        read = words.words[:before] + words.words[first:last]
        unlearnt = (IGNORED,) * before
        tags, cuts, told_types, told_realis = (
            unlearnt + tuple(values[first:last]) for values in (words.tags, words.cuts, types, realis)
        )
        yield EventWindow(Sentence(read, tags, cuts), told_types, told_realis, tuple(links), opening=before)


def _labels(document: Document, told: Sequence[Told]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The type and realis of every word. What resumes an event with the same word is neither one nor none."""
    types, realis = [NO_EVENT] * len(document.tokens), [IGNORED] * len(document.tokens)
    triggers = {document.token_at(e.start): e for e in reversed(told)}
    stems = {s.key for i in triggers for s in document.tokens[i].stems if len(s.key) >= _SHORTEST_STEM}
    for i, token in enumerate(document.tokens):
        if i not in triggers and any(s.key in stems for s in token.stems):
            types[i] = IGNORED
    for i, event in triggers.items():
        types[i] = event_types().index(event.type)
        realis[i] = REALIS.index(event.realis)
    return tuple(types), tuple(realis)


def _link(document: Document, event: Told, trigger: int, first: int, last: int) -> Link:
    """Of an argument told several times in what is read, the telling nearest to the trigger; the others are unknown."""
    read = [*range(opening(first)), *range(first, last)]
    word_of = {token: word for word, token in enumerate(read)}
    words: set[tuple[int, int]] = set()
    unknown: set[tuple[int, int]] = set()
    for role, start, end in event.arguments:
        spans = [s for s in _tellings(document, start, end) if any(i in word_of for i in range(*s))]
        nearest = min(spans, key=lambda s: min(abs(s[0] - trigger), abs(s[1] - trigger)), default=None)
        for span in spans:
            inside = [i for i in range(*span) if i in word_of]
            where = words if span == nearest else unknown
            where |= {(word_of[i], ROLES.index(role)) for i in inside}
            if role in ("actor", "recipient") and span[0] in inside:
                where.add((word_of[span[0]], ROLES.index("begin " + role)))
    return Link(word_of[trigger], tuple(sorted(words)), tuple(sorted(unknown - words)))


def _tellings(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """[first, last) tokens of every occurrence of the words [start, end): of their last to its end, of their first from
    its beginning or behind proclitics, «لإيران» but not «الإيراني»."""
    text = document.text[start:end]
    at = document.text.find(text)
    while at >= 0:
        first, last = document.token_at(at), document.token_at(at + len(text) - 1)
        letters = at - document.tokens[first].start
        is_begun = not letters or any(s.cut == letters for s in document.tokens[first].stems)
        if at == start or (is_begun and document.tokens[last].end == at + len(text)):
            yield first, last + 1
        at = document.text.find(text, at + 1)


def read_judged(shared: Path, *, is_held: bool) -> list[EventWindow]:
    """Sentences judged as a whole, those of the third kept for measuring or the others; easy ones are thinned out."""
    found = []
    for path in sorted((shared / GSR).glob("*_gsr.csv")):
        with path.open(encoding="utf8", newline="") as lines:
            for row in csv.DictReader(lines):
                easy = row["label"] == "easy no" and random.Random(row["text"]).random() > 0.4
                if row["label"] != "ambiguous" and is_kept(row["text"]) == is_held and not easy:
                    found.append(_judged(row))
    return found


def is_kept(text: str) -> bool:
    """Whether a sentence is of the third that is kept for measuring."""
    return int(sha256(text.encode()).hexdigest(), 16) % 3 == 0


def _judged(row: dict[str, str]) -> EventWindow:
    words = tuple(t.text for t in tokenize(row["text"]))[:LONGEST]
    nothing = (IGNORED,) * len(words)
    said = (event_types().index(row["event_type"]), int(row["label"] == "yes"))
    return EventWindow(Sentence(words, nothing, nothing), nothing, nothing, (), (said,))


def as_sentence(passage: Passage) -> Sentence:
    """All words of a passage in one."""
    fields = zip(*((s.words, s.tags, s.cuts) for s in passage.sentences), strict=True)
    return Sentence(*(tuple(x for part in field for x in part) for field in fields))
