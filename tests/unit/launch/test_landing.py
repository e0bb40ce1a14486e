from dataclasses import fields, replace

from marsad.launch.landing import SETTLE, Landing, summary_lines
from marsad.store.report import Landed

NOTHING = Landed(*[0] * len(fields(Landed)))
FLOWING = replace(NOTHING, entry_count=9, page_count=8, article_count=2, pending_count=4)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def landing():
    said, clock = [], Clock()
    return Landing(said.append, clock), said, clock


def test_an_empty_warehouse_has_not_landed():
    assert not landing()[0].is_complete(NOTHING)


def test_everything_through_is_complete():
    assert landing()[0].is_complete(replace(FLOWING, pending_count=0))


def test_stragglers_get_their_time():
    watch, _, clock = landing()
    assert not watch.is_complete(FLOWING)
    clock.now = SETTLE
    assert not watch.is_complete(FLOWING)
    clock.now = SETTLE + 1
    assert watch.is_complete(FLOWING)


def test_only_changes_are_said():
    watch, said, _ = landing()
    for now in (NOTHING, FLOWING, FLOWING):
        watch.is_complete(now)
    assert said[1:] == ["entries 9 -> pages 8 -> staged 0 -> articles 2 (on the way: 4)"]
    assert len(said) == 2


def test_the_summary_tells_warned_and_failed_checks_apart():
    lines = summary_lines(replace(NOTHING, passed_check_count=14, warned_check_count=2, failed_check_count=1))
    assert lines[-1].split() == ["checks", "14", "passed,", "2", "warned,", "1", "failed"]
