import random

from marsad.dedup.fingerprint import BANDS, fingerprint
from newsdesk import BLAST, FAIR

WORDS = [f"كلمة{i}" for i in range(3000)]


def shared_bands(a: str, b: str) -> int:
    return sum(x == y for x, y in zip(fingerprint(a).bands, fingerprint(b).bands, strict=True))


def test_spelling_and_punctuation_leave_no_trace():
    other = BLAST.replace("أ", "ا").replace("ة", "ه").replace(".", "!").replace(" قال", "  قـــال")
    assert fingerprint(other) == fingerprint(BLAST)


def test_it_is_the_same_tomorrow():
    """Kept in the database: another value for the same text would part it from what is there."""
    assert fingerprint("أصيب أربعة من عناصر الشرطة").text_hash == "08ec5165a3fdb35830b2d84e3dd2b85e"
    assert fingerprint("أصيب أربعة من عناصر الشرطة").bands[:2] == (9105678159173760366, 758328723820839211)


def test_other_texts_share_no_band():
    assert shared_bands(BLAST, FAIR) == 0
    assert len(fingerprint(BLAST).bands) == BANDS


def test_a_text_of_two_words_has_no_band():
    assert fingerprint("خبر عاجل").bands == ()
    assert fingerprint("").blocks == ()


def test_a_paragraph_keeps_its_hash_in_another_article():
    first, second = fingerprint(f"{FAIR}\nاشترك في نشرتنا"), fingerprint(f"{BLAST}\nاشترك في  نشرتنا!")
    assert set(first.blocks) & set(second.blocks) == {first.blocks[-1]}


def test_every_twentieth_word_another_is_found_again():
    """Eleven of each twelve and more; the bench measures it on real news."""
    draw = random.Random(7)  # noqa: S311 - words of a test, no secrets
    texts = [draw.choices(WORDS, k=150) for _ in range(60)]
    edited = [[draw.choice(WORDS) if draw.random() < 0.05 else word for word in text] for text in texts]
    found = sum(shared_bands(" ".join(a), " ".join(b)) > 0 for a, b in zip(texts, edited, strict=True))
    assert found >= 57
