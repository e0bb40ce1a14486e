"""Windows of words, packed from sentences, and batches of windows of like length."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from examples import IGNORED, Passage, Sentence
from vocabulary import STANDARDS

WINDOW = 110  # words; the annotator packs as many
LONGEST_WORD = 8  # pieces


@dataclass(frozen=True)
class Window:
    """Piece ids, where each word's first piece stands, and the words' tags and cuts."""

    ids: list[int]
    first: list[int]
    tags: list[int]
    cuts: list[int]


@dataclass(frozen=True)
class Batch:
    """Padded windows: ids and mask (batch, pieces); first, tags, cuts and words (batch, words), -100 for no word."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    cuts: Tensor
    words: Tensor

    def to(self, device: str) -> "Batch":
        """The same on a device."""
        return Batch(*(t.to(device) for t in (self.ids, self.mask, self.first, self.tags, self.cuts, self.words)))


class Windows:
    """Turns passages into shuffled batches of at most `size` pieces."""

    def __init__(self, tokenizer: Tokenizer, size: int, rng: random.Random) -> None:
        self._tokenizer, self._size, self._random = tokenizer, size, rng

    def batches(self, passages: Sequence[Passage], augment: Callable[[Sentence], Sentence]) -> list[Batch]:
        """One epoch. Three passages in four are packed into windows of several sentences."""
        windows = []
        for passage in passages:
            sentences = [augment(s) for s in passage.sentences]
            limit = WINDOW if self._random.random() < 0.75 else 1
            windows += [self.window(w, passage.standard) for w in pack(sentences, limit)]
        self._random.shuffle(windows)
        pools = [sorted(windows[i : i + 600], key=lambda w: len(w.ids)) for i in range(0, len(windows), 600)]
        batches = [collate(group) for pool in pools for group in self._cut(pool)]
        self._random.shuffle(batches)
        return batches

    def _cut(self, pool: list[Window]) -> list[list[Window]]:
        groups: list[list[Window]] = [[]]
        for window in pool:
            if groups[-1] and len(window.ids) * (len(groups[-1]) + 1) > self._size:
                groups.append([])
            groups[-1].append(window)
        return groups

    def window(self, sentence: Sentence, standard: str) -> Window:
        """The pieces of a packed sentence after the mark of its standard."""
        mark = self._tokenizer.token_to_id(STANDARDS[standard])
        ids, first = [mark], []
        encoded = self._tokenizer.encode(list(sentence.words), is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in sentence.words]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            pieces[word].append(piece)
        for own in pieces:
            first.append(len(ids))
            ids += own[:LONGEST_WORD] or [3]
        return Window([*ids, 2], first, list(sentence.tags), list(sentence.cuts))


def pack(sentences: Sequence[Sentence], limit: int) -> list[Sentence]:
    """Sentences that follow one another joined up to `limit` words; one longer than WINDOW is split."""
    packed: list[Sentence] = []
    for sentence in sentences:
        for at in range(0, len(sentence.words), WINDOW):
            part = Sentence(*(field[at : at + WINDOW] for field in (sentence.words, sentence.tags, sentence.cuts)))
            if packed and len(packed[-1].words) + len(part.words) <= limit:
                last = packed[-1]
                packed[-1] = Sentence(last.words + part.words, last.tags + part.tags, last.cuts + part.cuts)
            else:
                packed.append(part)
    return packed


def collate(windows: Sequence[Window]) -> Batch:
    """Pad windows to the longest of them."""
    pieces, words = max(len(w.ids) for w in windows), max(len(w.first) for w in windows)
    size = len(windows)
    ids = torch.zeros(size, pieces, dtype=torch.long)
    mask = torch.zeros(size, pieces)
    first = torch.zeros(size, words, dtype=torch.long)
    tags, cuts = torch.full((size, words), IGNORED), torch.full((size, words), IGNORED)
    present = torch.zeros(size, words)
    for i, window in enumerate(windows):
        ids[i, : len(window.ids)] = torch.tensor(window.ids)
        mask[i, : len(window.ids)] = 1
        first[i, : len(window.first)] = torch.tensor(window.first)
        tags[i, : len(window.tags)] = torch.tensor(window.tags)
        cuts[i, : len(window.cuts)] = torch.tensor(window.cuts)
        present[i, : len(window.first)] = 1
    return Batch(ids, mask, first, tags, cuts, present)
