from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from marsad.catalog import load_catalog
from marsad.catalog.scaffold import Findings, Hints, draft
from marsad.commands.catalog import main
from marsad.errors import ConfigError, RetryableError
from marsad.model import Assertions, Feed
from marsad.pipeline.discover import Discovery

FEED = "https://www.basra-daily.iq/feed/"


@pytest.fixture(autouse=True)
def no_web(monkeypatch: pytest.MonkeyPatch):
    """Nothing answers: what `add` finds on the web has its own tests against real servers."""

    def fail(url: str, settings: object) -> Discovery:
        raise RetryableError(url, "no answer")

    monkeypatch.setattr("marsad.pipeline.discover.discover", fail)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("MARSAD_CATALOG", str(folder))
    monkeypatch.setenv("MARSAD_OUTLETS", "")
    return folder


def test_what_add_writes_passes_check(own: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["add", FEED, "--name", "يومية البصرة", "--name-en", "Basra Daily"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"{own}/iq/basra_daily.yml\n")
    assert told.err == (
        f"marsad catalog: nothing was retrieved, so the draft is from the URL alone: {FEED}: no answer\n"
    )
    assert main(["check", str(own)]) == 0
    assert capsys.readouterr().out == f"{own}: 1 sources, 1 feeds, all valid\n"
    (source,) = load_catalog([own])
    assert (source.source_id, source.name, source.name_en) == ("basra_daily", "يومية البصرة", "Basra Daily")
    assert (source.country, source.language, source.timezone) == ("IQ", "ar", "Asia/Baghdad")
    assert source.feeds == (Feed("basra_daily/latest", "basra_daily", FEED),)
    assert source.homepage == "https://www.basra-daily.iq/"


def test_add_does_not_overwrite(own: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["add", FEED]) == 0
    written = own / "iq" / "basra_daily.yml"
    before = written.read_bytes()
    assert main(["add", FEED, "--name", "other"]) == 1
    assert "exists already and is not overwritten" in capsys.readouterr().err
    assert written.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["https://news.alsumaria.tv/rss"], "news.alsumaria.tv: does not tell the outlet's country: say --country"),
        (["https://24.ae/rss"], "24.ae: gives no name for the source: say --source-id"),
        (["http://127.0.0.1:8801/rss"], "127.0.0.1: gives no name for the source: say --source-id"),
        (["https://a.ps/rss"], "PS: has 2 time zones: say --timezone"),
        ([FEED, "--country", "Iraq"], "Iraq: is no country with a time zone: check it, or say --timezone"),
        ([FEED, "--country", "iq", "--timezone", "Asia/Baghdad"], "'iq' is no country code"),
        ([FEED, "--source-id", "../../basra"], "'../../basra' must be made of"),
        (["ftp://basra.iq/feed"], "ftp://basra.iq/feed: must begin with http:// or https://"),
    ],
)
def test_add_says_what_it_cannot_tell(
    own: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
):
    assert main(["add", *arguments]) == 1
    assert message in capsys.readouterr().err
    assert not list(own.iterdir())


def test_add_refuses_what_check_would_refuse(own: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["add", FEED]) == 0
    assert main(["add", FEED, "--source-id", "another"]) == 1
    assert f"{FEED} is already polled as basra_daily/latest" in capsys.readouterr().err
    (own / "iq" / "basra_daily.yml").rename(own / "basra_daily.yml")
    assert main(["add", FEED]) == 1
    assert f"'basra_daily' is also the source of {own}/basra_daily.yml" in capsys.readouterr().err


def test_add_without_a_folder(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.delenv("MARSAD_CATALOG")
    assert main(["add", FEED]) == 1
    assert "Name a folder with --folder" in capsys.readouterr().err


def test_a_draft_quotes_what_yaml_would_misread():
    hints = Hints(source_id="dagen", name="24", country="NO", language="ar", timezone="Europe/Oslo")
    drafted = draft("https://dagen.example/feed?a=1#x", hints, Findings(), date(2026, 11, 23))
    assert (drafted.country, drafted.source_id) == ("NO", "dagen")
    fields = yaml.safe_load(drafted.content)
    assert (fields["name"], fields["country"]) == ("24", "NO")
    assert fields["evidence"] == "Added by hand on 2026-11-23; nobody has polled it yet."


def test_a_domain_sold_to_everybody_tells_no_country():
    with pytest.raises(ConfigError, match="say --country"):
        draft("https://shafaq.com/rss/ar", Hints(), Findings(), date(2026, 11, 23))


FOUND = Findings(
    feeds=(("latest", "https://nahr.com/rss"), ("sports", "https://nahr.com/rss/sport")),
    name="النهر",
    name_en="Nahr",
    country="IQ",
    language="ar",
    homepage="https://nahr.com/ar",
    sitemap="https://nahr.com/{day}.xml",
    poll_interval=300.0,
    crawl_delay=2.5,
    assertions=Assertions(max_articles=50),
    evidence="Answered with 9 entries on 2026-11-23, retrieved by `marsad catalog add`.",
    notes="Full text in the feeds.",
    remarks=("the feed\nis: odd",),
)


def test_a_draft_writes_what_was_found_and_nothing_else():
    content = draft("https://nahr.com/rss", Hints(), FOUND, date(2026, 11, 23)).content
    assert yaml.safe_load(content) == {
        "source_id": "nahr",
        "name": "النهر",
        "name_en": "Nahr",
        "country": "IQ",
        "language": "ar",
        "timezone": "Asia/Baghdad",
        "homepage": "https://nahr.com/ar",
        "feeds": [
            {"name": "latest", "url": "https://nahr.com/rss"},
            {"name": "sports", "url": "https://nahr.com/rss/sport"},
        ],
        "sitemap": "https://nahr.com/{day}.xml",
        "poll_interval": 300,
        "crawl_delay": 2.5,
        "assertions": {"max_articles": 50},
        "evidence": FOUND.evidence,
        "notes": "Full text in the feeds.",
    }
    assert "# - look: the feed is: odd\n" in content


def test_hints_win_over_findings():
    hints = Hints("river", "نهر", "River", "EG", "en", "Africa/Cairo")
    fields = yaml.safe_load(draft("https://nahr.example/rss", hints, FOUND, date(2026, 11, 23)).content)
    assert [fields[name] for name in Hints.__slots__] == ["river", "نهر", "River", "EG", "en", "Africa/Cairo"]


def test_a_host_of_a_country_outweighs_a_language_tag():
    drafted = draft("https://nahr.eg/rss", Hints(), Findings(country="SA"), date(2026, 11, 23))
    assert drafted.country == "EG"


def test_add_says_that_there_is_no_feed(own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    empty = Discovery(FEED, FEED, None, (), None, None, datetime(2026, 11, 23, tzinfo=UTC), ("its feed is empty",))
    monkeypatch.setattr("marsad.pipeline.discover.discover", lambda url, settings: empty)
    assert main(["add", FEED]) == 1
    assert f"{FEED}: no feed with entries was found there: name the feed's own address; its feed is empty" in (
        capsys.readouterr().err
    )
    assert not list(own.iterdir())


def test_a_dry_run_prints_and_writes_nothing(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert main(["add", FEED, "--dry-run"]) == 0
    assert yaml.safe_load(capsys.readouterr().out)["source_id"] == "basra_daily"
    assert not list(own.iterdir())
    monkeypatch.delenv("MARSAD_CATALOG")
    assert main(["add", FEED, "--dry-run"]) == 0


def test_check_names_each_bad_file_and_fails(own: Path, capsys: pytest.CaptureFixture[str]):
    for name in ("one", "two"):
        (own / f"{name}.yml").write_text(f"source_id: {name}\n")
    assert main(["check", str(own)]) == 1
    out, err = capsys.readouterr()
    assert [line.partition(": missing ")[0] for line in err.splitlines()] == [f"{own}/one.yml:1", f"{own}/two.yml:1"]
    assert out == f"{own}: 0 sources, 0 feeds, 2 wrong\n"


def test_check_without_a_folder_reads_all_that_a_run_would(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert main(["check"]) == 0
    assert f"{own}: 0 sources" in capsys.readouterr().out
    monkeypatch.setenv("MARSAD_OUTLETS", "shafak")
    assert main(["check"]) == 1
    assert "no source 'shafak' (did you mean shafaq?)" in capsys.readouterr().err


def test_list_shows_which_are_enabled(own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("MARSAD_OUTLETS", "shafaq")
    assert main(["add", FEED, "--name", "يومية البصرة"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.split() == ["source_id", "country", "feeds", "enabled", "past_days", "name"]
    rows = {line.split()[0]: line.split()[1:4] for line in lines}
    assert rows["shafaq"] == ["IQ", "2", "yes"]
    assert rows["aljazeera"] == ["QA", "1", "no"]
    assert rows["basra_daily"] == ["IQ", "1", "yes"]
    assert list(rows) == sorted(rows)
