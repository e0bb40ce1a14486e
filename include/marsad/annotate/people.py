"""Persons the authority does not know: given names, names after titles, surnames after full names."""

from collections.abc import Iterable

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.lexicon import Lexicon
from marsad.text.tokens import Token

_LONGEST_NAME = 5  # words
_LONGEST_OFFICE = 7  # words between a title and the name it introduces
_ENDS = frozenset({"،", ",", ")", ":", "."})
_SPOKESMEN = frozenset(
    {"متحدث", "ناطق", "متحدثه", "ناطقه", "المتحدث", "الناطق", "المتحدثه", "الناطقه", "تحدث", "تحدثت"}
)


class PersonFinder:
    """The name words of one document; `find` reads names from them."""

    def __init__(self, document: Document, lexicon: Lexicon, known: Iterable[Candidate]) -> None:
        self._document = document
        self._lexicon = lexicon
        self._taken: set[int] = set()
        self._shareable: set[int] = set()  # «الحوثي» is a surname too
        self._homonyms: set[int] = set()  # «شيلي كتلسون»: a country's name that begins a person's
        for c in known:
            words = range(document.token_at(c.start), document.token_at(c.end - 1) + 1)
            if c.type == "ORG" and len(words) == 1 and document.tokens[words[0]].key.startswith("ال"):
                self._shareable.add(words[0])
            elif c.type != "PER":
                self._taken.update(words)
            if c.type == "LOC" and len(words) == 1 and document.tokens[words[0]].start == c.start:
                self._homonyms.add(words[0])

    def find(self) -> list[Candidate]:
        """Names that begin with a given name, and names of unknown words after a title."""
        found: list[Candidate] = []
        i, office = 0, -1
        tokens = self._document.tokens
        while i < len(tokens):
            token = tokens[i]
            if any(stem.key in self._lexicon.titles for stem in token.stems[:2]):
                office = i
            is_told = i > 0 and any(s.key in self._lexicon.reporting_verbs for s in tokens[i - 1].stems[:2])
            is_introduced = is_told or (office >= 0 and 0 < i - office <= _LONGEST_OFFICE)
            end = self._name_end(i, is_introduced=is_introduced, is_next=i - office == 1)
            if end > i:
                start = self._document.offset_in(i, self._cut(token))
                found.append(Candidate(start, tokens[end - 1].end, "PER"))
                i, office = end, -1
                continue
            if not self._continues_office(token):
                office = -1
            i += 1
        return found

    def _name_end(self, i: int, *, is_introduced: bool, is_next: bool) -> int:
        """One past the last token of a name that begins at token i; i where none begins."""
        token = self._document.tokens[i]
        key = token.key[self._cut(token) :]
        if token.text.endswith("على") or self._is_on_behalf(i):  # the preposition folds to the name علي
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
        tokens = self._document.tokens
        return tokens[i].key == "باسم" and i > 0 and any(s.key in _SPOKESMEN for s in tokens[i - 1].stems)

    def _is_person_after_place(self, i: int) -> bool:
        """A title two words back at most, and an unknown word behind: «الصحفية الأميركية شيلي كتلسون»."""
        tokens = self._document.tokens
        words = [t.key for t in tokens[max(0, i - 2) : i]]
        is_titled = any(w in self._lexicon.titles and w.startswith("ال") for w in words)
        has_rest = i + 1 < len(tokens) and self._document.is_adjacent(i)
        return is_titled and has_rest and self._is_unknown(tokens[i + 1], i + 1)

    def _extend(self, i: int) -> int:
        end = i + 1
        while end < len(self._document.tokens) and end - i < _LONGEST_NAME:
            token = self._document.tokens[end]
            if not self._document.is_adjacent(end - 1) or not self._is_name_word(token, end):
                break
            if token.text == "على":
                break
            end += 1
        while end > i + 1 and self._document.tokens[end - 1].key in self._lexicon.name_connectors:
            end -= 1
        return end + 1 if self._is_ordinary_surname(end) else end

    def _is_ordinary_surname(self, i: int) -> bool:
        """«مصطفى سند،»: an ordinary word that ends a name, since punctuation or a title follows it."""
        if i + 1 >= len(self._document.tokens) or i in self._taken or not self._document.is_adjacent(i - 1):
            return False
        token, after = self._document.tokens[i], self._document.tokens[i + 1]
        is_surname = token.key.startswith("ال") and token.key.endswith("ي") and len(token.key) > 5
        is_noun = token.is_word and len(token.key) > 2 and (is_surname or not token.key.startswith("ال"))
        is_barred = any(
            s.key in self._lexicon.reporting_verbs | self._lexicon.not_name_words | self._lexicon.titles
            for s in token.stems[:3]
        )
        is_ended = after.key in _ENDS or after.key in self._lexicon.titles or (is_surname and after.key == "ان")
        return is_noun and is_ended and not is_barred and not self._lexicon.is_nationality(token.key)

    def _is_set_off(self, i: int, end: int) -> bool:
        """Whether punctuation or a title stands on both sides of tokens [i, end)."""
        before = self._document.tokens[i - 1].key if i else "،"
        after = self._document.tokens[end].key if end < len(self._document.tokens) else "."
        return before in _ENDS | {'"', "("} and (after in _ENDS or after in self._lexicon.titles)

    def _is_compound(self, i: int, key: str) -> bool:
        after = self._document.tokens[i + 1].key if i + 1 < len(self._document.tokens) else ""
        return after in {"الدين", "الله"} and key in self._lexicon.compound_given_names

    def _is_foreign_start(self, i: int) -> bool:
        after = self._document.tokens[i + 1].key if i + 1 < len(self._document.tokens) else ""
        return self._is_unknown(self._document.tokens[i], i) and after not in self._lexicon.given_names

    def _is_name_word(self, token: Token, i: int) -> bool:
        if i in self._taken or not token.is_word or token.key in self._lexicon.not_name_words - {"علي"}:
            return False
        if token.key in {"الدين", "الله"} and self._document.tokens[i - 1].key in self._lexicon.compound_given_names:
            return True
        if token.key in self._lexicon.given_names or token.key in self._lexicon.name_connectors:
            return True
        if i in self._shareable:
            return True
        follows_connector = self._document.tokens[i - 1].key in self._lexicon.name_connectors
        return follows_connector or self._is_unknown(token, i)

    def _is_unknown(self, token: Token, i: int) -> bool:
        """A word no dictionary of ordinary words has, also with its proclitics cut."""
        lexicon = self._lexicon
        if not token.is_word or len(token.key) < 3 or i in self._taken or not "ء" <= token.key[0] <= "ي":
            return False
        readings = {s.key for s in token.stems if len(s.key) > 2} | {token.key.removeprefix("ال")}
        is_ordinary = any(lexicon.is_common(key) for key in readings if not key.startswith("ال") or key == token.key)
        endings = ("ات", "ون", "ين", "تها", "هم", "ها", "وا")
        is_inflected = token.key.endswith(endings) and token.key not in lexicon.given_names
        return not (is_ordinary or is_inflected or lexicon.is_nationality(token.key) or lexicon.is_glued(token.key))

    def _has_strong_word(self, start: int, end: int) -> bool:
        words = [t.key for t in self._document.tokens[start:end]]
        return any(
            (w in self._lexicon.given_names and w not in self._lexicon.weak_given_names)
            or (w.startswith("ال") and len(w) > 4)
            for w in words
        )

    def _is_titled(self, i: int) -> bool:
        before = self._document.tokens[i - 1].key
        return before.startswith("ال") and before in self._lexicon.titles

    def _continues_office(self, token: Token) -> bool:
        """Whether the words of an office may go on over this one: «وزير الخارجية الإيراني»."""
        if not token.is_word:
            return token.key in {"،", ",", '"', "(", ")"}
        verbs = self._lexicon.reporting_verbs
        return not any(stem.key in verbs for stem in token.stems[:2])

    def _cut(self, token: Token) -> int:
        """How many letters of proclitics stand before a given name."""
        if token.key in self._lexicon.given_names or token.key in self._lexicon.name_connectors:
            return 0
        for stem in token.stems[1:]:
            if (
                stem.key != "علي"
                and not stem.is_definite
                and stem.key in self._lexicon.given_names
                and len(stem.key) > 2
            ):
                return stem.cut if not self._lexicon.is_common(token.key) else 0
        return 0
