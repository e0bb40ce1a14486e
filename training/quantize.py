"""The network as it ships: one window at a time, its products in 8-bit numbers, attention as one operation.

A layer's input gets one scale, that of what it holds; so one window is read at a time, and what is found in a text
never depends on the texts beside it. Where a few channels are much larger than the others one scale would lose these:
such channels are divided, and the weights they meet multiplied (SmoothQuant: Xiao et al. 2023). Weights keep to 7 bits,
since processors without VNNI add two products in 16.
"""

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from marsad.annotate.document import read_document
from marsad.annotate.labels import NO_EVENT
from marsad.annotate.pieces import cut
from marsad.annotate.tagger import LINKED
from marsad.annotate.windows import LONGEST
from network import Block, Links, Network

_MOVED = 0.8  # how much of a channel's size is moved into the weights, as a power of it
_HIGHEST = 63  # of a weight
_LINEAR = ("qkv", "out", "up", "down")  # of a block
_INPUTS = ("ids", "first")
_OUTPUTS = ("tags", "cuts", "types", "realis", "told", "links")


def write(network: Network, path: Path, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
    """The network as ONNX with free piece and word axes; the channels of `texts` say which are large."""
    reader = Reader(network, channels(network, tokenizer, texts))
    given = (torch.ones(1, 9, dtype=torch.long), torch.ones(1, 5, dtype=torch.long))
    axes = {"ids": {1: "pieces"}, **{name: {1: "words"} for name in ("first", *_OUTPUTS)}}
    axes |= {"told": {0: "told"}, "links": {0: "told", 1: "words"}}
    torch.onnx.export(
        reader, given, str(path), input_names=list(_INPUTS), output_names=list(_OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False, do_constant_folding=False,
    )  # fmt: skip


def channels(network: Network, tokenizer: Tokenizer, texts: Sequence[str]) -> dict[str, Tensor]:
    """Of each linear layer of a block the greatest size of each of its inputs (inputs,)."""
    found: dict[str, Tensor] = {}

    def note(name: str) -> Any:
        def hook(_: nn.Module, inputs: tuple[Tensor, ...], __: Tensor) -> None:
            sizes = inputs[0].abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found.get(name, sizes), sizes)

        return hook

    hooks = [
        getattr(block, layer).register_forward_hook(note(f"{number}.{layer}"))
        for number, block in enumerate(network.blocks)
        for layer in _LINEAR
    ]
    words = [[token.text for token in read_document(text).tokens[:LONGEST]] for text in texts]
    with torch.no_grad():
        for pieces in cut(tokenizer, words, [0] * len(words)):
            ids, first = torch.tensor([pieces.ids]), torch.tensor([pieces.heads])
            network(ids, torch.ones(ids.shape), first, torch.ones(first.shape))
    for hook in hooks:
        hook.remove()
    return found


class SmallTable(nn.Module):
    """An embedding kept in 8 bits with a scale for each row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (table / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Rows as floats."""
        return self.rows[ids].float() * self.scale[ids]


class SmallLinear(nn.Module):
    """A linear layer in 8 bits: weights (inputs, outputs) with a scale for each output, inputs times `shrink` first."""

    def __init__(self, weight: Tensor, bias: Tensor, sizes: Tensor | None = None) -> None:
        super().__init__()
        if sizes is not None:
            growth = _growth(weight, sizes)
            self.register_buffer("shrink", 1 / growth)
            weight = weight * growth
        else:
            self.shrink = None
        scale = weight.abs().amax(1).clamp(min=1e-8) / _HIGHEST
        self.register_buffer("columns", (weight / scale[:, None]).round().to(torch.int8).T.contiguous())
        self.register_buffer("scale", scale)
        self.register_buffer("bias", bias)
        self.register_buffer("zero", torch.zeros(len(bias), dtype=torch.int8))

    def forward(self, x: Tensor) -> Tensor:
        """As the layer."""
        x = x if self.shrink is None else x * self.shrink
        found: Tensor = _Product.apply(x, self.columns, self.scale, self.zero, self.bias)
        return found


def _growth(weight: Tensor, sizes: Tensor) -> Tensor:
    """What the weights of each input are multiplied with (inputs,): 1 for the median one."""
    grown = sizes.clamp(min=1e-5) ** _MOVED / weight.abs().amax(0).clamp(min=1e-5) ** (1 - _MOVED)
    return grown / grown.median()


class _Product(torch.autograd.Function):
    """An operation of onnxruntime's: the input is quantised, multiplied, and brought back to floats, all at once."""

    @staticmethod
    def forward(_: Any, x: Tensor, columns: Tensor, scale: Tensor, __: Tensor, bias: Tensor) -> Tensor:  # type: ignore[override]
        return x @ (columns.float() * scale) + bias

    @staticmethod
    def symbolic(g: Any, x: Any, columns: Any, scale: Any, zero: Any, bias: Any) -> Any:
        found = g.op("com.microsoft::DynamicQuantizeMatMul", x, columns, scale, zero, bias)
        return found.setType(x.type().with_sizes([*[None] * (x.type().dim() - 1), bias.type().sizes()[0]]))


class _Attention(torch.autograd.Function):
    """Another: attention of all heads."""

    @staticmethod
    def forward(_: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:  # type: ignore[override]
        batch, length, width = q.shape
        q, k, v = (x.view(batch, length, heads, width // heads).transpose(1, 2) for x in (q, k, v))
        return functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, width)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class SmallBlock(nn.Module):
    """A block in 8 bits. What its `out` reads is made smaller where it is made, in the last third of `qkv`."""

    def __init__(self, block: Block, sizes: dict[str, Tensor]) -> None:
        super().__init__()
        self.heads = block.heads
        width = block.out.in_features
        growth = _growth(block.out.weight.detach(), sizes["out"])
        shrink = torch.cat([torch.ones(2 * width), 1 / growth])
        weight, bias = block.qkv.weight.detach() * shrink[:, None], block.qkv.bias.detach() * shrink
        self.qkv = SmallLinear(weight, bias, sizes["qkv"])
        self.out = SmallLinear(block.out.weight.detach() * growth, block.out.bias.detach())
        for name in ("up", "down"):
            layer = getattr(block, name)
            setattr(self, name, SmallLinear(layer.weight.detach(), layer.bias.detach(), sizes[name]))
        self.norm1, self.norm2 = block.norm1, block.norm2

    def forward(self, x: Tensor) -> Tensor:
        """(1, length, width) -> the same."""
        q, k, v = self.qkv(x).split(x.shape[2], 2)
        x = self.norm1(x + self.out(_Attention.apply(q, k, v, self.heads)))
        found: Tensor = self.norm2(x + self.down(functional.gelu(self.up(x))))
        return found


class Reader(nn.Module):
    """A network for one window: no padding, no mask. Its parts are named as the network's."""

    def __init__(self, network: Network, sizes: dict[str, Tensor]) -> None:
        super().__init__()
        self.piece, self.position, self.norm = SmallTable(network.piece.weight.detach()), network.position, network.norm
        self.blocks = nn.ModuleList(
            SmallBlock(block, {layer: sizes[f"{number}.{layer}"] for layer in _LINEAR})  # type: ignore[arg-type]
            for number, block in enumerate(network.blocks)
        )
        self.tag, self.cut, self.event, self.realis = network.tag, network.cut, network.event, network.realis
        self.links: Links = deepcopy(network.links)
        for name in ("first", "second", "word"):
            layer = getattr(network.links, name)
            setattr(self.links, name, SmallLinear(layer.weight.detach(), layer.bias.detach()))

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """ids (1, pieces), first (1, words) -> of every word its scores, as in network.Output; `told` (told,), which
        words may tell an event, and their `links` (told, words, roles)."""
        x = self.norm(self.piece(ids) + self.position(torch.arange(ids.shape[1])))
        for block in self.blocks:
            x = block(x)
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        types = self.event(x)
        told = torch.nonzero(types[0].softmax(-1)[:, NO_EVENT] < 1 - LINKED)[:, 0]
        at = torch.cat([told, told.new_zeros(1)])  # some operations want a row at least
        links = self.links(x, torch.zeros_like(at), at, torch.ones(first.shape))[:-1]
        return self.tag(x), self.cut(x), types, self.realis(x), told, links
