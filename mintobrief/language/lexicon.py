"""Cue words as data: the lists under prompts/lexicons/, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from mintobrief.config import resource
from mintobrief.errors import MissingResource


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words by name; the lists of a table `[t]` are called `t.name`."""

    name: str
    lists: Mapping[str, tuple[str, ...]]

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """The list called `key`; KeyError names a slip in our own files."""
        return self.lists[key]

    def pattern(self, *keys: str) -> str:
        """The lists' words as one regular expression group, the longest word first.

        The entries are words, not expressions: they are escaped.
        """
        words = sorted({w for key in keys for w in self[key]}, key=lambda w: (-len(w), w))
        return "(?:" + "|".join(re.escape(word) for word in words) + ")"

    def expression(self, *keys: str) -> str:
        """The lists' entries as one regular expression group, in their order, unescaped."""
        return "(?:" + "|".join(entry for key in keys for entry in self[key]) + ")"


@cache
def load(name: str) -> Lexicon:
    """The lexicon prompts/lexicons/NAME.toml; raises MissingResource where it is not shipped."""
    path = resource("prompts") / "lexicons" / f"{name}.toml"
    if not path.is_file():
        raise MissingResource(f"prompts/lexicons/{name}.toml")
    return Lexicon(name, MappingProxyType(_flatten(tomllib.loads(path.read_text("utf-8")))))


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _flatten(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            found[prefix + key] = tuple(str(entry) for entry in value)
        else:
            found[prefix + key] = (str(value),)
    return found
