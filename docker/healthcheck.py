"""Exit code 0 when the API server answers and says that the components named as arguments are healthy.

`airflow jobs check` would import all of Airflow, seconds of CPU at each look.
"""

import os
import sys
from collections.abc import Sequence

from marsad.launch.health import health_report

API_SERVER = "http://api-server:8080"


def is_healthy(url: str, components: Sequence[str]) -> bool:
    """Whether Airflow's own report, fetched from `url`, calls every component healthy."""
    report = health_report(url)
    return report is not None and all(report[name]["status"] == "healthy" for name in components)


if __name__ == "__main__":
    sys.exit(not is_healthy(os.environ.get("MARSAD_API_SERVER", API_SERVER), sys.argv[1:]))
