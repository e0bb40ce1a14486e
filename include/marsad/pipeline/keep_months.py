"""What keeps the partitioned tables ready: months made before their first article comes, statistics of the whole."""

from dataclasses import dataclass
from datetime import date, datetime

from marsad.pipeline.clock import Clock, utc_now
from marsad.store.months import gather_statistics, make_months
from marsad.store.session import session

AHEAD = 2  # months beyond the present one: maintenance may stand still for some weeks before a publication has to wait


@dataclass(frozen=True, slots=True)
class MonthsReport:
    """What one run made."""

    month_count: int

    def __str__(self) -> str:
        return f"partitions: {self.month_count} months made; statistics gathered"


def keep_months(dsn: str, clock: Clock = utc_now) -> MonthsReport:
    """Make the present month and those to come; tell the planner what the tables hold."""
    with session(dsn) as connection:
        connection.autocommit = True
        month_count = make_months(connection, coming_months(clock()))
        gather_statistics(connection)
    return MonthsReport(month_count)


def coming_months(now: datetime) -> list[date]:
    """The first days of the month of `now` and of the AHEAD months after it."""
    months = [now.year * 12 + now.month - 1 + number for number in range(AHEAD + 1)]
    return [date(month // 12, month % 12 + 1, 1) for month in months]
