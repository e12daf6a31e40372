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
class SharedRates:
    """The stores of all who ask. Raises a StateError where the database fails."""

    database: Database

    def take(self, what: str, lot: float, *, most: float, each: float) -> float:
        """As much of the `lot` as there is, down to nothing; what `most` holds at once comes back
        by `each` second."""
        now, key = datetime.now(UTC), sha256(what.encode()).hexdigest()
        with self.database.writing() as connection:
            connection.execute(delete(schema.rates).where(_RATE.at < now - _FORGOTTEN))
            row = connection.execute(select(schema.rates).where(_RATE.key == key)).first()
            left = most
            if row is not None:
                passed = max(0.0, (now - row.at).total_seconds())  # a clock may be set back
                left = min(most, row.remaining + passed * each)
            given = max(0.0, min(lot, left))
            kept = {"remaining": left - given, "at": now}
            if row is None:
                connection.execute(insert(schema.rates).values(key=key, **kept))
            else:
                here = _RATE.key == key
                connection.execute(update(schema.rates).where(here).values(**kept))
        return given
