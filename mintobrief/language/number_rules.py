"""Where spoken numbers are written in figures: dates, times, votes, addresses, amounts.

In a rule {x} stands for the numerals of a number; the letter says of what kind (see `_KINDS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from mintobrief.language import lexicon
from mintobrief.language.number_words import (
    DIGITS,
    NUMERALS,
    ONE,
    amount,
    by_place,
    cardinal,
    decimal,
    is_by_place,
)

_BEFORE = f"(?<![{NUMERALS}{ONE}0-9.几点])(?<![{NUMERALS}0-9%]、)(?!(?<=数)[十百千万])"
_AFTER = f"(?![{NUMERALS}{ONE}0-9几多来余])"
_END = "(?=[，。；！？、,;!?]|$)"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters `start` to `end` of a text are to become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what to make of a match: nothing where a number in it is none."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], list[Replacement]]


# ---- what a number may be ----


def _whole(least: int, most: float, *, plain: bool = False, pair: bool = True) -> _Reader:
    """Numbers from `least` to `most`; `plain` ones are names and never in 万, nor ever 两."""

    def read(words: str) -> str | None:
        value = cardinal(words)
        if value is None or not least <= value <= most or (words == "两" and not pair):
            return None
        return str(value) if plain else amount(value)

    return read


def _minute(words: str) -> str | None:
    if len(words) == 2 and words[0] in "零〇" and is_by_place(words):
        return by_place(words)
    return _whole(10, 59)(words)


def _bare_minute(words: str) -> str | None:
    """Minutes said without their unit get it: 3点20 alone looks like a fraction."""
    figures = _minute(words)
    return figures and f"{figures}分"


def _year(words: str) -> str | None:
    if is_by_place(words):
        short = len(words) == 2 and words[0] in "零〇"
        return by_place(words) if short or len(words) == 4 else None
    return _whole(1900, 2099)(words)


def _room(words: str) -> str | None:
    if is_by_place(words):
        return by_place(words) if 3 <= len(words) <= 4 else None
    return _whole(100, 9999)(words)


def _digits(words: str) -> str | None:
    """Digits one by one, but for counting aloud (一二三四)."""
    figures = by_place(words)
    return None if figures in "0123456789" * 2 else figures


_Reader = Callable[[str], str | None]
_RUN = f"[{NUMERALS}]+"
_KINDS: dict[str, tuple[str, _Reader]] = {
    "n": (_RUN, _whole(0, float("inf"))),
    "b": (_RUN, _whole(10, float("inf"))),  # counted: a single digit reads better in words
    "c": (_RUN, _whole(100, float("inf"))),
    "w": (f"[{NUMERALS}]*[万亿]", _whole(10_000, float("inf"))),
    "a": (_RUN, _whole(1, 9999, plain=True, pair=False)),  # an address
    "e": (_RUN, _whole(2, 9999, plain=True, pair=False)),
    "o": (_RUN, _whole(1, 12, pair=False)),  # a month
    "d": (_RUN, _whole(1, 31, pair=False)),  # a day
    "h": (_RUN, _whole(0, 24)),  # an hour
    "k": (_RUN, _whole(2, 24)),
    "m": (_RUN, _minute),
    "i": (f"{_RUN}(?!分)", _bare_minute),
    "y": (_RUN, _year),
    "r": (_RUN, _room),
    "s": (f"[{DIGITS}{ONE}]{{3,}}", by_place),
    "l": (f"[{DIGITS}{ONE}]{{7,}}", _digits),
    "u": (f"(?=[{DIGITS}]*{ONE})[{DIGITS}{ONE}]{{3,}}", _digits),
    "x": (f"[{NUMERALS}]+点[{DIGITS}]+[万亿]?", decimal),
}


def _rule(pattern: str) -> Rule:
    return Rule(_compiled(pattern), _in_figures)


def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"\{([a-z])\}", pattern)
    for place in range(1, len(pieces), 2):
        kind = pieces[place]
        before = f"(?<![{NUMERALS}])" if kind in "mi" else _BEFORE
        pieces[place] = f"{before}(?P<{kind}{place}>{_KINDS[kind][0]}){_AFTER}"
    return re.compile("".join(pieces))


def _in_figures(match: re.Match[str]) -> list[Replacement]:
    """All numbers of a match in figures, or none where one of them cannot be."""
    found = []
    for name, words in match.groupdict().items():
        figures = _KINDS[name[0]][1](words) if words else ""
        if figures is None:
            return []
        if figures:
            found.append(Replacement(match.start(name), match.end(name), figures))
    return found


def _price(match: re.Match[str]) -> list[Replacement]:
    """一块八, 两块三毛五: what follows 块 goes behind the point."""
    whole = cardinal(match["whole"])
    if whole is None:
        return []
    rest = by_place(match["tenths"] + (match["hundredths"] or ""))
    return [Replacement(match.start(), match.end(), f"{whole}.{rest}元")]


def _percent(match: re.Match[str]) -> list[Replacement]:
    words = match["share"]
    share = "100" if words == "百" else decimal(words) if "点" in words else None
    if share is None and (value := cardinal(words)) is not None:
        share = str(value)
    return [Replacement(match.start(), match.end(), f"{share}%")] if share else []


# ---- the rules ----


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, those that say more before those that say less."""
    plain = (*_places(), *_dates(), *_times(), *_votes(), *_amounts(), *_calls())
    return (*_shares_and_prices(), *map(_rule, plain))


def _words(*keys: str) -> str:
    return lexicon.load("numbers").expression(*keys)


def _shares_and_prices() -> Iterator[Rule]:
    share = f"百分之(?P<share>[{NUMERALS}]+(?:点[{DIGITS}]+)?){_AFTER}(?!点)"
    yield Rule(re.compile(share), _percent)
    price = (
        f"{_BEFORE}(?P<whole>[{NUMERALS}]+)块(?P<tenths>[{DIGITS}])"
        f"(?:毛(?P<hundredths>[{DIGITS}])?分?)?钱?(?={_words('after_price')})"
    )
    yield Rule(re.compile(price), _price)


def _dates() -> Iterator[str]:
    month = f"{{o}}月(?={_words('after_month')})"
    yield "{y}年{o}月{d}[日号]?(?![个天户人元块])"
    yield f"{{y}}年{month}"
    yield "{y}年"
    yield "{o}月{d}[日号]?(?:到|至){d}[日号]"
    yield "{o}月(?:到|至){o}月"
    yield "{o}月{d}[日号]"
    yield "{d}号?(?:到|至){d}号(?![楼院])"
    yield month
    yield "(?<![大小头下上挂])(?<!车位){d}号(?![召称码人首员文])"


def _times() -> Iterator[str]:
    day = _words("part_of_day")
    half, single = "(?:半|整)?", "(?![一二三四五六七八九十零两])"
    yield "{h}点{m}分(?:到|至){h}点{m}分"
    yield "{h}点{i}(?:到|至){h}点{i}"
    yield f"{{h}}点{half}(?:到|至)(?:第二天|次日)?{day}?{{h}}点{half}{single}"
    yield "{h}点{m}分"
    yield f"{day}的?{{h}}点{{i}}"
    yield f"{day}的?{{h}}点(?!刻|[都也儿不没点]){single}"
    yield f"{{h}}点{{i}}(?={_words('after_minute')})"
    yield "{h}点(?=半|整|钟)"
    yield f"(?<![这那有上下]){{k}}点(?={_words('after_hour')})(?!前[提面者])"


def _votes() -> Iterator[str]:
    ballot = _words("balloting")
    yield f"{{n}}票(?=[^，。]{{0,4}}{ballot})"
    yield f"{ballot}的?(?:有|是|得|了)?{{n}}票"
    yield f"{{n}}[比对]{{n}}(?=[^，。]{{0,4}}{ballot})"
    yield f"{ballot}[^，。{NUMERALS}]{{0,4}}{{n}}比{{n}}{_END}"


def _places() -> Iterator[str]:
    houses = _words("no_address")
    yield "{a}号?(?:到|至){a}号(?=楼|院)"
    yield "{a}号(?=楼|院|房|桌|门|机|线|车|梯|库|泵|表)"
    yield f"{{a}}[栋幢](?=单元|电梯|门口|[{NUMERALS}]+(?:单元|号|层|楼|室|[{DIGITS}]))"
    yield f"(?<![每这那同整哪前后另共有]){{e}}[栋幢](?!{houses})"
    yield "(?<![每这那同整哪前后另]){a}单元"
    yield "{r}(?:室|房(?![间子屋东产]))"
    yield "(?:单元|栋|幢|号楼|楼){r}(?![个户人元块天年平米])"


def _amounts() -> Iterator[str]:
    measure, count, money = _words("measure"), _words("count"), _words("money")
    yield f"{{x}}(?={measure}|倍|度|折|斤|平|级)"
    yield "(?=零点){x}"
    yield "{x}(?<=[万亿])"
    yield f"{{n}}(?:到|至){{n}}(?={measure})"
    yield f"{{n}}(?:到|至){{b}}(?={count})"
    yield f"{{n}}(?={measure}(?!半))"
    yield f"{{b}}(?={count})"
    yield f"{{w}}(?={_END[3:-1]}|左右|以[上下内]|的)"
    yield f"{money}[^，。{NUMERALS}]{{0,6}}{{c}}(?={_END[3:-1]}|左右|以[上下内])"
    yield f"{_words('sum')}[^，。{NUMERALS}]{{0,3}}{{b}}{_END}"


def _calls() -> Iterator[str]:
    calling = _words("calling")
    yield "{l}"
    yield "{u}"
    yield f"{calling}[^，。{NUMERALS}]{{0,6}}{{s}}"
    yield f"{{s}}(?=[^，。]{{0,3}}{calling})"
