"""Retrievers of several workers that share a warehouse, and what becomes of them when it goes away."""

import asyncio
import time

import psycopg
import pytest

from builders import DAY, NOON, make_entry, make_settings, make_source, status_of
from loopback import Reply, serving
from marsad.errors import ConfigError, PostponedError, RetryableError
from marsad.pipeline import retrieve
from marsad.pipeline.manners import polite_retriever, shared_manners
from marsad.pipeline.retrieve import MAX_ATTEMPTS, retrieve_pages
from marsad.store.connect import address
from marsad.store.entries import save_entries

HOST = "127.0.0.1"
GONE = "postgresql://nobody@127.0.0.1:9/none"  # nobody listens there


def attempts(connection):
    return dict(connection.execute("SELECT entry_id, attempt_count FROM raw.entry").fetchall())


def manners_connections(connection):
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'marsad manners'"
    return connection.execute(query).fetchone()[0]


def pass_half_an_hour(connection):
    """Age what was tried, by as much as retrieval waits after a failure."""
    connection.execute("UPDATE raw.entry SET status_at = status_at - interval '31 minutes'")


@pytest.fixture
def keep(connection, site):
    def entries(*keys, **changes):
        kept = [make_entry(key, url=f"{site.base}/{key}", **changes) for key in keys]
        with connection.transaction():
            save_entries(connection, kept)
        return kept

    return entries


def test_two_workers_keep_one_pace(dsn, site, settings):
    site.replies["/"] = Reply(b"ok")

    async def attempt():
        clock = asyncio.get_running_loop().time
        started = clock()
        async with polite_retriever(settings, dsn) as one, polite_retriever(settings, dsn) as other:
            gets = [worker.get(f"{site.base}/", crawl_delay=0.2) for worker in (one, other) * 3]
            await asyncio.gather(*gets)
        return clock() - started

    assert 1.0 <= asyncio.run(attempt()) < 3
    assert len(site.requests) == 6


def test_without_a_delay_postgres_is_not_asked(site, settings):
    site.replies["/"] = Reply(b"ok")

    async def attempt():
        async with polite_retriever(settings, GONE) as retriever:
            return await retriever.get(f"{site.base}/")

    assert asyncio.run(attempt()).body == b"ok"


def test_without_postgres_no_turn_is_to_be_had(site, settings):
    async def attempt():
        async with polite_retriever(settings, GONE) as retriever:
            await retriever.get(f"{site.base}/", crawl_delay=1.0)

    with pytest.raises(PostponedError, match=r"127\.0\.0\.1: no turn to be had from Postgres: .*does not answer"):
        asyncio.run(attempt())
    assert site.requests == []


def test_a_lost_connection_costs_one_question_and_is_opened_anew(dsn, connection):
    async def attempt():
        async with shared_manners(dsn) as manners:
            assert await manners.reserve("a", 1.0, 60.0) <= 0
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'marsad manners'"
            )
            with pytest.raises(PostponedError, match="no turn to be had from Postgres") as caught:
                await manners.reserve("a", 1.0, 60.0)
            assert address(dsn) in str(caught.value)
            return await manners.reserve("a", 1.0, 60.0)

    assert 0 < asyncio.run(attempt()) <= 1
    patience = time.monotonic() + 5  # a backend ends a moment after its client
    while manners_connections(connection) and time.monotonic() < patience:
        time.sleep(0.02)
    assert manners_connections(connection) == 0


def test_a_warehouse_without_the_tables_is_a_mistake_and_no_wait(postgres):
    async def attempt():
        async with shared_manners(postgres.dsn("postgres")) as manners:
            await manners.reserve("a", 1.0, 60.0)

    with pytest.raises(ConfigError, match="marsad migrate"):
        asyncio.run(attempt())


def test_a_slow_postgres_does_not_block_the_loop(dsn, site, settings):
    site.replies["/"] = Reply(b"ok")

    async def attempt():
        with psycopg.connect(dsn) as blocker:
            blocker.execute("INSERT INTO ops.host (host, next_start_at) VALUES (%s, now())", [HOST])
            async with polite_retriever(settings, dsn) as retriever:
                paced = asyncio.ensure_future(retriever.get(f"{site.base}/", crawl_delay=0.1))
                await asyncio.sleep(0.3)
                unpaced = await asyncio.wait_for(retriever.get(f"{site.base}/"), 2)
                was_waiting = not paced.done()
                blocker.rollback()
                return unpaced.body, was_waiting, (await paced).body

    assert asyncio.run(attempt()) == (b"ok", True, b"ok")


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_a_rest_gets_it_from_everybody(dsn, site, settings, status):
    site.replies |= {"/busy": Reply(status=status, headers={"Retry-After": "120"}), "/": Reply(b"ok")}

    async def attempt():
        async with polite_retriever(settings, dsn) as one, polite_retriever(settings, dsn) as other:
            with pytest.raises(RetryableError, match=f"status {status}"):
                await one.get(f"{site.base}/busy")
            for worker, delay in ((one, 0.0), (one, 1.0), (other, 1.0)):
                with pytest.raises(PostponedError, match="asked for a rest") as caught:
                    await worker.get(f"{site.base}/", crawl_delay=delay)
                assert caught.value.retry_after == pytest.approx(120, abs=5)

    asyncio.run(attempt())
    assert [path for path, _ in site.requests] == ["/busy"]


def test_other_failures_ask_for_no_rest(dsn, site, settings):
    site.replies |= {
        "/": Reply(b"ok"),
        "/500": Reply(status=500, headers={"Retry-After": "120"}),
        "/429": Reply(status=429),
    }

    async def attempt():
        async with polite_retriever(settings, dsn) as retriever:
            for path in ("/500", "/429"):
                with pytest.raises(RetryableError):
                    await retriever.get(site.base + path)
            return (await retriever.get(f"{site.base}/")).body

    assert asyncio.run(attempt()) == b"ok"


def test_a_batch_that_hits_a_rest_loses_no_attempts(dsn, site, settings, keep, connection):
    entries = keep(*(str(n) for n in range(5)), content="نص من الخلاصة")
    busy = Reply(status=429, headers={"Retry-After": "600"})
    site.replies |= {f"/{n}": busy for n in range(5)}
    sources = {"nahr": make_source(crawl_delay=0.01)}
    for _ in range(MAX_ATTEMPTS + 2):
        assert retrieve_pages(dsn, DAY, sources, settings, lambda: NOON).counts == {"discovered": 5}
        pass_half_an_hour(connection)
    asked = [path for path, _ in site.requests if path != "/robots.txt"]
    assert len(asked) <= 2  # those that were under way before the first answer came
    assert sorted(attempts(connection).values()) == [0] * (5 - len(asked)) + [1] * len(asked)
    connection.execute("UPDATE ops.host SET resting_until = NULL")
    site.replies |= {f"/{n}": Reply(b"<p>ok</p>") for n in range(5)}
    assert retrieve_pages(dsn, DAY, sources, settings, lambda: NOON).counts == {"retrieved": 5}
    assert {status_of(connection, entry) for entry in entries} == {"retrieved"}


def test_robots_txt_is_asked_for_once_a_day_by_all_workers(dsn, site, settings, keep, connection):
    site.replies |= {"/robots.txt": Reply(b"User-agent: *\nDisallow: /no\n"), "/yes": Reply(b"<p>ok</p>")}
    sources = {"nahr": make_source()}
    keep("yes")
    retrieve_pages(dsn, DAY, sources, settings, lambda: NOON)
    (entry,) = keep("no")
    assert retrieve_pages(dsn, DAY, sources, settings, lambda: NOON).counts == {"gone": 1}
    assert status_of(connection, entry) == "gone"
    assert len(site.asked("/robots.txt")) == 1
    connection.execute("UPDATE ops.robots SET fetched_at = fetched_at - interval '25 hours'")
    keep("again")
    retrieve_pages(dsn, DAY, sources, settings, lambda: NOON)
    assert len(site.asked("/robots.txt")) == 2


def test_while_robots_txt_fails_entries_wait_and_in_the_end_the_feeds_text_serves(
    dsn, site, settings, keep, connection
):
    bare, told = keep("bare")[0], keep("told", content="نص من الخلاصة")[0]
    site.replies |= {"/robots.txt": Reply(status=503), "/bare": Reply(b"ok"), "/told": Reply(b"ok")}
    sources = {"nahr": make_source()}
    for _ in range(MAX_ATTEMPTS - 1):
        assert retrieve_pages(dsn, DAY, sources, settings, lambda: NOON).counts == {"discovered": 2}
        pass_half_an_hour(connection)
    reasons = {row[0] for row in connection.execute("SELECT status_reason FROM raw.entry")}
    assert reasons == {"unreachable"}
    retrieve_pages(dsn, DAY, sources, settings, lambda: NOON)
    assert (status_of(connection, bare), status_of(connection, told)) == ("quarantined", "retrieved")
    assert {path for path, _ in site.requests} == {"/robots.txt"}
    detail = connection.execute("SELECT detail FROM ops.quarantine").fetchone()[0]
    assert "robots.txt" in detail


def test_a_host_that_rests_is_not_asked_for_robots_txt_either(dsn, site, settings, keep, connection):
    site.replies["/robots.txt"] = Reply(status=429, headers={"Retry-After": "3600"})
    keep("one")
    for _ in range(4):
        retrieve_pages(dsn, DAY, {"nahr": make_source(crawl_delay=0.01)}, settings, lambda: NOON)
        pass_half_an_hour(connection)
    assert len(site.asked("/robots.txt")) == 1
    assert list(attempts(connection).values()) == [1]


@pytest.mark.parametrize("location", ["https:///robots", "ftp://files.example/robots.txt", "http://127.0.0.1:9/robots"])
def test_robots_txt_that_redirects_to_nowhere_keeps_no_page_back(dsn, site, settings, keep, location):
    keep("one")
    site.replies |= {"/robots.txt": Reply(status=302, headers={"Location": location}), "/one": Reply(b"<p>ok</p>")}
    report = retrieve_pages(dsn, DAY, {"nahr": make_source()}, settings, lambda: NOON)
    assert report.counts == {"retrieved": 1}


def test_a_redirect_does_not_lead_past_robots_txt(dsn, site, tmp_path, keep, connection):
    with serving() as other:
        settings = make_settings(tmp_path, f"{site.address},{other.address}")
        entries = keep("open", "shut")
        site.replies |= {
            f"/{key}": Reply(status=302, headers={"Location": f"{other.base}/{key}"}) for key in ("open", "shut")
        }
        other.replies |= {
            "/robots.txt": Reply(b"User-agent: *\nDisallow: /shut\n"),
            "/open": Reply(b"<p>ok</p>"),
            "/shut": Reply(b"<p>secret</p>"),
        }
        retrieve_pages(dsn, DAY, {"nahr": make_source()}, settings, lambda: NOON)
    assert [status_of(connection, entry) for entry in entries] == ["retrieved", "gone"]
    assert [len(other.asked(path)) for path in ("/robots.txt", "/open", "/shut")] == [1, 1, 0]


def test_a_batch_keeps_what_came_within_its_time(dsn, site, settings, keep, connection, monkeypatch):
    """Every redirect waits for a turn of its own, so that a batch at a slow pace would outlast its task."""
    monkeypatch.setattr(retrieve, "SLOWEST_CRAWL", 0.1)
    monkeypatch.setattr(retrieve, "BATCH_TIME", 1.0)
    keys = [str(n) for n in range(8)]
    keep(*keys)
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 30\n")
    for key in keys:
        site.replies |= {
            f"/{key}": Reply(status=301, headers={"Location": f"/{key}/"}),
            f"/{key}/": Reply(b"<p>ok</p>"),
        }
    started = time.monotonic()
    counts = retrieve_pages(dsn, DAY, {"nahr": make_source()}, settings, lambda: NOON).counts
    assert time.monotonic() - started < 3
    assert counts["retrieved"] + counts["discovered"] == 8
    assert min(counts["retrieved"], counts["discovered"]) > 0
    assert set(attempts(connection).values()) == {0}
    again = retrieve_pages(dsn, DAY, {"nahr": make_source()}, settings, lambda: NOON).counts
    assert again["retrieved"] > 0
    assert all(len(site.asked(f"/{key}/")) <= 1 for key in keys)


def test_a_mistake_in_the_warehouse_fails_the_batch_and_quarantines_nothing(
    dsn, site, settings, keep, connection, monkeypatch
):
    (entry,) = keep("one")

    def forbidden(*_):
        raise ConfigError("warehouse", "this login may not do that")

    monkeypatch.setattr("marsad.store.hosts.recall_robots", forbidden)
    with pytest.raises(ConfigError):
        retrieve_pages(dsn, DAY, {}, settings, lambda: NOON)
    assert status_of(connection, entry) == "discovered"
