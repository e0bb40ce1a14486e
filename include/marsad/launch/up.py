"""`marsad up`: check, start everything in order, wait for the first articles, supervise until told to stop."""

import os
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from marsad.errors import MarsadError
from marsad.launch import components, health, metadata, ports, preflight, sample
from marsad.launch.airflow import Secrets, environment, keep_secrets, ui_url
from marsad.launch.console import Console, complain
from marsad.launch.landing import Landing
from marsad.launch.lock import only_instance
from marsad.launch.pools import keep_pools
from marsad.launch.report import access_report, landing_report
from marsad.launch.signals import StopFlag, StopRequested, stop_flag
from marsad.launch.supervisor import ComponentError, Supervisor
from marsad.launch.warehouse import Databases, databases
from marsad.settings import Settings, load_settings
from marsad.store.connect import connect
from marsad.store.report import landed

HEALTH_TIMEOUT = 240.0  # seconds; 22-33 on two cores, and some machines are busy
LANDING_TIMEOUT = 300.0  # seconds


def main(argv: Sequence[str] | None = None) -> int:
    """Run `marsad up`. Exit status: 0 stopped on request, 1 cannot go on, 128 + signal stopped before it was ready."""
    arguments = _parser().parse_args(argv)
    try:
        settings = load_settings()
        preflight.usable_home(settings.home)
        with only_instance(settings.home), stop_flag() as stop:
            return _checked_run(settings, arguments, stop)
    except StopRequested as request:
        return 128 + request.number
    except MarsadError as error:
        complain(error)
        return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="marsad up", description="Start everything on this machine; Ctrl-C stops it.")
    parser.add_argument(
        "--exit-after-landing", action="store_true", help="stop once the first articles are in the warehouse"
    )
    parser.add_argument(
        "--timeout", type=float, default=LANDING_TIMEOUT, metavar="SECONDS", help="to wait for them (default: 300)"
    )
    return parser


def _checked_run(settings: Settings, arguments: Namespace, stop: StopFlag) -> int:
    found = preflight.problems(settings)
    for problem in found:
        complain(problem)
    if found:
        return 1
    console = Console()
    with databases(settings) as places:
        console.say(_database_line(settings, places))
        secrets = keep_secrets(settings.home / "airflow")
        newsroom = sample.sample_of(settings) if sample.wanted(settings) else None
        variables = environment(os.environ, settings, places, secrets)
        variables |= newsroom.environment(settings) if newsroom else {}
        logs = settings.home / "logs"
        logs.mkdir(exist_ok=True)
        with Supervisor(logs, variables, stop, console.say) as supervisor:
            run = _Run(settings, places, secrets, supervisor, console)
            try:
                run.start(newsroom)
                return run.watch(arguments)
            finally:
                console.say("stopping")


class _Run:
    """What the steps of one run share."""

    def __init__(
        self, settings: Settings, places: Databases, secrets: Secrets, supervisor: Supervisor, console: Console
    ) -> None:
        self._settings = settings
        self._places = places
        self._secrets = secrets
        self._supervisor = supervisor
        self._console = console

    def start(self, newsroom: sample.Sample | None) -> None:
        """Start the components in their order, each wave healthy before the next."""
        if newsroom:
            self._supervisor.start(newsroom.component)
            self._await(newsroom.answers, "the sample newsroom")
            self._console.say(
                "sample newsroom on " + " and ".join(f"http://{ports.LOOPBACK}:{port}" for port in newsroom.ports)
            )
        if not metadata.is_migrated(self._places.airflow):
            self._supervisor.run(components.airflow("db-migrate", "db", "migrate"))
            metadata.mark_migrated(self._places.airflow)
            self._console.say("Airflow's database migrated")
        keep_pools(self._places.airflow)
        url = ui_url(self._settings)
        self._supervisor.start(components.api_server())
        self._await(lambda: health.health_report(url) is not None, "the API server")
        self._console.say(f"API server healthy on {url}")
        self._supervisor.start(*components.workers())
        self._await(lambda: not self._unhealthy(url), "scheduler, dag-processor and triggerer")
        self._console.say("scheduler, dag-processor and triggerer healthy")

    def watch(self, arguments: Namespace) -> int:
        """Report the landing, then keep everything alive until somebody asks us to stop."""
        has_landed = self._await_landing(arguments.timeout)
        if arguments.exit_after_landing:
            return 0 if has_landed else 1
        self._console.show("Ctrl-C stops everything.")
        try:
            self._supervisor.wait_until(lambda: False)
        except StopRequested:
            return 0
        return 0

    def _await_landing(self, timeout: float) -> bool:
        landing = Landing(self._console.say, time.monotonic)
        with connect(self._places.warehouse) as connection:
            connection.autocommit = True
            is_done = self._supervisor.wait_until(lambda: landing.is_complete(landed(connection)), timeout, every=1)
        access = access_report(self._settings, self._places, self._secrets.admin_password)
        self._console.show("")
        if is_done:
            self._console.show(landing_report(self._places))
        else:
            self._console.show(f"No article after {timeout:.0f} s. Look at the runs in the UI, and at the logs.")
        self._console.show(access)
        return is_done

    def _await(self, is_done: Callable[[], bool], what: str) -> None:
        if not self._supervisor.wait_until(is_done, HEALTH_TIMEOUT, every=0.5):
            logs = self._settings.home / "logs"
            raise ComponentError(what, f"not healthy after {HEALTH_TIMEOUT:.0f} s; see {logs}")

    def _unhealthy(self, url: str) -> list[str]:
        started_at = {c.name: self._supervisor.started_at(c.name) for c in components.workers()}
        return health.unhealthy(health.health_report(url), started_at)


def _database_line(settings: Settings, places: Databases) -> str:
    if places.server is None:
        return "warehouse of MARSAD_DSN ready"
    elsewhere = places.server.folder
    note = "" if elsewhere.is_relative_to(settings.home) else f", its data in {elsewhere}: root's home is closed to it"
    return f"embedded Postgres ready on {ports.LOOPBACK}:{places.server.port}{note}"
