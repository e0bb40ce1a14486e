import pytest

from marsad.annotate.document import read_document

TEXT = "وَلِتركيا، حدودٌ مع العراق"
DOCUMENT = read_document(TEXT)


@pytest.mark.parametrize(
    ("name", "keys"),
    [("تركيا", ("تركيا",)), ("تركيا، حدودٌ", ("تركيا", "،", "حدود")), ("مع العراق", ("مع", "العراق")), (TEXT, None)],
)
def test_a_names_keys_are_folded_and_without_proclitics(name: str, keys: tuple[str, ...] | None) -> None:
    start = TEXT.index(name)
    assert DOCUMENT.keys_of(start, start + len(name)) == (keys or tuple(token.key for token in DOCUMENT.tokens))


def test_letters_and_offsets_are_each_others_inverse() -> None:
    for index, token in enumerate(DOCUMENT.tokens):
        for letters in range(len(token.key)):
            assert DOCUMENT.letters_before(index, DOCUMENT.offset_in(index, letters)) == letters


def test_outside_the_text_there_is_no_key() -> None:
    assert [DOCUMENT.key(i) for i in (-1, 1, len(DOCUMENT.tokens))] == ["", "،", ""]
