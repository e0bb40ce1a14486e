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
}
