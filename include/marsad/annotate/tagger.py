"""The neural name tagger: a small transformer in ONNX over sub-word pieces. The model card lies beside its files.

onnxruntime runs it on one core; processes, not threads, use the others.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from marsad.annotate.decode import TAGS, best_tags, spans
from marsad.annotate.document import Document
from marsad.annotate.windows import windows
from marsad.errors import ConfigError
from marsad.resources import data_dir

_BATCH = 2000  # pieces, padding included; more gain nothing on a CPU
_LONGEST_WORD = 8  # pieces
_BEGIN, _END, _UNKNOWN = 1, 2, 3  # pieces: <s>, </s>, and that of what has none
_NOTHING = -1e4  # log-probability
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TaggedName:
    """[start, end) in the source, proclitics left out, and the mean probability of its words' tags."""

    start: int
    end: int
    type: str  # PER | LOC | ORG
    score: float


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the model makes of one document: its names, and for each token the probability that it is in none."""

    names: tuple[TaggedName, ...]
    outside: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Window:
    """Words [first, last) of a document as piece ids; `heads[i]` is where word i's first piece stands."""

    document: int
    first: int
    last: int
    ids: list[int]
    heads: list[int]


class NameTagger:
    """The model, loaded. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Raises ConfigError where the model's files are missing or of another kind."""
        self.folder = folder
        try:
            self.facts = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, ValueError) as error:
            raise ConfigError(str(folder), f"no name model: {error}") from error
        if tuple(self.facts["tags"]) != TAGS:
            raise ConfigError(str(folder), f"tags are {self.facts['tags']}, not {list(TAGS)}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(folder / "names.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {given.name for given in self._session.get_inputs()}  # without word layers, "words" is none

    def tag(self, documents: Sequence[Document]) -> list[Tagging]:
        """The names of each document in reading order. Windows of like length are read together."""
        names: list[list[TaggedName]] = [[] for _ in documents]
        outside = [np.ones(len(document.tokens), np.float32) for document in documents]
        for group in _groups(sorted(self._windows(documents), key=lambda w: len(w.ids))):
            tags, scores, cuts = self._run(group)
            for row, window in enumerate(group):
                size = window.last - window.first
                outside[window.document][window.first : window.last] = np.exp(scores[row, :size, 0])
                names[window.document] += _names(
                    documents[window.document], window.first, tags[row, :size], scores[row], cuts[row]
                )
        return [
            Tagging(tuple(sorted(own, key=lambda n: n.start)), free) for own, free in zip(names, outside, strict=True)
        ]

    def _windows(self, documents: Sequence[Document]) -> Iterator[_Window]:
        bounds = [
            (number, first, last)
            for number, document in enumerate(documents)
            for first, last in windows(document.token_range(s) for s in range(len(document.sentences)))
        ]
        words = [
            [_encodable(token.text) for token in documents[number].tokens[first:last]] for number, first, last in bounds
        ]
        encoded = self._tokenizer.encode_batch(words, is_pretokenized=True, add_special_tokens=False)
        for (number, first, last), encoding in zip(bounds, encoded, strict=True):
            ids, heads = self._pieces(encoding, last - first)
            yield _Window(number, first, last, ids, heads)

    def _pieces(self, encoding: Encoding, words: int) -> tuple[list[int], list[int]]:
        own: list[list[int]] = [[] for _ in range(words)]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(own[word]) < _LONGEST_WORD:
                own[word].append(piece)
        ids: list[int] = [_BEGIN]
        heads: list[int] = []
        for pieces in own:
            heads.append(len(ids))
            ids += pieces or [_UNKNOWN]
        return [*ids, _END], heads

    def _run(self, group: Sequence[_Window]) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
        """Tags and cuts (batch, words) and the log-probabilities of the tags (batch, words, tags)."""
        pieces, words = max(len(w.ids) for w in group), max(len(w.heads) for w in group)
        ids, first = np.zeros((len(group), pieces), np.int64), np.zeros((len(group), words), np.int64)
        mask, present = np.zeros(ids.shape, np.float32), np.zeros(first.shape, np.float32)
        for row, window in enumerate(group):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
            first[row, : len(window.heads)] = window.heads
            present[row, : len(window.heads)] = 1
        given = {"ids": ids, "mask": mask, "first": first, "words": present}
        tags, cuts = self._session.run(["tags", "cuts"], {n: a for n, a in given.items() if n in self._inputs})
        scores = tags - np.logaddexp.reduce(tags, -1, keepdims=True)
        padded = np.full(len(TAGS), _NOTHING, np.float32)
        padded[0] = 0
        scores[present == 0] = padded
        return best_tags(scores), scores, cuts.argmax(-1)


def _encodable(word: str) -> str:
    """The word without lone surrogates, which no tokenizer takes."""
    return word if word.isascii() or not _SURROGATE.search(word) else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", word)


def _groups(ordered: Sequence[_Window]) -> Iterator[list[_Window]]:
    group: list[_Window] = []
    for window in ordered:
        if group and len(window.ids) * (len(group) + 1) > _BATCH:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def _names(
    document: Document, base: int, tags: NDArray[np.int64], scores: NDArray[np.float32], cuts: NDArray[np.int64]
) -> Iterator[TaggedName]:
    """The names in one window's tags; `base` is the window's first token."""
    for first, last, kind in spans(tags):
        chosen = scores[np.arange(first, last), tags[first:last]]
        start = _start(document, base + first, int(cuts[first]))
        yield TaggedName(start, document.tokens[base + last - 1].end, kind, float(np.exp(chosen).mean()))


def _start(document: Document, index: int, cut: int) -> int:
    """Where a name that begins in token `index` begins: after `cut` letters, if they can be proclitics."""
    token = document.tokens[index]
    is_clitic = cut and any(stem.cut == cut and not stem.is_definite for stem in token.stems)
    return document.offset_in(index, cut if is_clitic else 0)


@cache
def load_tagger() -> NameTagger:
    """The model that ships. Raises ConfigError where it is missing."""
    return NameTagger(data_dir("models") / "names")
