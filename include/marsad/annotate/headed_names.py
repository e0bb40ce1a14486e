"""Organisations and places that a head word announces: «وزارة ...», «مطار ...», «قضاء ...»."""

from collections.abc import Iterable
from functools import lru_cache

from marsad.annotate.candidates import Candidate
from marsad.annotate.document import Document
from marsad.annotate.lexicon import Lexicon
from marsad.text.date_lexicon import WEEKDAYS
from marsad.text.normalize import fold_key
from marsad.text.tokens import Stem, stems

_CACHED = 1 << 16  # words
_LONGEST = 6  # words after the head
_INNER_HEADS = frozenset(
    fold_key(w)
    for w in ("محافظة", "شؤون", "مكافحة", "حقوق", "مرور", "صحة", "تربية", "عمليات", "نواب", "حفظ", "استثمار")
)
# A university is a place where something happens in it.
_INSIDE = frozenset(fold_key(w) for w in ("في", "داخل", "حرم", "دخلت", "دخول", "إلى", "قرب", "أمام", "محيط"))
_NEVER_IN_NAMES = frozenset(WEEKDAYS) | frozenset(
    fold_key(w)
    for w in (
        "اليوم", "أمس", "الماضي", "الماضية", "المقبل", "المقبلة", "التي", "الذي", "الذين",
        "اللذين", "إلى", "الآن", "الثقة", "الجاري", "الجارية", "الحالي", "الحالية", "السابق",
        "السابقة", "المعنية", "الأخرى", "المذكورة", "الحكومة", "السلطات", "القوات", "الموافقة", "القرار",
        "الحادث",
    )
)  # fmt: skip


class HeadedNameFinder:
    """Reads the name after a head word; known mentions inside a name belong to it."""

    def __init__(self, document: Document, lexicon: Lexicon, known: Iterable[Candidate]) -> None:
        self._document = document
        self._tokens = document.tokens
        self._lexicon = lexicon
        self._known = {document.token_at(c.start): c for c in known}

    def find(self) -> list[Candidate]:
        """Candidates for organisations and places, in reading order."""
        found = []
        for i, token in enumerate(self._tokens):
            heads = _heads(self._lexicon, token.key)
            if not heads or i in self._known:
                continue
            readings = (self._read(i, stem.key, self._document.offset_in(i, stem.cut)) for stem in heads)
            if name := next(filter(None, readings), None):
                found.append(name)
        return found

    def _read(self, i: int, head: str, start: int) -> Candidate | None:
        if head in self._lexicon.definite_heads:
            return self._nationality_name(i, start)
        if head in self._lexicon.organization_heads:
            return self._organization(i, head, start)
        if head in self._lexicon.kept_place_heads:
            return self._kept_place(i, head, start)
        return self._dropped_place(i, head)

    def _nationality_name(self, i: int, start: int) -> Candidate | None:
        """«السفارة الأميركية», «المنتخب البرتغالي»."""
        if not self._document.is_adjacent(i):
            return None
        after = self._tokens[i + 1]
        is_nationality = after.key.startswith("ال") and self._lexicon.country_of(after.key) is not None
        is_of_its_gender = self._tokens[i].key.endswith("ه") == after.key.endswith("ه")
        return Candidate(start, after.end, "ORG") if is_nationality and is_of_its_gender else None

    def _is_phrase(self, i: int, head: str) -> bool:
        """Whether head and next word only look like an organisation."""
        known = self._known.get(i + 1)
        if known is None:
            return f"{head} {self._document.key(i + 1)}" in self._lexicon.not_organizations
        is_kept_apart = head in self._lexicon.relational_heads and head != "شرطه"
        return is_kept_apart or (head in self._lexicon.dropped_heads and known.type == "ORG")

    def _organization(self, i: int, head: str, start: int) -> Candidate | None:
        if self._is_phrase(i, head):
            return None
        end, words, has_name = i + 1, 0, False
        while words < _LONGEST and self._document.is_adjacent(end - 1):
            step, is_name, is_last = self._organization_word(end, head if end == i + 1 else None)
            if not step:
                break
            end, words, has_name = end + step, words + 1, has_name or is_name
            if is_last:
                break
        is_enough = words >= 2 or has_name if head in self._lexicon.loose_heads else words >= 1
        if not is_enough:
            return None
        kind = "LOC" if head == "جامعه" and self._document.key(i - 1) in _INSIDE else "ORG"
        return Candidate(start, self._tokens[end - 1].end, kind)

    def _organization_word(self, i: int, head: str | None) -> tuple[int, bool, bool]:
        """(tokens taken, whether they are a known name, whether the organisation's name ends with them)."""
        token = self._tokens[i]
        known = self._known.get(i)
        is_first = head is not None
        if known is not None and known.start == token.start:
            return self._document.token_at(known.end - 1) - i + 1, True, known.type == "LOC"
        if not token.is_word or token.key in _NEVER_IN_NAMES:
            return 0, False, False
        if self._lexicon.is_nationality(token.key) and token.key.startswith("ال"):
            return 1, True, True
        is_joined = token.key.startswith("وال") and token.key[1:] in self._lexicon.organization_complements
        is_definite = token.has_article or (is_joined and not is_first)
        is_inner_head = is_first and (token.key in _INNER_HEADS or token.key in self._lexicon.organization_heads)
        is_person = head in self._lexicon.brigade_heads and token.key in self._lexicon.name_connectors
        return (1, is_person, False) if is_definite or is_inner_head or is_person else (0, False, False)

    def _kept_place(self, i: int, head: str, start: int) -> Candidate | None:
        if self._document.key(i - 1) == "عن":  # «عن طريق»
            return None
        end = self._place_end(i + 1, is_strict=head in self._lexicon.strict_place_heads)
        return Candidate(start, self._tokens[end - 1].end, "LOC") if end else None

    def _dropped_place(self, i: int, head: str) -> Candidate | None:
        if not self._document.is_adjacent(i) or i + 1 in self._known:
            return None
        end = self._place_end(i + 1, is_strict=head in self._lexicon.strict_place_heads)
        return Candidate(self._tokens[i + 1].start, self._tokens[end - 1].end, "LOC") if end else None

    def _place_end(self, i: int, *, is_strict: bool) -> int | None:
        """One past the name at token i: a known place, unknown words, or one definite word if not strict."""
        if not self._document.is_adjacent(i - 1):
            return None
        token = self._tokens[i]
        known = self._known.get(i)
        if known is not None and known.start == token.start:
            end = self._document.token_at(known.end - 1) + 1
        elif token.key in self._lexicon.titles and token.key.startswith("ال"):
            end = self._person_end(i + 1)
        elif self._is_unknown(i) or (not is_strict and token.has_article and len(token.key) > 4):
            end = i + 1
            if self._document.is_adjacent(i) and self._is_unknown(i + 1) and not token.key.startswith("ال"):
                end += 1
        else:
            return None
        has_tail = self._document.is_adjacent(end - 1) and self._tokens[end].key in self._lexicon.place_tails
        return end + 1 if has_tail else end

    def _person_end(self, i: int) -> int:
        """«مرقد الشيخ عبد القادر الكيلاني»: over the words of the person's name."""
        given_names, connectors = self._lexicon.given_names, self._lexicon.name_connectors
        while self._document.is_adjacent(i - 1):
            key = self._tokens[i].key
            if not (key in given_names or key in connectors or self._is_unknown(i)):
                break
            i += 2 if key in connectors and self._document.is_adjacent(i) else 1
        return i

    def _is_unknown(self, i: int) -> bool:
        return i < len(self._tokens) and i not in self._known and _is_unknown(self._lexicon, self._tokens[i].key)


@lru_cache(maxsize=_CACHED)
def _heads(lexicon: Lexicon, key: str) -> tuple[Stem, ...]:
    """The readings of a folded word that announce a name."""
    kinds = (
        lexicon.definite_heads, lexicon.organization_heads, lexicon.kept_place_heads, lexicon.dropped_place_heads
    )  # fmt: skip
    return tuple(
        stem
        for stem in stems(key)
        if any(stem.key in heads for heads in kinds)
        and not stem.is_definite
        and not (stem.preposition and stem.key in lexicon.relational_heads)
    )


@lru_cache(maxsize=_CACHED)
def _is_unknown(lexicon: Lexicon, key: str) -> bool:
    """Whether no list of ordinary words has a folded word, with or without its proclitics."""
    if len(key) <= 2 or not "ء" <= key[0] <= "ي":
        return False
    is_ordinary = any(lexicon.is_common(stem.key) for stem in stems(key) if len(stem.key) > 2)
    return not (is_ordinary or lexicon.is_nationality(key))
