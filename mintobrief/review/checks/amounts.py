"""An amount in capitals (大写) is the amount in figures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from mintobrief.review.checks.passages import Passage
from mintobrief.review.checks.rules import Finding, Rule

_DIGITS = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {
    "〇": 0,
    "貳": 2,
    "陸": 6,
    "两": 2,
}
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_MYRIAD = 10**4
_LARGE = {"万": _MYRIAD, "萬": _MYRIAD, "亿": 10**8, "億": 10**8}
_CAPITAL = (
    r"(?P<capital>[零〇壹贰貳叁肆伍陆陸柒捌玖两][零〇壹贰貳叁肆伍陆陸柒捌玖两拾佰仟万萬亿億]{0,30}"
    r"[元圆](?:[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?)[整正]?"
)
_FIGURE = r"(?P<figure>\d[\d,]{0,15}(?:\.\d{1,4})?)\s*(?P<unit>[万亿]?)\s*元?"
# what may stand between the two: （大写：人民币
_GAP = r"(?:[\s（()）【】\[\]：:，,、¥￥]|人民币|大写|小写|[即计为]|合计(?=[（(]?[大小]写))*"
_PAIRS = (
    re.compile(rf"(?<![\d.]){_FIGURE}{_GAP}{_CAPITAL}"),
    re.compile(rf"{_CAPITAL}{_GAP}{_FIGURE}(?![\d.])"),
)


def of_amounts(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Amounts written twice that are two amounts."""
    for passage in passages:
        for pattern in _PAIRS:
            for found in pattern.finditer(passage.text):
                capital, figure = read_capital(found["capital"]), _figure(found)
                if capital != figure:
                    told = f"“{found.group().strip()}”：大写是 {capital} 元，小写是 {figure} 元"
                    yield passage.finding(Rule.AMOUNT, told, found.group())


def read_capital(said: str) -> Decimal:
    """壹万贰仟伍佰元伍角 in 元; `said` has only characters that amounts are written with."""
    whole, _, rest = said.replace("圆", "元").partition("元")
    coins = {
        unit: _DIGITS[digit] for digit, unit in re.findall("([壹贰叁肆伍陆柒捌玖])([角分])", rest)
    }
    cents = coins.get("角", 0) * 10 + coins.get("分", 0)
    return _plain(Decimal(_whole(whole)) + Decimal(cents) / 100)


def _whole(said: str) -> int:
    """What stands before 万 is multiplied by it, what stands before 亿 all together."""
    total, myriads, section, digit = 0, 0, 0, 0
    for character in said:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[character], 0
        elif _LARGE[character] == _MYRIAD:
            myriads, section, digit = (section + digit) * _MYRIAD, 0, 0
        else:
            total, myriads, section, digit = (myriads + section + digit) * 10**8, 0, 0, 0
    return total + myriads + section + digit


def _figure(found: re.Match[str]) -> Decimal:
    written = Decimal(found["figure"].replace(",", ""))
    return _plain(written * _LARGE.get(found["unit"], 1))


def _plain(amount: Decimal) -> Decimal:
    """Without zeros at the end, so that it is printed as one writes it."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount.normalize()
