"""The sample newsroom as part of a run: the world that `make run` shows when no outlet is named."""

import os
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import ConfigError
from marsad.launch import ports
from marsad.launch.components import program
from marsad.launch.supervisor import Component
from marsad.settings import Settings


@dataclass(frozen=True, slots=True)
class Sample:
    """Where this home's sample newsroom listens, and the folder it writes its catalogue to."""

    ports: tuple[int, int]  # one for each outlet
    catalog: Path

    @property
    def component(self) -> Component:
        """The server; it writes the catalogue before it listens."""
        first, second = map(str, self.ports)
        arguments = ("--port", first, "--second-port", second, "--catalog", str(self.catalog))
        return Component("sample-newsroom", (str(program("marsad")), "sample-newsroom", *arguments))

    def environment(self, settings: Settings) -> dict[str, str]:
        """What makes the pipeline watch it: its catalogue, and leave to retrieve from this machine."""
        allowed = settings.allow_private | {(ports.LOOPBACK, port) for port in self.ports}
        return {
            "MARSAD_CATALOG": os.pathsep.join(map(str, (*settings.catalog, self.catalog))),
            "MARSAD_ALLOW_PRIVATE": ",".join(f"{host}:{port}" for host, port in sorted(allowed)),
        }

    def answers(self) -> bool:
        """Whether both outlets accept connections."""
        return all(map(ports.answers, self.ports))


def wanted(settings: Settings) -> bool:
    """The sample is for whoever has named no source."""
    return not settings.outlets and not settings.catalog


def sample_of(settings: Settings) -> Sample:
    """This home's sample newsroom. Raises ConfigError when somebody else has taken one of its ports.

    The ports are chosen once: they are part of every article's URL, so others would make other articles.
    """
    folder = settings.home / "sample-newsroom"
    folder.mkdir(exist_ok=True)
    kept = folder / "ports"
    if not kept.exists():
        kept.write_text("{} {}\n".format(*ports.free_ports(2)), encoding="utf-8")
    first, second = map(int, kept.read_text(encoding="utf-8").split())
    for port in (first, second):
        if not ports.is_free(port):
            raise ConfigError(
                str(kept), f"port {port}, kept there for the sample newsroom, is taken; free it or delete the file"
            )
    return Sample((first, second), folder / "catalog")
