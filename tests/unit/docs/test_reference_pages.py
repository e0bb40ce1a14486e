"""docs/reference is true: generated pages are current, hand-written ones name what is there."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from marsad.cli import COMMANDS

ROOT = Path(__file__).parents[3]
COMMANDS_PAGE = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def test_generated_pages_are_current() -> None:
    command = [sys.executable, "scripts/reference.py", "--check", "--only", "code"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_commands_page_lists_every_command_and_no_other() -> None:
    shown = set(re.findall(r"`marsad ([a-z-]+)", COMMANDS_PAGE))

    assert shown == set(COMMANDS)


# `annotate` takes no option; `catalog`, `quarantine`, `raw` and `versions` show theirs one level down.
@pytest.mark.parametrize(
    "command",
    [
        *((name,) for name in COMMANDS if name not in ("annotate", "catalog", "quarantine", "raw", "versions")),
        *(("catalog", action) for action in ("list", "check", "add")),
        *(("quarantine", action) for action in ("list", "show", "replay", "drop")),
        *(("raw", action) for action in ("check", "maintain")),
        *(("versions", action) for action in ("list", "trial", "adopt", "drop")),
    ],
    ids=" ".join,
)
def test_commands_page_shows_each_option(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        import_module(COMMANDS[command[0]][0]).main([*command[1:], "--help"])
    offered = set(OPTION.findall(capsys.readouterr().out)) - {"--help"}
    usages = re.findall(rf"`marsad {' '.join(command)}\b[^`]*`", COMMANDS_PAGE)

    assert usages
    assert offered == set(OPTION.findall(usages[0]))


def test_make_targets_are_listed() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    section = COMMANDS_PAGE.partition("## make")[2]

    assert targets - {"help"} == set(re.findall(r"`([a-z]+)`", section)) - {"make"}
