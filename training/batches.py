"""Windows of words, packed from sentences, and batches of windows of like length."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import torch
from tokenizers import Tokenizer
from torch import Tensor

from events import EventWindow
from examples import IGNORED, Passage, Sentence
from marsad.annotate.labels import ROLES, event_types
from marsad.annotate.pieces import cut
from marsad.annotate.windows import LONGEST
from vocabulary import STANDARDS


@dataclass(frozen=True)
class Window:
    """Piece ids, where each word's first piece stands, the words' tags and cuts, and their events where annotated."""

    ids: list[int]
    first: list[int]
    tags: list[int]
    cuts: list[int]
    told: EventWindow | None = None


@dataclass(frozen=True)
class Events:
    """Events of a batch.

    types and realis (batch, words): a class or -100.
    rows and at (triggers): where each trigger stands; links (triggers, words, roles): 1 where the word has the
    role, negative where unknown. said (batch, types): whether the window tells an event of the type, else negative.
    """

    types: Tensor
    realis: Tensor
    rows: Tensor
    at: Tensor
    links: Tensor
    said: Tensor


@dataclass(frozen=True)
class Batch:
    """Padded windows: ids and mask (batch, pieces); first, tags, cuts and words (batch, words), -100 for no word."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    cuts: Tensor
    words: Tensor
    events: Events | None = None

    def to(self, device: str) -> "Batch":
        """The same on a device."""
        values = [getattr(self, f.name) for f in fields(self)]
        *own, events = values
        moved = Events(*(getattr(events, f.name).to(device) for f in fields(events))) if events else None
        return Batch(*(t.to(device) for t in own), moved)


class Windows:
    """Turns passages into shuffled batches of at most `size` pieces."""

    def __init__(self, tokenizer: Tokenizer, size: int, rng: random.Random) -> None:
        self._tokenizer, self._size, self._random = tokenizer, size, rng

    def batches(
        self,
        passages: Sequence[Passage],
        augment: Callable[[Sentence], Sentence],
        told: Sequence[EventWindow] = (),
    ) -> list[Batch]:
        """One epoch. Three passages in four are packed into windows of several sentences."""
        windows = []
        for passage in passages:
            sentences = [augment(s) for s in passage.sentences]
            limit = LONGEST if self._random.random() < 0.75 else 1
            windows += [self.window(w, passage.standard) for w in pack(sentences, limit)]
        windows += [self.window(t.sentence, "guide", t) for t in told]
        self._random.shuffle(windows)
        pools = [sorted(windows[i : i + 600], key=lambda w: len(w.ids)) for i in range(0, len(windows), 600)]
        batches = [collate(group) for pool in pools for group in groups(pool, self._size)]
        self._random.shuffle(batches)
        return batches

    def window(self, sentence: Sentence, standard: str, told: EventWindow | None = None) -> Window:
        """The pieces of a packed sentence after the mark of its standard."""
        openings = [told.opening if told else 0]
        (pieces,) = cut(self._tokenizer, [sentence.words], openings, self._tokenizer.token_to_id(STANDARDS[standard]))
        return Window(pieces.ids, pieces.heads, list(sentence.tags), list(sentence.cuts), told)


def groups(windows: Sequence[Window], size: int) -> list[list[Window]]:
    """Windows in their order, as many together as `size` pieces hold, padding included."""
    found: list[list[Window]] = [[]]
    for window in windows:
        if found[-1] and len(window.ids) * (len(found[-1]) + 1) > size:
            found.append([])
        found[-1].append(window)
    return found


def pack(sentences: Sequence[Sentence], limit: int) -> list[Sentence]:
    """Sentences that follow one another joined up to `limit` words; one longer than LONGEST is split."""
    packed: list[Sentence] = []
    for sentence in sentences:
        for at in range(0, len(sentence.words), LONGEST):
            part = Sentence(*(field[at : at + LONGEST] for field in (sentence.words, sentence.tags, sentence.cuts)))
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
    events = _collate_events([w.told for w in windows], words) if any(w.told for w in windows) else None
    return Batch(ids, mask, first, tags, cuts, present, events)


def _collate_events(told: Sequence[EventWindow | None], words: int) -> Events:
    types, realis = torch.full((len(told), words), IGNORED), torch.full((len(told), words), IGNORED)
    said = torch.full((len(told), len(event_types())), -1.0)
    links = []
    for row, window in enumerate(told):
        if window is None:
            continue
        size = len(window.types)
        types[row, :size], realis[row, :size] = torch.tensor(window.types), torch.tensor(window.realis)
        for kind, is_told in window.said:
            said[row, kind] = is_told
        for link in window.links:
            target = torch.full((words, len(ROLES)), -1.0)
            target[:size] = 0
            for (word, role), value in [*((w, 1.0) for w in link.words), *((w, -1.0) for w in link.unknown)]:
                target[word, role] = value
            links.append((row, link.trigger, target))
    return Events(
        types,
        realis,
        torch.tensor([row for row, _, _ in links], dtype=torch.long),
        torch.tensor([at for _, at, _ in links], dtype=torch.long),
        torch.stack([t for _, _, t in links]) if links else torch.zeros(0, words, len(ROLES)),
        said,
    )
