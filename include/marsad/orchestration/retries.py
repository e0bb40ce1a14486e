"""The exception tree as Airflow's retry policy, and the arguments every task starts from."""

from datetime import timedelta
from typing import Any

from airflow.sdk import ExceptionRetryPolicy, RetryAction, RetryRule

from marsad.orchestration.notify import PeopleNotifier

# By name: the policy travels to the scheduler, which need not import the package.
POLICY = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception=["marsad.errors.ConfigError", "marsad.errors.DayBlockedError"],
            action=RetryAction.FAIL,
            reason="trying again changes nothing",
        ),
        RetryRule(
            exception="marsad.errors.RetryableError",
            action=RetryAction.RETRY,
            retry_delay=timedelta(minutes=1),
            reason="a passing condition",
        ),
    ]
)

DEFAULT_ARGS: dict[str, Any] = {
    "owner": "marsad",
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_policy": POLICY,
    "execution_timeout": timedelta(hours=1),
    "on_failure_callback": PeopleNotifier(),
    # Where the executor's slots are short, live work goes first, wherever in its chain it is.
    "priority_weight": 10,
    "weight_rule": "absolute",
}
# Of work on past days: pools of few slots, made at start (marsad.launch.pools).
OF_HISTORY: dict[str, Any] = {**DEFAULT_ARGS, "priority_weight": 1, "pool": "history"}
OF_BACKLOG: dict[str, Any] = {**DEFAULT_ARGS, "priority_weight": 1, "pool": "backlog"}
