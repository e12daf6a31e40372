"""Hours as people say and write them: 14:00, 下午三点半, 14时30分, 晚7点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.language import lexicon
from mintobrief.language.numerals import read_number

# A recogniser takes the naughts of a time for letters.
_DIGIT = r"[0-9０-９OoＯ〇Il]"
_HAN = "[零〇一二两三四五六七八九十]"
_LATE = ("下午", "傍晚", "晚", "夜")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, "14:30", at characters `start` to `end`.

    `told` says that a word before it tells the half of the day (下午), itself or an earlier one.
    """

    value: str
    start: int
    end: int
    told: bool = False

    def after(self, start: str) -> Clock:
        """The same hour in the half of the day that makes it follow `start`."""
        later = f"{int(self.value[:2]) + 12:02d}{self.value[2:]}"
        wrong = not self.told and self.value < start < later < "24"
        return replace(self, value=later) if wrong else self


@cache
def _pattern() -> re.Pattern[str]:
    noon = lexicon.load("header").pattern("clock.noon")
    return re.compile(
        rf"(?P<noon>{noon})?\s*(?:"
        rf"(?P<h>{_DIGIT}{{1,2}})\s*[:：]\s*(?P<m>{_DIGIT}{{2}})"
        rf"|(?P<hour>{_DIGIT}{{1,2}}|{_HAN}{{1,3}})\s*[点时](?!间|候|代|儿)钟?"
        rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<min>{_DIGIT}{{1,2}}|{_HAN}{{1,3}})\s*分?)?)"
    )


def find_clocks(text: str) -> Iterator[Clock]:
    """The times of day in a text, in order.

    An hour up to seven without 上午 or 下午 is taken for the afternoon: nobody meets before,
    and who writes 07:00 means the morning.
    """
    late = False
    for found in _pattern().finditer(text):
        noon = found["noon"] or ""
        late = noon.startswith(_LATE) or "晚" in noon or (late and not noon)
        value = _value(found, late, bool(noon))
        if value is not None:
            yield Clock(value, found.start(), found.end(), bool(noon))


def _value(found: re.Match[str], late: bool, told: bool) -> str | None:
    hour = _read(found["h"] or found["hour"])
    minute = _minute(found)
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    in_full = (found["h"] or "").startswith(("0", "０"))
    if hour < 12 and (late or (not in_full and not told and 1 <= hour <= 7)):
        hour += 12
    return f"{hour % 24:02d}:{minute:02d}"


def _minute(found: re.Match[str]) -> int | None:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15 if found["quarter"] == "一" else 45
    written = found["m"] or found["min"]
    return _read(written) if written else 0


def _read(written: str) -> int | None:
    plain = re.sub("[OoＯ]", "0", re.sub("[Il]", "1", written))
    return read_number(plain.replace("零", "")) if len(plain) > 1 else read_number(plain)
