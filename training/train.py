"""Train a name tagger on annotated text. training/README.md has the runs that made the shipped model."""

import argparse
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from augment import Augmenter
from batches import Batch, Windows
from e5 import read_encoder
from examples import CUTS, IGNORED, TAGS, Passage, article_passage, read_annotated, read_conll, read_gold
from loop import fit
from names import replacement_names
from network import Network
from score import score_articles, score_sentences
from vocabulary import kept_pieces, make_tokenizer
from weights import initial_network

ANNOTATED = Path(__file__).parent / "data/mentions.jsonl"
CORPORA = {
    "anercorp": "data/ner/cleananercorp/cleananercorp_TRAIN.txt",
    "wojood": "data/ner/wojood_sample/data/train.txt",
}


def common_arguments(description: str | None) -> argparse.ArgumentParser:
    """The options of every training."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the developers' data")
    parser.add_argument("--corpora", default="anercorp,wojood,guide", help="which annotated texts to learn from")
    parser.add_argument("--repeat-guide", type=int, default=1, help="how often an annotated article counts in an epoch")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint goes, after each epoch")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=1400, help="pieces in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0, help="0: as PyTorch chooses")
    return parser


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
    for name in options.corpora.split(","):
        if name == "guide":
            rows = read_annotated(ANNOTATED, options.shared)
            found += [article_passage(a) for split, a in rows if split == "train"] * options.repeat_guide
        else:
            found += read_conll(options.shared / CORPORA[name], name)
    return found


def main() -> None:
    """Train, print the loss and the scores after each epoch, keep the checkpoint."""
    parser = common_arguments(__doc__)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from (default: the pre-trained encoder)")
    options = parser.parse_args()
    tokenizer, windows, device = prepare(options)
    network = initial_network(read_encoder(), options.start).to(device)
    data = passages(options)
    augment = Augmenter(replacement_names(data), options.seed)
    print(f"{len(data)} passages, {sum(p.numel() for p in network.parameters()):,} weights", flush=True)
    epochs = [lambda: windows.batches(data, augment)] * options.epochs
    for epoch in fit(network, epochs, options.rate, annotated_loss, options.out):
        report(network, tokenizer, options.shared, epoch)


def annotated_loss(network: Network, batch: Batch) -> Tensor:
    """Cross-entropy of tags, and of cuts where a name begins."""
    tags, cuts = network(batch.ids, batch.mask, batch.first, batch.words)
    loss = functional.cross_entropy(tags.reshape(-1, len(TAGS)), batch.tags.reshape(-1), ignore_index=IGNORED)
    if (batch.cuts >= 0).any():
        own = functional.cross_entropy(cuts.reshape(-1, CUTS), batch.cuts.reshape(-1), ignore_index=IGNORED)
        loss = loss + 0.3 * own
    return loss


def report(network: Network, tokenizer: Tokenizer, shared: Path, epoch: int) -> None:
    """Scores of the network alone: precision/recall/F1, sentences by their own standard, articles by GUIDE's."""
    test = list(read_conll(shared / "data/ner/cleananercorp/cleananercorp_TEST.txt", "anercorp"))
    print(f"epoch {epoch}  CLEANANERCorp test  {score_sentences(network, tokenizer, test)}", flush=True)
    print(f"epoch {epoch}  gold dev  {score_articles(network, tokenizer, read_gold(shared / 'gold/dev'))}", flush=True)
    if ANNOTATED.exists():
        held = [a for split, a in read_annotated(ANNOTATED, shared) if split == "held"]
        print(f"epoch {epoch}  held out  {score_articles(network, tokenizer, held)}", flush=True)


if __name__ == "__main__":
    main()
