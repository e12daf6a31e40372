"""What was said twice or taken back: of false starts the last one stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mintobrief.extract.cues import cue
from mintobrief.extract.prose.clauses import Clause

_STRETCH = re.compile(r"[^，,。；;！!？?、…]{24,}")
_PAUSE = re.compile("(?<=[一-鿿]{4})(?:[啊呀哦]|(?<!干)嘛)(?=[一-鿿]{4})")
_DOUBLED = re.compile(
    r"(这个|那个|就是|我们|他们|你们|因为|所以|然后|可能|就是说|没有|不要|可以|应该)\1+"
    r"|(?:^|(?<=[，,。；;！!？?]))(对|好|行|是|我|你|他|这|那|就|不|有|在)\2+"
)
_TWICE = re.compile(r"(?:^|(?<=[，,。；;！!？?、…]))([一-鿿\d]{2,10})[，,、…\s]+(?=\1)")
_AGAIN = re.compile(r"([一-鿿]{3,10})\1+")
# The words that are begun anew are at most so many.
_LONGEST = 12


def broken(text: str) -> str:
    """The text with a comma where a long stretch without marks pauses: at 啊, at a blank."""
    text = re.sub("(?<=[一-鿿])[ 　]+(?=[一-鿿])", "，", text)
    return _STRETCH.sub(lambda found: _PAUSE.sub("，", found.group()), text)


def said_once(text: str) -> str:
    """The text with words said twice in one breath said once: 就是，就是收楼, 三分钟三分钟."""
    text = _DOUBLED.sub(lambda found: found[1] or found[2], text)
    text = _AGAIN.sub(r"\1", text)
    return _TWICE.sub("", text)


def restarted(text: str) -> str:
    """The text without beginnings given up at a hesitation: 用灭火器，呃用了六具灭火器."""
    pause = re.compile(f"[，,…]*(?:{cue('prose', 'pausing').pattern})+[，,…]*")
    found = pause.search(text)
    while found:
        before, after = text[: found.start()], text[found.end() :]
        kept = before[: len(before) - _given_up(before, after)]
        if kept != before:
            text = kept + after
            found = pause.search(text, len(kept))
        else:
            found = pause.search(text, found.end())
    return text


def _given_up(before: str, after: str) -> int:
    """How many characters at the end are said anew, in full, after the pause."""
    tail = re.split("[，,。；;？?！!]", before)[-1]
    again = re.split("[，,。；;？?！!]", after)[0]
    for length in range(min(len(tail), _LONGEST), 1, -1):
        part = tail[-length:]
        if again[:1] == part[0] and len(again) >= length and _holds(again, part):
            return length
    return 0


def _holds(words: str, part: str) -> bool:
    """Whether the characters of a part stand in the words in their order."""
    rest = iter(words)
    return all(character in rest for character in part)


def without_takebacks(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses without those that the speaker took back: 收他们的，不对，是收我们的."""
    kept: list[Clause] = []
    for place, clause in enumerate(clauses):
        last = place == len(clauses) - 1
        if kept and not last and _corrects(clause, kept[-1], clauses[place + 1]):
            kept.pop()
        elif not last and cue("prose", "withdrawn").fullmatch(clause.words):
            kept.clear()
        else:
            kept.append(clause)
    return tuple(kept)


def _corrects(clause: Clause, before: Clause, after: Clause) -> bool:
    """Whether a clause takes the one before back, and the next says it anew in like words."""
    common = set(before.words) & set(after.words)
    return bool(cue("prose", "takeback").fullmatch(clause.words)) and len(common) >= 2
