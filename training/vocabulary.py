"""The pieces that Arabic news needs of the encoder's 250,037, as a tokenizer for the `tokenizers` library."""

import re

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from e5 import Encoder

# Arabic script of any length; of all else only what is short: digits, punctuation, Latin letters.
_KEPT = re.compile(r".*[\u0600-\u06ff].*|▁?[\x21-\x7e«»،؛؟“”–—…]{1,3}|▁", re.DOTALL)
# What the project's own folding drops too: vowel marks, tatweel, direction marks, joiners.
_DROPPED = (
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u061c]"
)
# The beginning of a window says whose rules the names in it follow; the project's own are `<s>`.
STANDARDS = {"guide": "<s>", "anercorp": "<anercorp>", "wojood": "<wojood>"}


def kept_pieces(encoder: Encoder) -> list[int]:
    """Indices of the pieces that stay: the four specials first, then the others in the encoder's order."""
    specials = [encoder.specials[name] for name in ("pad", "bos", "eos", "unk")]
    others = (i for i, piece in enumerate(encoder.pieces) if i not in specials and _KEPT.fullmatch(piece))
    return [*specials, *others]


def make_tokenizer(encoder: Encoder, kept: list[int]) -> Tokenizer:
    """Words, given one by one, to pieces. The standards' marks come after the kept pieces."""
    names = {encoder.specials[n]: s for n, s in (("pad", "<pad>"), ("bos", "<s>"), ("eos", "</s>"), ("unk", "<unk>"))}
    vocabulary = [(names.get(i, encoder.pieces[i]), float(encoder.scores[i])) for i in kept]
    vocabulary += [(mark, 0.0) for mark in STANDARDS.values() if mark != "<s>"]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(_DROPPED), "")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer
