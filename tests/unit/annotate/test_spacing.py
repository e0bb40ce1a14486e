"""Words that ran together are read apart, whole words stay whole, and every offset leads to the same letters."""

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.annotate.annotator import load_annotator
from marsad.annotate.document import read_document
from marsad.annotate.lexicon import load_lexicon
from marsad.annotate.spacing import Words, counts_file, likely_cut, load_words, spaced
from marsad.errors import ConfigError
from marsad.resources import data_dir
from marsad.text.counted import DUALS
from marsad.text.dates import find_dates
from marsad.text.normalize import fold
from marsad.text.numbers import SPELLED

_WORD = re.compile("[ء-ي]{5,}")
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
        ("ﻟﻮﻛﺎﻟﺔﻋﺎﺟﻠﺔ", "لوكالة عاجلة"),  # presentation forms
        (
            "وزارةالدفاعوقيادةالعملياتالمشتركةوهيئةالحشدالشعبي",  # longer than any word
            "وزارة الدفاع وقيادة العمليات المشتركة وهيئة الحشد الشعبي",
        ),
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
        "شاطى\N{ARABIC HAMZA ABOVE}ها",  # ئ in two characters
        "قاﻻلوزير",  # the cut would be inside the ligature
        "يومالخميسالماضي",  # three words
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


@given(st.text(alphabet="يوماللخيسجعهاضيةىأئﻻﺔ \u0640\u064b\u0654", max_size=60))
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
    assert words.endings["قلم"] == len(stems)
    assert likely_cut(words, "كتابقلم", "كتابقلم") == 0


def test_words_are_known_behind_proclitics_and_with_endings() -> None:
    words = load_words()
    assert words.is_known("الوزير")
    assert words.is_known("وبالوزير")
    assert not words.is_known("وقالالوزير")
    assert words.is_inflected("جريحان")
    assert not words.is_inflected("وقالالوزير")


@pytest.mark.parametrize("word", [*DUALS, *sorted(SPELLED), "هولندي", "لاجئان", "أوضحوا", "أميركيان", "وقتيلين"])
def test_numbers_duals_and_what_is_inflected_stay_whole(word: str) -> None:
    assert spaced(fold(word)).text == fold(word).text


def test_words_of_our_own_lists_and_rules_stay_whole() -> None:
    found = {
        key for path in data_dir("rules").rglob("*.yml") for key in _WORD.findall(fold(path.read_text("utf8")).text)
    }
    assert len(found) > 1000
    cut = {key for key in found if spaced(fold(key)).text != key}
    assert cut <= {"اسوشييتدبرس"}  # an agency written with a blank and without one
    common = load_lexicon().common_words
    assert not [key for key in common if spaced(fold(key)).text != key]


def test_a_person_written_as_one_word_is_the_same_person() -> None:
    text = "قال النائب ثائر الصالحي إن الجلسة أُجلت. وأضاف ثائرالصالحي أنها ستعقد."
    first, second = (m for m in load_annotator().annotate(text).mentions if m.type == "PER")
    assert (first.text, second.text) == ("ثائر الصالحي", "ثائرالصالحي")
    assert first.entity_id == second.entity_id


@pytest.mark.parametrize("content", ["word\nكتاب\n", "word,count\nكتاب,viele\n", None])
def test_a_file_of_another_kind_is_refused(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "word_counts.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr("marsad.annotate.spacing.counts_file", lambda: path)
    with pytest.raises(ConfigError, match=r"word_counts\.csv"):
        load_words.__wrapped__()


def test_an_annotator_older_than_the_counts_reads_with_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "gazetteers").mkdir()
    assert counts_file(tmp_path) == data_dir("gazetteers") / "word_counts.csv"
