"""One telling, several words that could be its trigger: the likeliest of them gets what the others have.

An annotator picks one word of «أطلقت القوات صاروخاً فقتلت ثلاثة»; the network, unsure which, gives each a third. The
probability that any of them tells an event of a type is that of the telling.
"""

import numpy as np

from marsad.annotate.document import Document
from marsad.annotate.labels import NO_EVENT
from marsad.annotate.tagger import Scores

_REACH = 8  # words on either side, within the sentence
_LEAST, _SURE = 0.1, 0.9  # what is less likely is no peak, what is likelier needs no help
_MOST = 0.97


def gathered(document: Document, types: Scores) -> Scores:
    """`types` (tokens, event_types()) with the peaks of each sentence raised, "none" lowered by as much."""
    raised = types.copy()
    for sentence in range(len(document.sentences)):
        first, last = document.token_range(sentence)
        own = types[first:last]
        for index, kind in np.argwhere((own >= _LEAST) & (own < _SURE)).tolist():
            begin = max(0, index - _REACH)
            near = own[begin : index + _REACH + 1, kind]
            if kind != NO_EVENT and near.argmax() == index - begin:
                raised[first + index, kind] = min(_MOST, 1 - float(np.prod(1 - near)))
    none = types[:, NO_EVENT]
    gained = (raised - types)[:, NO_EVENT + 1 :]
    gained *= np.minimum(1, none / np.maximum(gained.sum(1), 1e-9))[:, None]  # "none" has no more to give
    raised[:, NO_EVENT + 1 :] = types[:, NO_EVENT + 1 :] + gained
    raised[:, NO_EVENT] = np.maximum(0, none - gained.sum(1))
    return raised
