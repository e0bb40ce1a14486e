"""What is exported is current, and nothing in the repository belongs to one machine."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# The reference folder beside a checkout may be named, relative to it, and a path after a host is a URL's.
OF_ONE_MACHINE = re.compile(r"(?<!\w)/(?:work|home|Users)/\w+|/root/(?!\.cache)[\w.]|/tmp/[\w.]+/|C:\\\\Users")


def tracked() -> list[Path]:
    """Files that git tracks or would add, read as text."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_path_of_a_machine() -> None:
    found = {}
    for path in tracked():
        if path == Path(__file__) or path.name == "uv.lock":
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not text
        if match := OF_ONE_MACHINE.search(text):
            found[str(path.relative_to(ROOT))] = match[0]

    assert found == {}


def test_lock_names_no_private_registry() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    registries = {package["source"].get("registry") for package in lock["package"]} - {None}

    assert registries == {"https://pypi.org/simple"}


def test_requirements_are_those_of_the_lock() -> None:
    if not (shutil.which("uv") or (ROOT / ".uv/bin/uv").exists()):
        pytest.skip("uv is not here; `make setup` installs it")
    done = subprocess.run(
        [sys.executable, "scripts/requirements.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_licence_is_apache_2_and_notice_names_the_ontology() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "PLOVER 0.8" in (ROOT / "NOTICE").read_text(encoding="utf-8")
