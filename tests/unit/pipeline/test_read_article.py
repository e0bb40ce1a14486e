"""The article that an entry and its page make, or the reason there is none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import BODY, NOON, TITLE, digest, make_entry
from marsad.model import BodySource, EntryStatus, Extraction
from marsad.pipeline.extract import FEED_TEXT, Extracted, read

PAGE = Extraction(
    title="عنوان الصفحة",
    text=BODY,
    published_at=NOON + timedelta(minutes=5),
    language="ar",
    author="محرر الصفحة",
    image="https://nahr.example/1.jpg",
    canonical_url="https://nahr.example/canonical",
)
ENGLISH = "The ministry of health said on Tuesday that three people were injured in an explosion in Mosul. " * 3


def extracted(**changes):
    return Extracted(replace(PAGE, **changes), "generic-1")


def test_the_feed_names_the_article_and_the_page_fills_the_gaps():
    entry = make_entry(author="محرر الخلاصة")
    result = read(entry, extracted())
    assert result.outcome.status is EntryStatus.EXTRACTED
    article = result.article
    assert (article.title, article.author, article.published_at) == (TITLE, "محرر الخلاصة", NOON)
    assert (article.body, article.body_source, article.language) == (BODY, BodySource.PAGE, "ar")
    assert (article.image_url, article.extractor_version) == (PAGE.image, "generic-1")
    assert (article.entry_id, article.revision, article.day) == (entry.entry_id, entry.revision, entry.day)
    bare = read(make_entry(title="", published_at=None), extracted()).article
    assert (bare.title, bare.author, bare.published_at) == (PAGE.title, PAGE.author, PAGE.published_at)


def test_an_article_that_nobody_dated_stays_undated():
    assert read(make_entry(published_at=None), extracted(published_at=None)).article.published_at is None


def test_an_article_is_its_source_and_address():
    article_id = read(make_entry("one"), extracted()).article.article_id
    assert len(article_id) == 32
    again = make_entry("other", canonical_url=make_entry("one").canonical_url, title="آخر")
    assert read(again, extracted(text=BODY * 2)).article.article_id == article_id
    assert read(make_entry("two"), extracted()).article.article_id != article_id
    elsewhere = make_entry("one", source_id="other", canonical_url=make_entry("one").canonical_url)
    assert read(elsewhere, extracted()).article.article_id != article_id


def test_the_content_hash_is_over_title_and_body():
    article = read(make_entry(), extracted()).article
    assert article.content_hash == digest(TITLE, BODY)
    assert read(make_entry(), extracted(image=None, author=None)).article.content_hash == article.content_hash


@pytest.mark.parametrize("text", ["", " \n\u00a0 "])
def test_no_text_anywhere_is_empty(text):
    result = read(make_entry(), extracted(text=text))
    assert (result.article, result.outcome.status, result.outcome.reason) == (None, EntryStatus.EMPTY, "empty_body")
    assert result.outcome.detail == "https://nahr.example/one: no text anywhere"


def test_an_empty_entry_says_what_was_wrong_with_its_page():
    result = read(make_entry(), Extracted(page_error="a.warc.gz@0: torn record"))
    assert (result.outcome.status, result.outcome.detail) == (EntryStatus.EMPTY, "a.warc.gz@0: torn record")


def test_the_feeds_text_stands_in_for_a_page_without_one():
    for entry in (make_entry(content=BODY), make_entry(summary=BODY), make_entry(content=BODY, summary="موجز")):
        article = read(entry, Extracted()).article
        assert (article.body, article.body_source) == (BODY, BodySource.FEED)
        assert article.extractor_version == FEED_TEXT


def test_a_page_clearly_cut_yields_to_the_feed_and_keeps_its_metadata():
    article = read(make_entry(content=BODY * 2), extracted(text="للاشتراك سجل الدخول")).article
    assert (article.body_source, article.extractor_version) == (BodySource.FEED, FEED_TEXT)
    assert article.image_url == PAGE.image


def test_a_teaser_in_the_feed_does_not_push_the_page_aside():
    assert read(make_entry(summary="موجز قصير"), extracted()).article.body_source is BodySource.PAGE


def test_another_language_is_named():
    result = read(make_entry(), extracted(text=ENGLISH))
    assert (result.article, result.outcome.status) == (None, EntryStatus.NOT_ARABIC)
    assert (result.outcome.reason, result.outcome.detail) == ("language_en", "https://nahr.example/one: en")


def test_a_text_too_short_to_tell_goes_on():
    article = read(make_entry(), extracted(text="2026")).article
    assert (article.language, article.body) == (None, "2026")


def test_misread_text_goes_to_the_gate_which_names_the_damage():
    broken = BODY.encode().decode("windows-1252", "ignore")
    result = read(make_entry(), extracted(text=broken))
    assert (result.outcome.status, result.article.language) == (EntryStatus.EXTRACTED, None)


def test_why_the_page_was_missing_stays_with_the_entry():
    entry = make_entry(status_reason="blocked, text from the feed", content=BODY)
    assert read(entry, Extracted()).outcome.reason == "blocked, text from the feed"
