"""Train the tagger on annotated text. training/README.md has the runs that made the shipped model."""

import argparse
import random
from collections.abc import Callable
from pathlib import Path

import torch
from tokenizers import Tokenizer

from augment import Augmenter
from batches import Windows
from e5 import read_encoder
from events import EventWindow, as_sentence, event_windows, read_judged, read_told
from examples import Passage, article_passage, read_annotated, read_conll, read_gold
from loop import fit
from losses import annotated_loss
from marsad.annotate.windows import LONGEST
from names import replacement_names
from network import Network
from score import score_articles, score_events, score_judged, score_sentences
from vocabulary import kept_pieces, make_tokenizer
from weights import initial_network

ANNOTATED = Path(__file__).parent / "data/mentions.jsonl"
EVENTS = Path(__file__).parent / "data/events.jsonl"
CORPORA = {
    "anercorp": "data/ner/cleananercorp/cleananercorp_TRAIN.txt",
    "wojood": "data/ner/wojood_sample/data/train.txt",
}


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the developers' data")
    parser.add_argument("--corpora", default="anercorp,wojood,guide", help="which texts to learn names from")
    parser.add_argument("--repeat-guide", type=int, default=1, help="how often an annotated article counts in an epoch")
    parser.add_argument("--repeat-events", type=int, default=0, help="how often an article counts for its events")
    parser.add_argument(
        "--articles",
        type=slices,
        default=[slice(None)],
        help="learn the events of these only: slices of the training articles in the file's order, 0:900,5615:",
    )
    parser.add_argument("--start", type=Path, help="a checkpoint or model folder to go on from (default: the encoder)")
    parser.add_argument("--freeze", type=int, default=0, help="layers kept as they are, with the embeddings below them")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint goes, after each epoch")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=1400, help="pieces in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0, help="0: as PyTorch chooses")
    return parser.parse_args()


def slices(written: str) -> list[slice]:
    """The slices of "0:900,5615:". Raises ValueError on anything else."""
    bounds = [part.split(":") for part in written.split(",")]
    return [slice(int(first or 0), int(last) if last else None) for first, last in bounds]


def prepare(options: argparse.Namespace) -> tuple[Tokenizer, Windows, str]:
    """Seeds, threads and the tokenizer; the device is a GPU where there is one."""
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    encoder = read_encoder()
    tokenizer = make_tokenizer(encoder, kept_pieces(encoder))
    windows = Windows(tokenizer, options.batch, random.Random(options.seed))
    return tokenizer, windows, "cuda" if torch.cuda.is_available() else "cpu"


def passages(options: argparse.Namespace) -> list[Passage]:
    """The training passages of the corpora asked for."""
    found: list[Passage] = []
    for name in filter(None, options.corpora.split(",")):
        if name == "guide":
            rows = read_annotated(ANNOTATED, options.shared)
            found += [article_passage(a) for split, a in rows if split == "train"] * options.repeat_guide
        else:
            found += read_conll(options.shared / CORPORA[name], name)
    return found


def freeze(network: Network, layers: int) -> None:
    """Leave the first layers out of the training, and the embeddings under them: their gradients cost time."""
    if layers:
        for part in (network.piece, network.position, network.norm, *network.blocks[:layers]):
            part.requires_grad_(requires_grad=False)


def told_windows(options: argparse.Namespace, augment: Augmenter) -> Callable[[], list[EventWindow]]:
    """Makes the event windows of an epoch: of each article as often as asked for, and the judged sentences once."""
    told = read_told(EVENTS, ANNOTATED, options.shared) if options.repeat_events else []
    learnt = [(article, events) for split, article, events in told if split == "train"]
    articles = [pair for part in options.articles for pair in learnt[part]]
    if told and not articles:
        raise SystemExit(f"--articles: none of the {len(learnt)} training articles")
    judged = read_judged(options.shared, is_held=False) if told else []
    draw = random.Random(options.seed)

    def windows() -> list[EventWindow]:
        found = list(judged)
        for article, events in articles * options.repeat_events:
            words = augment.respelt(as_sentence(article_passage(article)))
            found += event_windows(article, events, words, draw.choice((LONGEST, LONGEST, LONGEST // 2)))
        return found

    return windows


def main() -> None:
    """Train, print the loss and the scores after each epoch, keep the checkpoint."""
    options = arguments()
    tokenizer, windows, device = prepare(options)
    network = initial_network(read_encoder(), options.start).to(device)
    freeze(network, options.freeze)
    data = passages(options)
    augment = Augmenter(replacement_names(data), options.seed)
    print(f"{len(data)} passages, {sum(p.numel() for p in network.parameters()):,} weights", flush=True)
    told = told_windows(options, augment)
    epochs = [lambda: windows.batches(data, augment, told())] * options.epochs
    for epoch in fit(network, epochs, options.rate, annotated_loss, options.out):
        report(network, tokenizer, options.shared, epoch)


def report(network: Network, tokenizer: Tokenizer, shared: Path, epoch: int) -> None:
    """Scores of the network alone: precision/recall/F1, sentences by their own standard, articles by GUIDE's."""
    test = list(read_conll(shared / "data/ner/cleananercorp/cleananercorp_TEST.txt", "anercorp"))
    print(f"epoch {epoch}  CLEANANERCorp test  {score_sentences(network, tokenizer, test)}", flush=True)
    print(f"epoch {epoch}  gold dev  {score_articles(network, tokenizer, read_gold(shared / 'gold/dev'))}", flush=True)
    held = [a for split, a in read_annotated(ANNOTATED, shared) if split == "held"]
    events = [(a, told) for split, a, told in read_told(EVENTS, ANNOTATED, shared) if split == "held"]
    judged = read_judged(shared, is_held=True)
    print(f"epoch {epoch}  held out  {score_articles(network, tokenizer, held)}", flush=True)
    print(f"epoch {epoch}  held out events  {score_events(network, tokenizer, events)}", flush=True)
    print(f"epoch {epoch}  held out sentences  {score_judged(network, tokenizer, judged)}", flush=True)


if __name__ == "__main__":
    main()
