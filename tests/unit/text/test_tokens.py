import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.normalize import fold_key
from marsad.text.tokens import is_proclitic, stems, tokenize


def test_tokens_point_into_the_source() -> None:
    text = "قالَ «زيد» 1,234.5 في 2024/3/1، و12 و7نيسان"
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.text for t in tokens][:5] == ["قالَ", "«", "زيد", "»", "1,234.5"]
    assert [t.key for t in tokens][-4:] == ["و", "12", "و", "7"] or [t.key for t in tokens][-2:] == ["7", "نيسان"]


@given(st.text(max_size=120))
def test_no_visible_character_falls_between_tokens(text: str) -> None:
    covered = {i for t in tokenize(text) for i in range(t.start, t.end)}
    lost = [c for i, c in enumerate(text) if i not in covered and c.isalnum()]
    assert all(not fold_key(c) or not fold_key(c).strip() for c in lost)


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("وبالعراق", ("عراق", "و", "ب", True)),
        ("لإيران", ("ايران", "", "ل", False)),
        ("للحوثيين", ("حوثيين", "", "ل", True)),
        ("والصين", ("صين", "و", "", True)),
        ("وسيلتقي", ("يلتقي", "و", "س", False)),
    ],
)
def test_proclitics_can_be_cut(word: str, reading: tuple[str, str, str, bool]) -> None:
    found = {(s.key, s.conjunction, s.preposition, s.is_definite) for s in stems(fold_key(word))}
    assert reading in found
    assert (fold_key(word), "", "", False) in found


def test_cuts_and_keys_add_up_to_the_word() -> None:
    for word in ("وبالعراق", "للحوثيين", "فللمرة", "كالعادة"):
        key = fold_key(word)
        assert all(key[s.cut :] == s.key for s in stems(key))


def test_the_article_is_told_from_a_hamza() -> None:
    police, throwing = tokenize("الشرطة إلقاء")
    assert police.has_article
    assert not throwing.has_article


@pytest.mark.parametrize(("prefix", "expected"), [("و", True), ("ول", True), ("", True), ("س", False), ("ال", False)])
def test_what_may_stand_glued_before_a_name(prefix: str, expected: bool) -> None:
    assert is_proclitic(prefix) is expected
