import pytest

from marsad.launch.restart import pause_before_restart


@pytest.mark.parametrize(("deaths", "pause"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16)])
def test_each_death_in_a_row_doubles_the_pause(deaths, pause):
    assert pause_before_restart([1000.0] * deaths, 1000.0) == pause


def test_the_sixth_death_within_ten_minutes_is_one_too_many():
    assert pause_before_restart([400.0, 500.0, 600.0, 700.0, 800.0, 1000.0], 1000.0) is None


def test_deaths_of_long_ago_are_forgiven():
    assert pause_before_restart([1.0, 2.0, 3.0, 4.0, 5.0, 1000.0], 1000.0) == 1
