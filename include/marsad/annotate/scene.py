"""What the event stages know about a text: its tokens, and which of them are names, dates or numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from marsad.annotate.document import Document
from marsad.annotate.gazetteer import Gazetteer
from marsad.annotate.grammar import Grammar, load_grammar
from marsad.annotate.lexicon import Lexicon, load_lexicon
from marsad.model import DateExpression, Mention
from marsad.text.numbers import find_numbers

_WINDOW = 150  # tokens on either side; the longest sentences of the news keep within it
_COMMAS = frozenset({"،", ","})


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with its mentions and dates, indexed by token."""

    document: Document
    mentions: tuple[Mention, ...]
    dates: tuple[DateExpression, ...]
    published: date | None
    mention_at: dict[int, Mention]  # first token -> mention
    inside: dict[int, Mention]  # every token of a mention -> mention
    date_tokens: frozenset[int]
    number_tokens: frozenset[int]
    gazetteer: Gazetteer
    grammar: Grammar
    lexicon: Lexicon
    participants: frozenset[str]  # heads of phrases that can act: persons, forces, groups, institutions

    def key(self, index: int) -> str:
        """The folded token, "" outside the text."""
        return self.document.key(index)

    def around(self, index: int) -> tuple[int, int]:
        """[begin, end) tokens of the sentence of token `index`, cut to a window so that time stays linear in texts
        that never end a sentence."""
        begin, end = self.document.token_range(self.document.sentence_of(self.document.tokens[index].start))
        return max(begin, index - _WINDOW), min(end, index + _WINDOW)

    def has_stem(self, index: int, words: frozenset[str]) -> bool:
        """Whether the token, or the token without و or ف, is one of `words`."""
        key = self.key(index)
        return key in words or (len(key) > 2 and key[0] in "وف" and key[1:] in words)

    def skip_asides(self, index: int, end: int) -> int:
        """The first token from `index` that is no date and no comma or parenthesis around one."""
        while index < end and (index in self.date_tokens or self._is_aside(index)):
            index += 1
        return index

    def _is_aside(self, index: int) -> bool:
        near_date = index + 1 in self.date_tokens or index - 1 in self.date_tokens
        return self.key(index) == '"' or (near_date and self.key(index) in _COMMAS | {"(", ")"})


@cache
def _participant_heads() -> frozenset[str]:
    """The grammar's own list and every word that announces a person or an organisation, without the article."""
    grammar, lexicon = load_grammar(), load_lexicon()
    words = grammar.participants | grammar.people | lexicon.titles | lexicon.organization_heads | lexicon.loose_heads
    words |= frozenset(word for sector in grammar.sectors.values() for word in sector if " " not in word)
    return frozenset(word.removeprefix("ال") for word in words) - grammar.not_people


def read_scene(
    document: Document,
    mentions: Sequence[Mention],
    dates: Sequence[DateExpression],
    published: date | None,
    data: tuple[Gazetteer, Grammar, Lexicon],
) -> Scene:
    """Index mentions and dates by token."""
    first: dict[int, Mention] = {}
    inside: dict[int, Mention] = {}
    for mention in mentions:
        tokens = range(*document.token_span(mention.start, mention.end))
        first[tokens.start] = mention
        inside |= dict.fromkeys(tokens, mention)
    in_dates = {i for d in dates for i in range(*document.token_span(d.start, d.end))}
    numbers = find_numbers(document.text, document.tokens)
    in_numbers = {i for n in numbers for i in range(*document.token_span(n.start, n.end))}
    gazetteer, grammar, lexicon = data
    return Scene(
        document, tuple(mentions), tuple(dates), published, first, inside, frozenset(in_dates),
        frozenset(in_numbers), gazetteer, grammar, lexicon, _participant_heads(),
    )  # fmt: skip
