"""What the stages say of themselves, and the small parts they share."""

from datetime import UTC, timedelta

from builders import DAY, NOON, make_entry
from marsad.model import EntryStatus, PollOutcome
from marsad.pipeline.batches import batches, batches_until_done
from marsad.pipeline.clock import utc_now
from marsad.pipeline.ingest import IngestReport
from marsad.pipeline.outcome import StageReport, outcome_of, report
from marsad.pipeline.poll import PollReport
from marsad.pipeline.publish import PublishReport
from marsad.store.feeds import FeedPoll


def test_a_stage_counts_its_entries_by_where_it_left_them():
    statuses = [EntryStatus.RETRIEVED, EntryStatus.GONE, EntryStatus.RETRIEVED]
    told = report("retrieve", DAY, [outcome_of(make_entry(str(n)), s) for n, s in enumerate(statuses)])
    assert told == StageReport("retrieve", DAY, {"retrieved": 2, "gone": 1})
    assert str(told) == "2026-11-18 retrieve: 1 gone, 2 retrieved"


def test_a_stage_without_work_says_so():
    assert str(report("extract", DAY, [])) == "2026-11-18 extract: nothing to do"


def test_publication_says_what_passed_and_what_did_not():
    assert str(PublishReport(DAY)) == "2026-11-18 publish: nothing to do"
    assert str(PublishReport(DAY, 4, 1, 27, 2)) == (
        "2026-11-18 publish: 4 published, 1 quarantined, 27 checks passed, 2 failed"
    )
    assert str(PublishReport(DAY, 0, 3, 27, 1, ("article_id_repeated", "day_too_large"))) == (
        "2026-11-18 publish: blocked by article_id_repeated, day_too_large, 3 quarantined"
    )


def test_a_round_of_polls_is_summed_up():
    def poll(outcome, new, changed):
        return FeedPoll("nahr/all", NOON, outcome, 200, 9, new, changed, 0, 0, 1, 1, None)

    polls = (
        poll(PollOutcome.CHANGED, 3, 1),
        poll(PollOutcome.CHANGED, 2, 0),
        poll(PollOutcome.NOT_MODIFIED, 0, 0),
        poll(PollOutcome.UNREADABLE, 0, 0),
        poll(PollOutcome.FAILED, 0, 0),
    )
    assert str(PollReport(polls, (DAY,))) == "polled 5 feeds: 5 new, 1 edited entries, 2 failed"


def test_a_past_day_says_what_it_gained_and_what_it_could_not_ask():
    gaps = {"river": "has no sitemap", "nahr": "https://nahr.example: no answer"}
    assert str(IngestReport(DAY, "refetch", 3, 12, gaps)) == (
        "2026-11-18 ingest (refetch): 3 new entries, 12 again;"
        " nahr: https://nahr.example: no answer; river: has no sitemap"
    )
    assert str(IngestReport(DAY, "missing", 0, 0, {})) == "2026-11-18 ingest (missing): 0 new entries, 0 again"
    assert str(IngestReport(DAY, "missing", 1, 0, {}, 2, 3, {"nahr": "1 articles, of 5"})) == (
        "2026-11-18 ingest (missing): 1 new entries, 0 again; left out 2 undated, 3 of other days;"
        " nahr: 1 articles, of 5"
    )


def test_batches_hold_everything_once_and_no_more_than_asked():
    assert [list(batch) for batch in batches([1, 2, 3, 4, 5], 2)] == [[1, 2], [3, 4], [5]]
    assert list(batches([], 2)) == []


def test_work_that_comes_meanwhile_is_taken_and_what_was_tried_is_not_tried_again():
    waiting = [1, 2, 3]
    taken = []
    for batch in batches_until_done(lambda: list(waiting), lambda number: number, 2):
        taken.append(list(batch))
        waiting.remove(batch[0])  # the others fail and go on waiting
        if len(taken) == 1:
            waiting.append(4)
    assert taken == [[1, 2], [3], [4]]


def test_the_clock_is_aware_and_in_utc():
    assert utc_now().tzinfo is UTC
    assert timedelta(0) <= utc_now() - utc_now() + timedelta(seconds=1)
