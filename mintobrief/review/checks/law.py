"""Words of law that no longer hold: 物权法, 双过半 of all owners, 物业管理企业."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from mintobrief.config import resource
from mintobrief.errors import MissingResource
from mintobrief.review.checks.passages import Passage
from mintobrief.review.checks.rules import Finding, Rule

_SENTENCE = re.compile("[^。；;！？\n]+")


@dataclass(frozen=True, slots=True)
class Old:
    """An expression that is wrong `since` a day, unless its sentence says what lets it stand."""

    found: re.Pattern[str]
    unless: re.Pattern[str]
    told: str
    source: str
    since: date


def of_law(passages: Iterable[Passage], held_on: date | None) -> Iterator[Finding]:
    """What the words say by law that is repealed; of meetings before that nothing is said."""
    for passage in passages:
        for sentence in _SENTENCE.findall(passage.text):
            for old in load_old_law():
                if held_on is None or held_on >= old.since:
                    yield from _of_sentence(passage, sentence, old)


def _of_sentence(passage: Passage, sentence: str, old: Old) -> Iterator[Finding]:
    found = old.found.search(sentence)
    if found and not old.unless.search(sentence):
        told = f"“{found.group()}”：{old.told}"
        yield passage.finding(Rule.OLD_LAW, told, sentence + old.told, old.source)


@cache
def load_old_law() -> tuple[Old, ...]:
    """What prompts/rules/law.toml lists; raises MissingResource."""
    path = resource("prompts") / "rules" / "law.toml"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))["old"]
        return tuple(
            Old(
                re.compile(one["found"]),
                re.compile(one["unless"]),
                one["told"],
                one["source"],
                one["since"],
            )
            for one in told
        )
    except (OSError, ValueError, LookupError, TypeError, re.error) as exc:
        raise MissingResource("prompts/rules/law.toml") from exc
