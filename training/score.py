"""Strict span scores of the network alone."""

from collections import Counter
from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor

from batches import Windows, collate, pack
from events import EventWindow, Link, Told, as_sentence, event_windows
from examples import IGNORED, Article, Passage, Sentence, article_passage, tag_name
from marsad.annotate.decode import best_tags
from marsad.annotate.labels import NO_EVENT, ROLES, event_types
from marsad.annotate.windows import LONGEST
from network import Network, Output

Span = tuple[int, int, str]
MARGINS = (0.2, 0.3, 0.4, 0.5)


def score_sentences(network: Network, tokenizer: Tokenizer, passages: Sequence[Passage]) -> str:
    """Span F1 by type, each passage in its own standard, words as units."""
    counts: Counter[tuple[str, str]] = Counter()
    packed = [(p.standard, w) for p in passages for w in pack(p.sentences, 1)]
    for (_, gold), tags in zip(packed, predict(network, tokenizer, packed), strict=True):
        _count(counts, set(_spans(gold.tags)), set(_spans(tags)))
    return _shown(counts)


def score_articles(network: Network, tokenizer: Tokenizer, articles: Sequence[Article]) -> str:
    """Span F1 by type in GUIDE's standard; a span counts with its first word's cut."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        gold, found, base = set(), set(), 0
        for window in event_windows(article, (), as_sentence(article_passage(article)), LONGEST):
            scored, before = _scored(network, tokenizer, window), window.opening
            tags = best_tags(torch.log_softmax(scored.tags[:, before:], -1).numpy())[0].tolist()
            cuts = scored.cuts[0, before:].argmax(-1).tolist()
            own_tags, own_cuts = window.sentence.tags[before:], window.sentence.cuts[before:]
            gold |= {(base + a, base + b, k + str(max(own_cuts[a], 0))) for a, b, k in _spans(own_tags)}
            found |= {(base + a, base + b, k + str(cuts[a])) for a, b, k in _spans(tags)}
            base += len(own_tags)
        _count(counts, gold, found)
    return _shown(counts)


def predict(network: Network, tokenizer: Tokenizer, sentences: Sequence[tuple[str, Sentence]]) -> list[list[int]]:
    """The tags of each (standard, sentence)."""
    make = Windows(tokenizer, 0, None).window  # type: ignore[arg-type]
    windows = [make(s, standard) for standard, s in sentences]
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    found: list[list[int]] = [[]] * len(windows)
    network.eval()
    device = str(next(network.parameters()).device)
    with torch.inference_mode():
        for at in range(0, len(order), 16):
            group = order[at : at + 16]
            batch = collate([windows[i] for i in group]).to(device)
            scored = network(batch.ids, batch.mask, batch.first, batch.words)
            for row, i in enumerate(group):
                size = len(windows[i].first)
                scores = torch.log_softmax(scored.tags[row : row + 1, :size].float(), -1).cpu().numpy()
                found[i] = best_tags(scores)[0].tolist()
    return found


def _spans(tags: Sequence[int]) -> list[Span]:
    """Spans of any tags; an inside tag without a beginning begins one, as conlleval reads it."""
    found: list[Span] = []
    for i, tag in enumerate(tags):
        name = tag_name(tag)
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
    kinds = {n: Counter({k: counts[n, k] for k in ("tp", "fp", "fn")}) for n in ("all", "PER", "LOC", "ORG")}
    return "  ".join(f"{name} {_rates(own)}" for name, own in kinds.items())


def score_events(network: Network, tokenizer: Tokenizer, articles: Sequence[tuple[Article, Sequence[Told]]]) -> str:
    """Triggers, found where a type is more likely than each of some margins, a word or two beside counting too; the
    words of arguments, given the annotated triggers; and realis. Precision/recall/F1."""
    triggers = {m: Counter[str]() for m in MARGINS}
    roles: dict[str, Counter[str]] = {r: Counter() for r in ROLES}
    realis = Counter[bool]()
    for article, told in articles:
        for window in event_windows(article, told, as_sentence(article_passage(article)), LONGEST):
            scored = _scored(network, tokenizer, window)
            _count_triggers(triggers, window, scored.types[0].softmax(-1))
            for link in window.links:
                linked = scored.links[0, link.trigger].sigmoid() > 0.5
                linked[: window.opening] = False
                _count_roles(roles, link, linked)
                realis[int(scored.realis[0, link.trigger].argmax()) == window.realis[link.trigger]] += 1
    parts = [f"at {m} {_rates(c)}" for m, c in triggers.items()] + [f"{r} {_rates(c)}" for r, c in roles.items()]
    return "  ".join([*parts, f"realis {realis[True] / max(1, realis.total()):.3f}"])


def _count_triggers(triggers: dict[float, Counter[str]], window: EventWindow, types: Tensor) -> None:
    gold = {(i, t) for i, t in enumerate(window.types) if t > NO_EVENT}
    best, kinds = types[:, NO_EVENT + 1 :].max(-1)
    for margin, counts in triggers.items():
        found = {
            (i, int(kinds[i]) + NO_EVENT + 1) for i, t in enumerate(window.types) if t != IGNORED and best[i] >= margin
        }
        counts.update(
            tp=sum(bool(_beside(g) & found) for g in gold),
            fn=sum(not _beside(g) & found for g in gold),
            fp=sum(not _beside(f) & gold for f in found),
        )


def _beside(place: tuple[int, int]) -> set[tuple[int, int]]:
    return {(place[0] + step, place[1]) for step in range(-3, 4)}


def _count_roles(roles: dict[str, Counter[str]], link: Link, found: Tensor) -> None:
    gold, unknown = set(link.words), set(link.unknown)
    for word, role in torch.nonzero(found).tolist():
        if (word, role) not in unknown:
            roles[ROLES[role]]["tp" if (word, role) in gold else "fp"] += 1
    for word, role in gold:
        roles[ROLES[role]]["fn"] += not bool(found[word, role])


def score_judged(network: Network, tokenizer: Tokenizer, windows: Sequence[EventWindow]) -> str:
    """F1 of whether a sentence tells an attack, a protest: some word does, more likely than each of some margins."""
    counts: dict[tuple[int, float], Counter[str]] = {}
    for window in windows:
        types = _scored(network, tokenizer, window).types[0].softmax(-1)
        ((kind, told),) = window.said
        for m in MARGINS:
            hit = bool(types[:, kind].max() >= m)
            own = counts.setdefault((kind, m), Counter())
            own.update(tp=int(hit and told), fp=int(hit and not told), fn=int(told and not hit))
    return "  ".join(f"{event_types()[k]} at {m} {_rates(c)}" for (k, m), c in sorted(counts.items()))


def _scored(network: Network, tokenizer: Tokenizer, told: EventWindow) -> Output:
    window = Windows(tokenizer, 0, None).window(told.sentence, "guide", told)  # type: ignore[arg-type]
    network.eval()
    batch = collate([window]).to(str(next(network.parameters()).device))
    with torch.inference_mode():
        return Output(*(part.float().cpu() for part in network(batch.ids, batch.mask, batch.first, batch.words)))


def _rates(counts: Counter[str]) -> str:
    tp, fp, fn = (counts[k] for k in ("tp", "fp", "fn"))
    return f"{tp / max(1, tp + fp):.3f}/{tp / max(1, tp + fn):.3f}/{2 * tp / max(1, 2 * tp + fp + fn):.3f}"
