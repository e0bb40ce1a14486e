"""Write requirements.txt from uv.lock, for whoever installs with pip; --check only says whether it is current.

The lock is the source. Hashes are left out: pip refuses hashed extras such as celery[redis].
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "requirements.txt"
HEAD = "# Exported from uv.lock by scripts/requirements.py. Do not edit.\n"


def exported() -> str:
    """The pinned production requirements."""
    uv = shutil.which("uv", path=f"{os.environ.get('PATH', '')}:{ROOT / '.uv/bin'}")
    if uv is None:
        sys.exit("requirements.txt: uv is neither on PATH nor in .uv; `make setup` installs it")
    options = ["export", "--frozen", "--all-extras", "--no-dev", "--no-emit-project", "--no-hashes", "--no-header"]
    done = subprocess.run([uv, *options, "--quiet"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return HEAD + done.stdout


def main() -> int:
    """Exit code 1 when the file is stale and --check was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    text = exported()
    if not parser.parse_args().check:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    print("requirements.txt is stale: run `make lock`, or scripts/requirements.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
