"""Values of dates side by side."""

import pytest

from marsad.text.date_values import values_agree

DAY, MONTH, YEAR, DAYS = "2026-03-26", "2026-03", "2026", "2026-03-25/2026-03-27"


@pytest.mark.parametrize(
    ("one", "other"),
    [(DAY, DAY), (DAY, MONTH), (DAY, YEAR), (MONTH, YEAR), (DAY, DAYS), (DAYS, "2026-03-27"), (DAYS, MONTH)],
)
def test_what_holds_the_other_agrees_with_it(one, other):
    assert values_agree(one, other)
    assert values_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DAY, "2026-03-27"),
        (DAY, "2026-04"),
        (DAY, "2025"),
        (DAYS, "2026-03-28"),
        (DAYS, "2026-03-27/2026-03-28"),
        (DAY, "2026-01-01/2026-11-18"),  # «منذ مطلع العام»
        (DAY, "2025-11/2026-04"),
    ],
)
def test_what_lies_apart_or_says_too_little_does_not(one, other):
    assert not values_agree(one, other)
    assert not values_agree(other, one)
