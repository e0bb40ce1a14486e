"""The supervisor with real processes: small Python programs in place of Airflow's components."""

import os
import signal
import subprocess
import sys
import time

import pytest

from marsad.launch.ports import answers, free_ports
from marsad.launch.processes import members
from marsad.launch.signals import StopFlag, StopRequested
from marsad.launch.supervisor import Component, ComponentError, Supervisor

# Listens, and has a child in a process group of its own, as an Airflow scheduler with a running task has.
SERVER = """
import os, socket, sys, time
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
if os.fork() == 0:
    os.setpgid(0, 0)
    time.sleep(600)
while True:
    time.sleep(600)
"""


def at_once(deaths, now):
    return None if len(deaths) > 2 else 0.0


@pytest.fixture
def said():
    return []


@pytest.fixture
def stop():
    return StopFlag()


@pytest.fixture
def supervisor(tmp_path, said, stop):
    with Supervisor(tmp_path, os.environ, stop, said.append, pause=at_once) as running:
        yield running


def python(name, code, *arguments):
    return Component(name, (sys.executable, "-c", code, *map(str, arguments)))


def listening(supervisor, port, name="server"):
    supervisor.start(python(name, SERVER, port))
    assert supervisor.wait_until(lambda: answers(port), timeout=10)


def session(pid):
    return members([pid])


def listener_pid(supervisor):
    return supervisor._waves[0][0].process.pid


def test_stopping_leaves_no_orphan_and_no_bound_port(supervisor):
    port = free_ports(1)[0]
    listening(supervisor, port)
    pid = listener_pid(supervisor)
    assert supervisor.wait_until(lambda: len(session(pid)) == 2, timeout=10)
    supervisor.stop()
    assert session(pid) == []
    assert not answers(port)


def test_a_component_that_ignores_term_is_killed(supervisor, tmp_path, monkeypatch):
    monkeypatch.setattr("marsad.launch.supervisor.STOP_GRACE", 0.3)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    )
    supervisor.start(python("deaf", deaf))
    assert supervisor.wait_until(lambda: "deaf" in (tmp_path / "deaf.log").read_text(), timeout=10)
    pid = listener_pid(supervisor)
    supervisor.stop()
    assert session(pid) == []


def test_a_dead_component_comes_back_without_its_orphans(supervisor, said):
    port = free_ports(1)[0]
    listening(supervisor, port)
    first = listener_pid(supervisor)
    started = supervisor.started_at("server")
    os.kill(first, signal.SIGKILL)
    assert supervisor.wait_until(lambda: listener_pid_or_none(supervisor) not in (None, first), timeout=10)
    assert supervisor.wait_until(lambda: answers(port), timeout=10)
    assert session(first) == []
    assert supervisor.started_at("server") > started
    assert said == ["server died with signal 9; starting it again in 0 s"]


def listener_pid_or_none(supervisor):
    process = supervisor._waves[0][0].process
    return process and process.pid


def test_a_component_that_keeps_dying_ends_the_run_with_its_last_words(supervisor, tmp_path):
    supervisor.start(python("doomed", "raise SystemExit('no such table')"))
    with pytest.raises(ComponentError) as raised:
        supervisor.wait_until(lambda: False, timeout=20)
    text = str(raised.value)
    assert text.startswith("doomed: died 3 times, the last with exit status 1.")
    assert str(tmp_path / "doomed.log") in text
    assert text.endswith("  no such table")


def test_waves_stop_in_reverse(supervisor, tmp_path):
    note = (
        "import signal, sys, time\n"
        "def stop(*_):\n"
        "    open(sys.argv[2], 'a').write(sys.argv[1]); raise SystemExit\n"
        "signal.signal(signal.SIGTERM, stop); print('ready', flush=True)\n"
        "time.sleep(600)"
    )
    order = tmp_path / "order"
    for name in "abc":
        supervisor.start(python(name, note, name, order))
    assert supervisor.wait_until(
        lambda: all("ready" in (tmp_path / f"{name}.log").read_text() for name in "abc"), timeout=10
    )
    supervisor.stop()
    assert order.read_text() == "cba"


def test_a_one_off_program_is_waited_for(supervisor, tmp_path):
    supervisor.run(python("once", "print('migrated')"))
    assert (tmp_path / "once.log").read_text() == "migrated\n"


def test_a_one_off_program_that_fails_says_why(supervisor):
    with pytest.raises(ComponentError, match=r"(?s)once: ended with exit status 3\..*no database"):
        supervisor.run(python("once", "import sys; print('no database'); sys.exit(3)"))


def test_a_stop_signal_interrupts_waiting(supervisor, stop):
    stop.number = signal.SIGTERM
    with pytest.raises(StopRequested):
        supervisor.wait_until(lambda: False)


def test_waiting_gives_up_in_time(supervisor):
    begin = time.monotonic()
    assert not supervisor.wait_until(lambda: False, timeout=0.3)
    assert time.monotonic() - begin < 5


RUN = """
import os, sys
from pathlib import Path
from marsad.launch.signals import StopRequested, stop_flag
from marsad.launch.supervisor import Component, Supervisor
with stop_flag() as stop, Supervisor(Path(sys.argv[1]), os.environ, stop, print) as supervisor:
    supervisor.start(Component("server", (sys.executable, "-c", sys.argv[3], sys.argv[2])))
    print(supervisor._waves[0][0].process.pid, flush=True)
    try:
        supervisor.wait_until(lambda: False)
    except StopRequested as request:
        sys.exit(128 + request.number)
"""


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
def test_however_the_supervisor_ends_nothing_of_it_stays(tmp_path, number, status):
    port = free_ports(1)[0]
    run = subprocess.Popen([sys.executable, "-c", RUN, tmp_path, str(port), SERVER], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    eventually(lambda: answers(port) and len(session(pid)) == 2)
    run.send_signal(number)
    assert run.wait(timeout=30) == status
    run.stdout.close()
    eventually(lambda: not session(pid))
    assert not answers(port)


def eventually(condition, patience=20):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
