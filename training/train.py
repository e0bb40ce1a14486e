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
from examples import Passage, article_passage, read_annotated, read_conll, slices
from loop import fit
from losses import annotated_loss
from marsad.annotate.windows import LONGEST
from names import replacement_names
from network import Network
from score import scores
from vocabulary import kept_pieces, make_tokenizer
from weights import initial_network

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
    parser.add_argument("--rate", type=float, default=1e-4, help="the highest learning rate of the body")
    parser.add_argument("--head-rate", type=float, default=5e-4, help="and of the heads, which begin at random")
    parser.add_argument(
        "--dropout", type=float, default=0.1, help="share of values dropped from the embeddings and before the links"
    )
    parser.add_argument("--half", action="store_true", help="let the encoder's products be of bfloat16 numbers")
    parser.add_argument("--keep", type=float, default=1.0, help="share of the windows without an event that is read")
    parser.add_argument("--batch", type=int, default=1400, help="pieces in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0, help="0: as PyTorch chooses")
    return parser.parse_args()


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
            rows = read_annotated(options.shared)
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
    told = read_told(options.shared) if options.repeat_events else []
    learnt = [(article, events) for split, article, events in told if split == "train"]
    articles = [pair for part in options.articles for pair in learnt[part]]
    if told and not articles:
        raise SystemExit(f"--articles: none of the {len(learnt)} training articles")
    judged = read_judged(options.shared, is_held=False) if told else []
    draw, thin = random.Random(options.seed), random.Random(options.seed)

    def windows() -> list[EventWindow]:
        found = list(judged)
        for article, events in articles * options.repeat_events:
            words = augment.respelt(as_sentence(article_passage(article)))
            made = event_windows(article, events, words, draw.choice((LONGEST, LONGEST, LONGEST // 2)))
            found += (w for w in made if w.links or thin.random() < options.keep)
        return found

    return windows


def main() -> None:
    """Train, print the loss and the scores after each epoch, keep the checkpoint."""
    options = arguments()
    tokenizer, windows, device = prepare(options)
    network = initial_network(read_encoder(), options.start).to(device)
    network.dropout, network.is_half = options.dropout, options.half
    freeze(network, options.freeze)
    data = passages(options)
    augment = Augmenter(replacement_names(data), options.seed)
    print(f"{len(data)} passages, {sum(p.numel() for p in network.parameters()):,} weights", flush=True)
    told = told_windows(options, augment)
    epochs = [lambda: windows.batches(data, augment, told())] * options.epochs
    for epoch in fit(network, epochs, (options.rate, options.head_rate), annotated_loss, options.out):
        for line in scores(network, tokenizer, options.shared):
            print(f"epoch {epoch}  {line}", flush=True)


if __name__ == "__main__":
    main()
