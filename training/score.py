"""Scores of the network alone, of a checkpoint or the mean of several: strict spans, triggers, their arguments.

    python score.py --shared SHARED CHECKPOINT ...

Precision/recall/F1 on what training left out; what Marsad makes of them is scored by `marsad annotate`.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from batches import Window, Windows, collate, pack
from e5 import read_encoder
from events import EventWindow, Link, Told, as_sentence, event_windows, read_judged, read_told
from examples import (
    IGNORED,
    Article,
    Passage,
    article_passage,
    read_annotated,
    read_conll,
    read_gold,
    tag_name,
)
from marsad.annotate.decode import best_tags
from marsad.annotate.labels import NO_EVENT, ROLES, event_types
from marsad.annotate.windows import LONGEST
from network import Network, Output
from vocabulary import kept_pieces, make_tokenizer
from weights import initial_network, mean

Span = tuple[int, int, str]
MARGINS = (0.2, 0.3, 0.4, 0.5)
AT_ONCE = 16  # windows


def main() -> None:
    """Print the scores on what training left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="kept by train.py, or a model's folder")
    parser.add_argument("--shared", type=Path, required=True, help="folder with the developers' data")
    parser.add_argument("--splits", default="held", help="of the annotated articles: held,test")
    options = parser.parse_args()
    encoder = read_encoder()
    network = mean([initial_network(encoder, path) for path in options.checkpoints])
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = make_tokenizer(encoder, kept_pieces(encoder))
    for line in scores(network, tokenizer, options.shared, options.splits.split(",")):
        print(line, flush=True)


def scores(network: Network, tokenizer: Tokenizer, shared: Path, splits: Sequence[str] = ("held",)) -> Iterator[str]:
    """Lines of scores: sentences by their own standard, articles by GUIDE's."""
    test = list(read_conll(shared / "data/ner/cleananercorp/cleananercorp_TEST.txt", "anercorp"))
    yield f"CLEANANERCorp test  {score_sentences(network, tokenizer, test)}"
    yield f"gold dev  {score_articles(network, tokenizer, read_gold(shared / 'gold/dev'))}"
    annotated, told = read_annotated(shared), read_told(shared)
    for split in splits:
        yield f"{split}  {score_articles(network, tokenizer, [a for s, a in annotated if s == split])}"
        yield f"{split} events  {score_events(network, tokenizer, [(a, e) for s, a, e in told if s == split])}"
    yield f"judged sentences  {score_judged(network, tokenizer, read_judged(shared, is_held=True))}"


def score_sentences(network: Network, tokenizer: Tokenizer, passages: Sequence[Passage]) -> str:
    """Span F1 by type, each passage in its own standard, words as units."""
    counts: Counter[tuple[str, str]] = Counter()
    make = _maker(tokenizer)
    packed = [(p.standard, w) for p in passages for w in pack(p.sentences, 1)]
    outputs = _outputs(network, [make.window(sentence, standard) for standard, sentence in packed])
    for (_, gold), scored in zip(packed, outputs, strict=True):
        _count(counts, set(_spans(gold.tags)), set(_spans(_tags(scored.tags))))
    return _shown(counts)


def score_articles(network: Network, tokenizer: Tokenizer, articles: Sequence[Article]) -> str:
    """Span F1 by type in GUIDE's standard; a span counts with its first word's cut."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        gold, found, base = set(), set(), 0
        for window, scored in _read(network, tokenizer, _windows(article)):
            before = window.opening
            cuts = scored.cuts[before:].argmax(-1).tolist()
            own_tags, own_cuts = window.sentence.tags[before:], window.sentence.cuts[before:]
            gold |= {(base + a, base + b, k + str(max(own_cuts[a], 0))) for a, b, k in _spans(own_tags)}
            found |= {(base + a, base + b, k + str(cuts[a])) for a, b, k in _spans(_tags(scored.tags[before:]))}
            base += len(own_tags)
        _count(counts, gold, found)
    return _shown(counts)


def _windows(article: Article, told: Sequence[Told] = ()) -> list[EventWindow]:
    return list(event_windows(article, told, as_sentence(article_passage(article)), LONGEST))


def _read(
    network: Network, tokenizer: Tokenizer, windows: Sequence[EventWindow]
) -> Iterable[tuple[EventWindow, Output]]:
    """Each window with its scores."""
    make = _maker(tokenizer)
    return zip(windows, _outputs(network, [make.window(w.sentence, "guide", w) for w in windows]), strict=True)


def _maker(tokenizer: Tokenizer) -> Windows:
    return Windows(tokenizer, 0, None)  # type: ignore[arg-type]


def _outputs(network: Network, windows: Sequence[Window]) -> list[Output]:
    """The scores of each window's words (words, classes), and what is read of them (words, width)."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    found: dict[int, Output] = {}
    network.eval()
    device = str(next(network.parameters()).device)
    with torch.inference_mode():
        for at in range(0, len(order), AT_ONCE):
            group = order[at : at + AT_ONCE]
            batch = collate([windows[i] for i in group]).to(device)
            scored = [part.float().cpu() for part in network(batch.ids, batch.mask, batch.first, batch.words)]
            for row, i in enumerate(group):
                size = len(windows[i].first)
                found[i] = Output(*(part[row, :size] for part in scored))
    return [found[i] for i in range(len(windows))]


def _tags(scores: Tensor) -> list[int]:
    """The best tags of words that follow one another."""
    return best_tags(torch.log_softmax(scores, -1).numpy()).tolist()


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
        for window, scored in _read(network, tokenizer, _windows(article, told)):
            _count_triggers(triggers, window, scored.types.softmax(-1))
            for link, linked in zip(window.links, _linked(network, scored, window.links), strict=True):
                _count_roles(roles, link, linked > 0)
                realis[int(scored.realis[link.trigger].argmax()) == window.realis[link.trigger]] += 1
    parts = [f"at {m} {_rates(c)}" for m, c in triggers.items()] + [f"{r} {_rates(c)}" for r, c in roles.items()]
    return "  ".join([*parts, f"realis {realis[True] / max(1, realis.total()):.3f}"])


def _linked(network: Network, scored: Output, links: Sequence[Link]) -> Tensor:
    """The scores of a window's words for each role of its triggers: (triggers, words, roles)."""
    device = next(network.parameters()).device
    at = torch.tensor([link.trigger for link in links], dtype=torch.long, device=device)
    read = scored.read[None].to(device)
    with torch.inference_mode():
        found: Tensor = network.links(read, torch.zeros_like(at), at, torch.ones(read.shape[:2], device=device))
    return found.cpu()


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
    for window, scored in _read(network, tokenizer, windows):
        types = scored.types.softmax(-1)
        ((kind, told),) = window.said
        for m in MARGINS:
            hit = bool(types[:, kind].max() >= m)
            own = counts.setdefault((kind, m), Counter())
            own.update(tp=int(hit and told), fp=int(hit and not told), fn=int(told and not hit))
    return "  ".join(f"{event_types()[k]} at {m} {_rates(c)}" for (k, m), c in sorted(counts.items()))


def _rates(counts: Counter[str]) -> str:
    tp, fp, fn = (counts[k] for k in ("tp", "fp", "fn"))
    return f"{tp / max(1, tp + fp):.3f}/{tp / max(1, tp + fn):.3f}/{2 * tp / max(1, 2 * tp + fp + fn):.3f}"


if __name__ == "__main__":
    main()
