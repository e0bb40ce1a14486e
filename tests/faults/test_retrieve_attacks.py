"""What hostile servers and URLs try, against real sockets."""

import asyncio
import logging
import socket
import threading
from types import SimpleNamespace

import pytest
from aiohttp.abc import AbstractResolver

from marsad.errors import (
    BlockedError,
    ForbiddenAddressError,
    GoneError,
    MarsadError,
    RetryableError,
    UnexpectedInputError,
)
from marsad.web.retrieve import IN_FLIGHT
from marsad.web.robots import Robots


class FakeResolver(AbstractResolver):
    """Answers each name with the addresses given, once per list, as a rebinding name server does."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=socket.AF_INET):
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            {"hostname": host, "host": a, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
            for a in addresses
        ]

    async def close(self):
        pass


class NoSuchName(AbstractResolver):
    async def resolve(self, host, port=0, family=socket.AF_INET):
        raise OSError("Name or service not known")

    async def close(self):
        pass


def refused(error, url, retriever):
    async def attempt():
        async with retriever:
            await retriever.get(url)

    with pytest.raises(error) as caught:
        asyncio.run(attempt())
    return caught.value


REFUSALS = (ForbiddenAddressError, UnexpectedInputError, RetryableError)
# 127.0.0.1 and other private addresses as attackers write them. Some spellings are refused as no URL, and some are
# names that a resolver may or may not know: RetryableError is for the latter. None may be dialled.
DISGUISES = [
    *("127.0.0.1", "127.8.8.8", "localhost", "localhost.", "127.0.0.1.", "LOCALHOST"),
    *("2130706433", "0x7f000001", "017700000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.1", "0"),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::7f00:1]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:4136:e378:8000:63bf:80ff:fffe]"),
    *("[fe80::1]", "[fe80::1%25lo]", "[fe80::1%25eth0]", "[::1%25lo]", "[fd00:ec2::254]", "[fc00::1]", "[ff02::1]"),
    *("１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "ⓛocalhost", "%31%32%37.0.0.1"),  # noqa: RUF001 - as attackers do
    *("10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255"),
    "0.0.0.0",  # noqa: S104 - an address to refuse, not to listen on
    *("169.254.169.254", "[::ffff:a9fe:a9fe]", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
    *("news.example@127.0.0.1", "news.example:80@127.0.0.1", "127.0.0.1#@news.example", "127.0.0.1\\@news.example"),
]


@pytest.mark.parametrize("host", DISGUISES)
def test_no_spelling_of_a_private_address_is_dialled(serve, allowed, host):
    async def attempt():
        async with serve({}) as inside, serve({}) as other:
            url = f"http://{host.replace('#', f':{inside.port}/#')}:{inside.port}/"
            async with allowed(other) as retriever:
                with pytest.raises(REFUSALS):
                    await retriever.get(url)
                with pytest.raises(REFUSALS):
                    await retriever.post_form(url, {"a": "b"})
            return inside.connections

    assert asyncio.run(attempt()) == 0


def test_the_refusal_names_the_setting_that_allows(allowed):
    error = refused(ForbiddenAddressError, "http://127.0.0.1:9/", allowed())
    assert "MARSAD_ALLOW_PRIVATE" in str(error)


@pytest.mark.parametrize("host", [host for host in DISGUISES if "@" not in host])
def test_no_redirect_leads_to_any_of_them(serve, allowed, host):
    async def attempt():
        async with serve({}) as inside, serve({}) as outside:
            outside.routes["/"] = f"HTTP/1.1 302 F\r\nLocation: http://{host}:{inside.port}/\r\n\r\n".encode()
            async with allowed(outside) as retriever:
                with pytest.raises(REFUSALS):
                    await retriever.get(outside.url("/"))
            return inside.connections, outside.connections

    assert asyncio.run(attempt()) == (0, 1)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
def test_a_proxy_of_the_environment_is_not_used(serve, allowed, monkeypatch, name):
    """It would dial for us, and nobody would judge what."""

    async def attempt():
        async with serve({}) as proxy, serve({}) as target:
            monkeypatch.setenv(name, proxy.url(""))
            async with allowed(proxy) as retriever:
                with pytest.raises(ForbiddenAddressError):
                    await retriever.get(target.url("/"))
            return proxy.connections, target.connections

    assert asyncio.run(attempt()) == (0, 0)


def test_a_netrc_file_is_not_read(web, http, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login user password hunter2\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    async def attempt():
        async with web({"/": http()}) as (server, retriever):
            await retriever.get(server.url("/"))
            return server.requests[0][1]

    assert "authorization" not in asyncio.run(attempt())


def test_a_form_goes_nowhere_else(web, http):
    async def attempt():
        async with web({"/": http("307 Temporary", Location="/other")}) as (server, retriever):
            with pytest.raises(BlockedError, match="status 307"):
                await retriever.post_form(server.url("/"), {"secret": "x"})
            return [path for path, _ in server.requests]

    assert asyncio.run(attempt()) == ["/"]


def test_only_the_allowed_port_of_an_allowed_host_is_dialled(serve, allowed, http):
    async def attempt():
        async with serve({"/": http(body=b"yes")}) as open_, serve({"/": http(body=b"no")}) as closed:
            async with allowed(open_) as retriever:
                assert (await retriever.get(open_.url("/"))).body == b"yes"
                with pytest.raises(ForbiddenAddressError):
                    await retriever.get(closed.url("/"))
            return closed.connections

    assert asyncio.run(attempt()) == 0


def test_a_redirect_does_not_lead_inside(serve, allowed, http):
    async def attempt():
        async with serve({"/latest/meta-data": http(body=b"secret")}) as inside:
            routes = {"/": http("302 Found", Location=inside.url("/latest/meta-data"))}
            async with serve(routes) as outside, allowed(outside) as retriever:
                with pytest.raises(ForbiddenAddressError):
                    await retriever.get(outside.url("/"))
            return inside.connections

    assert asyncio.run(attempt()) == 0


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:25/", "data:text/plain,x"]
)
def test_only_http_is_spoken_on_every_hop(web, http, allowed, target):
    async def attempt():
        async with web({"/": http("301 Moved", Location=target)}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(ForbiddenAddressError, match="only http"):
        asyncio.run(attempt())
    refused(ForbiddenAddressError, target, allowed())


def test_a_name_that_resolves_inside_is_refused(allowed):
    refused(ForbiddenAddressError, "http://rebind.example/", allowed(resolver=FakeResolver(["127.0.0.1"])))


def test_a_name_that_resolves_inside_more_than_once_is_refused(allowed):
    resolver = FakeResolver(["127.0.0.1", "10.0.0.7"])
    refused(ForbiddenAddressError, "http://rebind.example/", allowed(resolver=resolver))


def test_a_name_whose_public_address_comes_first_is_refused_all_the_same(allowed):
    """The race for an address must not fall back to the private one. The first is nobody's, for documents only."""
    resolver = FakeResolver(["192.0.2.1", "127.0.0.1"])
    refused(ForbiddenAddressError, "http://rebind.example:9/", allowed(resolver=resolver))


def test_a_name_that_rebinds_between_two_hops_is_refused(serve, allowed, http):
    async def attempt():
        async with serve({"/": http(body=b"inside")}) as inside:
            async with serve({}) as outside:
                outside.routes["/"] = http("302 Found", Location=f"http://rebind.example:{inside.port}/")
                resolver = FakeResolver(["127.0.0.1"])
                async with allowed(outside, resolver=resolver) as retriever:
                    with pytest.raises(ForbiddenAddressError):
                        await retriever.get(f"http://rebind.example:{outside.port}/")
            return len(outside.requests), inside.connections

    assert asyncio.run(attempt()) == (1, 0)


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[::1", "http://host:99999/", "http://2130706433/", "http://127.1/"]
)
def test_what_is_no_url_says_so(allowed, url):
    refused(UnexpectedInputError, url, allowed())


def test_a_redirect_loop_ends_after_five(web, http):
    async def attempt():
        async with web({"/": http("302 Found", Location="/")}) as (server, retriever):
            with pytest.raises(BlockedError, match="more than 5 redirects"):
                await retriever.get(server.url("/"))
            return len(server.requests)

    assert asyncio.run(attempt()) == 6


def test_redirects_without_end_end_after_five(web):
    async def onward(writer):
        hops.append(1)
        writer.write(f"HTTP/1.1 302 F\r\nLocation: /{len(hops)}\r\nContent-Length: 0\r\n\r\n".encode())

    hops = []

    async def attempt():
        async with web({"/": onward} | {f"/{n}": onward for n in range(20)}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(BlockedError, match="more than 5 redirects"):
        asyncio.run(attempt())
    assert len(hops) == 6


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        (("301 M",), "/1"),
        (("308 P",), "/1"),
        (("301 M", "308 P"), "/2"),
        (("301 M", "302 F", "301 M"), "/1"),
        (("302 F", "301 M"), None),
        (("307 T",), None),
        ((), None),
    ],
)
def test_where_a_page_moved_for_good_is_told(web, http, statuses, moved_to):
    routes = {f"/{n}": http(status, Location=f"/{n + 1}") for n, status in enumerate(statuses)}
    routes[f"/{len(statuses)}"] = http(body=b"here")

    async def attempt():
        async with web(routes) as (server, retriever):
            answer = await retriever.get(server.url("/0"))
            return answer.moved_to, moved_to and server.url(moved_to)

    moved, expected = asyncio.run(attempt())
    assert moved == expected


@pytest.mark.parametrize(
    "location",
    [
        b"/next\r\nX-Injected: 1",  # two headers of the answer, not one of ours
        b"/next%0d%0aX-Injected:%201",
        b"/next\xe2\x80\xa8X-Injected: 1",
        b"/next?a=%0D%0A%0D%0AGET%20/inside",
        b"/\xce\xc8\xd1",  # windows-1256
    ],
)
def test_a_location_cannot_write_our_next_request(serve, allowed, location):
    async def attempt():
        lines = []

        async def handle(reader, writer):
            head = await reader.readuntil(b"\r\n\r\n")
            lines.append(head.split(b"\r\n"))
            found = b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " + location + b"\r\n\r\n"
            writer.write(found if len(lines) == 1 else b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            writer.close()

        listener = await asyncio.start_server(handle, "127.0.0.1", 0)
        server = SimpleNamespace(port=listener.sockets[0].getsockname()[1])
        try:
            async with allowed(server) as retriever:
                await retriever.get(f"http://127.0.0.1:{server.port}/")
        finally:
            listener.close()
        return lines

    first, second = asyncio.run(attempt())
    assert [line.split(b":")[0] for line in second[1:]] == [line.split(b":")[0] for line in first[1:]]
    assert second[0].isascii()
    assert len(second[0].split(b" ")) == 3


@pytest.mark.parametrize(
    "location", [b"/a\rb", b"/a\x00b", b"\x7f\x01", b"http://[", b"http://a:b:c/", b" ", b"http://[]@", b"//[]@"]
)
def test_a_broken_location_is_one_pages_trouble(web, location):
    answer = b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"

    async def attempt():
        async with web({"/": answer}) as (server, retriever):
            await retriever.get(server.url("/"))

    with pytest.raises(MarsadError):
        asyncio.run(attempt())


def test_five_redirects_of_every_kind_are_followed(web, http):
    kinds = ["301 M", "302 F", "303 S", "307 T", "308 P"]
    routes = {f"/{i}": http(kind, Location=f"{i + 1}") for i, kind in enumerate(kinds)} | {"/5": http(body=b"there")}

    async def attempt():
        async with web(routes) as (server, retriever):
            answer = await retriever.get(server.url("/0"))
            return answer.body, answer.url == server.url("/0"), answer.final_url == server.url("/5")

    assert asyncio.run(attempt()) == (b"there", True, True)


def test_credentials_are_neither_sent_nor_kept_nor_logged(web, http, caplog):
    caplog.set_level(logging.DEBUG)

    async def attempt():
        async with web({"/": http(body=b"ok"), "/gone": http("404 Not Found")}) as (server, retriever):
            with_secret = server.url("/").replace("//", "//user:hunter2@")
            server.routes["/hop"] = http("302 Found", Location=with_secret)
            answers = [await retriever.get(with_secret), await retriever.get(server.url("/hop"))]
            with pytest.raises(MarsadError) as gone:
                await retriever.get(with_secret + "gone")
            return answers, str(gone.value), server.requests

    answers, error, requests = asyncio.run(attempt())
    assert len(requests) == 4
    assert all({"authorization", "cookie", "referer"}.isdisjoint(headers) for _, headers in requests)
    assert "hunter2" not in repr(answers) + error + caplog.text


def test_credentials_in_an_answers_headers_are_not_kept(web, http):
    link = "<https://user:hunter2@hub.example/>; rel=hub, <https://self.example/@desk>; rel=self"

    async def attempt():
        async with web({"/": http(Link=link, Set_Cookie="id=hunter2")}) as (server, retriever):
            return (await retriever.get(server.url("/"))).headers

    headers = asyncio.run(attempt())
    assert headers["link"] == "<https://hub.example/>; rel=hub, <https://self.example/@desk>; rel=self"
    assert "hunter2" not in str(headers)


def test_a_cookie_does_not_come_back(web, http):
    async def attempt():
        async with web({"/": http(Set_Cookie="id=1; Path=/")}) as (server, retriever):
            await retriever.get(server.url("/"))
            await retriever.get(server.url("/"))
            return server.requests

    assert all("cookie" not in headers for _, headers in asyncio.run(attempt()))


@pytest.mark.parametrize(
    "url", ["http://user:hunter2@[::1", "ftp://user:hunter2@news.example/", "http://user:hunter2@127.0.0.1:9/"]
)
def test_credentials_are_not_in_errors(allowed, url):
    assert "hunter2" not in str(refused(MarsadError, url, allowed()))


def test_names_that_nobody_answers_for_keep_no_other_waiting(web, http, monkeypatch):
    """Each holds a thread: of the loop's own there are six on two cores."""
    dead, answered = threading.Event(), socket.getaddrinfo

    def slow(host, *rest, **options):
        if host.startswith("dead"):
            dead.wait(20)
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return answered("127.0.0.1" if host == "alive.example" else host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def attempt():
        async with web({"/": http(body=b"ok")}, deadline=2.0) as (server, retriever):
            stuck = [asyncio.ensure_future(retriever.get(f"http://dead{n}.example/")) for n in range(IN_FLIGHT - 1)]
            await asyncio.sleep(0.1)
            answer = await retriever.get(f"http://alive.example:{server.port}/")
            told = await asyncio.gather(*stuck, return_exceptions=True)
            return answer.body, {type(error) for error in told}

    try:
        assert asyncio.run(attempt()) == (b"ok", {RetryableError})
    finally:
        dead.set()


def test_a_name_is_looked_up(allowed):
    refused(ForbiddenAddressError, "http://localhost:9/", allowed())


def test_robots_txt_that_redirects_to_nowhere_is_none(serve, allowed, http):
    """It says no more about the host's pages than one behind too many redirects."""

    async def attempt(location):
        async with serve({}) as inside, serve({}) as server, allowed(server) as retriever:
            server.routes["/robots.txt"] = http("302 Found", Location=location.format(inside=inside.url("/robots.txt")))
            return await Robots(retriever).check(server.url("/page")), inside.connections

    for location in ("https:///robots", "ftp://files.example/robots.txt", "http://[]@", "{inside}"):
        assert asyncio.run(attempt(location)) == (None, 0)


def test_a_host_that_may_not_be_asked_for_robots_txt_may_not_be_asked_for_pages(serve, allowed):
    async def attempt():
        async with serve({}) as server, serve({}) as other, allowed(other) as retriever:
            with pytest.raises(ForbiddenAddressError):
                await Robots(retriever).check(server.url("/page"))

    asyncio.run(attempt())


def test_every_hop_is_asked_about_before_it_is_made(serve, allowed, http):
    async def attempt():
        asked = []

        async def ask_first(url):
            asked.append(url)
            if url.endswith("/no"):
                raise GoneError(url, "robots.txt forbids")
            return 0.0

        async with serve({}) as other:
            routes = {"/": http("302 F", Location="/2"), "/2": http("302 F", Location=other.url("/no"))}
            async with serve(routes) as server, allowed(server, other) as retriever:
                with pytest.raises(GoneError, match="forbids"):
                    await retriever.get(server.url("/"), ask_first=ask_first)
                return asked == [server.url("/2"), other.url("/no")], len(server.requests), other.connections

    assert asyncio.run(attempt()) == (True, 2, 0)


def test_the_pace_is_that_of_the_host_a_redirect_leads_to(web, http):
    async def attempt():
        async def ask_first(_):
            return 0.5

        clock = asyncio.get_running_loop().time
        async with web({"/": http("302 F", Location="/2"), "/2": http(body=b"ok")}) as (server, retriever):
            started = clock()
            for _ in range(2):
                await retriever.get(server.url("/"), ask_first=ask_first)
            return clock() - started

    assert 0.5 <= asyncio.run(attempt()) < 1.5


def test_a_name_that_does_not_resolve_may_be_tried_again(allowed):
    refused(RetryableError, "http://nowhere.example/", allowed(resolver=NoSuchName()))


def test_a_refused_connection_may_be_tried_again(serve, allowed):
    async def attempt():
        async with serve({}) as server:
            retriever = allowed(server)
        async with retriever:
            await retriever.get(server.url("/"))

    with pytest.raises(RetryableError):
        asyncio.run(attempt())
