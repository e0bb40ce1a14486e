"""Airflow's way to tell people that a task failed for good: whoever MARSAD_NOTIFY names."""

from typing import Any

from airflow.sdk import BaseNotifier


class PeopleNotifier(BaseNotifier):
    """Tells which task failed, for which day, and of what. For `on_failure_callback`, of DAGs of your own too.

    A day that the gate blocked is not told again: `publish_articles` has told it with its counts.
    """

    def notify(self, context: Any) -> None:
        """Send the message; where that fails an issue is opened, nothing is raised."""
        # Heavy rooms load when something failed, not when the scheduler parses the DAG files.
        from marsad.errors import DayBlockedError  # noqa: PLC0415
        from marsad.notify.message import Message  # noqa: PLC0415
        from marsad.orchestration.work import tell  # noqa: PLC0415
        from marsad.pipeline.clock import utc_now  # noqa: PLC0415

        error = context.get("exception")
        if isinstance(error, DayBlockedError):
            return
        tell(Message(*_words(context, error), utc_now(), _facts(context, error)))


def _words(context: Any, error: object) -> tuple[str, str]:
    facts = _facts(context, error)
    of_day = f" of {facts['day']}" if facts["day"] else ""
    subject = f"Marsad: {facts['task']}{of_day} failed"
    text = f"{facts['error']}\nRun {facts['run']} of the DAG {facts['dag']}: its log in Airflow's UI has the rest."
    return subject, text


def _facts(context: Any, error: object) -> dict[str, Any]:
    instance, run = context["task_instance"], context["dag_run"]
    return {
        "kind": "task_failed",
        "dag": instance.dag_id,
        "task": instance.task_id,
        "run": instance.run_id,
        "day": getattr(run, "partition_key", None),
        "error": f"{type(error).__name__}: {error}",
    }
