"""Values of dates side by side."""

import pytest

from marsad.text.date_values import values_agree

DAY, MONTH, YEAR, DAYS, MONTHS = "2026-03-26", "2026-03", "2026", "2026-03-26/2026-03-27", "2025-11/2026-03"


@pytest.mark.parametrize(
    ("one", "other"),
    [(DAY, DAY), (DAY, MONTH), (DAY, YEAR), (DAY, DAYS), (DAY, MONTHS), (DAYS, MONTH), (DAYS, MONTHS), (MONTH, MONTHS)],
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
        (MONTHS, YEAR),
        (MONTHS, "2025-10-31"),
    ],
)
def test_what_lies_apart_or_only_meets_does_not(one, other):
    assert not values_agree(one, other)
    assert not values_agree(other, one)
