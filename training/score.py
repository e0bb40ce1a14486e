"""Strict span scores of the network alone."""

from collections import Counter
from collections.abc import Sequence

import torch
from tokenizers import Tokenizer

from batches import WINDOW, Windows, collate, pack
from examples import TAGS, Article, Passage, Sentence, article_passage
from marsad.annotate.decode import best_tags
from network import Network

Span = tuple[int, int, str]


def score_sentences(network: Network, tokenizer: Tokenizer, passages: Sequence[Passage]) -> str:
    """Span F1 by type, each passage in its own standard, words as units."""
    counts: Counter[tuple[str, str]] = Counter()
    packed = [(p.standard, w) for p in passages for w in pack(p.sentences, 1)]
    for (_, gold), (tags, _) in zip(packed, predict(network, tokenizer, packed), strict=True):
        _count(counts, set(_spans(gold.tags)), set(_spans(tags)))
    return _shown(counts)


def score_articles(network: Network, tokenizer: Tokenizer, articles: Sequence[Article]) -> str:
    """Span F1 by type in GUIDE's standard; a span counts with its first word's cut."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        packed = [("guide", w) for w in pack(article_passage(article).sentences, WINDOW)]
        gold, found, base = set(), set(), 0
        for (_, sentence), (tags, cuts) in zip(packed, predict(network, tokenizer, packed), strict=True):
            gold |= {(base + a, base + b, k + str(max(sentence.cuts[a], 0))) for a, b, k in _spans(sentence.tags)}
            found |= {(base + a, base + b, k + str(cuts[a])) for a, b, k in _spans(tags)}
            base += len(sentence.words)
        _count(counts, gold, found)
    return _shown(counts)


def predict(
    network: Network, tokenizer: Tokenizer, sentences: Sequence[tuple[str, Sentence]]
) -> list[tuple[list[int], list[int]]]:
    """(tags, cuts) of each (standard, sentence)."""
    make = Windows(tokenizer, 0, None).window  # type: ignore[arg-type]
    windows = [make(s, standard) for standard, s in sentences]
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    found: list[tuple[list[int], list[int]]] = [([], [])] * len(windows)
    network.eval()
    device = str(next(network.parameters()).device)
    with torch.inference_mode():
        for at in range(0, len(order), 16):
            group = order[at : at + 16]
            batch = collate([windows[i] for i in group]).to(device)
            tags, cuts = network(batch.ids, batch.mask, batch.first, batch.words)
            for row, i in enumerate(group):
                size = len(windows[i].first)
                scores = torch.log_softmax(tags[row : row + 1, :size].float(), -1).cpu().numpy()
                found[i] = (best_tags(scores)[0].tolist(), cuts[row, :size].argmax(-1).tolist())
    return found


def _spans(tags: Sequence[int]) -> list[Span]:
    """Spans of any tags; an inside tag without a beginning begins one, as conlleval reads it."""
    found: list[Span] = []
    for i, tag in enumerate(tags):
        name = TAGS[tag]
        if name[0] == "I" and found and found[-1][1] == i and found[-1][2] == name[2:]:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
        elif name != "O":
            found.append((i, i + 1, name[2:]))
    return found


def _count(counts: Counter[tuple[str, str]], gold: set[Span], found: set[Span]) -> None:
    for kind, spans in (("tp", gold & found), ("fp", found - gold), ("fn", gold - found)):
        for *_, name in spans:
            counts[name[:3], kind] += 1
            counts["all", kind] += 1


def _shown(counts: Counter[tuple[str, str]]) -> str:
    parts = []
    for name in ("all", "PER", "LOC", "ORG"):
        tp, fp, fn = (counts[name, k] for k in ("tp", "fp", "fn"))
        parts.append(
            f"{name} {tp / max(1, tp + fp):.3f}/{tp / max(1, tp + fn):.3f}/{2 * tp / max(1, 2 * tp + fp + fn):.3f}"
        )
    return "  ".join(parts)
