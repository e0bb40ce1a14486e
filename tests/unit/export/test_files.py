"""Files that appear whole or not at all, and how days are cut at months."""

from datetime import date

import pytest

from marsad.export.files import months, whole_file


def test_a_finished_file_takes_its_name(tmp_path):
    with whole_file(tmp_path / "article.csv") as file:
        file.write(b"day\n")
        assert not (tmp_path / "article.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["article.csv"]


def test_an_unfinished_file_leaves_what_was_there(tmp_path):
    (tmp_path / "article.csv").write_bytes(b"of yesterday")

    def write_half():
        with whole_file(tmp_path / "article.csv") as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_half()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("article.csv", b"of yesterday")]


@pytest.mark.parametrize(
    ("first", "last", "cut"),
    [
        ("2026-11-18", "2026-11-18", [("2026-11-18", "2026-11-18")]),
        ("2026-11-18", "2026-12-01", [("2026-11-18", "2026-11-30"), ("2026-12-01", "2026-12-01")]),
        (
            "2025-12-31",
            "2026-02-28",
            [("2025-12-31", "2025-12-31"), ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")],
        ),
        ("2026-11-18", "2026-11-17", []),
    ],
)
def test_days_are_cut_where_months_end(first, last, cut):
    found = months(date.fromisoformat(first), date.fromisoformat(last))
    assert [(f"{start}", f"{end}") for start, end in found] == cut
