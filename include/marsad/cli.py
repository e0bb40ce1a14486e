"""`marsad ...`: one dispatcher; each command's module is imported only when it is called."""

import logging
import os
import sys
from importlib import import_module

from marsad.errors import MarsadError

# name -> (module that has main(argv) -> exit code, what it does)
COMMANDS = {
    "up": ("marsad.launch.up", "start Postgres, the sample newsroom and Airflow; stop them with Ctrl-C"),
    "poll": ("marsad.commands.poll", "poll feeds into the warehouse"),
    "ingest": ("marsad.commands.ingest", "bring past days in, each source in the ways it has"),
    "coverage": ("marsad.commands.coverage", "what is there of past days, what is missing, and fetch it"),
    "retrieve": ("marsad.commands.retrieve", "fetch the pages behind a day's entries"),
    "run": ("marsad.commands.run", "take days through every stage, without Airflow"),
    "stories": ("marsad.commands.stories", "link a day's articles into stories"),
    "feeds": ("marsad.commands.feeds", "how each feed is doing, and when it is asked next"),
    "funnel": ("marsad.commands.funnel", "what became of every entry, per day and source"),
    "quarantine": ("marsad.commands.quarantine", "look at parked entries, send them through again, drop them"),
    "export": ("marsad.commands.export", "days of the warehouse as Parquet, CSV or JSON lines"),
    "versions": ("marsad.commands.versions", "try another annotator on published articles, publish or drop it"),
    "annotate-diff": ("marsad.commands.annotate_diff", "what two versions of the annotator find otherwise"),
    "raw": ("marsad.commands.raw", "check the raw store of pages and feed bodies, and keep it in order"),
    "migrate": ("marsad.commands.migrate", "bring the warehouse's schema up to date"),
    "catalog": ("marsad.commands.catalog", "list, check and add sources"),
    "annotate": ("marsad.annotate.jsonl", "JSON lines of articles in, mentions, dates and events out"),
    "extract": ("marsad.extract.cli_extract", "HTML in, the article as JSON out"),
    "parse-feed": ("marsad.feeds.cli_parse", "feed bytes in, entries as JSON lines out"),
    "sample-newsroom": ("marsad.sample.server", "serve the two sample sources on loopback"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code. Errors of ours are one line on standard error and exit code 1."""
    try:
        code = _dispatch(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads us has seen enough; leave quietly, also when the interpreter flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _dispatch(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(usage())  # noqa: T201 - a command line speaks on standard output
        return 0 if arguments else 2
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"marsad: no command {name!r}\n\n{usage()}", file=sys.stderr)  # noqa: T201
        return 2
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return _run(name, rest)


def usage() -> str:
    """The list of commands."""
    width = max(map(len, COMMANDS))
    lines = (f"  {name:{width}}  {what}" for name, (_, what) in COMMANDS.items())
    return "usage: marsad COMMAND [ARGUMENTS]\n\n" + "\n".join(lines) + "\n\n`marsad COMMAND --help` tells more."


def _run(name: str, arguments: list[str]) -> int:
    module, _ = COMMANDS[name]
    try:
        return int(import_module(module).main(arguments))
    except MarsadError as error:
        print(f"marsad {name}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
