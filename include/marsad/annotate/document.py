"""One text, tokenised once, as every annotator stage reads it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from marsad.annotate.spacing import spaced
from marsad.text.normalize import Folded, fold
from marsad.text.sentences import Sentence, split_sentences
from marsad.text.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its folded form, tokens and sentences. Token indices count through the whole text."""

    text: str
    folded: Folded
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]  # of the tokens, for bisection
    sentence_starts: tuple[int, ...]

    def token_at(self, offset: int) -> int:
        """Index of the token that covers or follows the source offset."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.tokens[index].end else index + 1

    def offset_in(self, index: int, letters: int) -> int:
        """The source offset after so many folded letters of token `index`: where a name begins behind proclitics."""
        token = self.tokens[index]
        return self.folded.starts[token.folded_start + letters] if letters else token.start

    def letters_before(self, index: int, offset: int) -> int:
        """How many folded letters of token `index` stand before the source offset; the inverse of `offset_in`."""
        begin = self.tokens[index].folded_start
        return bisect_left(self.folded.starts, offset, begin, begin + len(self.tokens[index].key)) - begin

    def token_span(self, start: int, end: int) -> tuple[int, int]:
        """[first, last) token of the source span [start, end)."""
        return self.token_at(start), self.token_at(end - 1) + 1

    def key(self, index: int) -> str:
        """Token `index`, folded; "" outside the text."""
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def keys(self, first: int, last: int, cut: int = 0) -> tuple[str, ...]:
        """Tokens [first, last), folded, the first without `cut` letters of proclitics."""
        keys = tuple(token.key for token in self.tokens[first:last])
        return (keys[0][cut:], *keys[1:]) if cut else keys

    def keys_of(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words of the name at [start, end) in the source, without the proclitics before it."""
        first, last = self.token_span(start, end)
        return self.keys(first, last, self.letters_before(first, start))

    def name_key(self, start: int, end: int) -> str:
        """The name at [start, end) in the source, folded, words that ran together apart."""
        first, last = self.token_span(start, end)
        tokens = self.tokens
        begin = tokens[first].folded_start + self.letters_before(first, start)
        return self.folded.text[begin : tokens[last - 1].folded_start + self.letters_before(last - 1, end)]

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that holds the source offset."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def in_one_sentence(self, first: int, second: int) -> bool:
        """Whether one sentence holds both source offsets."""
        return self.sentence_of(first) == self.sentence_of(second)

    def token_range(self, sentence: int) -> tuple[int, int]:
        """[first, last) token of a sentence."""
        bounds = self.sentences[sentence]
        return bisect_left(self.starts, bounds.start), bisect_left(self.starts, bounds.end)

    def is_adjacent(self, index: int) -> bool:
        """Whether only blanks stand between token `index` and the next."""
        if index + 1 >= len(self.tokens):
            return False
        between = self.text[self.tokens[index].end : self.tokens[index + 1].start]
        return "\n" not in between


def read_document(text: str) -> Document:
    """Fold, space, tokenise and split `text`. Linear in its length; any string is accepted."""
    folded = spaced(fold(text))
    tokens = tokenize(folded)
    sentences = split_sentences(text)
    return Document(
        text,
        folded,
        tokens,
        sentences,
        tuple(t.start for t in tokens),
        tuple(s.start for s in sentences),
    )
