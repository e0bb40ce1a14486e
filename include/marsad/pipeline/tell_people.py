"""Tell people what they must know of; that they cannot be told is itself an issue, and stops nothing."""

import logging
from collections.abc import Callable
from datetime import datetime

from marsad.errors import MarsadError
from marsad.notify.message import Message
from marsad.notify.send import send
from marsad.pipeline.clock import Clock, utc_now
from marsad.pipeline.publish import PublishReport
from marsad.store.issues import close_issue, open_issue
from marsad.store.session import session
from marsad.target import Target

log = logging.getLogger(__name__)

FAILING = "notification_failing"


def tell_people(
    dsn: str,
    target: Target,
    message: Message,
    clock: Clock = utc_now,
    deliver: Callable[[Target, Message], None] = send,
) -> bool:
    """Whether the message left. Where it did not, the issue `notification_failing` says why; nothing is raised."""
    try:
        deliver(target, message)
    except MarsadError as error:
        log.warning("nobody was told of %s: %s", message.subject, error)
        _note(dsn, target, f"{error}; untold: {message.subject}", clock())
        return False
    _note(dsn, target, None, clock())
    return True


def message_of(report: PublishReport, now: datetime) -> Message | None:
    """What people must know of a day at the gate; None where nothing was kept back."""
    if not (report.blocking or report.quarantined):
        return None
    reasons = ", ".join(f"{name} ({count})" for name, count in report.reasons.items())
    happened = "is blocked, curated stays as it was" if report.blocking else "went through but for some articles"
    text = (
        f"The day {report.day} {happened}.\n"
        f"{report.published} articles published, {report.quarantined} quarantined: {reasons}.\n"
        f"Look: marsad quarantine list --day {report.day}; the page Marsad newsroom under Browse in Airflow's UI.\n"
        "Then: marsad quarantine show | replay | drop."
    )
    subject = f"Marsad: {report.day} {'blocked' if report.blocking else 'quarantine'}: {', '.join(report.reasons)}"
    facts = {
        "kind": "day_blocked" if report.blocking else "rows_quarantined",
        "day": report.day.isoformat(),
        "published": report.published,
        "quarantined": report.quarantined,
        "expectations": dict(report.reasons),
    }
    return Message(subject, text, now, facts)


def _note(dsn: str, target: Target, problem: str | None, now: datetime) -> None:
    try:
        with session(dsn) as connection, connection.transaction():
            if problem:
                open_issue(connection, FAILING, target.label, problem, now)
            else:
                close_issue(connection, FAILING, target.label, now)
    except MarsadError as error:
        log.warning("%s", error)
