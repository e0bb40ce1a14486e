"""`marsad migrate`: the warehouse's schema."""

from marsad.commands.arguments import parser
from marsad.errors import ConfigError
from marsad.settings import load_settings
from marsad.store.migrate import migrate


def main(argv: list[str]) -> int:
    """Only for a warehouse of one's own: the embedded one is migrated whenever it starts."""
    parser("migrate", "Bring the schema of the warehouse that MARSAD_DSN names up to date.").parse_args(argv)
    dsn = load_settings().dsn
    if dsn is None:
        raise ConfigError("MARSAD_DSN", "is not set; the embedded warehouse migrates itself when it starts")
    print(f"{migrate(dsn)} migrations ran")
    return 0
