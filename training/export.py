"""Write a trained network as the model that ships: ONNX with 8-bit weights, its tokenizer, its facts.

Of several checkpoints the mean of their weights (Wortsman et al. 2022).
"""

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from e5 import read_encoder
from examples import TAGS
from marsad.annotate.labels import REALIS, ROLES, event_types
from marsad.annotate.windows import LONGEST, OPENING
from network import Network, Output
from vocabulary import kept_pieces, make_tokenizer
from weights import initial_network, mean

NAMES = ("ids", "mask", "first", "words")


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


class SmallLinear(SmallTable):
    """A linear layer whose weights are kept in 8 bits; it computes in floats, once they are read.

    Activations are not quantised: their scale would be that of the whole batch, and what is found in a text would
    depend on the texts beside it.
    """

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__(layer.weight.detach())
        self.register_buffer("bias", layer.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        """As the layer."""
        return functional.linear(x, self.rows.float() * self.scale, self.bias)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="or folders that were exported before")
    parser.add_argument("folder", type=Path, help="include/models/tagger")
    parser.add_argument("--version", required=True)
    parser.add_argument(
        "--no-links-opening",
        dest="links_opening",
        action="store_false",
        help="the runs, those before the twentieth, did not learn to link an event with the opening",
    )
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    encoder = read_encoder()
    network = mean([initial_network(encoder, path) for path in options.checkpoints]).eval()
    write(network, options.folder / "tagger.onnx")
    make_tokenizer(encoder, kept_pieces(encoder)).save(str(options.folder / "tokenizer.json"), pretty=False)
    facts = {
        "version": options.version, "tags": TAGS, "types": event_types(), "realis": REALIS, "roles": ROLES,
        "window": LONGEST, "opening": OPENING, "links_opening": options.links_opening, "shape": vars(network.shape),
    }  # fmt: skip
    (options.folder / "model.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf8")


def write(network: Network, path: Path) -> None:
    """The network as ONNX with free batch, piece and word axes, its weights in 8 bits."""
    network.piece = SmallTable(network.piece.weight.detach())  # type: ignore[assignment]
    for block in network.blocks:
        for name in ("qkv", "out", "up", "down"):
            setattr(block, name, SmallLinear(getattr(block, name)))
    for name in ("first", "second"):
        setattr(network.links, name, SmallLinear(getattr(network.links, name)))
    given = (
        torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9), torch.ones(2, 5, dtype=torch.long), torch.ones(2, 5),
    )  # fmt: skip
    axes = {"ids": {0: "batch", 1: "pieces"}, "mask": {0: "batch", 1: "pieces"}}
    axes |= {name: {0: "batch", 1: "words"} for name in ("first", "words", *Output._fields)}
    axes["links"] = {0: "batch", 1: "words", 2: "words"}
    torch.onnx.export(
        network, given, str(path), input_names=list(NAMES), output_names=list(Output._fields), dynamic_axes=axes,
        opset_version=17, dynamo=False, do_constant_folding=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
