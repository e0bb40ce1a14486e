"""What an outlet and its feeds are called, out of the titles that its pages and feeds carry. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from marsad.text.normalize import fold_key

_SEPARATOR = re.compile(r"\s+[-|/–—:•·»«]+\s+|\s*[|»«•]\s*|:\s+")
# Direction marks and the tatweel stretch or turn a title and are no part of a name.
_INVISIBLE = re.compile(
    "[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}\N{ZERO WIDTH NO-BREAK SPACE}\N{ARABIC TATWEEL}]"
)
_ARABIC = re.compile(r"[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]")
_LATIN = re.compile(r"[A-Za-z]{2}")
# Parts of titles that name a page or a format, never an outlet.
_NOISE = frozenset(
    map(
        fold_key,
        (
            *("rss", "rss feed", "rss feeds", "feed", "feeds", "atom", "rss 2.0", "xml", "خلاصات", "خلاصة"),
            *("home", "home page", "homepage", "latest", "latest news", "news", "index", "main", "default"),
            *("الرئيسية", "الصفحة الرئيسية", "آخر الأخبار", "اخر الاخبار", "أحدث الأخبار", "أخبار", "الأخبار", "عربي"),
        ),
    )
)
# Sections that Arabic outlets have, as the feeds of the catalogue are named.
_SECTIONS = {
    fold_key(arabic).removeprefix("ال"): english
    for english, names in {
        "breaking": ("عاجل",),
        "politics": ("سياسة", "سياسي", "أخبار سياسية"),
        "security": ("أمن", "أمني"),
        "economy": ("اقتصاد", "مال وأعمال", "أعمال", "أخبار اقتصادية"),
        "sports": ("رياضة", "أخبار رياضية"),
        "society": ("مجتمع",),
        "local": ("محليات", "محلي", "أخبار محلية"),
        "iraq": ("العراق", "أخبار العراق"),
        "arab": ("عربي", "الوطن العربي", "العالم العربي", "أخبار عربية", "شؤون عربية"),
        "world": ("العالم", "دولي", "دوليات", "عالم", "أخبار العالم", "أخبار دولية"),
        "culture": ("ثقافة", "فن وثقافة", "ثقافة وفن"),
        "arts": ("فن", "فنون"),
        "health": ("صحة", "صحة وطب"),
        "technology": ("تكنولوجيا", "تقنية", "علوم وتكنولوجيا"),
        "opinion": ("رأي", "آراء", "مقالات", "مقالات الرأي"),
        "reports": ("تقارير", "تحقيقات"),
        "miscellany": ("منوعات",),
        "video": ("فيديو",),
    }.items()
    for arabic in names
}
_NO_SECTION = frozenset(
    {
        *("rss", "rss2", "rssfeed", "feed", "feeds", "atom", "rdf", "xml", "json", "php", "asp", "aspx", "subscribe"),
        *("ar", "en", "arabic", "index", "main", "default", "all", "latest", "latestnews", "news", "www"),
        *("category", "section", "cat", "id", "type"),
    }
)
_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class OutletNames:
    """What the titles call the outlet in each script; empty where they do not."""

    arabic: str
    latin: str


def outlet_names(titles: Iterable[str]) -> OutletNames:
    """The part that recurs most in `titles`, in each script; of equals the one that came first.

    A title joins outlet, section and page with dashes and bars: «النهر | سياسة», "Nahr - RSS".
    """
    parts = [part for title in titles for part in dict.fromkeys(_parts(title))]
    return OutletNames(
        arabic=_most_common(part for part in parts if _ARABIC.search(part)),
        latin=_most_common(part for part in parts if _LATIN.search(part) and not _ARABIC.search(part)),
    )


def feed_names(feeds: Sequence[tuple[str, str]]) -> list[str]:
    """A name for each (URL, title): its section in English, else words of its path; all different.

    The first feed without any of these is "latest".
    """
    names: list[str] = []
    for url, title in feeds:
        name = _section_of(title) or _section_in_path(url) or "latest"
        number = 2
        while (f"{name}-{number}" if name in names else name) in names:
            number += 1
        names.append(f"{name}-{number}" if name in names else name)
    return names


def _parts(title: str) -> list[str]:
    shown = " ".join(_INVISIBLE.sub("", title).split())
    parts = (part.strip(" -–—|:•»«") for part in _SEPARATOR.split(f" {shown} "))
    return [part for part in parts if part and fold_key(part) not in _NOISE and not _section(part)]


def _most_common(parts: Iterable[str]) -> str:
    counted = Counter(parts).most_common(1)
    return counted[0][0] if counted else ""


def _section_of(title: str) -> str | None:
    found = (_section(part.strip()) for part in _SEPARATOR.split(f" {title} "))
    return next(filter(None, found), None)


def _section(text: str) -> str | None:
    return _SECTIONS.get(fold_key(text).removeprefix("ال"))


def _section_in_path(url: str) -> str | None:
    """The last words of the address that name a section: /Rss/iraq-latest-news/ar is iraq-latest-news."""
    parts = urlsplit(url)
    values = [pair.partition("=")[2] for pair in parts.query.split("&")]
    for piece in reversed([*parts.path.split("/"), *values]):
        text = unquote(piece)
        if section := _section(text):
            return section
        words = _WORDS.findall(re.sub(r"\.\w+$", "", text).lower())
        if [word for word in words if word not in _NO_SECTION] and text.isascii():
            return "-".join(["section", *words] if "".join(words).isdecimal() else words)[:40]
    return None
