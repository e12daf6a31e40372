"""Long numbers: phones, identity cards, bank cards and accounts, however they are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from mintobrief.domain.mask import MaskKind
from mintobrief.domain.plain import Plain
from mintobrief.privacy.hits import NO_IDENTITY, Hit

_APART = r"[\s\-—–‐―−_.·•・~/)\]]{1,3}"
_FILLED = "(?:[呃嗯啊哦额]|那个|然后是?|后面是?)"  # while one looks the rest up
# between parts of a number that was dictated, or between numbers
_LISTED = rf"\s?(?:[,、;]{_FILLED}?|{_FILLED})[,、;]?\s?"
_RUN = re.compile(rf"\d+(?:(?:{_APART}|{_LISTED})\d+)*")
_GROUP = re.compile(r"\d+")
_MOST_GROUPS = 24
# what stands behind a number of things or of money
_COUNTED = re.compile(
    r"(?:\.\d{1,2})?\s?(?:元(?!旦)|[万亿块]|平方|平米|立方|㎡|米|户|人(?!民)|%|度|吨|千瓦|票|次|条|套)"
)
_CLAUSE = r"[^,。;!?:\n]{0,10}:?\s?$"
_DOCUMENT = re.compile(
    r"(?:编号|文号|合同|协议|订单|工单|单号|票据|票号|发票|流水号|条码|条形码|信用代码|注册代码"
    r"|使用登记|登记证|许可证|备案|档案|图号|批次|批号|型号|序列号|设备号|项目代码|案号|〔\d+〕)"
    rf"{_CLAUSE}"
)
_PERSONAL = re.compile(
    r"(?:身份证|身分证|证件|电话|手机|卡号|[账帐]号|账户|帐户|银行卡|储蓄卡|信用卡|社保卡|汇款|转账)"
    rf"{_CLAUSE}"
)
_ACCOUNT = re.compile(r"(?:卡号|[账帐]号|账户|帐户|银行卡|储蓄卡|信用卡|开户行?)" rf"{_CLAUSE}")
_CALLING = re.compile(
    r"(?:电话|座机|固话|手机|热线|号码|拨打|致电|来电|传真|联系方式|TEL)" rf"{_CLAUSE}"
)
_CARD_CUE = re.compile(r"(?:身份证|身分证|证件)" rf"{_CLAUSE}")

_MOBILE = re.compile(r"(?:(?:00)?86)?(1[3-9]\d)\d{4}(\d{4})")
_LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))[2-9]\d{2,3}(\d{4})")
_LOCAL = re.compile(r"[2-9]\d{2,3}(\d{4})")
_HOTLINE = re.compile(r"[48]00\d{7}")
_IDENTITY = re.compile(
    r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]"
)
_OLD_IDENTITY = re.compile(r"[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_STAMP = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{2}){1,4}")
_YEARS = re.compile(r"(?:(?:19|20)\d{2})+")
_CHECK = re.compile(r"[\s\-]?[X×叉](?![A-Z])")

# how a mobile number is said piece by piece
_DICTATED = frozenset(
    {(3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (5, 6), (3, 3, 3, 2)}
)
_PIECES = 3  # of a number that is cut anywhere
_NEAR = 40  # characters in which a word says what a number is
_LEAST = 7  # figures of anything that is kept back
_ACCOUNT_LENGTHS = range(8, 31)
_CARD_LENGTHS = range(16, 20)
_ANY_LONG = 12
_IDENTITY_DIGITS, _OLD_DIGITS = 18, 15


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring groups of a run: `digits` joined, how long each is, whether marks of a list
    stand between; `start` and `end` count in the folded text, `before` is what stands before
    it, `lead` what stands before the first group of its run."""

    digits: str
    sizes: tuple[int, ...]
    listed: bool
    start: int
    end: int
    before: str
    lead: str

    @property
    def even(self) -> bool:
        """Whether it is written in one, figure by figure, or in pieces of about one length."""
        return len(self.sizes) == 1 or set(self.sizes) == {1}


def find(plain: Plain) -> Iterator[Hit]:
    """Every number of a person, the longest reading of each."""
    for run in _RUN.finditer(plain.text):
        yield from _of_run(plain, run.start(), run.end())


def _of_run(plain: Plain, first: int, last: int) -> Iterator[Hit]:
    groups = [*_groups(plain, first, last)]
    lead = plain.text[max(0, first - _NEAR) : first]
    place = 0
    while place < len(groups):
        hit, used = _longest(plain, groups[place : place + _MOST_GROUPS], lead)
        if hit:
            yield hit
        place += used


def _groups(plain: Plain, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Figures in a row, of one script: in 张三6217 the 三 belongs to the name."""
    for found in _GROUP.finditer(plain.text, first, last):
        start = found.start()
        for _, piece in groupby(plain.spoken[start : found.end()]):
            end = start + len([*piece])
            yield start, end
            start = end


def _longest(plain: Plain, groups: list[tuple[int, int]], lead: str) -> tuple[Hit | None, int]:
    """The longest number that begins with the first group, and how many groups it takes."""
    for count in range(len(groups), 0, -1):
        figures = sum(end - start for start, end in groups[:count])
        if figures >= _LEAST:
            window = _window(plain, groups[:count], lead)
            if hit := _read(plain, window):
                return hit, count
            if _HOTLINE.fullmatch(window.digits):
                return None, count
    return None, 1


def _window(plain: Plain, groups: list[tuple[int, int]], lead: str) -> Window:
    start, end = groups[0][0], groups[-1][1]
    digits = "".join(plain.text[a:b] for a, b in groups)
    between = _GROUP.sub("", plain.text[start:end])
    sizes = tuple(b - a for a, b in groups)
    is_listed = bool(re.search("[,、;一-龥]", between))
    return Window(
        digits, sizes, is_listed, start, end, plain.text[max(0, start - _NEAR) : start], lead
    )


def _read(plain: Plain, window: Window) -> Hit | None:
    found = _identity(plain, window) or _phone(plain, window) or _long(plain, window)
    if found is None:
        return None
    kind, instead, end = found
    start = window.start
    if kind is MaskKind.PHONE and plain.text[max(0, start - 1) : start] in ("+", "("):
        start -= 1
    return Hit(*plain.span(start, end), kind, instead)


_Found = tuple[MaskKind, str, int]


def _identity(plain: Plain, window: Window) -> _Found | None:
    before, end, digits = window.before, window.end, window.digits
    sign = _CHECK.match(plain.text, end)
    if len(digits) == _IDENTITY_DIGITS - 1 and sign:
        digits, end = f"{digits}X", sign.end()
    is_one = _IDENTITY.fullmatch(digits) and not (window.listed and not window.even)
    is_cued = _CARD_CUE.search(before) and len(digits) in (_OLD_DIGITS, _IDENTITY_DIGITS)
    is_spoilt = len(digits) == _IDENTITY_DIGITS and digits.endswith("X")
    if re.search(r"(?:信用|注册|机构)代码" + _CLAUSE, before):
        return None
    if is_one or is_cued or is_spoilt or _is_old(digits, window):
        return MaskKind.IDENTITY, NO_IDENTITY, end
    return None


def _is_old(digits: str, window: Window) -> bool:
    """Fifteen digits with a day of birth in them, written in one."""
    return bool(len(window.sizes) == 1 and _OLD_IDENTITY.fullmatch(digits))


def _phone(plain: Plain, window: Window) -> _Found | None:
    if _COUNTED.match(plain.text, window.end):
        return None
    mobile = _MOBILE.fullmatch(window.digits)
    if mobile and _is_dictated(window, len(window.digits) - 11):
        return MaskKind.PHONE, f"{mobile[1]}****{mobile[2]}", window.end
    fixed = _LANDLINE.fullmatch(window.digits)
    if fixed and _fits_landline(window, len(fixed[1])):
        return MaskKind.PHONE, f"{fixed[1]}-****{fixed[2]}", window.end
    return _local(window)


def _local(window: Window) -> _Found | None:
    """Without its area: only where it is said to be a telephone."""
    local = _LOCAL.fullmatch(window.digits)
    is_phone = local and not window.listed and _CALLING.search(window.before)
    return (MaskKind.PHONE, f"****{local[1]}", window.end) if local and is_phone else None


def _is_dictated(window: Window, prefix: int) -> bool:
    """Whether the pieces may be one mobile number, and no list of numbers."""
    sizes = window.sizes
    if prefix and sizes[0] == prefix:
        sizes = sizes[1:]
    if len(sizes) == 1 or set(sizes) == {1}:
        return True
    if window.listed:
        return sizes in _DICTATED
    return len(sizes) <= _PIECES or sizes[0] == _PIECES or max(sizes) <= 2


def _fits_landline(window: Window, area: int) -> bool:
    """The area by itself, or all of it in one; however it is cut where it is said to be one."""
    edges = {*accumulate(window.sizes)}
    fits = area in edges or window.even or bool(_CALLING.search(window.before))
    return fits and not window.listed


def _long(plain: Plain, window: Window) -> _Found | None:
    """Cards and accounts, and what is too long to be anything that everybody may know."""
    digits, before = window.digits, window.before
    if _COUNTED.match(plain.text, window.end) or _HOTLINE.fullmatch(digits):
        return None
    if _ACCOUNT.search(before) and len(digits) in _ACCOUNT_LENGTHS and not window.listed:
        return MaskKind.CARD, "（卡号略）", window.end
    if _is_document(before) or _is_document(window.lead) or _is_stamp(window):
        return None
    is_card = _fits_card(window, known=bool(_PERSONAL.search(before)))
    if len(digits) in _CARD_LENGTHS and is_card:
        return MaskKind.CARD, "（卡号略）", window.end
    if len(digits) >= _ANY_LONG and window.even:
        return MaskKind.NUMBER, "（号码略）", window.end
    return None


def _is_stamp(window: Window) -> bool:
    """20260315140000 is a moment, where no word says that it is somebody's number."""
    return bool(_STAMP.fullmatch(window.digits) and not _PERSONAL.search(window.before))


def _is_document(before: str) -> bool:
    """Whether the nearest word about the number says that it is a paper's or a machine's."""
    paper, person = _DOCUMENT.search(before), _PERSONAL.search(before)
    return bool(paper and (not person or person.start() < paper.start()))


def _fits_card(window: Window, *, known: bool) -> bool:
    """Written in one, figure by figure, in pieces of four, or in a few pieces where that much
    is known or it begins as cards do. Years, and a list of sums, come in pieces of four too."""
    *pieces, last = window.sizes
    begins = known or window.digits.startswith("62")
    is_list = (window.listed or bool(_YEARS.fullmatch(window.digits))) and not begins
    fours = set(pieces) == {4} and last <= 4 and not is_list
    few = begins and not window.listed and len(window.sizes) <= _PIECES
    return window.even or fours or few
