"""`python -m marsad.annotate`."""

import sys

from marsad.annotate.jsonl import main

sys.exit(main(sys.argv[1:]))
