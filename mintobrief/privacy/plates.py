"""Number plates, and the addresses that one writes to: mail, WeChat, QQ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mintobrief.domain.mask import MaskKind
from mintobrief.domain.plain import Plain
from mintobrief.privacy.hits import NO_IDENTITY, Hit

_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_GAP = r"[\s·•.・\-_]{0,2}"
_SIGN = "[A-HJ-NP-Z0-9]"
_PLATE = re.compile(
    rf"(?P<head>{_PROVINCE}{_GAP}[A-Z]){_GAP}"
    rf"(?P<rest>{_SIGN}(?:{_GAP}{_SIGN}){{3,5}}(?:{_GAP}[挂学警港澳领使])?)(?![0-9型版])"
)
_LEAST, _LEAST_DIGITS = 5, 2
_CAR = re.compile(r"车|牌|照|占道|占用|停放|违停")
_NEAR = 12
# without its province
_BARE = re.compile(
    rf"(?:车牌号?码?|牌照|车号)[^,。;!?A-Z0-9]{{0,6}}(?P<plate>[A-Z]?{_GAP}(?:{_SIGN}{_GAP}){{4,6}}{_SIGN}?)"
    r"(?![A-Z0-9])"
)
_CONTACTS = (
    (
        re.compile(r"[\w.+-]{1,40}@[\w-]{1,30}(?:\.[A-Z]{2,10}){1,3}"),
        MaskKind.CONTACT,
        "（邮箱略）",
    ),
    (
        re.compile(
            r"(?:微信|[VW]X|V信|加[微V])号?(?:码|是|为)?[:\s]{0,2}(?P<it>[A-Z][A-Z0-9_-]{5,19})(?![A-Z0-9])"
        ),
        MaskKind.CONTACT,
        "（微信号略）",
    ),
    (
        re.compile(r"QQ号?(?:码|是|为)?[:\s]{0,2}(?P<it>\d{5,11})(?!\d)"),
        MaskKind.CONTACT,
        "（QQ号略）",
    ),
    (
        re.compile(
            r"(?:护照|通行证|军官证|驾驶证|驾照)[^,。;A-Z0-9]{0,6}(?P<it>[A-Z]{1,2}\d{6,9})(?!\d)"
        ),
        MaskKind.IDENTITY,
        NO_IDENTITY,
    ),
)


def find(plain: Plain) -> Iterator[Hit]:
    """Plates keep where they are from and their last two signs."""
    for found in _PLATE.finditer(plain.text):
        signs = re.sub(_GAP, "", found["rest"])
        if _is_plate(signs, plain.text, found.start(), found.end()):
            head = re.sub(_GAP, "", found["head"])
            instead = f"{head}·***{signs[-2:]}"
            yield Hit(*plain.span(*found.span()), MaskKind.PLATE, instead)
    for found in _BARE.finditer(plain.text):
        if sum(c.isdigit() for c in found["plate"]) >= _LEAST_DIGITS:
            start, end = found.span("plate")
            end -= len(found["plate"]) - len(found["plate"].rstrip())
            yield Hit(*plain.span(start, end), MaskKind.PLATE, "（车牌略）")


def find_contacts(plain: Plain) -> Iterator[Hit]:
    """Where somebody can be written to, and papers with letters in their numbers."""
    for pattern, kind, instead in _CONTACTS:
        for found in pattern.finditer(plain.text):
            span = found.span("it") if "it" in pattern.groupindex else found.span()
            yield Hit(*plain.span(*span), kind, instead)


def _is_plate(signs: str, text: str, start: int, end: int) -> bool:
    """As long as plates are and with figures in it; a shorter one stands by a word about cars."""
    figures = sum(c.isdigit() for c in signs)
    near = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    is_long = len(signs) >= _LEAST
    return (is_long and figures >= _LEAST_DIGITS) or (
        (is_long or figures >= _LEAST_DIGITS) and bool(_CAR.search(near))
    )
