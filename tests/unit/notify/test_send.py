"""Messages arrive at a file, a web server and a mail server on loopback, or say in time why they did not."""

import json
import socketserver
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from marsad.errors import ConfigError, RetryableError, UnreadableError
from marsad.notify import send as sending
from marsad.notify.message import Message
from marsad.notify.send import send
from marsad.target import parse_target

MESSAGE = Message(
    "Marsad: 2026-11-18 blocked", "انظر الحجر\nLook.", datetime(2026, 11, 19, tzinfo=UTC), {"kind": "day_blocked"}
)


@contextmanager
def served(server):
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Hook(BaseHTTPRequestHandler):
    status = 200
    bodies: list[dict]

    def do_POST(self):
        self.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        """Quiet."""


@contextmanager
def hook(status=200):
    kind = type("Answering", (Hook,), {"status": status, "bodies": []})
    with served(ThreadingHTTPServer(("127.0.0.1", 0), kind)) as port:
        yield port, kind.bodies


class Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs; `letters` holds what came between DATA and its dot."""

    letters: list[str]
    refusal = ""

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 mail.example")
        while line := self.rfile.readline():
            word = line.split()[0].upper().decode()
            if word == "DATA":
                self.say("354 go on")
                self.letters.append(self.letter())
            self.say("221 bye" if word == "QUIT" else self.refusal if self.refusal and word == "RCPT" else "250 fine")
            if word == "QUIT":
                return

    def letter(self):
        lines = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            lines.append(line)
        return "".join(lines)


@contextmanager
def mail_server(refusal=""):
    kind = type("Mailing", (Mail,), {"letters": [], "refusal": refusal})
    with served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind)) as port:
        yield port, kind.letters


class Silent(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(10_000)
        self.server.end.wait(20)


def test_a_file_gains_a_line_and_is_put_aside_when_it_is_large(tmp_path, monkeypatch):
    target = parse_target("file", tmp_path / "home")
    send(target, MESSAGE)
    send(target, MESSAGE)
    lines = target.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [MESSAGE.as_json()] * 2
    monkeypatch.setattr(sending, "LARGEST_FILE", 10)
    send(target, MESSAGE)
    assert len(target.path.read_text(encoding="utf-8").splitlines()) == 1
    assert len((tmp_path / "home" / "notifications.jsonl.1").read_text(encoding="utf-8").splitlines()) == 2


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "home").write_text("no folder")
    with pytest.raises(ConfigError, match=r"notifications.jsonl cannot be written"):
        send(parse_target("file", tmp_path / "home"), MESSAGE)


def test_a_webhook_is_given_json_and_slack_its_own_form(tmp_path):
    with hook() as (port, bodies):
        send(parse_target(f"http://127.0.0.1:{port}/hook", tmp_path), MESSAGE)
        send(parse_target(f"slack+http://127.0.0.1:{port}/hook", tmp_path), MESSAGE)
    assert bodies == [
        {"subject": MESSAGE.subject, "text": MESSAGE.text, "at": "2026-11-19T00:00:00+00:00", "kind": "day_blocked"},
        {"text": "*Marsad: 2026-11-18 blocked*\nانظر الحجر\nLook."},
    ]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_answer_that_is_no_success_is_told_without_the_url(tmp_path, status):
    with hook(status) as (port, bodies):
        target = parse_target(f"http://127.0.0.1:{port}/s3cret", tmp_path)
        with pytest.raises(RetryableError, match=rf"http://127.0.0.1 answered {status}") as caught:
            send(target, MESSAGE)
        assert len(bodies) == 1  # a redirect is not followed
    assert "s3cret" not in str(caught.value)


def test_a_server_that_is_away_is_told_without_the_url(tmp_path):
    for url in ("http://127.0.0.1:1/s3cret", "smtp://u:s3cret@127.0.0.1:1/?to=a@b.example"):
        with pytest.raises(RetryableError) as caught:
            send(parse_target(url, tmp_path), MESSAGE)
        assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:{}/hook", "smtp://127.0.0.1:{}/?to=a@b.example"])
def test_a_server_that_says_nothing_does_not_hold_anybody_up(tmp_path, monkeypatch, url):
    monkeypatch.setattr(sending, "DEADLINE", 0.3)
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent)
    server.end = threading.Event()
    with served(server) as port:
        with pytest.raises(UnreadableError, match=r"took longer than 0.3 s"):
            send(parse_target(url.format(port), tmp_path), MESSAGE)
        server.end.set()


def test_a_mail_arrives(tmp_path):
    with mail_server() as (port, letters):
        url = f"smtp://127.0.0.1:{port}/?from=marsad@example.org&to=a@example.org,b@example.org"
        send(parse_target(url, tmp_path), MESSAGE)
    (letter,) = letters
    for line in ("Subject: Marsad: 2026-11-18 blocked", "From: marsad@example.org", "To: a@example.org, b@example.org"):
        assert f"{line}\r\n" in letter


def test_a_mail_that_is_refused_is_told(tmp_path):
    with (
        mail_server("550 nobody of that name") as (port, letters),
        pytest.raises(RetryableError, match=r"127.0.0.1 does not take the mail"),
    ):
        send(parse_target(f"smtp://127.0.0.1:{port}/?to=a@example.org", tmp_path), MESSAGE)
    assert letters == []


def test_a_password_is_not_sent_in_the_clear(tmp_path):
    with mail_server() as (port, letters), pytest.raises(ConfigError, match="offers no encryption"):
        send(parse_target(f"smtp://u:s3cret@127.0.0.1:{port}/?to=a@example.org", tmp_path), MESSAGE)
    assert letters == []
