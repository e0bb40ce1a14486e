"""The annotator: a text in, its mentions, dates and events out. Data is loaded once per process."""

import hashlib
from datetime import datetime

from marsad.annotate.document import read_document
from marsad.annotate.entities import find_names
from marsad.annotate.events import find_events
from marsad.annotate.gazetteer import load_gazetteer
from marsad.annotate.grammar import load_grammar
from marsad.annotate.lexicon import load_lexicon
from marsad.annotate.linking import link
from marsad.annotate.rules import load_rules
from marsad.annotate.scene import read_scene
from marsad.model import Annotation
from marsad.resources import data_dir
from marsad.text.dates import find_dates, local_day

RULES_VERSION = "0.1.0"


class Annotator:
    """Gazetteer, lexicon, grammar and rules, ready to annotate. Safe to share between threads."""

    def __init__(self) -> None:
        self._data = (load_gazetteer(), load_grammar(), load_lexicon())
        self._rules = load_rules()

    def annotate(
        self, text: str, title: str = "", published_at: datetime | None = None, timezone: str = "UTC"
    ) -> Annotation:
        """Everything found in `text`; offsets are code points of it. The title is not annotated (GUIDE).

        A naive `published_at` is in `timezone`. Any string is accepted; time grows linearly with its length.
        """
        del title  # read by no rule yet; a model may use it as context
        gazetteer, _, lexicon = self._data
        document = read_document(text)
        dates = find_dates(document.folded, published_at, timezone)
        mentions = link(document, find_names(document, gazetteer, lexicon), gazetteer)
        scene = read_scene(document, mentions, dates, local_day(published_at, timezone), self._data)
        return Annotation(mentions, dates, find_events(scene, self._rules))


def _data_hash() -> str:
    """A short hash over every rule and gazetteer file: a changed line is another annotator."""
    digest = hashlib.sha256()
    for folder in ("gazetteers", "rules"):
        base = data_dir(folder)
        for path in sorted(p for p in base.rglob("*") if p.suffix in {".csv", ".yml", ".txt"}):
            digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


ANNOTATOR_VERSION = f"rules-{RULES_VERSION}+{_data_hash()}"
