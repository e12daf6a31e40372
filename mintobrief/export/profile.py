"""The kinds of paper a briefing can be: 简报, 会议纪要, 情况通报. Data under prompts/."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mintobrief.config import resource
from mintobrief.errors import MissingResource

PROFILES = {
    "briefing": "简报",
    "minutes": "会议纪要",
    "circular": "情况通报",
    "filing": "街道报备",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How one kind of paper is built, and by which rules (`sources`).

    `name_top` is millimetres from the top of the type area to the red name; a `dateline` names
    issuer and day below it. `parts` come in this order, `phrases` stand for the wording's.
    """

    name: str
    sources: tuple[str, ...]
    name_top: float
    dateline: bool
    parts: tuple[str, ...]
    phrases: Mapping[str, str]


@cache
def load_profile(name: str) -> Profile:
    """The profile of that name, one of PROFILES or that of the notice; raises MissingResource."""
    file = f"prompts/briefing/profiles/{name}.toml"
    path = resource("prompts") / "briefing" / "profiles" / f"{name}.toml"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        phrases = told.pop("phrases")
        sources, parts = tuple(told.pop("sources")), tuple(told.pop("parts"))
        flat = {f"{table}.{key}": text for table in phrases for key, text in phrases[table].items()}
        return Profile(**told, sources=sources, parts=parts, phrases=flat)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as exc:
        raise MissingResource(file) from exc
