"""What is minimised: cross-entropy with the annotations."""

import torch
from torch import Tensor
from torch.nn import functional

from batches import Batch, Events
from examples import IGNORED
from marsad.annotate.labels import NO_EVENT
from network import Network, Output


def annotated_loss(network: Network, batch: Batch) -> Tensor:
    """Cross-entropy of tags, of cuts where a name begins, and of events where they are annotated."""
    scored = network(batch.ids, batch.mask, batch.first, batch.words)
    loss = _classes(scored.tags, batch.tags) + 0.3 * _classes(scored.cuts, batch.cuts)
    if batch.events:
        loss = loss + event_loss(scored, batch.events)
        if len(batch.events.rows):
            loss = loss + link_loss(network, scored, batch)
    return loss


def _classes(scores: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy over the words that have a class; 0 where none has."""
    if not (wanted >= 0).any():
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), wanted.reshape(-1), ignore_index=IGNORED)


def event_loss(scored: Output, events: Events) -> Tensor:
    """Of annotated events: types, realis, and what is told by a window as a whole."""
    loss = _type_loss(scored.types, events.types) + 0.2 * _classes(scored.realis, events.realis)
    known = events.said >= 0
    if known.any():
        absent = torch.log1p(-scored.types.softmax(-1).clamp(max=1 - 1e-4)).sum(1)[known]  # log P(no word tells it)
        told = events.said[known]
        present = torch.log((1 - absent.exp()).clamp(min=1e-6))
        loss = loss - 0.2 * (told * present + (1 - told) * absent).mean()
    return loss


def _type_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy in which a word that tells an event counts four times: one in ninety does."""
    if not (wanted >= 0).any():
        return scores.sum() * 0.0
    weights = torch.full((scores.shape[-1],), 4.0, device=scores.device)
    weights[NO_EVENT] = 1.0
    flat = functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), wanted.reshape(-1), weights, ignore_index=IGNORED, reduction="sum"
    )
    return 5.0 * flat / (wanted >= 0).sum()


def link_loss(network: Network, scored: Output, batch: Batch) -> Tensor:
    """Binary cross-entropy, summed over the words of a trigger and meaned over triggers, of which there are some."""
    events = batch.events
    assert events is not None
    read = functional.dropout(scored.read, network.dropout, network.training)
    own = network.links(read, events.rows, events.at, batch.words)
    known = (events.links >= 0).float()
    each = functional.binary_cross_entropy_with_logits(own, events.links.clamp(min=0), reduction="none")
    return 0.03 * (each * known).sum() / len(events.rows)
