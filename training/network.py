"""The encoder and its heads: a BERT-like transformer over sub-word pieces that reads out one vector a word."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """Sizes of a network: `piece_layers` blocks read pieces, then `word_layers` blocks read one vector a word."""

    pieces: int
    tags: int
    cuts: int
    piece_layers: int = 12
    word_layers: int = 0
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    epsilon: float = 1e-12


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
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v, bias)
        x = self.norm1(x + self.out(attended.transpose(1, 2).reshape(batch, length, width)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Network(nn.Module):
    """Pieces in; for each word its tag scores and the scores of how many letters to cut from its front.

    A word is read at its first piece. Blocks above that see words only, two thirds as many vectors as there are
    pieces, which is what makes a small network fast. Dropout is on the embeddings alone: in every block it costs a
    fifth of the training time on a CPU, and two or three epochs overfit little.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.piece = nn.Embedding(shape.pieces, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.piece_layers + shape.word_layers))
        self.tag = nn.Linear(shape.width, shape.tags)
        self.cut = nn.Linear(shape.width, shape.cuts)

    def encode(self, ids: Tensor, mask: Tensor, first: Tensor, words: Tensor) -> Tensor:
        """ids and 0/1 mask (batch, pieces), first and 0/1 words (batch, words) -> (batch, words, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = functional.dropout(self.norm(self.piece(ids) + self.position(places)), self.dropout, self.training)
        x = self._through(x, mask, 0, self.shape.piece_layers)
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        return self._through(x, words, self.shape.piece_layers, len(self.blocks))

    def _through(self, x: Tensor, mask: Tensor, begin: int, end: int) -> Tensor:
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks[begin:end]:
            x = block(x, bias)
        return x

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """Tag and cut scores of every word."""
        x = self.encode(ids, mask, first, words)
        return self.tag(x), self.cut(x)
