"""Accuracy may not drop: score.py's figures for this code, each held to a floor a little below what was measured.

The floors are raised with the figures in docs/reference/benchmarks.md. The gold data lies beside the checkout.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
FLOORS = {
    "gold gold/dev": {
        "mention F1": 0.91, "mention PER F1": 0.93, "mention ORG F1": 0.86, "mention LOC F1": 0.92,
        "event F1": 0.70, "actors F1": 0.76, "recipients F1": 0.64,
        "date exact": 0.74, "place": 0.74, "country": 0.85, "source": 0.70,
    },
    "ner data/ner/cleananercorp/cleananercorp_TEST.txt": {"all F1": 0.63},
    "timex data/timex3": {"value exact": 0.77},
}  # fmt: skip


def printed(task: str) -> str:
    """What score.py prints of a task."""
    if not (SHARED / "tools/score.py").exists():
        pytest.skip("../shared is not beside this checkout")
    kind, path = task.split()
    command = [sys.executable, str(SHARED / "tools/score.py"), kind, str(SHARED / path)]
    command += ["--cmd", f"{sys.executable} -m marsad.annotate"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


def figure(output: str, name: str) -> float:
    """The number after a name such as "value exact", or in a row's column such as "mention PER F1"."""
    row, _, column = name.rpartition(" ")
    # A share is printed after its count: "country 32/38 = 0.842".
    pattern = rf"^{row}\s.*?\b{column} ([\d.]+)" if column == "F1" else rf"{name} (?:\d+/\d+ = )?([\d.]+)"
    match = re.search(pattern, output, re.MULTILINE)
    assert match, f"score.py printed no {name}:\n{output}"
    return float(match[1])


@pytest.mark.parametrize("task", FLOORS)
def test_figures_stay_above_their_floors(task: str) -> None:
    output = printed(task)
    print(output)
    assert "invalid offsets 0" in output
    below = {
        name: (figure(output, name), floor) for name, floor in FLOORS[task].items() if figure(output, name) < floor
    }
    assert not below
