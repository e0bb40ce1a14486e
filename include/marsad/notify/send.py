"""One message to one target."""

import json

from marsad.deadline import run_within
from marsad.errors import ConfigError
from marsad.notify.mail import post_mail
from marsad.notify.message import Message
from marsad.notify.webhook import post_json
from marsad.target import NAME, Target, TargetKind

DEADLINE = 20.0  # seconds; nobody's day waits longer for a mail server
LARGEST_FILE = 5_000_000  # bytes; then the file is put aside as .1, in the place of the one before


def send(target: Target, message: Message) -> None:
    """Send it. Raises RetryableError or UnreadableError when it did not arrive in time, ConfigError when refused."""
    match target:
        case Target(kind=TargetKind.FILE):
            _append(target, message)
        case Target(kind=TargetKind.WEBHOOK):
            run_within(DEADLINE, NAME, post_json, target.url, target.label, message.as_json())
        case Target(kind=TargetKind.SLACK):
            run_within(DEADLINE, NAME, post_json, target.url, target.label, message.for_slack())
        case Target(mailbox=mailbox) if mailbox:
            run_within(DEADLINE, NAME, post_mail, mailbox, message)


def _append(target: Target, message: Message) -> None:
    path = target.path
    if path is None:
        raise ConfigError(NAME, "names no file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST_FILE:
            path.replace(path.with_name(f"{path.name}.1"))
        with path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(message.as_json(), ensure_ascii=False) + "\n")
    except OSError as error:
        raise ConfigError(NAME, f"{path} cannot be written: {error.strerror}") from error
