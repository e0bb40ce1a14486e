"""The collection itself: what it must contain, and that its dates agree with the calendar."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marsad.errors import ConfigError
from marsad.sample.articles import load_articles, read_article
from marsad.sample.model import PLANTED, SampleArticle, Special
from marsad.sample.outlets import outlets

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
LEVANTINE = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
             "تشرين الثاني", "كانون الأول")  # fmt: skip
GREGORIAN = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
             "ديسمبر")  # fmt: skip
MONTHS = {name: number for names in (LEVANTINE, GREGORIAN) for number, name in enumerate(names, 1)}
MONTH = "|".join(MONTHS)
WEEKDAY = re.compile(rf"(\S+ )?\b({'|'.join(WEEKDAYS)})\b(?: (الماضي|المقبل)\b| (\d+) ({MONTH}))?")
DUAL_MONTH = re.compile(rf"\b({'|'.join(GREGORIAN)})/({'|'.join(LEVANTINE)})\b")
OFFSETS = {"أمس ": -1, "غد ": 1, "غداً ": 1}


def every_text() -> Iterator[tuple[SampleArticle, str]]:
    """Title and text of every edition of every Arabic article, readable ones of the planted included."""
    for article in load_articles(planted=True):
        if article.special not in {Special.ENGLISH, Special.MOJIBAKE}:
            for edition in {1, 2 if article.revision else 1}:
                shown = article.in_edition(edition)
                yield shown, f"{shown.title}\n{shown.text}"


def local_day(article: SampleArticle) -> date:
    zone = {outlet.source_id: outlet.timezone for outlet in outlets()}[article.source_id]
    return article.filed_at.astimezone(ZoneInfo(zone)).date()


def test_weekdays_agree_with_the_calendar() -> None:
    kinds: Counter[str] = Counter()
    for article, text in every_text():
        today = local_day(article)
        for found in WEEKDAY.finditer(text):
            before, name, relative, number, month = found.groups()
            if relative:
                assert name != WEEKDAYS[today.weekday()], (article.slug, found[0])
                kinds["relative"] += 1
                continue
            meant = today + timedelta(days=OFFSETS.get(before, 0))
            if number:
                meant = date(today.year, MONTHS[month], int(number))
            assert name == WEEKDAYS[meant.weekday()], (article.slug, found[0])
            kinds["dated" if number else before if before in OFFSETS else "today"] += 1
    assert kinds["today"] >= 35
    assert min(kinds["relative"], kinds["أمس "]) >= 7
    assert min(kinds["غد "] + kinds["غداً "], kinds["dated"]) >= 2


def test_dual_month_names_name_one_month() -> None:
    pairs = [found.groups() for _, text in every_text() for found in DUAL_MONTH.finditer(text)]
    assert len(pairs) >= 8
    assert all(MONTHS[gregorian] == MONTHS[levantine] for gregorian, levantine in pairs)


def test_covers_ten_days_of_both_outlets() -> None:
    days = {date(2026, 11, 10) + timedelta(days=n) for n in range(10)}
    articles = load_articles()
    for outlet in outlets():
        own = [article for article in articles if article.source_id == outlet.source_id]
        assert {article.day for article in own} == days
        assert len(own) > outlet.feed_size, "an older day must be out of the feed's reach"
    assert 40 <= len(articles) <= 46


def test_length_of_articles() -> None:
    for article in load_articles():
        bodies = [article.body, *([article.revision.body] if article.revision else [])]
        for body in bodies:
            words = len(body.split())
            assert words < 30 if article.special is Special.FLASH else 80 <= words <= 350, (article.slug, words)


@pytest.mark.parametrize(
    "form",
    [
        "وبغداد", "لإيران", "بالبصرة", "للحوثيين", "لسوريا",  # clitics
        "تشرين الثاني", "18 نوفمبر", "نوفمبر/تشرين الثاني", "٢٠٢٦",
        "أمس", "الأربعاء الماضي", "قبل يومين", "الشهر الماضي",
        "قتيلان", "جنديان", "ثلاثة جنود", "عشرات", "قوله إن",
        "تأجيل", "نفت", "من المقرر", "هدد", "عقوبات", "هدنة", "انسحاب", "مذكرة تفاهم", "بالسجن", "قافلة مساعدات",
    ],
)  # fmt: skip
def test_covers_form(form: str) -> None:
    assert any(form in text for article, text in every_text() if article.special not in PLANTED)


def test_every_special_is_present_and_planted_ones_only_when_asked_for() -> None:
    default = {article.special for article in load_articles()} - {None}
    assert default == set(Special) - PLANTED
    planted = [article for article in load_articles(planted=True) if article.special in PLANTED]
    assert {article.special for article in planted} == PLANTED
    lost = {Special.ENGLISH, Special.PAGE_GONE, Special.UNDATED}  # these do not end as articles of their day
    good_days = {(article.source_id, article.day) for article in load_articles() if article.special not in lost}
    assert {(article.source_id, article.day) for article in planted} <= good_days


def test_edit_corrects_the_casualty_count() -> None:
    (article,) = special(Special.EDITED)
    first, second = article.in_edition(1), article.in_edition(2)
    assert first == article
    assert "جنديين" in first.title
    assert "ثلاثة قتلى" in second.title
    assert first.body != second.body
    assert second.updated_at is not None
    assert second.updated_at > first.filed_at
    assert (second.path, second.published_at) == (first.path, first.published_at)


def test_flash_is_followed_later_that_day() -> None:
    (follow_up,) = special(Special.FOLLOW_UP)
    (flash,) = special(Special.FLASH)
    assert follow_up.of == flash.slug
    assert flash.title.startswith("عاجل")
    assert flash.text.count("\n") == 0
    assert flash.filed_at < follow_up.filed_at
    assert flash.day == follow_up.day


def test_wire_copy_is_near_its_original_but_not_equal_and_gives_credit() -> None:
    (copy,) = special(Special.WIRE_COPY)
    original = next(article for article in load_articles() if article.slug == copy.of)
    assert copy.source_id != original.source_id
    assert copy.filed_at > original.filed_at
    assert 0.8 < difflib.SequenceMatcher(None, original.body, copy.body, autojunk=False).ratio() < 1
    assert "نقلاً عن وكالة الرافدين نيوز" in copy.body


def test_arabic_path_has_a_tatweel() -> None:
    (article,) = special(Special.ARABIC_PATH)
    assert "\N{ARABIC TATWEEL}" in article.path


def test_planted_faults() -> None:
    faults = {article.special: article for article in load_articles(planted=True) if article.special in PLANTED}
    assert faults[Special.EMPTY_BODY].text == ""
    assert faults[Special.FUTURE_DATE].published_at == datetime(2031, 11, 18, 8, tzinfo=UTC)
    assert "Ø§Ù„" in faults[Special.MOJIBAKE].body
    assert not re.search(r"[\u0600-\u06ff]", faults[Special.MOJIBAKE].text)


ROW = {
    "slug": "1-x",
    "section": "politics",
    "filed_at": datetime(2026, 11, 10, 6, tzinfo=UTC),
    "title": "عنوان",
    "body": "متن",
}


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"filed_at": datetime(2026, 11, 10, 6)}, "no time with a zone"),  # noqa: DTZ001 - that is the fault
        ({"filed_at": "yesterday"}, "no time with a zone"),
        ({"sepcial": "flash"}, "unknown keys: sepcial"),
        ({"special": "flsh"}, "'flsh' is no special"),
        ({"section": "sport"}, "'sport' is not in outlets.yml"),
        ({"special": "edited"}, "lacks revision"),
        ({"of": "2-x"}, "must not have of"),
        ({"special": "wire_copy"}, "lacks of"),
        ({"published_at": datetime(2031, 1, 1, tzinfo=UTC)}, "must not have published_at"),
        ({"body": ""}, "only an empty_body article has no body"),
        ({"special": "edited", "revision": {"at": ROW["filed_at"], "title": "x"}}, "revision: lacks body"),
    ],
)
def test_wrong_rows_are_refused_by_name(change: dict[str, object], cause: str) -> None:
    with pytest.raises(ConfigError, match=f"the-file: .*{cause}|the-file: {cause}"):
        read_article({**ROW, **change}, "sample_rafidain", "the-file")


def test_missing_key_is_refused() -> None:
    with pytest.raises(ConfigError, match="the-file: lacks title"):
        read_article({key: value for key, value in ROW.items() if key != "title"}, "sample_rafidain", "the-file")


def special(kind: Special) -> list[SampleArticle]:
    return [article for article in load_articles() if article.special is kind]
