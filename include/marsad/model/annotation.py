"""What the annotator finds in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) in code points and the text between them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something."""

    start: int
    end: int
    text: str
    type: str  # PER | ORG | LOC
    entity_id: str | None = None
    wikidata_id: str | None = None
    link_status: str = "nil"  # linked | ambiguous | nil


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in the text, resolved against the publication time. `value` is ISO 8601 at its precision.

    `resolution` says how: explicit, its own words tell all; completed, the text leaves out the year; deictic, from the
    day of writing («أمس», «الشهر الماضي»); relative, an amount of time from it («قبل يومين»); anaphoric, from a date
    told before («اليوم التالي»); hijri, converted. `part` is early, mid or late where the words mean a part of it.
    """

    start: int
    end: int
    text: str
    value: str  # YYYY | YYYY-MM | YYYY-MM-DD | start/end
    precision: str  # year | month | day | range
    resolution: str = "explicit"  # explicit | completed | deictic | relative | anaphoric | hijri
    part: str = ""  # early | mid | late | "": «أواخر الشهر الماضي»


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened. `country` is ISO 3166-1 alpha-2, `admin1` a first-level division's entity_id."""

    start: int
    end: int
    text: str
    entity_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event."""

    start: int
    end: int
    text: str
    entity_id: str | None = None
    country: str | None = None
    sector: str | None = None  # PLOVER/CAMEO actor sector: GOV, MIL, REB, CVL, ...


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that belongs to an event: killed, injured, arrested, missing, displaced, released, participants."""

    kind: str
    value: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, where, when, says who, and did it happen."""

    type: str  # PLOVER 0.8, plus CRIME, ACCIDENT, HAZARD
    trigger: Span
    realis: str  # asserted | negated | planned | hypothetical
    confidence: float  # 0..1
    mode: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    location: Place | None = None
    date: DateExpression | None = None
    source: Participant | None = None  # whom the text credits
    counts: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that the annotator finds in one text, spans in reading order."""

    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    events: tuple[Event, ...] = ()
