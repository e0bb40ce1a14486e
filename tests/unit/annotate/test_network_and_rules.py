"""Where the network and the rules differ about what a text tells, and which of them is believed."""

import numpy as np
import pytest

from marsad.annotate.annotator import Annotator, Reading, Text
from marsad.annotate.document import read_document
from marsad.annotate.events import find_events
from marsad.annotate.labels import NO_EVENT, REALIS, ROLES, event_types
from marsad.annotate.rules import RuleSet, load_rules
from marsad.annotate.tagger import Links, Tagging
from marsad.model import Event

ANNOTATOR, RULES = Annotator(), load_rules()
BARE = RuleSet((), {}, RULES.plain)  # no rule has any word

Told = dict[str, tuple[str, float]]  # word -> type, its probability
Linked = dict[tuple[str, str], float]  # (role, word) -> its probability, for every trigger


def find(
    text: str,
    told: Told,
    *,
    realis: str = "asserted",
    sure: float = 0.6,
    linked: Linked | None = None,
    rules: RuleSet = RULES,
) -> list[Event]:
    """The events of a text whose words a network gives these probabilities."""
    document = read_document(text)
    size = len(document.tokens)
    types = np.zeros((size, len(event_types())), np.float32)
    links = {}
    for word, (kind, likelihood) in told.items():
        token = document.token_at(text.index(word))
        types[token, event_types().index(kind)] = likelihood
        roles = np.zeros((size, len(ROLES)), np.float32)
        for (role, other), share in (linked or {}).items():
            roles[document.token_at(text.index(other)), ROLES.index(role)] = share
        links[token] = Links(0, roles)
    types[:, NO_EVENT] = 1 - types.sum(1)
    said = np.full((size, len(REALIS)), (1 - sure) / 3, np.float32)
    said[:, REALIS.index(realis)] = sure
    tagging = Tagging((), np.ones(size, np.float32), types, said, links)
    scene = ANNOTATOR.scene(Reading(Text(text), document, tagging))
    return list(find_events(scene, rules, tagging))


SEIZED = "ضبطت القوة سيارتين في الطريق العام. واعتقلت ثلاثة متهمين داخل المنزل."


@pytest.mark.parametrize(("likelihood", "count"), [(0.97, 2), (0.8, 1)])
def test_another_word_that_the_network_is_sure_of_tells_another_event(likelihood: float, count: int) -> None:
    told = {"ضبطت": ("COERCE", 0.97), "واعتقلت": ("COERCE", likelihood)}
    assert len(find(SEIZED, told, rules=BARE)) == count


def test_the_same_word_again_is_the_same_event_however_sure_the_network_is() -> None:
    text = "اندلع حريق داخل سوق شعبي. وأوضح المصدر أن الحريق أدى إلى إصابة عاملين."
    told = {"حريق": ("ACCIDENT", 0.97), "الحريق": ("ACCIDENT", 0.97)}
    assert [e.trigger.text for e in find(text, told, rules=BARE)] == ["حريق"]


def test_a_rule_s_trigger_that_the_network_does_not_link_is_compared_by_its_own_words() -> None:
    text = "اندلع حريق كبير داخل سوق شعبي. وأوضح المصدر أن الحريق أدى إلى إصابة عاملين."
    told = {"كبير": ("ACCIDENT", 0.6), "الحريق": ("ACCIDENT", 0.97)}
    assert [e.trigger.text for e in find(text, told)] == ["حريق"]


@pytest.mark.parametrize(
    ("realis", "sure", "expected"),
    [("negated", 0.9, "negated"), ("planned", 0.9, "planned"), ("negated", 0.6, "asserted")],
)
def test_the_network_says_whether_it_happened_where_it_is_sure(realis: str, sure: float, expected: str) -> None:
    (event,) = find("قتل مسلحون مجهولون جندياً.", {"قتل": ("ASSAULT", 0.97)}, realis=realis, sure=sure)
    assert event.realis == expected


@pytest.mark.parametrize(("sure", "expected"), [(0.96, "asserted"), (0.9, "negated")])
def test_against_a_negation_the_network_must_be_surer(sure: float, expected: str) -> None:
    (event,) = find("لم يقتل المسلحون جندياً.", {"يقتل": ("ASSAULT", 0.97)}, sure=sure)
    assert event.realis == expected


def test_of_a_trigger_that_the_network_does_not_link_the_words_say_whether_it_happened() -> None:
    text = "لم يقتل المسلحون جندياً."
    event, *_ = find(text, {"المسلحون": ("ASSAULT", 0.6)}, sure=0.97)
    assert (event.trigger.text, event.realis) == ("يقتل", "negated")


def test_what_a_rule_takes_for_feared_is_an_event_where_the_network_is_sure() -> None:
    text = "غادر السكان القرية خشية هجوم مسلح."
    assert find(text, {"هجوم": ("ASSAULT", 0.7)}) == []
    assert [e.type for e in find(text, {"هجوم": ("ASSAULT", 0.97)})] == ["ASSAULT"]


def test_a_rule_is_not_overruled_for_a_word_beside_its_own() -> None:
    text = "غادر السكان القرية خشية هجوم مسلح."
    assert [e.trigger.text for e in find(text, {"مسلح": ("ASSAULT", 0.97)})] == ["مسلح"]


def test_a_rule_s_missing_participant_is_no_hindrance_where_the_network_is_sure() -> None:
    text = "تم رفض المقترح."
    assert find(text, {"رفض": ("REJECT", 0.7)}) == []
    assert [e.type for e in find(text, {"رفض": ("REJECT", 0.97)})] == ["REJECT"]


def test_recipients_are_the_network_s_and_actors_a_rule_s() -> None:
    text = "قتل مسلحون مجهولون جندياً قرب الحدود، فيما أصيب شرطي."
    linked = {("actor", "مسلحون"): 0.4, ("actor", "شرطي"): 0.9, ("recipient", "جندياً"): 0.2, ("recipient", "شرطي"): 0.9}
    (event, *_) = find(text, {"قتل": ("ASSAULT", 0.97)}, linked=linked)
    assert [p.text for p in event.actors] == ["مسلحون مجهولون"]
    assert [p.text for p in event.recipients] == ["شرطي"]


@pytest.mark.parametrize(("likelihood", "recipient"), [(0.75, "شرطي"), (0.6, "جندياً")])
def test_a_rule_s_recipient_stays_where_the_network_is_not_likely_right(likelihood: float, recipient: str) -> None:
    text = "قتل مسلحون مجهولون جندياً قرب الحدود، فيما أصيب شرطي."
    linked = {("recipient", "جندياً"): 0.2, ("recipient", "شرطي"): likelihood}
    (event, *_) = find(text, {"قتل": ("ASSAULT", 0.97)}, linked=linked)
    assert [p.text for p in event.recipients] == [recipient]
