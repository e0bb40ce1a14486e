"""`ops.host` and `ops.robots`: what workers share to be polite to a host together. Times are the server's own."""

from psycopg import Connection

from marsad.errors import PostponedError
from marsad.store.load import execute, fetch


def reserve(connection: Connection, host: str, delay: float, longest: float) -> float:
    """Take the next start at `host` that nobody took; returns the seconds until then, 0 or less for now.

    The one after it lies `delay` seconds later. Raises PostponedError, and takes nothing, while the host rests or
    when the start is more than `longest` seconds off.
    """
    parameters = {"host": host, "delay": delay, "longest": longest}
    if rows := fetch(connection, "ops/host/reserve", parameters):
        return float(rows[0]["seconds"])
    (state,) = fetch(connection, "ops/host/state", {"host": host})
    if state["resting"] > 0:
        raise PostponedError(host, f"asked for a rest, {state['resting']:.0f} s of it are left", state["resting"])
    raise PostponedError(host, f"its next turn is {state['waiting']:.0f} s off", max(0.0, state["waiting"]))


def rest(connection: Connection, host: str, seconds: float) -> None:
    """Let nobody reserve a start at `host` for that long. A longer rest is not shortened."""
    execute(connection, "ops/host/rest", {"host": host, "seconds": seconds})


def recall_robots(connection: Connection, origin: str) -> tuple[bytes, bool] | None:
    """The robots.txt kept for `origin` and whether it is less than a day old; None when none of 30 days is."""
    rows = fetch(connection, "ops/robots/recall", {"origin": origin})
    return (bytes(rows[0]["body"]), rows[0]["is_fresh"]) if rows else None


def keep_robots(connection: Connection, origin: str, status: int, body: bytes) -> None:
    """Keep what `origin` just answered; `body` is empty when there is no robots.txt."""
    execute(connection, "ops/robots/keep", {"origin": origin, "http_status": status, "body": body})


def forget_hosts(connection: Connection) -> None:
    """Drop the hosts nobody waits for and the robots.txt files that are too old to serve."""
    execute(connection, "ops/host/forget")
    execute(connection, "ops/robots/forget")
