"""Names that the text repeats: where it wrote one once, the same words are that name again, and so is a surname."""

from collections.abc import Iterator, Sequence

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.lexicon import Lexicon
from marsad.text.tokens import PROCLITICS, is_proclitic

_SHORTEST = 3  # letters of a name that one word tells
_LONGEST = 8  # words

Words = tuple[str, ...]


def find_repeats(document: Document, names: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Every place of the text, also before the first, that has the words of one of `names` or of a person's surname."""
    types: dict[Words, str] = {}
    for name in names:
        for words in _told(document, name, lexicon):
            types.setdefault(words, name.type)
    by_first: dict[str, list[Words]] = {}
    for words in sorted(types, key=len, reverse=True):
        by_first.setdefault(words[0], []).append(words)
    openings = {proclitic + word for word in by_first for proclitic in PROCLITICS}
    found = []
    for i, token in enumerate(document.tokens):
        if token.key in openings and (place := _place(document, i, by_first)):
            start, words = place
            found.append(Candidate(start, document.tokens[i + len(words) - 1].end, types[words]))
    return found


def _told(document: Document, name: Candidate, lexicon: Lexicon) -> Iterator[Words]:
    """The words by which the name may come again."""
    keys = document.keys_of(name.start, name.end)
    if len(keys) > _LONGEST or document.tokens[document.token_at(name.end - 1)].end != name.end:
        return
    if len(keys) > 1:
        yield keys
    word = keys[-1]
    is_told_by_one = len(keys) == 1 or name.type == "PER"
    if is_told_by_one and len(word) >= _SHORTEST and not lexicon.is_common(word) and word[0].isalpha():
        yield (word,)


def _place(document: Document, i: int, by_first: dict[str, list[Words]]) -> tuple[int, Words] | None:
    """Where the longest of the names that begins in token i begins, and its words."""
    token = document.tokens[i]
    if token.text.endswith("على"):  # the preposition folds to the name علي
        return None
    for stem in token.stems:
        if stem.key in by_first and is_proclitic(token.key[: stem.cut]):
            for words in by_first[stem.key]:
                if document.keys(i + 1, i + len(words)) == words[1:]:
                    return document.offset_in(i, stem.cut), words
    return None
