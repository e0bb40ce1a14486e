"""The weights of choices are what the annotations say, and are counted against them as score.py counts."""

import math

import pytest

from marsad.annotate.annotator import Text, load_annotator
from marsad.annotate.choice import NONE, Candidate
from marsad.annotate.rules import load_rules

TEXT = "قتل مسلحون مجهولون جندياً في كركوك. واعتقلت الشرطة ثلاثة متهمين في بغداد. وقتل مسلحون شرطياً في ديالى."


def near() -> Candidate[str | None]:
    return Candidate("near", "near", {"near": 1.0})


def far() -> Candidate[str | None]:
    return Candidate("far", "far", {})


def no_answer() -> Candidate[str | None]:
    return Candidate(None, "", {NONE: 1.0})


def test_of_two_answers_the_weight_is_the_log_odds_of_the_one(modules: None) -> None:
    from choose import Asked, fit

    often = [Asked((near(), far()), (True, False), is_annotated=True)] * 30
    seldom = [Asked((near(), far()), (False, True), is_annotated=True)] * 10
    assert fit(["near"], often + seldom, ridge=0.0) == pytest.approx([math.log(3)], abs=1e-3)


def test_either_of_two_right_answers_will_do(modules: None) -> None:
    from choose import Asked, fit

    answers = (far(), far(), no_answer())
    given = [Asked(answers, (True, True, False), is_annotated=True)] * 30
    none = [Asked(answers, (False, False, True), is_annotated=False)] * 10
    # Of three answers the one is right in a quarter of the rows: e^x / (2 + e^x) = 1/4.
    assert fit([NONE], given + none, ridge=0.0) == pytest.approx([math.log(2 / 3)], abs=1e-3)


def test_the_margin_is_taken_from_none_alone_and_what_has_no_right_answer_teaches_nothing(modules: None) -> None:
    from choose import Asked, weights

    rows = [
        Asked((near(), no_answer()), (True, False), is_annotated=True),
        Asked((near(), no_answer()), (False, True), is_annotated=False),
    ] * 5
    lost = Asked((far(), no_answer()), (False, False), is_annotated=True)
    plain, held_back = weights(rows, 0.0), weights([*rows, lost], 1.0)
    assert held_back == {"near": plain["near"], NONE: pytest.approx(plain[NONE] - 1)}


def test_the_report_counts_each_fate_of_an_answer(modules: None) -> None:
    from choose import Asked, report

    rows = [
        Asked((near(), no_answer()), (True, False), is_annotated=True),
        Asked((near(), far(), no_answer()), (False, True, False), is_annotated=True),
        Asked((far(), no_answer()), (False, False), is_annotated=True),
        Asked((near(), no_answer()), (False, True), is_annotated=False),
        Asked((far(), no_answer()), (False, True), is_annotated=False),
    ]
    weights = {"near": 2.0, NONE: 1.0}
    assert report(weights, rows) == ("of 3 annotated 1 right, 1 wrong, 1 none (2 possible); of 2 without 1 given one")


def test_an_annotated_event_is_matched_once_in_its_words_before_its_sentence(modules: None) -> None:
    from choose import asked, matched
    from events import Told
    from examples import Article

    annotator, rules = load_annotator(), load_rules()
    (reading,) = annotator.read([Text(TEXT)])
    scene = annotator.scene(reading)
    told = [
        Told("ASSAULT", "asserted", TEXT.index("في ديالى"), (("place", TEXT.index("ديالى"), len(TEXT) - 1),)),
        Told("ASSAULT", "asserted", 0, ()),
        Told("COERCE", "asserted", TEXT.index("اعتقل"), ()),
        Told("PROTEST", "asserted", TEXT.index("اعتقل"), ()),
    ]
    pairs = [(TEXT[t.trigger.start : t.trigger.end], e) for t, e in matched(scene, rules, None, told)]
    assert pairs == [("قتل", told[1]), ("اعتقلت", told[2]), ("قتل", told[0])]

    (killed, *_, guard) = asked([(Article(TEXT, None), told)])["place without links"]
    assert not killed.is_annotated
    assert [c.answer is None for c, is_right in zip(killed.candidates, killed.right, strict=True) if is_right] == [True]
    assert guard.is_annotated
    right = [c.answer for c, is_right in zip(guard.candidates, guard.right, strict=True) if is_right]
    assert [(a.start, TEXT[a.start : a.end]) for a in right] == [(TEXT.index("ديالى"), "ديالى")]


def test_a_date_is_right_where_its_day_is_that_of_the_annotated_words(modules: None) -> None:
    from choose import asked
    from events import Told
    from examples import Article

    text = "أعلنت الشرطة، اليوم الاثنين، اعتقال ثلاثة متهمين في كركوك. وقال ضابط إن الاعتقال تم الاثنين."
    words = (text.rindex("الاثنين"), text.rindex("الاثنين") + len("الاثنين"))
    told = [Told("COERCE", "asserted", text.index("اعتقال"), (("date", *words),), "2026-03-02")]
    (row,) = asked([(Article(text, None, "2026-03-02T18:00:00+03:00"), told)])["date without links"]
    assert row.is_annotated
    right = [c.answer.text for c, is_right in zip(row.candidates, row.right, strict=True) if is_right]
    assert right == ["اليوم الاثنين", "الاثنين"]
    assert [c.answer for c, is_right in zip(row.candidates, row.right, strict=True) if not is_right] == [None]
