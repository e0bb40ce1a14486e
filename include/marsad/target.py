"""Where people are told: MARSAD_NOTIFY, parsed. Nothing here shows a secret, not even in an error or a repr."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from marsad.errors import ConfigError

NAME = "MARSAD_NOTIFY"
SLACK_HOST = "hooks.slack.com"
MAIL_PORTS = {"smtp": 587, "smtps": 465}


class TargetKind(StrEnum):
    """How a message travels."""

    FILE = "file"  # a line of JSON in a file
    WEBHOOK = "webhook"  # JSON by POST
    SLACK = "slack"  # the same, as Slack and Mattermost read it
    MAIL = "mail"  # SMTP


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An SMTP server and who writes to whom through it."""

    host: str
    port: int
    is_encrypted: bool  # from the first byte (smtps); else STARTTLS where the server offers it
    user: str | None = field(repr=False)
    password: str | None = field(repr=False)
    sender: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One way to tell people. `label` may be shown; a webhook's URL is a secret as a whole."""

    kind: TargetKind
    label: str
    path: Path | None = None
    url: str = field(default="", repr=False)
    mailbox: Mailbox | None = None


def parse_target(value: str, home: Path) -> Target:
    """`file`, an http(s) URL, slack+https://..., smtp:// or smtps://. Raises ConfigError that shows no secret."""
    if value in ("", "file"):
        return Target(TargetKind.FILE, "file", path=home / "notifications.jsonl")
    try:
        parts = urlsplit(value)
        is_address = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed; the text holds the password
        is_address = False
    if not is_address:
        raise ConfigError(NAME, "is neither `file` nor an address; write https://..., slack+https://... or smtp://...")
    if parts.scheme in MAIL_PORTS:
        return Target(TargetKind.MAIL, f"{parts.scheme}://{parts.hostname}", mailbox=_mailbox(parts))
    return _webhook(value, parts)


def _webhook(value: str, parts: SplitResult) -> Target:
    scheme = parts.scheme.removeprefix("slack+")
    if scheme not in ("http", "https"):
        raise ConfigError(NAME, f"{parts.scheme}:// is no way to tell people; http, https, slack+https, smtp or smtps")
    is_slack = parts.scheme != scheme or parts.hostname == SLACK_HOST
    kind = TargetKind.SLACK if is_slack else TargetKind.WEBHOOK
    return Target(kind, f"{scheme}://{parts.hostname}", url=value.removeprefix("slack+"))


def _mailbox(parts: SplitResult) -> Mailbox:
    options = parse_qs(parts.query)
    recipients = tuple(one.strip() for one in ",".join(options.get("to", [])).split(",") if one.strip())
    sender = options.get("from", [""])[0] or (recipients[0] if recipients else "")
    if unknown := set(options) - {"from", "to"}:
        raise ConfigError(NAME, f"{', '.join(sorted(unknown))} means nothing here; from and to do")
    if not recipients or any("@" not in one or not one.isprintable() for one in (*recipients, sender)):
        raise ConfigError(NAME, "names no address to write to; write smtp://host:587/?to=desk@example.org")
    return Mailbox(
        host=parts.hostname or "",
        port=parts.port or MAIL_PORTS[parts.scheme],
        is_encrypted=parts.scheme == "smtps",
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        sender=sender,
        recipients=recipients,
    )
