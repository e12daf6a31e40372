"""How much was asked for lately, counted together by all servers on one database.

A server takes a lot at a time out of the common store and deals it out by itself, so few requests
write; what it has not dealt out when it ends is lost, and comes back with time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select, update

from mintobrief.store import schema
from mintobrief.store.database import Database

_RATE = schema.rates.c
_FORGOTTEN = timedelta(days=2)  # by then every store is full again


@dataclass(frozen=True, slots=True)
class Rate:
    """`most` at once, and `each` second that much comes back."""

    name: str
    most: float
    each: float

    def later(self, left: float, seconds: float) -> float:
        """What there is when so many `seconds` have passed since so much was `left`."""
        passed = max(0.0, seconds)  # a clock may be set back
        return min(self.most, left + passed * self.each)


@dataclass(frozen=True, slots=True)
class SharedRates:
    """The stores of all who ask. Raises a StateError where the database fails."""

    database: Database

    def take(self, rate: Rate, who: str, lot: float) -> float:
        """As much of the `lot` as there is, down to nothing."""
        now, key = datetime.now(UTC), sha256(f"{rate.name} {who}".encode()).hexdigest()
        with self.database.writing() as connection:
            connection.execute(delete(schema.rates).where(_RATE.at < now - _FORGOTTEN))
            row = connection.execute(select(schema.rates).where(_RATE.key == key)).first()
            left = rate.most
            if row is not None:
                left = rate.later(row.remaining, (now - row.at).total_seconds())
            given = max(0.0, min(lot, left))
            kept = {"remaining": left - given, "at": now}
            if row is None:
                connection.execute(insert(schema.rates).values(key=key, **kept))
            else:
                here = _RATE.key == key
                connection.execute(update(schema.rates).where(here).values(**kept))
        return given
