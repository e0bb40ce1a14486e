"""What the gate decides from what the expectations said."""

from builders import make_rule
from marsad.quality.rule import Severity
from marsad.quality.verdict import Finding, Verdict, judge


def finding(name="a_rule", severity=Severity.QUARANTINE, success=False, articles=()):
    return Finding(make_rule(name, severity), success, len(articles), frozenset(articles), {})


def test_a_day_on_which_everything_holds_passes():
    findings = [finding(severity=severity, success=True) for severity in Severity]
    verdict = judge(findings)
    assert (verdict.blocking, verdict.rejected) == ((), {})
    assert verdict.findings == tuple(findings)


def test_a_day_that_nobody_looked_at_holds_nothing_against_it():
    assert judge([]) == Verdict(findings=())


def test_a_blocking_breach_stops_the_day_and_names_its_articles():
    verdict = judge([finding("repeated", Severity.BLOCK, articles=["x"]), finding("too_large", Severity.BLOCK)])
    assert verdict.blocking == ("repeated", "too_large")
    assert verdict.rejected == {"x": ("repeated",)}


def test_a_quarantine_breach_rejects_the_articles_that_broke_it():
    verdict = judge([finding("mojibake", articles=["x", "y"]), finding("body_empty", articles=["y"])])
    assert verdict.blocking == ()
    assert verdict.rejected == {"x": ("mojibake",), "y": ("mojibake", "body_empty")}


def test_a_breach_whose_rows_cannot_be_told_stops_the_day():
    # That is what an expectation that raised looks like.
    verdict = judge([finding("mojibake")])
    assert verdict.blocking == ("mojibake",)


def test_a_warning_is_only_written_down():
    verdict = judge([finding("undated_share", Severity.WARN), finding("text_repeated", Severity.WARN, articles=["x"])])
    assert (verdict.blocking, verdict.rejected) == ((), {})
    assert len(verdict.findings) == 2


def test_a_rule_that_holds_rejects_nobody_whatever_rows_it_names():
    verdict = judge([finding(success=True, articles=["x"])])
    assert (verdict.blocking, verdict.rejected) == ((), {})


def test_a_breach_of_an_outlet_keeps_back_all_of_it():
    breach = Finding(make_rule("volume_flood"), False, 1, frozenset(), {}, frozenset(["nahr"]), {"nahr": 12.5})
    verdict = judge([finding("mojibake", articles=["x"]), breach])
    assert verdict.blocking == ()
    assert verdict.reasons("x", "nahr") == ("mojibake", "volume_flood")
    assert (verdict.reasons("y", "nahr"), verdict.reasons("y", "bahr")) == (("volume_flood",), ())
    assert verdict.why("volume_flood", "y", "nahr") == "volume_flood: saw 12.5, `article_id` is never null"
