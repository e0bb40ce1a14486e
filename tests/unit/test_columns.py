from marsad.columns import aligned


def test_cells_stand_one_under_the_other():
    assert aligned([["day", "n"], ["2026-11-23", "5"]]) == "day        | n\n-----------+--\n2026-11-23 | 5"
