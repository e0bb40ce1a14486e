"""Teach a small network what a large one sees in texts nobody annotated (Hinton et al. 2015), and the annotated ones.

training/README.md has the runs that made the shipped model.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from augment import Augmenter
from batches import WINDOW, Batch, Window, Windows, collate, pack
from examples import Article, article_passage, raw_texts, read_annotated, read_gold
from loop import fit
from names import replacement_names
from network import Network
from train import ANNOTATED, annotated_loss, common_arguments, passages, prepare, report
from weights import load, student_of


def main() -> None:
    """Let the teacher read, then train the student on both."""
    parser = common_arguments(__doc__)
    parser.add_argument("--teacher", type=Path, required=True, help="the large network's checkpoint")
    parser.add_argument("--student", type=Path, help="a small network to go on from")
    parser.add_argument("--layers", default="0,1,4,7,10", help="the teacher's layers that the student begins with")
    parser.add_argument("--word-layers", type=int, default=3, help="how many of them read words, not pieces")
    parser.add_argument("--articles", type=int, default=3000, help="texts for the teacher to read")
    options = parser.parse_args()
    tokenizer, windows, device = prepare(options)
    teacher = load(options.teacher).to(device).eval()
    layers = [int(n) for n in options.layers.split(",")]
    student = load(options.student) if options.student else student_of(teacher, layers, options.word_layers)
    data = passages(options)
    augment = Augmenter(replacement_names(data), options.seed)
    texts = unread_texts(options.shared, options.articles, options.seed)
    read = taught(teacher, windows, texts, options.batch)
    print(
        f"{len(data)} passages, {len(texts)} texts, {sum(p.numel() for p in student.parameters()):,} weights",
        flush=True,
    )

    def epoch_batches() -> list[Batch]:
        batches = windows.batches(data, augment) + read
        random.Random(options.seed).shuffle(batches)
        return batches

    for epoch in fit(student.to(device), [epoch_batches] * options.epochs, options.rate, student_loss, options.out):
        report(student, tokenizer, options.shared, epoch)


def unread_texts(shared: Path, count: int, seed: int) -> list[str]:
    """Texts of the developers' data, one each, none that is annotated or gold."""
    known = {_key(a.text) for a in read_gold(shared / "gold/dev")}
    known |= {_key(a.text) for _, a in read_annotated(ANNOTATED, shared)}
    found: dict[str, str] = {}
    for text in raw_texts(shared):
        if 30 <= len(text.split()) <= 500 and _key(text) not in known:
            found.setdefault(_key(text), text)
    texts = sorted(found.values())
    random.Random(seed).shuffle(texts)
    return texts[:count]


def _key(text: str) -> str:
    """What two versions of a text share."""
    return re.sub(r"\W+", "", text)[:80]


def taught(teacher: Network, windows: Windows, texts: Sequence[str], size: int) -> list[Batch]:
    """Batches of the texts with the teacher's probabilities in place of annotations."""
    packed = [w for t in texts for w in pack(article_passage(Article(t, ())).sentences, WINDOW)]
    ready = sorted((windows.window(w, "guide") for w in packed), key=lambda w: len(w.ids))
    device = next(teacher.parameters()).device
    batches = []
    for group in _groups(ready, size):
        batch = collate(group)
        there = batch.to(str(device))
        with torch.inference_mode():
            tags, cuts = teacher(there.ids, there.mask, there.first, there.words)
        batches.append(replace(batch, tags=tags.softmax(-1).cpu().clone(), cuts=cuts.softmax(-1).cpu().clone()))
    return batches


def _groups(windows: Sequence[Window], size: int) -> list[list[Window]]:
    groups: list[list[Window]] = [[]]
    for window in windows:
        if groups[-1] and len(window.ids) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(window)
    return groups


def student_loss(student: Network, batch: Batch) -> Tensor:
    """Annotated batches as they are; of the teacher's, cross-entropy with its probabilities."""
    if batch.tags.dim() == 2:
        return annotated_loss(student, batch)
    tags, cuts = student(batch.ids, batch.mask, batch.first, batch.words)
    there = batch.words.bool()
    loss = functional.cross_entropy(tags[there], batch.tags[there])
    names = 1 - batch.tags[there][:, :1]  # where a name may begin, its cut matters
    own = functional.cross_entropy(cuts[there], batch.cuts[there], reduction="none")
    return loss + 0.3 * (own * names[:, 0]).sum() / names.sum().clamp(min=1.0)


if __name__ == "__main__":
    main()
