"""What the network learns from: sentences as words with tags and cuts, from CoNLL files and annotated articles."""

import gzip
import html
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from marsad.annotate.annotator import Text
from marsad.annotate.decode import TAGS
from marsad.annotate.document import Document, read_document
from marsad.annotate.jsonl import read_published
from marsad.text.tokens import tokenize

CUTS = 3  # 0, 1 or 2 letters of proclitics before a name: «بغداد», «وبغداد», «وببغداد»
IGNORED = -100  # what the loss leaves out
_TYPES = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG"}


def tag_name(tag: int) -> str:
    """O also for a word whose names were not annotated."""
    return TAGS[max(tag, 0)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence, each with an index into TAGS and the letters cut off its front (or IGNORED)."""

    words: tuple[str, ...]
    tags: tuple[int, ...]
    cuts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that follow one another, annotated by one standard (a key of vocabulary.STANDARDS)."""

    standard: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text, and its mentions as (start, end, type) in code points; None where names were not annotated.

    `published_at` is as the source writes it.
    """

    text: str
    mentions: tuple[tuple[int, int, str], ...] | None
    published_at: str | None = None

    def as_given(self) -> Text:
        """As the annotator is given it."""
        return Text(self.text, "", read_published(self.published_at))


def read_conll(path: Path, standard: str) -> Iterator[Passage]:
    """A passage for each blank-line separated sentence of "token TAG [TAG ...]" lines; nested tags: the outermost."""
    lines: list[list[str]] = []
    for line in [*path.read_text(encoding="utf8", errors="replace").splitlines(), ""]:
        fields = line.replace("\u200f", "").replace("\ufeff", "").split()
        if fields:
            lines.append(fields)
        elif lines:
            yield Passage(standard, (_conll_sentence(lines),))
            lines = []


def _conll_sentence(lines: list[list[str]]) -> Sentence:
    words: list[str] = []
    tags: list[int] = []
    open_type = None
    for token, *labels in lines:
        prefix, kind = next(((la[0], _TYPES[la[2:]]) for la in labels if la[2:] in _TYPES), ("O", None))
        for piece in tokenize(token):
            begins = kind is not None and (prefix == "B" or open_type != kind)
            tags.append(TAGS.index(f"{'B' if begins else 'I'}-{kind}") if kind else 0)
            words.append(piece.text)
            prefix, open_type = "I", kind
    return Sentence(tuple(words), tuple(tags), (IGNORED,) * len(words))


def article_passage(article: Article, standard: str = "guide") -> Passage:
    """An annotated article, sentence by sentence. What covers no word's beginning (glued words) is read as its word."""
    document = read_document(article.text)
    unnamed = 0 if article.mentions is not None else IGNORED
    tags, cuts = [unnamed] * len(document.tokens), [IGNORED] * len(document.tokens)
    for start, end, kind in article.mentions or ():
        first, last = document.token_at(start), document.token_at(end - 1)
        for i in range(first, last + 1):
            tags[i] = TAGS.index(f"{'B' if i == first else 'I'}-{kind}")
        cuts[first] = _letters(document, first, start)
    ranges = (document.token_range(i) for i in range(len(document.sentences)))
    words = [t.text for t in document.tokens]
    return Passage(
        standard, tuple(Sentence(tuple(words[a:b]), tuple(tags[a:b]), tuple(cuts[a:b])) for a, b in ranges if a < b)
    )


def _letters(document: Document, index: int, start: int) -> int:
    """Letters cut off a token's front; IGNORED where a name begins before the token, or too far inside."""
    cut = start - document.tokens[index].start
    return cut if 0 <= cut < CUTS else IGNORED


def read_gold(folder: Path) -> list[Article]:
    """Articles of a folder with docs/ and annotations/ (gold/GUIDE.md)."""
    found = []
    for path in sorted((folder / "annotations").glob("*.json")):
        text = json.loads((folder / "docs" / path.name).read_text(encoding="utf8"))["text"]
        marks = json.loads(path.read_text(encoding="utf8"))["mentions"]
        spans = ((_nth(text, m["text"], m["nth"]), len(m["text"]), m["type"]) for m in marks)
        found.append(Article(text, tuple(sorted((s, s + n, t) for s, n, t in spans))))
    return found


def _nth(text: str, name: str, count: int) -> int:
    at = -1
    for _ in range(count + 1):
        at = text.find(name, at + 1)
    return at


def key(article: Article) -> str:
    """The hash that the annotations name a text by."""
    return sha256(article.text.encode()).hexdigest()


def read_annotated(shared: Path) -> list[tuple[str, Article]]:
    """(split, article) of each that has its names annotated, the text fetched from `shared` by its hash."""
    return [
        (row["split"], Article(text_of(row, shared), tuple((s, e, t) for s, e, t in row["mentions"])))
        for row in annotations("mentions")
    ]


def annotations(kind: str) -> list[dict[str, Any]]:
    """The lines of our annotations of `mentions` or `events`, without their texts."""
    path = Path(__file__).parent / f"data/{kind}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def slices(written: str) -> list[slice]:
    """The slices of articles "0:900,5615::16". Raises ValueError on anything else."""
    bounds = [[int(bound) if bound else None for bound in part.split(":")] for part in written.split(",")]
    if any(len(bound) not in {2, 3} for bound in bounds):
        raise ValueError(written)
    return [slice(*bound) for bound in bounds]


def text_of(row: dict[str, Any], shared: Path) -> str:
    """The text that a line of our annotations is about; ends the program where it is not there."""
    text = article_texts(shared).get(row["sha256"])
    if text is None:
        raise SystemExit(f"{row['source']} {row['ref']}: no such text under {shared}")
    return text


@cache
def article_texts(shared: Path) -> dict[str, str]:
    """Every article text of the developers' data by its SHA-256."""
    return {sha256(t.encode()).hexdigest(): t for t in raw_texts(shared)}


def raw_texts(shared: Path) -> Iterator[str]:
    """Every article text of the developers' data."""
    yield from shafaq_texts(shared)
    yield from newspaper_texts(shared)


def shafaq_texts(shared: Path) -> Iterator[str]:
    """Those of the recorded feed of Shafaq News."""
    with gzip.open(shared / "data/shafaq/items.jsonl.gz", "rt", encoding="utf8") as lines:
        yield from (html.unescape(json.loads(line)["description"]).strip() for line in lines)


def newspaper_texts(shared: Path) -> Iterator[str]:
    """Those of SaudiNewsNet and ANT."""
    for path in sorted((shared / "data/text/saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            yield from (row["content"].strip() for row in json.loads(archive.read(archive.namelist()[0])))
    with tarfile.open(shared / "data/text/antcorpus.tar.gz") as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.name.endswith(".txt") else None
            match = (
                re.search("<TEXT>(.*?)</TEXT>", handle.read().decode("utf8", "replace"), re.DOTALL) if handle else None
            )
            if match:
                yield match[1].strip()
