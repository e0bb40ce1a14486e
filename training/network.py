"""The encoder and its heads: a BERT-like transformer over sub-word pieces that reads out one vector a word."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

HEADS = ("tag", "cut", "event", "realis", "links")
AGAIN = tuple(f"links.{part}." for part in ("word", "trigger", "apart", "norm", "block", "role"))  # of the second look


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
    second: int = 128  # the width of the layer that looks at a trigger's words once more


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

    tags, cuts, types and realis are (batch, words, classes); read (batch, words, width) is what `Links` is given.
    """

    tags: Tensor
    cuts: Tensor
    types: Tensor
    realis: Tensor
    read: Tensor


class Links(nn.Module):
    """How much each word belongs to each role of the event that a word, its trigger, tells.

    At first sight: a scaled product of two projections (Dozat & Manning 2017, without their bilinear tensor), a bias of
    the trigger, and one of the distance between the two. Then the words are looked at once more, together: each is
    scaled and moved by what its trigger is (Perez et al. 2018) and moved by the distance, one narrow transformer layer
    compares them, and what it makes of each is added. So one word's part depends on what else could play it.
    """

    def __init__(self, shape: Shape, reach: int = 24) -> None:
        super().__init__()
        self.roles, self.size, self.reach = shape.roles, shape.link, reach
        self.first = nn.Linear(shape.width, shape.roles * shape.link)
        self.second = nn.Linear(shape.width, shape.roles * shape.link)
        self.bias = nn.Linear(shape.width, shape.roles)
        self.distance = nn.Embedding(2 * reach + 1, shape.roles)
        nn.init.zeros_(self.distance.weight)
        nn.init.constant_(self.bias.bias, -3.0)
        narrow = shape.second
        self.word = nn.Linear(shape.width, narrow)
        self.trigger = nn.Linear(shape.width, 2 * narrow)
        self.apart = nn.Embedding(2 * reach + 1, narrow)
        self.norm = nn.LayerNorm(narrow)
        self.block = Block(replace(shape, width=narrow, heads=4, inner=2 * narrow))
        self.role = nn.Linear(narrow, shape.roles)
        nn.init.normal_(self.apart.weight, std=0.1)
        nn.init.zeros_(self.role.weight)
        nn.init.zeros_(self.role.bias)

    def forward(self, x: Tensor, rows: Tensor, at: Tensor, words: Tensor) -> Tensor:
        """x (batch, words, width), 0/1 words (batch, words), and where each trigger stands, rows and at (triggers,)
        -> (triggers, words, roles)."""
        triggers = x[rows, at]
        places = torch.arange(x.shape[1], device=x.device)
        apart = (places[None, :] - at[:, None]).clamp(-self.reach, self.reach) + self.reach
        one = self.first(triggers).view(-1, self.roles, self.size, 1)
        other = self.second(x).view(*x.shape[:2], self.roles, self.size).permute(0, 2, 1, 3)[rows]
        product = (other @ one)[..., 0].transpose(1, 2) / math.sqrt(self.size)
        return (
            product
            + self.bias(triggers)[:, None, :]
            + self.distance(apart)
            + self._again(x, rows, triggers, apart, words)
        )

    def _again(self, x: Tensor, rows: Tensor, triggers: Tensor, apart: Tensor, words: Tensor) -> Tensor:
        scale, shift = self.trigger(triggers)[:, None, :].chunk(2, -1)
        moved = self.norm(self.word(x)[rows] * (1 + scale) + shift + self.apart(apart))
        bias = (1 - words[rows])[:, None, None, :] * -1e4
        found: Tensor = self.role(self.block(moved, bias))
        return found


class Network(nn.Module):
    """Pieces in; out, for each word, what name it belongs to, how many letters to cut from its front, what event it
    tells, whether that happened, and which words take part in it.

    A word is read at its first piece. Dropout is on the embeddings and on what the links are made of: in every block it
    costs a fifth of the training time on a CPU, and a few epochs overfit little. `is_half` lets the products of the
    encoder be of bfloat16 numbers while it learns; its heads are in 32 bits always, since a probability near one is one
    in 16.
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
        self.links = Links(shape)

    def encode(self, ids: Tensor, mask: Tensor, first: Tensor, words: Tensor) -> Tensor:
        """ids and 0/1 mask (batch, pieces), first and 0/1 words (batch, words) -> (batch, words, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = functional.dropout(self.norm(self.piece(ids) + self.position(places)), self.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2])) * words[:, :, None]

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, words: Tensor) -> Output:
        """Scores of every word."""
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self.is_half and self.training):
            x = self.encode(ids, mask, first, words).float()
        return Output(self.tag(x), self.cut(x), self.event(x), self.realis(x), x)
