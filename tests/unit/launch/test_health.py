from datetime import UTC, datetime, timedelta

from marsad.launch.health import health_report, unhealthy
from marsad.launch.ports import free_ports

START = datetime(2026, 11, 23, 10, tzinfo=UTC)


def report(seconds, status="healthy"):
    heartbeat = (START + timedelta(seconds=seconds)).isoformat()
    return {
        "scheduler": {"status": status, "latest_scheduler_heartbeat": heartbeat},
        "dag_processor": {"status": status, "latest_dag_processor_heartbeat": heartbeat},
    }


STARTED = {"scheduler": START, "dag-processor": START}


def test_healthy_since_the_start():
    assert unhealthy(report(3), STARTED) == []


def test_a_heartbeat_of_the_run_before_does_not_count():
    assert unhealthy(report(-3), STARTED) == ["scheduler", "dag-processor"]


def test_a_heartbeat_without_health_does_not_count():
    assert unhealthy(report(3, status="unhealthy"), STARTED) == ["scheduler", "dag-processor"]


def test_a_component_that_never_reported_is_missed():
    empty = {"scheduler": {"status": None, "latest_scheduler_heartbeat": None}}
    assert unhealthy(empty, STARTED) == ["scheduler", "dag-processor"]
    assert unhealthy(None, STARTED) == ["scheduler", "dag-processor"]


def test_no_answer_is_no_report():
    assert health_report(f"http://127.0.0.1:{free_ports(1)[0]}") is None
