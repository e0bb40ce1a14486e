"""`.env.example` lists every setting, and nothing that nobody reads."""

import re
from pathlib import Path

from marsad.settings import load_settings

ROOT = Path(__file__).parents[3]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
SETTINGS = (ROOT / "include/marsad/settings.py").read_text(encoding="utf-8")
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")


def test_names_are_those_that_are_read() -> None:
    listed = re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE)
    read = set(re.findall(r"\"(MARSAD_[A-Z_]+)\"", SETTINGS))
    interpolated = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))

    assert sorted(listed) == sorted(set(listed))
    assert set(listed) == read | interpolated


def test_examples_are_valid() -> None:
    values = dict(re.findall(r"^(?:# )?(MARSAD_[A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))

    settings = load_settings(values)

    assert settings.outlets == {"shafaq"}
    assert settings.allow_private == {("127.0.0.1", 8801)}


def test_commented_defaults_are_the_defaults() -> None:
    commented = dict(re.findall(r"^# (MARSAD_[A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    unset = load_settings({})

    assert load_settings({"MARSAD_HOME": commented["MARSAD_HOME"]}).home == unset.home
    assert load_settings({"MARSAD_RAW_URI": str(Path(commented["MARSAD_RAW_URI"]).resolve())}).raw_uri == unset.raw_uri
    assert commented["MARSAD_CONTACT"] == unset.contact
