"""Of several words that could be the trigger of one telling the likeliest has what all of them have."""

import numpy as np
import pytest

from marsad.annotate.document import read_document
from marsad.annotate.labels import NO_EVENT, event_types
from marsad.annotate.peaks import gathered
from marsad.annotate.tagger import Scores

TEXT = "أطلقت القوات صاروخاً على القرية فقتلت ثلاثة. وعاد السكان أمس."
DOCUMENT = read_document(TEXT)
ASSAULT = event_types().index("ASSAULT")


def likely(shares: dict[str, float]) -> Scores:
    """The probabilities of the words' being an attack."""
    types = np.zeros((len(DOCUMENT.tokens), len(event_types())), np.float32)
    for word, share in shares.items():
        types[DOCUMENT.token_at(TEXT.index(word)), ASSAULT] = share
    types[:, NO_EVENT] = 1 - types[:, ASSAULT]
    return types


def of(types: Scores, word: str) -> float:
    return float(types[DOCUMENT.token_at(TEXT.index(word)), ASSAULT])


def test_the_likeliest_word_of_a_sentence_has_the_probability_that_any_of_them_tells_it() -> None:
    found = gathered(DOCUMENT, likely({"أطلقت": 0.3, "صاروخاً": 0.4, "فقتلت": 0.2}))
    assert of(found, "صاروخاً") == pytest.approx(1 - 0.7 * 0.6 * 0.8)
    assert (of(found, "أطلقت"), of(found, "فقتلت")) == (pytest.approx(0.3), pytest.approx(0.2))
    assert found.sum(1) == pytest.approx(1)


def test_words_of_another_sentence_and_far_ones_add_nothing() -> None:
    assert of(gathered(DOCUMENT, likely({"فقتلت": 0.4, "وعاد": 0.3})), "فقتلت") == pytest.approx(0.4)
    text = "كلمة " * 30
    types = np.zeros((30, len(event_types())), np.float32)
    types[[2, 25], ASSAULT] = 0.4
    assert gathered(read_document(text), types)[2, ASSAULT] == pytest.approx(0.4)


def test_of_equal_words_the_first_is_raised_and_a_sure_one_stays() -> None:
    found = gathered(DOCUMENT, likely({"أطلقت": 0.4, "فقتلت": 0.4}))
    assert (of(found, "أطلقت"), of(found, "فقتلت")) == (pytest.approx(0.64), pytest.approx(0.4))
    assert of(gathered(DOCUMENT, likely({"أطلقت": 0.95, "فقتلت": 0.4})), "أطلقت") == pytest.approx(0.95)


def test_no_word_is_more_than_certain() -> None:
    types = likely({"أطلقت": 0.5, "صاروخاً": 0.5, "فقتلت": 0.5})
    coerce = event_types().index("COERCE")
    types[:, coerce] = types[:, ASSAULT] * 0.8
    types[:, NO_EVENT] = 1 - types[:, ASSAULT] - types[:, coerce]
    found = gathered(DOCUMENT, types)
    assert 0.5 < of(found, "أطلقت") < 1 - 0.5**3
    assert found.min() >= 0
    assert found.sum(1) == pytest.approx(1)


def test_no_type_loses_what_another_gains() -> None:
    types = likely({"أطلقت": 0.85, "صاروخاً": 0.1, "فقتلت": 0.1})
    coerce = event_types().index("COERCE")
    types[:, coerce] = [0.12 if share else 0 for share in types[:, ASSAULT]]
    types[:, NO_EVENT] = 1 - types[:, ASSAULT] - types[:, coerce]
    found = gathered(DOCUMENT, types)
    assert of(found, "أطلقت") >= 0.85
    assert found.sum(1) == pytest.approx(1)
