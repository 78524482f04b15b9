"""How long a seller may take to answer a return, in working days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

# Rules on refusing a return: two working days, and four for orders over USD 100. The sandbox has no exchange rates
# and no holidays: it takes the sum in the shop's own currency, and Monday to Friday of UTC.
USUAL_DAYS: Final = 2
LONGER_DAYS: Final = 4
LARGE_ORDER: Final = Decimal(100)


def days_to_answer(total: Decimal) -> int:
    """Working days to answer a return of an order over `total`."""
    return LONGER_DAYS if total > LARGE_ORDER else USUAL_DAYS


def after_working_days(start: float, days: int) -> int:
    """The moment `days` working days after `start`, both in Unix seconds; it falls on no weekend."""
    moment = datetime.fromtimestamp(int(start), UTC)
    while days or moment.weekday() >= 5:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5 and days > 0
    return int(moment.timestamp())
