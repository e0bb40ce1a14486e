"""A share that kills its process, where processes started anew can import it."""

import os

from marsad.annotate.annotator import Text

KILLER = Text("killer")


def killed_by(texts: list[Text]) -> list[object]:
    """The numbers of the texts; the process dies over one text, as it does when memory runs out."""
    if KILLER in texts:
        os._exit(9)
    return list(range(len(texts)))
