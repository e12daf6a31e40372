"""The words of a briefing: headings and set phrases, kept as data under prompts/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.config import resource
from mintobrief.errors import MissingResource


@dataclass(frozen=True, slots=True)
class Wording:
    """Set phrases by `section.key`, and the slips of the pen that are put right."""

    phrases: Mapping[str, str]
    slips: tuple[tuple[re.Pattern[str], str], ...]

    def say(self, key: str, **values: object) -> str:
        """The phrase with its gaps filled; raises MissingResource for a phrase not there."""
        if key not in self.phrases:
            raise MissingResource(f"prompts/briefing/wording.toml 里的 {key}")
        return self.phrases[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is such a phrase."""
        return key in self.phrases

    def with_phrases(self, phrases: Mapping[str, str]) -> Wording:
        """The same wording with these phrases in the place of its own."""
        return replace(self, phrases={**self.phrases, **phrases})

    def put_right(self, text: str) -> str:
        """`text` without the known slips of the pen (记要, 预会, 催促执行)."""
        for wrong, right in self.slips:
            text = wrong.sub(right, text)
        return text


@cache
def load_wording() -> Wording:
    """The wording that comes with the program."""
    path = resource("prompts") / "briefing" / "wording.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise MissingResource("prompts/briefing/wording.toml") from exc
    slips = tables.pop("slips", [])
    return Wording(
        {f"{table}.{key}": value for table, keys in tables.items() for key, value in keys.items()},
        tuple((re.compile(slip["wrong"]), slip["right"]) for slip in slips),
    )
