"""What one expression is resolved against: the publication, the words before it, the date told last."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.text.date_values import Resolved, since

_WINDOW = 120  # characters before a date in which its verb stands
# Verbs in the future, but not nouns that begin like one: سيارة, سياسة, ستون.
_NOT_FUTURE = (
    r"يار|ياس|ياد|ياح|ياق|يستان|يما|ينا|ينم|ترات|توكهولم|تيف|تين|تون|تمي|تايل|"
    r"(?:يد|يده|يدات|يدي|يطر|يطره|يطرت|يطروا|يول|يوله|يف|ير|يره|يرته|تار|تان|ته)(?![ء-ي])"
)
_ANNOUNCING = re.compile(
    rf"(?<![ء-ي])[وف]?(?:سوف|(?<!كان من )(?<!كانت )(?<!كان )المقرر|المزمع|تسليم|المنتظر|المرتقب|المومل|[يت]عتزم|"
    rf"[ينت]عتزمون|[يت]ستعد|مقرر|مقررا|موعدا|تحديد|حددت|اعتبارا|ابتداء|بدءا|[يت]ستمر|[يت]ستمران|[يت]تواصل|س(?!{_NOT_FUTURE})[يت][ء-ي]{{2,}})(?![ء-ي])"
)
_REPORTING = re.compile(
    r"(?<![ء-ي])[وف]?(?:قال|قالت|اعلن|اعلنت|ذكر|ذكرت|اكد|اكدت|صرح|صرحت|اضاف|اضافت|افاد|افادت|اوضح|اوضحت|كشف|كشفت|"
    r"بحث|استقبل|اجتمع|التقي|وصل|وصلت|شهد|شهدت|قتل|اصيب)(?![ء-ي])"
)
_SENTENCE_END = re.compile(r"\.\s|\n|[!?]")
_NEAR = 400  # characters back to the date that «اليوم نفسه» means


@dataclass(frozen=True, slots=True)
class Context:
    """`published` is the publication's day where the outlet is, `today` the day the text itself calls today."""

    text: str  # folded
    published: date | None
    today: date | None
    previous: tuple[Resolved, int] | None = None  # the date resolved before this one, and its end

    def announces(self, at: int) -> bool:
        """Whether the nearest verb before offset `at`, in its sentence, tells of something to come."""
        window = _SENTENCE_END.split(self.text[max(0, at - _WINDOW) : at])[-1]
        ahead = [m.end() for m in _ANNOUNCING.finditer(window)]
        told = [m.end() for m in _REPORTING.finditer(window)]
        return bool(ahead) and max(ahead) > max(told, default=-1)

    def word_before(self, at: int) -> str:
        """The word before offset `at`, "" where there is none."""
        words = self.text[max(0, at - 20) : at].split()
        return words[-1] if words else ""

    def word_after(self, at: int) -> str:
        """The word after offset `at`, "" where there is none."""
        words = self.text[at : at + 20].split()
        return words[0] if words else ""

    def since(self, start: Resolved, match: re.Match[str]) -> Resolved:
        """`start`, or the range from it to the publication where the expression says «منذ»."""
        return since(start, self.published) if group(match, "since") and self.published else start

    def told_before(self, at: int) -> str | None:
        """The ISO value, no range, that a «نفسه» at offset `at` refers to."""
        if self.previous is None or at - self.previous[1] > _NEAR or self.previous[0].precision == "range":
            return None
        return self.previous[0].value

    def told_month(self, at: int) -> tuple[int, int] | None:
        """(year, month) of what a «نفسه» at offset `at` refers to; None where that is a year or nothing."""
        told = self.told_before(at) or ""
        return (int(told[:4]), int(told[5:7])) if len(told) >= len("2015-07") else None

    def ahead_before(self, at: int) -> date | None:
        """The coming day that the same sentence told before offset `at`."""
        if self.previous is None or self.today is None or self.previous[0].precision != "day":
            return None
        between = self.text[self.previous[1] : at]
        told = date.fromisoformat(self.previous[0].value)
        is_near = len(between) <= _WINDOW and not _SENTENCE_END.search(between) and not _REPORTING.search(between)
        return told if is_near and timedelta(0) < told - self.today < timedelta(days=7) else None


def group(match: re.Match[str], name: str) -> str | None:
    """What the group matched; None where it took no part or the pattern has no such group."""
    return match[name] if name in match.re.groupindex else None
