"""The agenda as the opening announces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mintobrief.language import lexicon
from mintobrief.language.words import full_words
from mintobrief.segment.units import Unit

# The opening is looked through this far, in units.
_REACH = 5
_LONGEST = 16
_COUNT = "一二三四五六七八九十"


def names_item(text: str, agenda: Sequence[str]) -> bool:
    """Whether a text speaks of an item of the agenda: holds at least half of its words."""
    return any(word_share(item, text) >= 0.5 for item in agenda)


def word_share(item: str, text: str) -> float:
    """The share of the item's content words that the text holds."""
    words = set(full_words(item)) or {item}
    return sum(word in text for word in words) / len(words)


@cache
def _announce() -> re.Pattern[str]:
    return re.compile(lexicon.load("topics").expression("agenda.announce"))


@cache
def _items() -> re.Pattern[str]:
    cue = lexicon.load("topics").expression("agenda.items")
    return re.compile(rf"(?:^|[，,。；;：:、\s])\s*{cue}[，,：:、\s]*")


def announced_agenda(units: Sequence[Unit]) -> tuple[str, ...]:
    """The items that the opening counts off (一是…，二是…；三件事：甲、乙、丙); empty without."""
    for unit in units[:_REACH]:
        if cue := _announce().search(unit.text):
            rest = unit.text[cue.end() :]
            return _counted(rest) or _listed(rest, promised=_count_in(cue.group()))
    return ()


def _count_in(words: str) -> int:
    """How many items are promised (三件事); 0 where no number is said."""
    return next((_COUNT.index(c) + 1 for c in words.replace("两", "二") if c in _COUNT), 0)


def _counted(text: str) -> tuple[str, ...]:
    """The stretches between 一是, 二是, … 最后."""
    parts = _items().split(text)[1:]
    items = tuple(item for part in parts if (item := _clean(part)))
    return items if len(items) > 1 else ()


def _listed(text: str, *, promised: int) -> tuple[str, ...]:
    """The words between commas after 三件事, where there are as many as were promised."""
    rest = text.lstrip("，,：:。、 ")
    parts = _joints().split(re.split(r"[。；;！!]", rest)[0])
    items = tuple(item for part in parts if (item := _clean(part)))
    return items if 1 < promised == len(items) else ()


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(lexicon.load("topics").expression("agenda.joints"))


def _clean(part: str) -> str:
    item = re.split(r"[，,。；;！!？?]", part.strip())[0]
    lexical = lexicon.load("topics").pattern("titles.trim")
    item = re.sub(rf"^{lexical}+|{lexical}+$", "", item)
    return item if 1 < len(item) <= _LONGEST else ""
