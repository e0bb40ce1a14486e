"""`ops.issue`: one row per kind and subject, counted while it is open."""

from datetime import timedelta

from builders import NOON
from marsad.store.issues import close_issue, open_issue, open_issues

LATER = NOON + timedelta(hours=1)


def test_an_issue_is_opened_once_and_counted(connection):
    open_issue(connection, "feed_failing", "nahr/all", "no answer", NOON)
    open_issue(connection, "feed_failing", "nahr/all", "HTTP 503", LATER)
    assert open_issues(connection) == [
        {
            "kind": "feed_failing",
            "subject": "nahr/all",
            "message": "HTTP 503",
            "seen_count": 2,
            "opened_at": NOON,
            "last_seen_at": LATER,
        }
    ]


def test_issues_are_parted_by_kind_and_subject_and_shown_newest_first(connection):
    open_issue(connection, "feed_failing", "nahr/all", "", NOON)
    open_issue(connection, "feed_failing", "nahr/sport", "", LATER)
    open_issue(connection, "day_blocked", "nahr/all", "", LATER + timedelta(hours=1))
    shown = [(issue["kind"], issue["subject"]) for issue in open_issues(connection)]
    assert shown == [("day_blocked", "nahr/all"), ("feed_failing", "nahr/sport"), ("feed_failing", "nahr/all")]


def test_a_closed_issue_is_shown_no_more_and_starts_anew_when_it_comes_back(connection):
    open_issue(connection, "feed_failing", "nahr/all", "no answer", NOON)
    open_issue(connection, "feed_failing", "nahr/all", "no answer", NOON)
    close_issue(connection, "feed_failing", "nahr/all", LATER)
    assert open_issues(connection) == []
    assert connection.execute("SELECT closed_at FROM ops.issue").fetchone() == (LATER,)
    open_issue(connection, "feed_failing", "nahr/all", "again", LATER)
    (issue,) = open_issues(connection)
    assert (issue["seen_count"], issue["opened_at"], issue["message"]) == (1, LATER, "again")


def test_closing_what_is_not_open_changes_nothing(connection):
    close_issue(connection, "feed_failing", "nahr/all", NOON)
    open_issue(connection, "feed_failing", "nahr/all", "", NOON)
    close_issue(connection, "feed_failing", "nahr/all", NOON)
    close_issue(connection, "feed_failing", "nahr/all", LATER)
    assert connection.execute("SELECT closed_at FROM ops.issue").fetchall() == [(NOON,)]
