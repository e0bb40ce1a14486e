"""Another annotator in a folder: what it brings takes the place of what ships, and its version tells them apart."""

import shutil
from pathlib import Path

import pytest

from marsad.annotate import ontology
from marsad.annotate.annotator import Text
from marsad.annotate.data import data_folder
from marsad.annotate.version import annotator_version
from marsad.errors import ConfigError
from marsad.model import Annotation
from marsad.pipeline.crew import Crew
from marsad.resources import data_dir
from marsad.settings import annotator_folder

NEWS = Text("وصل زعيم ائتلاف بساتين دجلة إلى بغداد.")


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """An annotator that knows one more organisation, and is otherwise the one that ships."""
    shutil.copytree(data_dir("gazetteers"), tmp_path / "gazetteers")
    with (tmp_path / "gazetteers/organizations.csv").open("a", encoding="utf-8") as names:
        names.write("test:orchards,,ORG,ائتلاف بساتين دجلة,Tigris Orchards,IQ,,PTY,,\n")
    return tmp_path


def test_what_a_folder_lacks_is_what_ships(another: Path) -> None:
    assert data_folder("gazetteers", another) == another / "gazetteers"
    assert data_folder("rules", another) == data_dir("rules")
    assert ontology.load(another).types == ontology.load().types


def test_a_line_more_is_another_version(another: Path, tmp_path: Path) -> None:
    version = annotator_version(another)
    assert version != annotator_version()
    same = tmp_path / "same"
    shutil.copytree(data_dir("gazetteers"), same / "gazetteers")
    assert annotator_version(same) == annotator_version()


def test_the_weights_that_ship_are_part_of_the_version_where_they_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, shipped = tmp_path / "own/models/tagger", tmp_path / "shipped"
    model.mkdir(parents=True)
    (model / "model.json").write_text("{}")
    (shipped / "tagger").mkdir(parents=True)
    weights = shipped / "tagger/choices.json"
    weights.write_text("{}")
    monkeypatch.setattr("marsad.annotate.data.data_dir", lambda name: shipped if name == "models" else data_dir(name))

    def version() -> str:
        annotator_version.cache_clear()
        return annotator_version(tmp_path / "own")

    first = version()
    weights.write_text('{"place": {}}')
    changed = version()
    (model / "choices.json").write_text("{}")
    own = version()
    weights.write_text("{}")
    assert len({first, changed, own}) == 3
    assert version() == own


def test_the_setting_names_the_folder(another: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert annotator_folder({}) is None
    monkeypatch.setenv("MARSAD_ANNOTATOR", str(another))
    assert data_folder("gazetteers") == another / "gazetteers"


@pytest.mark.parametrize("name", ["", "missing"])
def test_a_folder_of_something_else_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="is no annotator"):
        annotator_folder({"MARSAD_ANNOTATOR": str(tmp_path / name)})


def test_another_annotator_works_beside_this_process_s_own(another: Path) -> None:
    with Crew(processes=1, annotator=another) as crew:
        (there,) = crew.annotate([NEWS])
    with Crew(processes=1) as crew:
        (here,) = crew.annotate([NEWS])
    assert isinstance(there, Annotation)
    assert isinstance(here, Annotation)
    assert "test:orchards" in {m.entity_id for m in there.mentions}
    assert "test:orchards" not in {m.entity_id for m in here.mentions}
