"""Persons the authority does not know: given names, names after titles, surnames after full names."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.lexicon import Lexicon
from marsad.text.tokens import stems

_CACHED = 1 << 16  # words
_LONGEST_NAME = 5  # words
_LONGEST_OFFICE = 7  # words between a title and the name it introduces
_ENDS = frozenset({"،", ",", ")", ":", "."})
_BEGINNINGS = _ENDS | {'"', "("}
_IN_OFFICES = frozenset({"،", ",", '"', "(", ")"})  # between the words of an office
_SPOKESMEN = frozenset(
    {"متحدث", "ناطق", "متحدثه", "ناطقه", "المتحدث", "الناطق", "المتحدثه", "الناطقه", "تحدث", "تحدثت"}
)


@dataclass(frozen=True, slots=True)
class _Word:
    """What the lexicon says of a folded word, wherever it stands."""

    name: str  # without the proclitics before a given name
    cut: int  # their letters
    begins_name: bool  # perhaps, though nothing introduces it
    is_title: bool
    is_reporting: bool


class PersonFinder:
    """The name words of one document; `find` reads names from them."""

    def __init__(self, document: Document, lexicon: Lexicon, names: Iterable[Candidate]) -> None:
        """`names` are those found so far; only organisations and places count."""
        self._document = document
        self._tokens = document.tokens
        self._lexicon = lexicon
        self._words = [_word(lexicon, token.key) for token in document.tokens]
        self._taken: set[int] = set()
        self._shareable: set[int] = set()  # «الحوثي» is a surname too
        self._homonyms: set[int] = set()  # «شيلي كتلسون»: a country's name that begins a person's
        for c in (name for name in names if name.type != "PER"):
            first, last = document.token_span(c.start, c.end)
            is_one_word = last - first == 1
            if c.type == "ORG" and is_one_word and document.tokens[first].key.startswith("ال"):
                self._shareable.add(first)
            else:
                self._taken.update(range(first, last))
            if c.type == "LOC" and is_one_word and document.tokens[first].start == c.start:
                self._homonyms.add(first)

    def find(self) -> list[Candidate]:
        """Names that begin with a given name, and names of unknown words after a title: apart and in reading order."""
        found: list[Candidate] = []
        i, office = 0, -1
        while i < len(self._words):
            word = self._words[i]
            if word.is_title:
                office = i
            is_told = i > 0 and self._words[i - 1].is_reporting
            is_introduced = is_told or (office >= 0 and 0 < i - office <= _LONGEST_OFFICE)
            end = i
            if word.begins_name or is_introduced:
                end = self._name_end(i, is_introduced=is_introduced, is_next=i - office == 1)
            if end > i:
                start = self._document.offset_in(i, word.cut)
                found.append(Candidate(start, self._tokens[end - 1].end, "PER"))
                i, office = end, -1
                continue
            if office >= 0 and not self._continues_office(i):
                office = -1
            i += 1
        return found

    def _name_end(self, i: int, *, is_introduced: bool, is_next: bool) -> int:
        """One past the last token of a name that begins at token i; i where none begins."""
        key = self._words[i].name
        if self._tokens[i].text.endswith("على") or self._is_on_behalf(i):  # the preposition folds to the name علي
            return i
        is_given = key in self._lexicon.given_names or self._is_compound(i, key)
        is_weak = key in self._lexicon.weak_given_names
        is_connected = key in self._lexicon.name_connectors and key not in {"بن", "ابن", "دي", "لو", "او", "دا"}
        if is_introduced and i in self._homonyms and i - 1 not in self._taken:
            return i + 2 if self._is_person_after_place(i) else i
        starts = is_given or is_connected or (is_introduced and self._is_foreign_start(i))
        if not starts or i in self._taken:
            return i
        end = self._extend(i)
        length = end - i
        if is_connected and not is_given:
            return end if length >= 3 or (length == 2 and key in {"عبد", "ام", "ابو", "ابي"}) else i
        if length >= 2:
            is_sure = is_introduced or not is_weak or self._has_strong_word(i + 1, end) or self._is_set_off(i, end)
            return end if is_sure else i
        is_single = is_next and not is_weak and (is_given or not key.startswith("ال"))
        return end if is_single and self._is_titled(i) else i

    def _is_on_behalf(self, i: int) -> bool:
        """«المتحدث باسم الوزارة»: no given name."""
        tokens = self._tokens
        return tokens[i].key == "باسم" and i > 0 and any(s.key in _SPOKESMEN for s in tokens[i - 1].stems)

    def _is_person_after_place(self, i: int) -> bool:
        """A title two words back at most, and an unknown word behind: «الصحفية الأميركية شيلي كتلسون»."""
        words = self._document.keys(max(0, i - 2), i)
        is_titled = any(w in self._lexicon.titles and w.startswith("ال") for w in words)
        return is_titled and self._document.is_adjacent(i) and self._is_unknown(i + 1)

    def _extend(self, i: int) -> int:
        end = i + 1
        while end < len(self._tokens) and end - i < _LONGEST_NAME:
            is_preposition = self._tokens[end].text == "على"
            if is_preposition or not self._document.is_adjacent(end - 1) or not self._is_name_word(end):
                break
            end += 1
        while end > i + 1 and self._tokens[end - 1].key in self._lexicon.name_connectors:
            end -= 1
        return end + 1 if self._is_ordinary_surname(end) else end

    def _is_ordinary_surname(self, i: int) -> bool:
        """«مصطفى سند،»: an ordinary word that ends a name, since punctuation or a title follows it."""
        if i + 1 >= len(self._tokens) or i in self._taken or not self._document.is_adjacent(i - 1):
            return False
        token, after = self._tokens[i], self._tokens[i + 1]
        is_surname = token.key.startswith("ال") and token.key.endswith("ي") and len(token.key) > 5
        is_noun = token.is_word and len(token.key) > 2 and (is_surname or not token.key.startswith("ال"))
        barred = (self._lexicon.reporting_verbs, self._lexicon.not_name_words, self._lexicon.titles)
        is_barred = any(stem.key in words for stem in token.stems[:3] for words in barred)
        is_ended = after.key in _ENDS or after.key in self._lexicon.titles or (is_surname and after.key == "ان")
        return is_noun and is_ended and not is_barred and not self._lexicon.is_nationality(token.key)

    def _is_set_off(self, i: int, end: int) -> bool:
        """Whether punctuation or a title stands on both sides of tokens [i, end)."""
        before, after = self._document.key(i - 1) or ".", self._document.key(end) or "."
        return before in _BEGINNINGS and (after in _ENDS or after in self._lexicon.titles)

    def _is_compound(self, i: int, key: str) -> bool:
        return self._document.key(i + 1) in {"الدين", "الله"} and key in self._lexicon.compound_given_names

    def _is_foreign_start(self, i: int) -> bool:
        return self._is_unknown(i) and self._document.key(i + 1) not in self._lexicon.given_names

    def _is_name_word(self, i: int) -> bool:
        key, before = self._tokens[i].key, self._tokens[i - 1].key
        if i in self._taken or not self._tokens[i].is_word or (key in self._lexicon.not_name_words and key != "علي"):
            return False
        is_compound = key in {"الدين", "الله"} and before in self._lexicon.compound_given_names
        is_listed = key in self._lexicon.given_names or key in self._lexicon.name_connectors
        follows_connector = before in self._lexicon.name_connectors
        return is_compound or is_listed or follows_connector or i in self._shareable or self._is_unknown(i)

    def _is_unknown(self, i: int) -> bool:
        return i not in self._taken and _is_unknown(self._lexicon, self._tokens[i].key)

    def _has_strong_word(self, start: int, end: int) -> bool:
        given_names, weak = self._lexicon.given_names, self._lexicon.weak_given_names
        return any(
            (key in given_names and key not in weak) or (key.startswith("ال") and len(key) > 4)
            for key in self._document.keys(start, end)
        )

    def _is_titled(self, i: int) -> bool:
        before = self._document.key(i - 1)
        return before.startswith("ال") and before in self._lexicon.titles

    def _continues_office(self, i: int) -> bool:
        """Whether the words of an office may go on over this one: «وزير الخارجية الإيراني»."""
        token = self._tokens[i]
        return not self._words[i].is_reporting if token.is_word else token.key in _IN_OFFICES


@lru_cache(maxsize=_CACHED)
def _word(lexicon: Lexicon, key: str) -> _Word:
    readings = [stem.key for stem in stems(key)[:2]]
    cut = _cut(lexicon, key)
    beginnings = (lexicon.given_names, lexicon.name_connectors, lexicon.compound_given_names)
    return _Word(
        name=key[cut:],
        cut=cut,
        begins_name=any(key[cut:] in words for words in beginnings),
        is_title=not lexicon.titles.isdisjoint(readings),
        is_reporting=not lexicon.reporting_verbs.isdisjoint(readings),
    )


def _cut(lexicon: Lexicon, key: str) -> int:
    """How many letters of proclitics stand before a given name."""
    if key in lexicon.given_names or key in lexicon.name_connectors or lexicon.is_common(key):
        return 0
    return next(
        (
            stem.cut
            for stem in stems(key)[1:]
            if stem.key in lexicon.given_names and stem.key != "علي" and len(stem.key) > 2 and not stem.is_definite
        ),
        0,
    )


@lru_cache(maxsize=_CACHED)
def _is_unknown(lexicon: Lexicon, key: str) -> bool:
    """Whether no list of ordinary words has a folded word, with or without its proclitics, and no ending is one of
    theirs."""
    if len(key) <= 2 or not "ء" <= key[0] <= "ي":
        return False
    readings = {stem.key for stem in stems(key) if len(stem.key) > 2} | {key.removeprefix("ال")}
    is_ordinary = any(lexicon.is_common(word) for word in readings if word == key or not word.startswith("ال"))
    endings = ("ات", "ون", "ين", "تها", "هم", "ها", "وا")
    is_inflected = key.endswith(endings) and key not in lexicon.given_names
    return not (is_ordinary or is_inflected or lexicon.is_nationality(key))
