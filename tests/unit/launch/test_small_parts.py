import signal
import socket

import pytest

from marsad.errors import ConfigError
from marsad.launch import sample
from marsad.launch.cluster import initdb_options
from marsad.launch.lock import only_instance
from marsad.launch.metadata import libpq_url
from marsad.launch.ports import answers, free_ports, is_free
from marsad.launch.programs import packaged_bindir
from marsad.launch.signals import StopRequested, stop_flag
from marsad.settings import load_settings


def test_postgres_brings_its_own_locale_where_it_has_one():
    assert "--builtin-locale=C.UTF-8" in initdb_options(18)
    assert "--builtin-locale=C.UTF-8" in initdb_options(17)
    assert "--locale=C.UTF-8" in initdb_options(16)


@pytest.mark.parametrize("major", [15, 18])
def test_no_login_without_a_password(major):
    assert "--auth=scram-sha-256" in initdb_options(major)


def test_programs_of_another_postgres_must_be_there(tmp_path):
    settings = load_settings({"MARSAD_PG_BINDIR": str(tmp_path)})
    with pytest.raises(ConfigError, match="MARSAD_PG_BINDIR: there is no initdb in"):
        packaged_bindir(settings)


def test_free_ports_are_free_and_different():
    ports = free_ports(3)
    assert len(set(ports)) == 3
    assert all(map(is_free, ports))
    assert not any(map(answers, ports))


def test_a_port_somebody_listens_on_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert answers(port)
        assert not is_free(port)


def test_a_second_instance_is_refused_and_the_first_named(tmp_path):
    refusal = pytest.raises(ConfigError, match=r"already running on .* \(process \d+\)")
    with only_instance(tmp_path), refusal, only_instance(tmp_path):
        pass
    with only_instance(tmp_path):
        pass  # the first has gone


def test_the_sample_is_for_whoever_named_no_source(tmp_path):
    assert sample.wanted(load_settings({}))
    assert not sample.wanted(load_settings({"MARSAD_OUTLETS": "all"}))
    assert not sample.wanted(load_settings({"MARSAD_CATALOG": str(tmp_path)}))


def test_the_sample_keeps_its_ports(tmp_path):
    settings = load_settings({"MARSAD_HOME": str(tmp_path), "MARSAD_ALLOW_PRIVATE": "127.0.0.1:9"})
    newsroom = sample.sample_of(settings)
    assert sample.sample_of(settings) == newsroom
    variables = newsroom.environment(settings)
    allowed = load_settings(variables).allow_private
    assert allowed == {("127.0.0.1", 9), *(("127.0.0.1", port) for port in newsroom.ports)}
    assert variables["MARSAD_CATALOG"] == str(tmp_path / "sample-newsroom" / "catalog")


def test_the_sample_names_the_port_that_was_taken(tmp_path):
    settings = load_settings({"MARSAD_HOME": str(tmp_path)})
    port = sample.sample_of(settings).ports[1]
    with socket.create_server(("127.0.0.1", port)), pytest.raises(ConfigError, match=f"port {port}"):
        sample.sample_of(settings)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_becomes_a_flag_and_the_old_handlers_return(number):
    before = signal.getsignal(number)
    with stop_flag() as flag:
        flag.check()
        signal.raise_signal(number)
        with pytest.raises(StopRequested) as raised:
            flag.check()
    assert raised.value.number == number
    assert signal.getsignal(number) == before


def test_the_driver_is_sqlalchemys_business():
    assert libpq_url("postgresql+psycopg://u@h/d") == "postgresql://u@h/d"
    assert libpq_url("postgresql://u@h/d") == "postgresql://u@h/d"
