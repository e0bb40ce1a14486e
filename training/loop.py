"""The optimisation."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from batches import Batch
from network import HEADS, Network

Loss = Callable[[Network, Batch], Tensor]


def fit(
    network: Network,
    epochs: Sequence[Callable[[], list[Batch]]],
    rates: tuple[float, float],
    loss_of: Loss,
    out: Path,
) -> Iterator[int]:
    """Train on one list of batches after another; yields the number of epochs done, after keeping a checkpoint.

    `rates` are the highest learning rates of the body and of the heads.
    """
    device = next(network.parameters()).device
    optimizer = torch.optim.AdamW(_groups(network, rates), weight_decay=0.01, foreach=True)
    began, done, losses, steps = time.time(), 0, list[float](), 0
    for epoch, make in enumerate(epochs):
        network.train()
        batches = make()
        steps = steps or len(epochs) * len(batches)
        for batch in batches:
            for group, base in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = base * _share(done, steps)
            optimizer.zero_grad()
            loss = loss_of(network, batch.to(str(device)))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            done += 1
            losses.append(loss.item())
            if done % 50 == 0:
                print(f"step {done}/{steps} loss {np.mean(losses[-50:]):.4f} {time.time() - began:.0f} s", flush=True)
        torch.save({"shape": vars(network.shape), "weights": network.state_dict()}, out)
        yield epoch + 1


def _groups(network: Network, rates: tuple[float, float]) -> list[dict[str, object]]:
    learnt = [(n.partition(".")[0] in HEADS, p) for n, p in network.named_parameters() if p.requires_grad]
    parts = ([p for is_head, p in learnt if is_head == wanted] for wanted in (False, True))
    return [{"params": p, "lr": r} for p, r in zip(parts, rates, strict=True)]


def _share(step: int, steps: int) -> float:
    """A tenth of warm-up, then down to a fiftieth."""
    return min((step + 1) / (0.1 * steps), 1.0) * max(0.02, 1 - step / steps)
