from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.pipeline.compare.pairs import overlap, pairs

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)

# A busy machine is no finding.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def paired(before, after):
    return pairs(before, after, lambda span: span, lambda one, other: (one != other, -overlap(one, other)))


def test_equal_spans_go_together_before_overlapping_ones():
    assert paired([(0, 5), (5, 9)], [(4, 9), (5, 9)]) == [((0, 5), (4, 9)), ((5, 9), (5, 9))]


def test_the_wider_share_wins_and_the_other_stays_alone():
    assert paired([(0, 4), (4, 10)], [(3, 9)]) == [((0, 4), None), ((4, 10), (3, 9))]


def test_spans_that_only_touch_are_strangers():
    assert paired([(0, 4)], [(4, 6)]) == [((0, 4), None), (None, (4, 6))]


def test_a_long_span_is_found_from_far_behind_its_start():
    assert paired([(90, 91)], [(0, 100), (89, 90)]) == [((90, 91), (0, 100)), (None, (89, 90))]


@UNHURRIED
@given(SPANS, SPANS)
def test_every_span_comes_once_and_what_is_left_alone_has_no_free_partner(before, after):
    before, after = sorted(before), sorted(after)
    found = paired(before, after)
    assert [b for b, _ in found if b is not None] == before
    assert sorted(a for _, a in found if a is not None) == after
    assert all(overlap(b, a) for b, a in found if b is not None and a is not None)
    alone = [b for b, a in found if a is None], [a for b, a in found if b is None]
    assert not [(b, a) for b in alone[0] for a in alone[1] if overlap(b, a)]


@UNHURRIED
@given(SPANS)
def test_a_side_compared_with_itself_is_the_same(spans):
    spans = sorted(set(spans))
    assert paired(spans, spans) == [(span, span) for span in spans]
