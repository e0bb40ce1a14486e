import io
import json
from typing import Any

from marsad.annotate import jsonl


def run(*lines: str) -> tuple[int, list[dict[str, Any]], str]:
    out, err = io.StringIO(), io.StringIO()
    code = jsonl.run(lines, out, err)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def record(**fields: object) -> str:
    return json.dumps({"id": "a", "title": "", "text": "", "published_at": None} | fields, ensure_ascii=False)


def test_the_fixed_interface() -> None:
    text = "هاجم مسلحون دورية للجيش في ديالى يوم الأحد."
    code, (result,), err = run(record(text=text, published_at="2026-03-02T18:00:00+00:00"))
    assert (code, err) == (0, "")
    assert result["id"] == "a"
    (place,) = result["mentions"]
    assert set(place) == {"start", "end", "text", "type", "entity_id", "wikidata_id", "link_status"}
    (day,) = result["dates"]
    assert (day["value"], day["precision"]) == ("2026-03-01", "day")
    (event,) = result["events"]
    fields = {"type", "mode", "trigger", "actors", "recipients", "location", "date", "realis", "source", "counts"}
    assert set(event) == fields | {"confidence"}
    assert text[event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"] == "هاجم"
    assert (event["location"]["country"], event["location"]["admin1"]) == ("IQ", "place:iq-diyala")


def test_published_at_may_be_rfc_2822_or_null() -> None:
    _, (rfc, none), _ = run(
        record(text="أمس", published_at="Mon, 02 Mar 2026 18:00:00 +0000"), record(text="أمس", published_at=None)
    )
    assert [d["value"] for d in rfc["dates"]] == ["2026-03-01"]
    assert none["dates"] == []


def test_published_at_may_be_day_month_year() -> None:
    _, (result,), _ = run(record(text="أمس", published_at="02/03/2026"))
    assert [d["value"] for d in result["dates"]] == ["2026-03-01"]


def test_a_bad_line_is_reported_and_the_rest_goes_on() -> None:
    code, results, err = run("{broken", record(text=None, id=7), record(id=8, text="بغداد"), '["list"]', "\n")
    assert code == 1
    assert [r["id"] for r in results] == [None, 7, 8, None]
    assert ["error" in r for r in results] == [True, True, False, True]
    assert [line.split(":")[0] for line in err.splitlines()] == ["line 1", "line 2", "line 4"]


def test_lone_surrogates_survive() -> None:
    _, (result,), _ = run('{"id": 1, "text": "\\ud800 \\u0628\\u063a\\u062f\\u0627\\u062f"}')
    assert [m["start"] for m in result["mentions"]] == [2]


def test_arguments_are_refused() -> None:
    assert jsonl.main(["--what"], io.StringIO(), io.StringIO()) == 2
