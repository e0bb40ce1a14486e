"""MARSAD_NOTIFY: what it may say, and that no error or repr shows a secret."""

from pathlib import Path

import pytest

from marsad.errors import ConfigError
from marsad.settings import load_settings
from marsad.target import TargetKind, parse_target

HOME = Path("/srv/marsad")


@pytest.mark.parametrize(
    ("value", "kind", "label", "url"),
    [
        ("", "file", "file", ""),
        ("file", "file", "file", ""),
        ("https://ops.example/hook/s3cret", "webhook", "https://ops.example", "https://ops.example/hook/s3cret"),
        ("http://10.0.0.7:8065/hook", "webhook", "http://10.0.0.7", "http://10.0.0.7:8065/hook"),
        ("https://hooks.slack.com/services/s3cret", "slack", "https://hooks.slack.com",
         "https://hooks.slack.com/services/s3cret"),
        ("slack+https://chat.example/hooks/s3cret", "slack", "https://chat.example", "https://chat.example/hooks/s3cret"),
        ("smtp://mail.example/?to=desk@example.org", "mail", "smtp://mail.example", ""),
    ],
)  # fmt: skip
def test_what_it_may_say(value, kind, label, url):
    target = parse_target(value, HOME)
    assert (target.kind, target.label, target.url) == (TargetKind(kind), label, url)
    assert "s3cret" not in repr(target)


def test_the_default_is_a_file_at_home(tmp_path):
    assert load_settings({"MARSAD_HOME": str(tmp_path)}).notify.path == tmp_path / "notifications.jsonl"


def test_a_mailbox_is_read_from_its_url():
    url = "smtps://desk%40example.org:p%3Ass@mail.example/?from=marsad@example.org&to=a@example.org,%20b@example.org"
    mailbox = parse_target(url, HOME).mailbox
    assert (mailbox.host, mailbox.port, mailbox.is_encrypted) == ("mail.example", 465, True)
    assert (mailbox.user, mailbox.password) == ("desk@example.org", "p:ss")
    assert (mailbox.sender, mailbox.recipients) == ("marsad@example.org", ("a@example.org", "b@example.org"))
    assert "p:ss" not in repr(mailbox)
    plain = parse_target("smtp://mail.example:25/?to=a@example.org", HOME).mailbox
    assert (plain.port, plain.is_encrypted, plain.user, plain.sender) == (25, False, None, "a@example.org")


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("carrier-pigeon", "neither `file` nor an address"),
        ("https://", "neither `file` nor an address"),
        ("https://s3cret:x@host:port/", "neither `file` nor an address"),
        ("ftp://host/s3cret", "ftp:// is no way to tell people"),
        ("smtp://u:s3cret@mail.example/", "names no address to write to"),
        ("smtp://u:s3cret@mail.example/?to=desk", "names no address to write to"),
        ("smtp://u:s3cret@mail.example/?to=a@b.example&cc=c@d.example", "cc means nothing here"),
        ("smtp://u:s3cret@mail.example/?to=a@b.example%0aBcc:x@y.example", "names no address to write to"),
    ],
)
def test_what_it_may_not_say_is_told_without_its_secrets(value, cause):
    with pytest.raises(ConfigError, match=cause) as caught:
        load_settings({"MARSAD_NOTIFY": value})
    assert caught.value.subject == "MARSAD_NOTIFY"
    assert "s3cret" not in str(caught.value)
