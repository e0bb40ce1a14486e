"""Words that ran together are read apart, whole words stay whole, and every offset leads to the same letters."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.document import read_document
from marsad.annotate.spacing import COLUMNS, Words, likely_cut, load_words, spaced
from marsad.errors import ConfigError
from marsad.text.dates import find_dates
from marsad.text.normalize import fold

PUBLISHED = datetime(2026, 4, 24, 10, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("وقالالوزير", "وقال الوزير"),  # two words of the newspapers
        ("لوكالةشفق", "لوكالة شفق"),  # ة ends a word
        ("إلىأن", "إلى أن"),
        ("المطريةوالثلجية", "المطرية والثلجية"),
        ("فيالبصرة", "في البصرة"),  # short words of the closed list
        ("أضافأن", "أضاف أن"),  # by its hamza
        ("استأنفمطار", "استأنف مطار"),
        ("وزارةالدفاعالكويتية", "وزارة الدفاع الكويتية"),  # one cut by ة, one by weight
    ],
)
def test_words_that_ran_together_are_parted(written: str, words: str) -> None:
    assert spaced(fold(written)).text == fold(words).text


@pytest.mark.parametrize(
    "word",
    [
        "يناقشان",  # not «يناقش ان»: the ending of a dual, which no newspaper of ours has
        "أراضيهما",
        "الطوارىء",
        "وبالتعاون",
        "للمتظاهرين",
        "كوردستان",  # of the recorded feed alone
        "شهرزاد",
        "فيدان",  # of the authority's names
        "مدرسةـ",
        "ةز",
        "محمد",
        "",
    ],
)
def test_whole_words_stay_whole(word: str) -> None:
    folded = fold(word)
    assert spaced(folded) is folded


@pytest.mark.parametrize("text", ["airportterminal", "12آذار", "2026", "دخل|خرج"])
def test_only_arabic_words_are_parted(text: str) -> None:
    assert spaced(fold(text)).text == fold(text).text


def test_tokens_of_words_that_ran_together_touch_and_are_spelt_as_in_the_text() -> None:
    text = "وقالالوزير إنه زار محافظةديالى."
    tokens = read_document(text).tokens
    assert [t.text for t in tokens] == ["وقال", "الوزير", "إنه", "زار", "محافظة", "ديالى", "."]
    assert tokens[0].end == tokens[1].start == 4
    assert all(text[t.start : t.end] == t.text for t in tokens)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("اليومالجمعة", "2026-04-24"),
        ("يومالخميس الماضي", "2026-04-23"),
        ("مساءاليوم", "2026-04-24"),
        ("نوفمبرالماضي", "2025-11"),
        ("2 آذارالجاري", "2026-03-02"),
        ("الأسبوعالماضي", "2026-04-12/2026-04-18"),
    ],
)
def test_dates_that_ran_together_are_read(words: str, value: str) -> None:
    text = f"أعلن المصرف المركزي {words} رفع الفائدة."
    (found,) = find_dates(read_document(text).folded, PUBLISHED)
    assert (found.value, text[found.start : found.end]) == (value, words)


@given(st.text(alphabet="يوماللخيسجعهاضيةىأ \u0640\u064b", max_size=60))
def test_only_blanks_are_added_and_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    result = spaced(folded)
    assert result.text.replace(" ", "") == folded.text.replace(" ", "")
    assert all(one <= other for one, other in pairwise(result.starts))
    letters = [(c, s) for c, s in zip(result.text, result.starts, strict=False) if c != " "]
    assert letters == [(c, s) for c, s in zip(folded.text, folded.starts, strict=False) if c != " "]
    assert result.starts[len(result.text)] == len(text)


def test_a_cut_must_outweigh_how_often_its_parts_are_inside_words() -> None:
    counts = {"كتاب": 10, "قلم": 10} | dict.fromkeys((f"حبر{i}" for i in range(999)), 1000)
    assert likely_cut(Words(counts), "كتابقلم", "كتابقلم") == 4
    stems = ["سماء", "شجر", "نهر", "جبل", "ورق", "باب", "بحر", "قمر", "ريح", "ليل"]
    as_ending = counts | dict.fromkeys([*stems, *(stem + "قلم" for stem in stems)], 1)
    words = Words(as_ending)
    assert words.ends["قلم"] == len(stems)
    assert likely_cut(words, "كتابقلم", "كتابقلم") == 0


def test_every_count_of_the_file_is_a_word_once() -> None:
    words = load_words()
    assert words.is_known("الوزير")
    assert words.is_known("وبالوزير")  # behind proclitics
    assert not words.is_known("وقالالوزير")


def test_a_file_with_other_columns_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gazetteers").mkdir()
    (tmp_path / "gazetteers/word_counts.csv").write_text("word\nكتاب\n", encoding="utf-8")
    monkeypatch.setattr("marsad.annotate.spacing.data_folder", lambda name: tmp_path / name)
    with pytest.raises(ConfigError, match=f"word_counts.csv.*{COLUMNS[1]}"):
        load_words.__wrapped__()
