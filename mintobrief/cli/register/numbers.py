"""How the commands take a number of a register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from mintobrief.cli.parameters import Count
from mintobrief.domain.register import Serial

F = TypeVar("F", bound=Callable[..., Any])

_MOST = 99_999


def number_options(command: F) -> F:
    """`--year`, `--number` and `--total`: 2026年第12期，总第36期."""
    for name, told in (
        ("total", "总第几期。"),
        ("number", "当年第几期。"),
        ("year", "哪一年的。"),
    ):
        least, most = (2000, 2100) if name == "year" else (0, _MOST)
        option = click.option(
            f"--{name}", type=Count(least, most), required=True, metavar="数", help=told
        )
        command = option(command)
    return command


def serial_from(year: int, number: int, total: int) -> Serial:
    """Raises UsageError where the total is smaller than the number of the year."""
    if total < number:
        raise click.UsageError("总期号不会小于当年的期号，请核对 --number 和 --total")
    return Serial(year, number, total)
