"""The network: a small transformer in ONNX that reads words and says what names and events they tell.

The model card lies beside its files. onnxruntime runs it on one core; processes, not threads, use the others.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from marsad.annotate.data import data_folder
from marsad.annotate.decode import TAGS, best_tags, spans
from marsad.annotate.document import Document
from marsad.annotate.labels import NO_EVENT, REALIS, ROLES, event_types
from marsad.annotate.pieces import Pieces, cut
from marsad.annotate.windows import LONGEST, opening, windows
from marsad.errors import ConfigError

Scores = NDArray[np.float32]

LINKED = 0.05  # a word less likely to tell an event is linked with nothing; the exported network knows it too
_OF_WORDS = ("tags", "cuts", "types", "realis")  # outputs (1, words, …)


@dataclass(frozen=True, slots=True)
class TaggedName:
    """[start, end) in the source, proclitics left out, and the mean probability of its words' tags."""

    start: int
    end: int
    type: str  # PER | LOC | ORG
    score: float


@dataclass(frozen=True, slots=True)
class Links:
    """Probabilities that words take part in the event one word tells.

    `roles` (words, ROLES) are of the words of its window, from token `first` on; `opening` (words, ROLES) of the
    first words of the text, where the window was read after them.
    """

    first: int
    roles: Scores
    opening: Scores = field(default_factory=lambda: np.zeros((0, len(ROLES)), np.float32))

    def parts(self) -> tuple[tuple[int, Scores], tuple[int, Scores]]:
        """The words that are linked: those of the window, and those of the opening, each with their first token."""
        return (self.first, self.roles), (0, self.opening)


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the network makes of one document.

    `outside` (tokens) is the probability that a token is in no name; `types` (tokens, event_types()) of the events it
    tells, `realis` (tokens, REALIS) of what it says of them; `links` are those of the tokens that may tell one.
    """

    names: tuple[TaggedName, ...]
    outside: Scores
    types: Scores
    realis: Scores
    links: dict[int, Links]


@dataclass(frozen=True, slots=True)
class _Window:
    """Words [first, last) of a document, and the pieces of its first `opening` words and of these."""

    document: int
    first: int
    last: int
    opening: int
    pieces: Pieces

    @property
    def own(self) -> slice:
        """Where its own words stand among those that are read."""
        return slice(self.opening, self.opening + self.last - self.first)


class Tagger:
    """The model, loaded. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Raises ConfigError where the model's files are missing or of another kind."""
        self.folder = folder
        try:
            self.facts = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, ValueError) as error:
            raise ConfigError(str(folder), f"no model: {error}") from error
        for name, ours in (("tags", TAGS), ("types", event_types()), ("realis", REALIS), ("roles", ROLES)):
            if tuple(self.facts.get(name, ())) != ours:
                raise ConfigError(str(folder), f"{name} are {self.facts.get(name)}, not {list(ours)}")
        # It reads as it was trained to; a model before 4.2.0 knows no opening, one before 4.4.0 links nothing with it.
        self._longest, self._opening = self.facts.get("window", LONGEST), self.facts.get("opening", 0)
        self._linked_opening = self._opening if self.facts.get("links_opening") else 0
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(folder / "tagger.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._outputs = [found.name for found in self._session.get_outputs()]

    def tag(self, documents: Sequence[Document]) -> list[Tagging]:
        """Names and events of each document, in reading order.

        Windows are read one by one: of several at once a CPU has no more in a second, and the numbers of one would have
        the scale of all.
        """
        found = [_nothing(len(document.tokens)) for document in documents]
        names: list[list[TaggedName]] = [[] for _ in documents]
        for window in self._windows(documents):
            outputs = self._run(window)
            own = {name: outputs[name][0, window.own] for name in _OF_WORDS}
            names[window.document] += _names(documents[window.document], window.first, own)
            _note(found[window.document], window, own, _linked(outputs), min(window.opening, self._linked_opening))
        return [
            Tagging(tuple(sorted(own, key=lambda n: n.start)), *arrays)
            for own, arrays in zip(names, found, strict=True)
        ]

    def _windows(self, documents: Sequence[Document]) -> Iterator[_Window]:
        bounds = [
            (number, first, last, opening(first, self._opening))
            for number, document in enumerate(documents)
            for first, last in windows((document.token_range(s) for s in range(len(document.sentences))), self._longest)
        ]
        words = [
            [token.text for part in (slice(before), slice(first, last)) for token in documents[number].tokens[part]]
            for number, first, last, before in bounds
        ]
        found = cut(self._tokenizer, words, [before for *_, before in bounds])
        for bound, pieces in zip(bounds, found, strict=True):
            yield _Window(*bound, pieces)

    def _run(self, window: _Window) -> dict[str, Scores]:
        """The outputs by name, `tags` as log-probabilities, others as scores."""
        ids, first = (np.array([numbers], np.int64) for numbers in (window.pieces.ids, window.pieces.heads))
        ones = {"mask": np.ones(ids.shape, np.float32), "words": np.ones(first.shape, np.float32)}  # before 4.6.0
        given = {name: array for name, array in {"ids": ids, "first": first, **ones}.items() if name in self._inputs}
        outputs = dict(zip(self._outputs, self._session.run(self._outputs, given), strict=True))
        return outputs | {"tags": _log_softmax(outputs["tags"])}


_Arrays = tuple[Scores, Scores, Scores, dict[int, Links]]


def _nothing(tokens: int) -> _Arrays:
    """Of a document of which nothing was read: no name and no event."""
    types = np.zeros((tokens, len(event_types())), np.float32)
    types[:, NO_EVENT] = 1
    return np.ones(tokens, np.float32), types, np.zeros((tokens, len(REALIS)), np.float32), {}


def _linked(outputs: dict[str, Scores]) -> dict[int, Scores]:
    """Of each word that may tell an event, opening included, the scores (words, ROLES) of all that is read.

    The network says which words `told`, and gives `links` (told, words, ROLES); one before 4.7.0 gives those of all.
    """
    links = outputs["links"]
    if "told" in outputs:
        return dict(zip(outputs["told"].tolist(), links, strict=True))
    told = np.flatnonzero(_softmax(outputs["types"][0])[:, NO_EVENT] < 1 - LINKED)
    return {word: links[0, word] for word in told.tolist()}


def _note(found: _Arrays, window: _Window, own: dict[str, Scores], told: dict[int, Scores], linked: int) -> None:
    """Put a window's probabilities into its document's; its words are linked with so many of the opening."""
    outside, types, realis, links = found
    inside = slice(window.first, window.last)
    outside[inside] = np.exp(own["tags"][:, 0])
    types[inside] = _softmax(own["types"])
    realis[inside] = _softmax(own["realis"])
    for word in (word for word in told if word >= window.opening):
        scores = _sigmoid(told[word])
        links[window.first + word - window.opening] = Links(window.first, scores[window.own], scores[:linked])


def _softmax(scores: Scores) -> Scores:
    return np.exp(_log_softmax(scores))


def _sigmoid(scores: Scores) -> Scores:
    return (1 / (1 + np.exp(-scores))).astype(np.float32)


def _log_softmax(scores: Scores) -> Scores:
    normalised: Scores = scores - np.logaddexp.reduce(scores, -1, keepdims=True)
    return normalised


def _names(document: Document, base: int, own: dict[str, Scores]) -> Iterator[TaggedName]:
    """The names in one window's tags; `base` is the window's first token."""
    tags = best_tags(own["tags"])
    for first, last, kind in spans(tags):
        chosen = own["tags"][np.arange(first, last), tags[first:last]]
        start = _start(document, base + first, int(own["cuts"][first].argmax()))
        yield TaggedName(start, document.tokens[base + last - 1].end, kind, float(np.exp(chosen).mean()))


def _start(document: Document, index: int, letters: int) -> int:
    """Where a name that begins in token `index` begins: after so many letters, if they can be proclitics."""
    token = document.tokens[index]
    is_clitic = letters and any(stem.cut == letters and not stem.is_definite for stem in token.stems)
    return document.offset_in(index, letters if is_clitic else 0)


@cache
def load_tagger() -> Tagger:
    """The model that ships. Raises ConfigError where it is missing."""
    return Tagger(data_folder("models") / "tagger")
