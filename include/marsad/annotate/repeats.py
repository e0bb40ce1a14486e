"""Names that the text repeats: where it wrote one once, the same words are that name again, and so is a surname."""

from collections.abc import Iterator, Sequence

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.lexicon import Lexicon
from marsad.text.tokens import is_proclitic

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
    return [c for i in range(len(document.tokens)) if (c := _at(document, i, by_first, types))]


def _told(document: Document, name: Candidate, lexicon: Lexicon) -> Iterator[Words]:
    first, last = document.token_at(name.start), document.token_at(name.end - 1) + 1
    keys = [token.key for token in document.tokens[first:last]]
    keys[0] = keys[0][document.letters_before(first, name.start) :]
    if len(keys) > _LONGEST or document.tokens[last - 1].end != name.end:
        return
    if len(keys) > 1:
        yield tuple(keys)
    for word in {keys[0]} if len(keys) == 1 else {keys[-1]} if name.type == "PER" else ():
        if len(word) >= _SHORTEST and not lexicon.is_common(word) and word[0].isalpha():
            yield (word,)


def _at(document: Document, i: int, by_first: dict[str, list[Words]], types: dict[Words, str]) -> Candidate | None:
    """The longest of the names that begins in token i."""
    token = document.tokens[i]
    if token.text.endswith("على"):  # the preposition folds to the name علي
        return None
    for stem in token.stems:
        if not is_proclitic(token.key[: stem.cut]):
            continue
        for words in by_first.get(stem.key, ()):
            after = document.tokens[i + 1 : i + len(words)]
            if tuple(t.key for t in after) == words[1:]:
                end = document.tokens[i + len(words) - 1].end
                return Candidate(document.offset_in(i, stem.cut), end, types[words])
    return None
