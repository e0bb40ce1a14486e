"""The annotator: a text in, its mentions, dates and events out. Data is loaded once per process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from marsad.annotate.choice import load_weights
from marsad.annotate.document import Document, read_document
from marsad.annotate.entities import find_names
from marsad.annotate.events import find_events
from marsad.annotate.gazetteer import load_gazetteer
from marsad.annotate.grammar import load_grammar
from marsad.annotate.lexicon import load_lexicon
from marsad.annotate.linking import link
from marsad.annotate.rules import load_rules
from marsad.annotate.scene import Scene, read_scene
from marsad.annotate.spacing import load_words
from marsad.annotate.tagger import Tagging, load_tagger
from marsad.model import Annotation
from marsad.text.dates import find_dates, local_day


@dataclass(frozen=True, slots=True)
class Text:
    """What is annotated. A naive `published_at` is in `timezone`, the outlet's IANA zone."""

    text: str
    title: str = ""
    published_at: datetime | None = None
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read by the model, before the rules."""

    given: Text
    document: Document
    tagging: Tagging


class Annotator:
    """Model, gazetteer, lexicon, grammar and rules, ready to annotate. Safe to share between threads."""

    def __init__(self) -> None:
        self._data = (load_gazetteer(), load_grammar(), load_lexicon())
        self._rules = load_rules()
        self._tagger = load_tagger()
        load_weights()  # now, not with the first event
        load_words()  # nor with the first word that may be two

    def annotate(
        self, text: str, title: str = "", published_at: datetime | None = None, timezone: str = "UTC"
    ) -> Annotation:
        """Everything found in `text`; offsets are code points of it. The title is not annotated (GUIDE).

        A naive `published_at` is in `timezone`. Any string is accepted; time grows linearly with its length.
        """
        return self.annotate_text(Text(text, title, published_at, timezone))

    def annotate_text(self, text: Text) -> Annotation:
        """Everything found in one text."""
        (reading,) = self.read([text])
        return self.understand(reading)

    def read(self, texts: Sequence[Text]) -> list[Reading]:
        """The model's reading of many texts at once, which is faster than one by one."""
        documents = [read_document(text.text) for text in texts]
        taggings = self._tagger.tag(documents)
        return [Reading(*parts) for parts in zip(texts, documents, taggings, strict=True)]

    def understand(self, reading: Reading) -> Annotation:
        """Mentions, dates and events of a text that was read."""
        scene = self.scene(reading)
        return Annotation(scene.mentions, scene.dates, find_events(scene, self._rules, reading.tagging))

    def scene(self, reading: Reading) -> Scene:
        """What the event stages know of a text: its mentions and dates, token by token."""
        gazetteer, _, lexicon = self._data
        given, document = reading.given, reading.document
        published = local_day(given.published_at, given.timezone)
        dates = find_dates(document.folded, given.published_at, given.timezone)
        names = find_names(document, gazetteer, lexicon, reading.tagging)
        mentions = link(document, names, gazetteer, lexicon, published)
        return read_scene(document, mentions, dates, published, self._data)


@cache
def load_annotator() -> Annotator:
    """This process's annotator."""
    return Annotator()
