"""What people are told of a day, and what becomes of a message that does not get through."""

import json

from builders import DAY, NOON, make_entry, stage
from marsad.errors import RetryableError
from marsad.notify.message import Message
from marsad.pipeline.publish import PublishReport, publish_articles
from marsad.pipeline.tell_people import message_of, tell_people
from marsad.store.issues import open_issues
from marsad.target import parse_target

MESSAGE = Message("subject", "text", NOON)


def refuse(target, message):
    raise RetryableError("MARSAD_NOTIFY", "nobody there")


def test_a_message_that_does_not_get_through_is_an_issue_until_one_does(dsn, connection, tmp_path):
    target = parse_target("file", tmp_path)
    assert tell_people(dsn, target, MESSAGE, lambda: NOON, refuse) is False
    (issue,) = open_issues(connection)
    assert (issue["kind"], issue["subject"]) == ("notification_failing", "file")
    assert issue["message"] == "MARSAD_NOTIFY: nobody there; untold: subject"
    assert tell_people(dsn, target, MESSAGE, lambda: NOON) is True
    assert open_issues(connection) == []


def test_a_warehouse_that_is_away_stops_no_message(tmp_path):
    target = parse_target("file", tmp_path)
    assert tell_people("postgresql://127.0.0.1:1/nobody", target, MESSAGE) is True
    assert json.loads(target.path.read_text()) == MESSAGE.as_json()


def test_of_a_day_on_which_all_held_nobody_is_told():
    assert message_of(PublishReport(DAY, 3, 0, 60, 0), NOON) is None


def test_what_is_told_names_day_expectations_counts_and_how_to_look(dsn, connection):
    stage(connection, make_entry("good"))
    stage(connection, make_entry("bad"), title="Ø§Ù„ØµØ§")
    told = message_of(publish_articles(dsn, DAY, lambda: NOON), NOON)
    assert told.subject == "Marsad: 2026-11-18 quarantine: mojibake"
    assert "1 articles published, 1 quarantined: mojibake (1)." in told.text
    assert "marsad quarantine list --day 2026-11-18" in told.text
    assert told.facts["expectations"] == {"mojibake": 1}


def test_a_blocked_day_is_told_as_such():
    report = PublishReport(DAY, 0, 2, 50, 1, ("day_too_large",), {"day_too_large": 2})
    told = message_of(report, NOON)
    assert told.subject == "Marsad: 2026-11-18 blocked: day_too_large"
    assert told.text.startswith("The day 2026-11-18 is blocked, curated stays as it was.")
    assert told.facts["kind"] == "day_blocked"
