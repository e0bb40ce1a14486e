from pathlib import Path

import pytest

from marsad.catalog import enabled_sources, load_catalog, scan_folder
from marsad.errors import ConfigError
from marsad.model import Source
from marsad.settings import Settings, load_settings


def write(folder: Path, source_id: str, feed: str | None = None, extra: str = "", place: str = "iq") -> Path:
    path = folder / place / f"{source_id}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"source_id: {source_id}\nname: صحيفة\nname_en: A Daily\ncountry: IQ\nlanguage: ar\n"
        f"timezone: Asia/Baghdad\nhomepage: https://{source_id}.example/\nfeeds:\n"
        f"  - {{name: latest, url: '{feed or f'https://{source_id}.example/feed'}'}}\n"
        f"evidence: polled by hand\n{extra}",
        encoding="utf-8",
    )
    return path


def ids(sources: tuple[Source, ...]) -> list[str]:
    return [source.source_id for source in sources]


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shipped"
    for source_id in ("dijla", "furat"):
        write(folder, source_id)
    write(folder, "candidate", extra="is_enabled: false\n")
    monkeypatch.setattr("marsad.catalog.folders.data_dir", {"catalog": folder}.__getitem__)
    return folder


def settings(outlets: str = "", *catalog: Path) -> Settings:
    return load_settings({"MARSAD_OUTLETS": outlets, "MARSAD_CATALOG": ":".join(map(str, catalog))})


def test_reads_flat_and_by_country_in_the_order_of_ids(tmp_path: Path):
    write(tmp_path, "b", place="iq")
    write(tmp_path, "a", place=".")
    write(tmp_path, "c", place="iq").rename(tmp_path / "iq" / "c.yaml")
    assert ids(load_catalog([tmp_path])) == ["a", "b", "c"]


def test_leaves_hidden_files_and_folders_alone(tmp_path: Path):
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "check.yml").write_text("on: push\n")
    (tmp_path / ".#draft.yml").write_text("half a fi")
    assert load_catalog([tmp_path]) == ()


def test_a_later_folder_replaces_a_source(tmp_path: Path):
    write(tmp_path / "one", "dijla", feed="https://old.example/feed")
    write(tmp_path / "two", "dijla", feed="https://new.example/feed")
    (source,) = load_catalog([tmp_path / "one", tmp_path / "two"])
    assert source.feeds[0].url == "https://new.example/feed"


def test_an_id_may_stand_once_in_a_folder(tmp_path: Path):
    flat, nested = write(tmp_path, "dijla", place="."), write(tmp_path, "dijla", place="iq")
    with pytest.raises(ConfigError, match=f"^{nested}:1: source_id: 'dijla' is also the source of {flat}$"):
        load_catalog([tmp_path])


@pytest.mark.parametrize(
    "same", ["https://dijla.example/feed", "http://www.dijla.example/feed/", "https://DIJLA.example/feed"]
)
def test_a_feed_may_be_polled_by_one_source(tmp_path: Path, same: str):
    write(tmp_path / "one", "dijla")
    second = write(tmp_path / "two", "furat", feed=same)
    with pytest.raises(ConfigError, match=f"^{second}:9: .*{same} is already polled as dijla/latest$"):
        load_catalog([tmp_path / "one", tmp_path / "two"])


def test_other_paths_and_queries_are_other_feeds(tmp_path: Path):
    for source_id, feed in {"a": "https://x.example/f?cat=1", "b": "https://x.example/f?cat=2"}.items():
        write(tmp_path, source_id, feed=feed)
    assert ids(load_catalog([tmp_path])) == ["a", "b"]


def test_scan_tells_all_that_is_wrong(tmp_path: Path):
    write(tmp_path, "good")
    bad = [write(tmp_path, name, extra="colour: red\n") for name in ("bad_1", "bad_2")]
    files, problems = scan_folder(tmp_path)
    assert [file.source.source_id for file in files] == ["good"]
    assert [problem.subject for problem in problems] == [f"{path}:11" for path in bad]


def test_a_folder_that_is_none(tmp_path: Path):
    with pytest.raises(ConfigError, match="absent: is no folder"):
        load_catalog([tmp_path / "absent"])


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path):
    path = write(tmp_path, "notepad")
    path.write_bytes("\N{BOM}".encode() + path.read_bytes())
    assert ids(load_catalog([tmp_path])) == ["notepad"]


def test_a_file_that_is_not_utf_8(tmp_path: Path):
    path = write(tmp_path, "old")
    path.write_bytes("source_id: old\nname: صحيفة\n".encode("cp1256"))
    with pytest.raises(ConfigError, match=f"^{path}:2: is not UTF-8"):
        load_catalog([tmp_path])


@pytest.mark.parametrize(
    ("outlets", "expected"),
    [
        ("", []),
        ("furat", ["furat"]),
        ("all", ["dijla", "furat"]),
        ("candidate", ["candidate"]),
        ("all,candidate", ["candidate", "dijla", "furat"]),
    ],
)
def test_shipped_sources_are_opted_into(shipped: Path, outlets: str, expected: list[str]):
    sources = enabled_sources(settings(outlets))
    assert ids(sources) == expected
    assert all(source.is_enabled for source in sources)


def test_own_sources_are_in_unless_they_say_no(shipped: Path, tmp_path: Path):
    write(tmp_path / "own", "mine")
    write(tmp_path / "own", "resting", extra="is_enabled: false\n")
    assert ids(enabled_sources(settings("", tmp_path / "own"))) == ["mine"]
    assert ids(enabled_sources(settings("furat", tmp_path / "own"))) == ["furat", "mine"]


def test_an_own_source_replaces_the_shipped_one_even_to_switch_it_off(shipped: Path, tmp_path: Path):
    write(tmp_path / "own", "dijla", feed="http://127.0.0.1:8801/feed")
    write(tmp_path / "own", "furat", extra="is_enabled: false\n")
    (source,) = enabled_sources(settings("all", tmp_path / "own"))
    assert source.feeds[0].url == "http://127.0.0.1:8801/feed"


def test_a_feed_of_a_shipped_source_that_is_not_enabled_is_free(shipped: Path, tmp_path: Path):
    write(tmp_path / "own", "mine", feed="https://dijla.example/feed")
    assert ids(enabled_sources(settings("furat", tmp_path / "own"))) == ["furat", "mine"]
    with pytest.raises(ConfigError, match="already polled as dijla/latest"):
        enabled_sources(settings("dijla", tmp_path / "own"))


@pytest.mark.parametrize(
    ("outlets", "message"),
    [
        ("furatt,dijla", r"^MARSAD_OUTLETS: no source 'furatt' \(did you mean furat\?\); `marsad catalog list`"),
        ("xyzzy", r"^MARSAD_OUTLETS: no source 'xyzzy'; `marsad catalog list`"),
    ],
)
def test_an_unknown_outlet_is_an_error(shipped: Path, outlets: str, message: str):
    with pytest.raises(ConfigError, match=message):
        enabled_sources(settings(outlets))
