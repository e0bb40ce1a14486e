"""Networks to begin with: the pre-trained encoder, a checkpoint, or the model that ships."""

import json
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from e5 import Encoder
from examples import CUTS, TAGS
from network import AGAIN, HEADS, Network, Shape
from vocabulary import STANDARDS, kept_pieces

_PARTS = {"ao": "out", "fi": "up", "fo": "down"}


def initial_network(encoder: Encoder, checkpoint: Path | None) -> Network:
    """The network of a checkpoint or of a model's folder, or the pre-trained encoder with fresh heads."""
    if checkpoint and checkpoint.is_dir():
        return shipped(checkpoint)
    return load(checkpoint) if checkpoint else pretrained(encoder)


def shipped(folder: Path) -> Network:
    """The network of a folder that export.py wrote, its 8-bit weights as floats."""
    facts = json.loads((folder / "model.json").read_text(encoding="utf8"))
    graph = onnx.load(str(folder / "tagger.onnx")).graph
    kept = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in graph.initializer}
    weights = {}
    for name, value in kept.items():
        part, _, kind = name.rpartition(".")
        if kind == "rows":  # an embedding, and in models before 4.6.0 a layer
            weights[f"{part}.weight"] = value.float() * kept[f"{part}.scale"]
        elif kind == "columns":
            shrink = kept.get(f"{part}.shrink", torch.ones(len(value)))
            weights[f"{part}.weight"] = (value.float() * kept[f"{part}.scale"]).T * shrink
        elif kind not in ("scale", "shrink", "zero"):
            weights[name] = value
    return _filled(Network(Shape(**facts["shape"])), weights)


def load(checkpoint: Path) -> Network:
    """The network that train.py kept."""
    kept = torch.load(checkpoint, map_location="cpu", weights_only=True)
    return _filled(Network(Shape(**kept["shape"])), kept["weights"])


def _filled(network: Network, weights: dict[str, Tensor]) -> Network:
    """The network with these weights; one of before 4.7.0 has none to look at a trigger's words once more, and links
    as it did."""
    missing, unexpected = network.load_state_dict(weights, strict=False)
    assert not unexpected, unexpected
    again = {name for name in network.state_dict() if name.startswith(AGAIN)}
    assert set(missing) in (set(), again), missing
    return network


def mean(networks: Sequence[Network]) -> Network:
    """The first of the networks with the mean of the weights of all."""
    states = [network.state_dict() for network in networks]
    networks[0].load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
    return networks[0]


def pretrained(encoder: Encoder) -> Network:
    """All layers of the encoder, the embeddings of the kept pieces; the standards' marks begin as `<s>`."""
    kept = kept_pieces(encoder)
    marks = len(STANDARDS) - 1
    shape = Shape(
        len(kept) + marks, len(TAGS), CUTS, encoder.layers, encoder.width, encoder.heads, encoder.inner,
        encoder.positions, encoder.epsilon,
    )  # fmt: skip
    network = Network(shape)
    words = torch.from_numpy(encoder.array("emb.word", -1, encoder.width)[[*kept, *[encoder.specials["bos"]] * marks]])
    kinds = torch.from_numpy(encoder.array("emb.type")).reshape(-1, encoder.width)
    state = {
        "piece.weight": words,
        # Every piece is of the first kind, so its vector is folded into the positions'.
        "position.weight": torch.from_numpy(encoder.array("emb.pos", -1, encoder.width))[: shape.positions] + kinds[0],
        "norm.weight": torch.from_numpy(encoder.array("emb.ln.w")),
        "norm.bias": torch.from_numpy(encoder.array("emb.ln.b")),
    }
    for layer in range(encoder.layers):
        state |= {f"blocks.{layer}.{name}": value for name, value in _block(encoder, layer).items()}
    missing, unexpected = network.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert {name.partition(".")[0] for name in missing} == set(HEADS), missing
    return network


def _block(encoder: Encoder, layer: int) -> dict[str, Tensor]:
    def array(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(encoder.array(f"l{layer}.{name}", *shape))

    width, inner = encoder.width, encoder.inner
    state = {
        "qkv.weight": torch.cat([array(f"{n}.w", width, width) for n in "qkv"]),
        "qkv.bias": torch.cat([array(f"{n}.b") for n in "qkv"]),
    }
    sizes = {"ao": (width, width), "fi": (inner, width), "fo": (width, inner)}
    for name, to in _PARTS.items():
        state |= {f"{to}.weight": array(f"{name}.w", *sizes[name]), f"{to}.bias": array(f"{name}.b")}
    for name, to in (("aln", "norm1"), ("oln", "norm2")):
        state |= {f"{to}.weight": array(f"{name}.w"), f"{to}.bias": array(f"{name}.b")}
    return state
