from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from marsad.catalog.source import parse_source
from marsad.errors import ConfigError
from marsad.model import Archive, Assertions, Feed, Source

FOLDER = Path("catalog")
PATH = FOLDER / "iq" / "basra_daily.yml"
GOOD = """\
source_id: basra_daily
name: يومية البصرة
name_en: Basra Daily
country: IQ
language: ar
timezone: Asia/Baghdad
homepage: https://basra.example/
feeds:
  - name: latest
    url: https://basra.example/feed
  - name: port-desk
    url: https://basra.example/%D9%85?a=1&b=2
sitemap: https://basra.example/{day}.xml
poll_interval: 120
crawl_delay: 2.5
extractor: generic
is_enabled: true
evidence: polled by hand on 2026-11-02
assertions: {min_articles: 1, max_articles: 500}
notes: >-
  two
  lines
archive:
  template: https://basra.example/archive/{yyyy}/{mm}/{dd}
  links: /خبر/[0-9]+
"""


def test_reads_every_key():
    assert parse_source(GOOD, PATH, FOLDER).source == Source(
        source_id="basra_daily",
        name="يومية البصرة",
        name_en="Basra Daily",
        country="IQ",
        language="ar",
        timezone="Asia/Baghdad",
        homepage="https://basra.example/",
        feeds=(
            Feed("basra_daily/latest", "basra_daily", "https://basra.example/feed"),
            Feed("basra_daily/port-desk", "basra_daily", "https://basra.example/%D9%85?a=1&b=2"),
        ),
        is_enabled=True,
        sitemap="https://basra.example/{day}.xml",
        archive=Archive("https://basra.example/archive/{yyyy}/{mm}/{dd}", "/خبر/[0-9]+"),
        poll_interval=120.0,
        crawl_delay=2.5,
        extractor="generic",
        assertions=Assertions(min_articles=1, max_articles=500),
        evidence="polled by hand on 2026-11-02",
        notes="two lines",
    )


def test_optional_keys_fall_back_to_the_model():
    head = GOOD.partition("sitemap:")[0] + "evidence: polled by hand\n"
    source = parse_source(head, PATH, FOLDER).source
    assert (source.sitemap, source.archive) == (None, None)
    assert (source.poll_interval, source.crawl_delay) == (300.0, 1.0)
    assert (source.extractor, source.is_enabled, source.assertions) == ("generic", True, Assertions())


def test_a_flat_folder_will_do():
    assert parse_source(GOOD, FOLDER / "basra_daily.yml", FOLDER).source.source_id == "basra_daily"


# what is replaced, by what, and what is said about it
BAD = {
    "unknown key": (
        "poll_interval:",
        "poll_intervall:",
        "14: poll_intervall: unknown key (did you mean poll_interval?); allowed: source_id",
    ),
    "unknown key far from any": ("notes:", "xyzzy:", "20: xyzzy: unknown key; allowed: source_id, name, name_en"),
    "merge key": ("notes: >-\n  two\n  lines", "<<: {name: x}", "20: <<: unknown key"),
    "missing keys": ("language: ar\ntimezone: Asia/Baghdad\n", "", "1: missing language, timezone"),
    "missing evidence": ("evidence: polled by hand on 2026-11-02\n", "", "1: missing evidence"),
    "key twice": ("name_en: Basra", "name: Basra", "3: name: is given twice, first in line 2"),
    "key that is a list": ("notes:", "[a, b]:", "20: a key must be a plain word"),
    "missing key of a feed": ("    url: https://basra.example/feed\n", "", "9: feeds[1]: missing url"),
    "unknown key of a feed": (
        "  - name: port-desk",
        "  - title: port",
        "11: feeds[2].title: unknown key; allowed: name, url",
    ),
    "feeds is text": (
        GOOD[GOOD.index("feeds:") : GOOD.index("sitemap:")],
        "feeds: https://basra.example/feed\n",
        "8: feeds: must be a list with at least one entry",
    ),
    "no feed": (
        GOOD[GOOD.index("feeds:") : GOOD.index("sitemap:")],
        "feeds: []\n",
        "8: feeds: must be a list with at least one entry",
    ),
    "feed is a URL": (
        "  - name: latest\n    url: https://basra.example/feed\n",
        "  - https://basra.example/feed\n",
        "9: feeds[1]: must be a mapping of keys to values",
    ),
    "feed name twice": ("name: port-desk", "name: latest", "11: feeds[2].name: 'latest' is the name of another feed"),
    "feed name in Arabic": ("name: latest", "name: عاجل", "9: feeds[1].name: 'عاجل' must be made of lower-case ASCII"),
    "text that YAML reads as false": (
        "country: IQ",
        "country: NO",
        "4: country: must be text, but YAML reads 'NO' as bool",
    ),
    "text that YAML reads as a number": (
        "name: يومية البصرة",
        "name: 24",
        "2: name: must be text, but YAML reads '24' as int",
    ),
    "text that YAML reads as null": ("name: يومية البصرة", "name:", "2: name: must be text, but YAML reads '' as null"),
    "blank text": ("name: يومية البصرة", "name: ' '", "2: name: must not be empty"),
    "text that is a list": (
        "notes: >-\n  two\n  lines",
        "notes: [two]",
        "20: notes: must be a single value, not a list",
    ),
    "object tag": (
        "language: ar",
        "language: !!python/name:os.system x",
        "5: language: must be text, but YAML reads 'x'",
    ),
    "source_id in capitals": ("source_id: basra_daily", "source_id: Basra", "1: source_id: 'Basra' must be made of"),
    "source_id is not the file's": (
        "source_id: basra_daily",
        "source_id: basra",
        "1: source_id: 'basra' must be the file's name",
    ),
    "country in lower case": ("country: IQ", "country: iq", "4: country: 'iq' is no country code: ISO 3166-1 alpha-2"),
    "country that CLDR made up": ("country: IQ", "country: XA", "4: country: 'XA' is no country code"),
    "country of another folder": (
        "country: IQ",
        "country: EG",
        "4: country: 'EG' belongs into catalog/eg/basra_daily.yml",
    ),
    "language by name": ("language: ar", "language: arabic", "5: language: 'arabic' is no language code: ISO 639-1"),
    "time zone misspelt": (
        "Asia/Baghdad",
        "Asia/Bagdad",
        "6: timezone: 'Asia/Bagdad' is no time zone (did you mean Asia/Baghdad",
    ),
    "time zone that is a folder": ("Asia/Baghdad", "Asia", "6: timezone: 'Asia' is no time zone"),
    "URL without scheme": (
        "https://basra.example/feed",
        "basra.example/feed",
        "10: feeds[1].url: 'basra.example/feed' must begin",
    ),
    "file URL": (
        "https://basra.example/feed",
        "file:///etc/passwd",
        "10: feeds[1].url: 'file:///etc/passwd' must begin with http",
    ),
    "URL without host": ("https://basra.example/\n", "https:///x\n", "7: homepage: 'https:///x' names no host"),
    "URL with a space": (
        "basra.example/feed",
        "basra.example/the feed",
        "10: feeds[1].url: 'https://basra.example/the feed' contains a space",
    ),
    "URL with a password": (
        "basra.example/feed",
        "me:pw@basra.example/feed",
        "10: feeds[1].url: 'https://basra.example/feed' carries a user",
    ),
    "URL with a bad port": (
        "basra.example/feed",
        "basra.example:99999/feed",
        "10: feeds[1].url: 'https://basra.example:99999/feed' is no URL: Port",
    ),
    "sitemap with another placeholder": (
        "{day}.xml",
        "{month}.xml",
        "13: sitemap: 'https://basra.example/{month}.xml' has a placeholder other than {day}, {yyyy}, {mm}, {dd}",
    ),
    "archive without links": ("  links: /خبر/[0-9]+\n", "", "23: archive: missing links"),
    "archive is a URL": (
        GOOD[GOOD.index("archive:") :],
        "archive: https://basra.example/{day}\n",
        "23: archive: must be a mapping of keys to values",
    ),
    "unknown key of an archive": (
        "  links: /خبر",
        "  link: /خبر",
        "25: archive.link: unknown key (did you mean links?); allowed: template, links",
    ),
    "archive of no day": (
        "archive/{yyyy}/{mm}/{dd}",
        "archive/{yyyy}/{mm}",
        "24: archive.template: 'https://basra.example/archive/{yyyy}/{mm}' names no day: write {day}, or {yyyy}, {mm}",
    ),
    "archive without scheme": (
        "template: https://",
        "template: ",
        "24: archive.template: 'basra.example/archive/{yyyy}/{mm}/{dd}' must begin with http",
    ),
    "links that are no pattern": (
        "/خبر/[0-9]+",
        "/(خبر",
        "25: archive.links: '/(خبر' is no regular expression: missing )",
    ),
    "links that match all": ("/خبر/[0-9]+", "'.*'", "25: archive.links: '.*' matches every link"),
    "interval as text": (
        "poll_interval: 120",
        "poll_interval: '120'",
        "14: poll_interval: must be a plain number from 1 to 86400, not '120'",
    ),
    "interval of zero": (
        "poll_interval: 120",
        "poll_interval: 0",
        "14: poll_interval: must be a plain number from 1 to 86400",
    ),
    "octal interval": ("poll_interval: 120", "poll_interval: 0120", "14: poll_interval: must be a plain number"),
    "endless delay": (
        "crawl_delay: 2.5",
        "crawl_delay: .inf",
        "15: crawl_delay: must be a plain number from 0 to 3600",
    ),
    "yes for true": ("is_enabled: true", "is_enabled: yes", "17: is_enabled: must be true or false, not 'yes'"),
    "min above max": (
        "min_articles: 1,",
        "min_articles: 501,",
        "19: assertions.min_articles: 501 is more than max_articles, 500",
    ),
    "half an article": (
        "min_articles: 1,",
        "min_articles: 1.5,",
        "19: assertions.min_articles: must be a whole number",
    ),
    "less than no article": (
        "min_articles: 1,",
        "min_articles: -1,",
        "19: assertions.min_articles: must be a whole number",
    ),
    "tab": ("    url: https://basra.example/feed", "\turl: x", "10: is no YAML: found character '\\t'"),
    "unclosed bracket": ("max_articles: 500}", "max_articles: 500", "20: is no YAML:"),
    "control character": ("two", "t\x07o", "1: is no YAML: unacceptable character #x0007"),
    "a thousand brackets": ("two", "two\nx: " + "[" * 1000, "1: is no YAML: maximum recursion depth exceeded"),
    "two documents": ("notes: >-", "---\nnotes: >-", "20: is no YAML: but found another document"),
    "nothing": (GOOD, "# nothing yet\n", "1: is empty"),
    "a list": (GOOD, "- a\n- b\n", "1: must be a mapping of keys to values"),
}


@pytest.mark.parametrize(("old", "new", "expected"), BAD.values(), ids=BAD.keys())
def test_a_mistake_is_named_with_its_line(old: str, new: str, expected: str):
    assert GOOD.count(old) == 1, "the edit must hit one place"
    with pytest.raises(ConfigError) as error:
        parse_source(GOOD.replace(old, new, 1), PATH, FOLDER)
    assert f"{error.value}".startswith(f"{PATH}:{expected}")


@settings(deadline=None)  # the first one loads CLDR and the time zones
@given(at=st.integers(0, len(GOOD)), dropped=st.integers(0, 6), put=st.text(max_size=6))
@example(at=GOOD.index("https://basra.example/feed"), dropped=14, put="http://[")
def test_whatever_is_typed_gives_a_source_or_a_config_error(at: int, dropped: int, put: str):
    typed = GOOD[:at] + put + GOOD[at + dropped :]
    try:
        outcome = parse_source(typed, PATH, FOLDER).source.source_id
    except ConfigError as error:
        outcome = error.subject
    assert outcome == PATH.stem or outcome.startswith(f"{PATH}:")
