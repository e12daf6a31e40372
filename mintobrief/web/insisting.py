"""Several people write to one thing: what was too late is looked at and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from mintobrief.errors import EditedMeanwhile

T = TypeVar("T")
_TRIES = 5


def insist(act: Callable[[], T], overtaken: type[Exception] = EditedMeanwhile) -> T:
    """What `act`, which looks at something and writes by what it saw, comes to.

    It is called again where others wrote in between, which it says by raising `overtaken`:
    perhaps they wrote of something else. Raises that where they never cease, and whatever else
    `act` raises.
    """
    for _ in range(_TRIES - 1):
        try:
            return act()
        except overtaken:
            continue
    return act()
