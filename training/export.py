"""Write a trained network as the model that ships: ONNX in 8 bits, its tokenizer, its facts.

Of several checkpoints the mean of their weights (Wortsman et al. 2022). The articles of the sample newsroom show how
large its numbers get.
"""

import argparse
import json
from pathlib import Path

from e5 import read_encoder
from examples import TAGS
from marsad.annotate.labels import REALIS, ROLES, event_types
from marsad.annotate.windows import LONGEST, OPENING
from marsad.sample.articles import load_articles
from quantize import write
from vocabulary import kept_pieces, make_tokenizer
from weights import initial_network, mean


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
    tokenizer = make_tokenizer(encoder, kept_pieces(encoder))
    write(network, options.folder / "tagger.onnx", tokenizer, [article.body for article in load_articles()])
    tokenizer.save(str(options.folder / "tokenizer.json"), pretty=False)
    facts = {
        "version": options.version, "tags": TAGS, "types": event_types(), "realis": REALIS, "roles": ROLES,
        "window": LONGEST, "opening": OPENING, "links_opening": options.links_opening, "shape": vars(network.shape),
    }  # fmt: skip
    (options.folder / "model.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
