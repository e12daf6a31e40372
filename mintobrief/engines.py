"""Replaceable parts by name: imported when they are asked for, missing ones said by package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from mintobrief.errors import MissingEngine, UnknownEngine


@dataclass(frozen=True, slots=True)
class Adapter:
    """Where an engine is: `module:name`, or a module alone; and the package that brings it."""

    target: str
    package: str


def load(name: str, table: Mapping[str, Adapter]) -> Any:
    """What the table's entry of that name points to.

    Raises UnknownEngine, naming those there are, or MissingEngine, naming the package.
    """
    if name not in table:
        raise UnknownEngine(name, table)
    part = table[name]
    module, _, attribute = part.target.partition(":")
    try:
        found = import_module(module)
    except ModuleNotFoundError as exc:
        if (exc.name or "").startswith("mintobrief"):
            raise  # our own mistake, not a package that is absent
        raise MissingEngine(name, part.package) from exc
    return getattr(found, attribute) if attribute else found
