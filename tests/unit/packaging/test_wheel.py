"""An installed wheel needs nothing of the checkout: it carries catalogue, rules, gazetteers, sample, SQL and DAGs."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from marsad.resources import data_dir

ROOT = Path(__file__).parents[3]
UV = shutil.which("uv") or next(map(str, ROOT.glob(".uv/bin/uv")), None)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the unpacked wheel, as site-packages would."""
    if UV is None:
        pytest.skip("uv is not here; `make setup` installs it")
    folder = tmp_path_factory.mktemp("wheel")
    # --offline: the build backend is in uv's cache since the environment was made.
    command = [UV, "build", "--wheel", "--offline", "--quiet", "--out-dir", str(folder / "dist"), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and "network was disabled" in done.stderr:
        pytest.skip("uv's cache does not hold the build backend")
    assert done.returncode == 0, done.stderr
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site: Path, *command: str, given: str = "") -> str:
    """What a Python prints that sees the wheel before the editable package, from a folder without a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1", "MARSAD_OUTLETS": "shafaq"}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=site.parent,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def test_data_is_found_in_the_wheel(site: Path) -> None:
    names = ["catalog", "rules", "gazetteers", "models", "sample", "sql", "dags", "plugins"]
    code = f"from marsad.resources import data_dir, sql; [print(data_dir(n)) for n in {names}]; sql('raw/entry/upsert')"

    folders = [Path(line) for line in run(site, "-c", code).splitlines()]

    assert folders == [site / "marsad/_data" / name for name in names]
    for name, folder in zip(names, folders, strict=True):
        assert _files(folder) == _files(data_dir(name))


def _files(folder: Path) -> set[Path]:
    return {p.relative_to(folder) for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts}


def test_help_and_catalogue_run(site: Path) -> None:
    assert "usage: marsad COMMAND" in run(site, "-m", "marsad.cli", "--help")
    assert "shafaq" in run(site, "-m", "marsad.cli", "catalog", "list")


def test_annotator_runs(site: Path) -> None:
    text = "تظاهر العشرات من الخريجين في بغداد أمام مبنى المحافظة للمطالبة بالتعيين."
    record = json.dumps({"id": 1, "title": "", "text": text, "published_at": "2026-11-20T09:00:00Z"})

    answer = json.loads(run(site, "-m", "marsad.cli", "annotate", given=record + "\n"))

    assert "PROTEST" in {event["type"] for event in answer["events"]}
    assert all(text[m["start"] : m["end"]] == m["text"] for m in answer["mentions"])
    assert answer["mentions"]


def test_licence_and_notice_travel_along(site: Path) -> None:
    (licences,) = site.glob("*.dist-info/licenses")

    for name in ("LICENSE", "NOTICE"):
        assert (licences / name).read_bytes() == (ROOT / name).read_bytes()
