"""The encoder and its heads: a BERT-like transformer over sub-word pieces that reads out one vector a word."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

HEADS = ("tag", "cut", "event", "realis", "links")


@dataclass(frozen=True)
class Shape:
    """Sizes of a network."""

    pieces: int
    tags: int
    cuts: int
    layers: int = 12
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    epsilon: float = 1e-12
    types: int = 20
    realis: int = 4
    roles: int = 7
    link: int = 32


class Block(nn.Module):
    """One transformer layer, normalised after each half as BERT is (Devlin et al. 2019)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(batch, length, width) -> the same; `bias` (batch, 1, 1, length) is -inf-like over padding."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).float().view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        with torch.autocast(x.device.type, enabled=False):  # in 16 bits a CPU is slower at its gradient than in 32
            attended = functional.scaled_dot_product_attention(q, k, v, bias)
        x = self.norm1(x + self.out(attended.transpose(1, 2).reshape(batch, length, width)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Output(NamedTuple):
    """Scores, before any softmax.

    tags, cuts, types and realis are (batch, words, classes); links is (batch, words, words, roles): how much the
    second word belongs to a role of the event that the first word tells.
    """

    tags: Tensor
    cuts: Tensor
    types: Tensor
    realis: Tensor
    links: Tensor


class Links(nn.Module):
    """A score for every ordered pair of words and every role: a scaled product of two projections (Dozat & Manning
    2017, without their bilinear tensor), a bias of the first word, and one of the distance between the two."""

    def __init__(self, width: int, roles: int, size: int, reach: int = 24) -> None:
        super().__init__()
        self.roles, self.size, self.reach = roles, size, reach
        self.first = nn.Linear(width, roles * size)
        self.second = nn.Linear(width, roles * size)
        self.bias = nn.Linear(width, roles)
        self.distance = nn.Embedding(2 * reach + 1, roles)
        nn.init.zeros_(self.distance.weight)
        nn.init.constant_(self.bias.bias, -3.0)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, words, width) -> (batch, words, words, roles)."""
        batch, words, _ = x.shape
        one = self.first(x).view(batch, words, self.roles, self.size).transpose(1, 2)
        other = self.second(x).view(batch, words, self.roles, self.size).transpose(1, 2)
        product = (one @ other.transpose(2, 3)).permute(0, 2, 3, 1) / math.sqrt(self.size)
        at = torch.arange(words, device=x.device)
        apart = (at[None, :] - at[:, None]).clamp(-self.reach, self.reach) + self.reach
        return product + self.bias(x)[:, :, None, :] + self.distance(apart)


class Network(nn.Module):
    """Pieces in; out, for each word, what name it belongs to, how many letters to cut from its front, what event it
    tells, whether that happened, and which words take part in it.

    A word is read at its first piece. Dropout is on the embeddings alone: in every block it costs a fifth of the
    training time on a CPU, and a few epochs overfit little. `is_half` lets the products of the encoder be of bfloat16
    numbers while it learns; its heads are in 32 bits always, since a probability near one is one in 16.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout, self.is_half = shape, dropout, False
        self.piece = nn.Embedding(shape.pieces, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.tag = nn.Linear(shape.width, shape.tags)
        self.cut = nn.Linear(shape.width, shape.cuts)
        self.event = nn.Linear(shape.width, shape.types)
        self.realis = nn.Linear(shape.width, shape.realis)
        self.links = Links(shape.width, shape.roles, shape.link)

    def encode(self, ids: Tensor, mask: Tensor, first: Tensor, words: Tensor) -> Tensor:
        """ids and 0/1 mask (batch, pieces), first and 0/1 words (batch, words) -> (batch, words, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = functional.dropout(self.norm(self.piece(ids) + self.position(places)), self.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2])) * words[:, :, None]

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, words: Tensor) -> Output:
        """Scores of every word and pair of words."""
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self.is_half and self.training):
            x = self.encode(ids, mask, first, words).float()
        return Output(self.tag(x), self.cut(x), self.event(x), self.realis(x), self.links(x))
