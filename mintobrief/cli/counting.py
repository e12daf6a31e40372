"""How many of how many are done, on one line of a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click


def counted(doing: str) -> Callable[[int, int], None]:
    """Draws the count as it is told; nothing where nobody looks."""

    def told(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{doing} {done}/{total}", err=True, nl=done == total)

    return told
