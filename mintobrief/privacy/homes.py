"""Flats: 3号楼2单元502室, 三栋五零二, 3-2-502, 502业主. What stands instead is the building."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mintobrief.domain.mask import MaskKind
from mintobrief.domain.plain import Plain, closed_up
from mintobrief.privacy.hits import Hit

_GAP = r"[\s\-—–－·,、/()]{0,2}的?"
_ORDINAL = r"(?:\d?[十廿]\d?|\d{1,3}|[A-Z]\d{0,2}|\d{1,2}[A-Z]|[甲乙丙丁戊己东西南北])"
_BLOCK = r"(?:号楼|楼(?=\s?[\dA-Z甲乙丙丁东西]{1,2}\s?(?:单元|门))|号院|#楼?|栋|棟|幢|座)"
_IN_LETTERS = r"(?<![A-Z])[A-Z]{2,}\d{0,4}\s?(?:号[楼院]|栋|棟|幢|座)"  # SOHO3号楼
_BUILDING = rf"(?P<building>{_IN_LETTERS}|(?<![0-9A-Z]){_ORDINAL}\s?{_BLOCK})"
_ENTRANCE = r"(?:\d?十\d?|\d{1,2}|[A-Z甲乙丙丁东西南北中])\s?(?:单元|门洞?|梯|号门)"
_UNIT = rf"(?:{_GAP}第?{_ENTRANCE}|-?\d{{1,2}}(?=[-—]\s?\d{{3,4}}))?"
_DWELLERS = "(?:业主|住户|居民|租户|租客|房客|户主|房东|人家|家里|家中|那户|这户|那家|这家)"
# a bare number behind a building may count something: 3号楼120户, 3号楼201会议室
_COUNTED = (
    r"(?![\d十百千万亿.%:/年月日号天时点分秒元块毛角户人个位名家台部套把盏只根条层级度米平㎡吨公"
    r"盘次票多余来几辆张会议办活立升斤克箱桶株棵盆处项期楼栋幢座号间座节批份伏瓦兆]|\s?(?:户|元|人|平|米)|-\d{1,2}(?!\d))"
)
_NUMBER = r"(?:\d{2,5}|[1-9]百0?\d{1,2}|[1-9]?十?\d?千[1-9]百0?\d{1,2})"
_FLOOR = r"(?:\d{1,2}|\d?十\d?)[楼层]"
_SIDE = rf"{_FLOOR}\s?(?:[东西南北中左右]{{1,2}}(?:[户边手首]|面户)|[A-D甲乙丙丁][户室座])"
_ROOM = (
    rf"(?:{_NUMBER}\s?(?:室|号?房(?![间产屋子价东租管])|号(?={_DWELLERS}|[的,。;:、)）\s]|$))"
    rf"|(?:\d{{3,4}}|[1-9]百0[1-9])(?:{_COUNTED}|(?=家[里中漏装]))"
    rf"|{_SIDE})"
)
_DOOR = r"(?:室|号?房(?![间产屋子价东租管]))"
_AND = r"\s?(?:[、,和及与跟/\-—~至到]|以及|还有)\s?"
_MORE = rf"(?:{_AND}{_UNIT}\s?(?:{_NUMBER}\s?{_DOOR}|\d{{3,4}}(?:{_COUNTED}|(?=[2-9][户家]))))*"
_WHO = rf"(?:的?{_DWELLERS})?"

_FLAT = re.compile(
    rf"{_BUILDING}{_UNIT}"
    rf"(?:(?:{_GAP}{_FLOOR})?{_GAP}第?{_ROOM}{_MORE}|(?<=[元门洞])\s?[东西南北中][户边])"
    rf"(?:[两2-9][户家])?{_WHO}"
)
# 12号302室, as in Shanghai
_HOUSE = re.compile(
    rf"(?<![0-9第])(?P<building>\d{{1,4}}号)(?P<unit>{_GAP}\d{{1,2}}(?:单元|门))?{_GAP}"
    rf"(?:{_NUMBER}\s?室|(?(unit)\d{{3,4}}{_COUNTED}|\d{{3,4}}(?=的?{_DWELLERS}))){_MORE}{_WHO}"
)
_STROKES = re.compile(
    rf"(?<![\d\-./#A-Z])(?P<building>\d{{1,2}}|[A-Z])[-—–](?:(?P<unit>\d{{1,2}})[-—–])?"
    rf"(?P<room>\d{{3,4}})(?![\d./A-Z]|-\d|[年月日元万%米平号期楼栋幢座])(?:室|房)?{_WHO}"
)
_NEAR = 20  # characters in which a word says that somebody lives there
_NAMED = re.compile(r"[一-龥]{2}\s?\($")
_LISTED = r"[、,和及与跟/]|以及|还有"
_LIVES = re.compile(
    rf"(?:{_DWELLERS}|住在?|家住|房号|门牌号?|住址|地址|户号)[^,。;!?]{{0,6}}[:(]?\s?$"
)
# what is left where a building was cut off: 2单元502室
_UNIT_ALONE = re.compile(rf"(?:号?楼|栋|幢|座)?{_ENTRANCE}{_GAP}{_ROOM}{_MORE}{_WHO}")
_AT = re.compile(r"(?:住在?|家在|位于)\s?$")
_TITLE = (
    "(?:先生|女士|小姐|阿姨|阿婆|大爷|大妈|大姐|大哥|大叔|奶奶|爷爷|老师|师傅|老太|叔叔|伯伯|家)"
)
_AT_HOME = "(?:水管|阳台|卫生间|厨房|房子|房屋|空调|下水|地漏|外机|防盗)"
_FOLLOWS = re.compile(
    rf"(?:(?:{_LISTED})\d{{1,2}}[-—–]\d{{3,4}})*[(（]?"
    rf"(?:室|的?{_DWELLERS}|的?[一-龥]{_TITLE}|的?[老小][一-龥]|家|漏|渗|房|的?{_AT_HOME})"
)
_LIKELY = r"(?:[1-9]|[1-4]\d)(?:0[1-9]|1[0-9])"  # a floor, and a number on it
_SOMEBODY = rf"(?:[一-龥]{_TITLE}|老[一-龥](?<![旧人楼年化]))"
_ALONE = re.compile(
    rf"(?<![\d.A-Z#栋幢座楼号院])(?P<room>{_LIKELY})(?:"
    r"(?:室|号房?)?(?:那个|这个)?的?"
    r"(?P<who>(?:业主|住户|居民|租户|租客|房客|户主|房东)(?!群|大会|委员|满意))"
    r"|(?:室|号房)?(?:那户|这户|那家|这家|人家|家里|家中)"
    rf"|(?=的?{_SOMEBODY})|的(?=[一-龥]{_TITLE}))"
)
_LIVING = re.compile(rf"(?<=住)在?(?P<room>{_LIKELY})(?:室|号)?(?!\d|[户人年元米平号栋])")
_ROOM_ALONE = re.compile(
    r"(?<![\d.A-Z栋幢座楼号院\-#])(?P<room>\d{3,4}(?:\s?[、,和及]\s?\d{3,4})*)\s?室"
)
_OFFICE_BEFORE = re.compile(
    r"(?:中心|居委会?|社区|办公|会议|服务|物业|街道|活动|大厦|政府|楼|层|机关|法院|派出所|地点|地址)[^,。;]{0,6}:?\s?$"
)
_OFFICE_BEHIND = re.compile(
    r"\s?(?:会议|办公|召开|开会|举行|集合|值班|活动|咨询|领取|报名|登记|内温|温)"
)


def find(plain: Plain) -> Iterator[Hit]:
    """Every flat, and the rooms that only a person who lives there makes one."""
    plain = closed_up(plain)
    for pattern in (_FLAT, _HOUSE):
        for found in pattern.finditer(plain.text):
            lived_at = _AT.search(plain.text[: found.start()])
            yield _hit(plain, found, _words(found) + ("" if lived_at else "业主"))
    for found in _UNIT_ALONE.finditer(plain.text):
        yield _hit(plain, found, "某业主")
    yield from _with_strokes(plain)
    yield from _alone(plain)


def _with_strokes(plain: Plain) -> Iterator[Hit]:
    """3-2-502 is a flat where the room may be one; 3-502 where somebody lives there, too."""
    for found in _STROKES.finditer(plain.text):
        lived_in = _lives(plain, found) or _follows(plain, found)
        if re.fullmatch(_LIKELY, found["room"]) and (found["unit"] or lived_in):
            yield _hit(plain, found, f"{found['building']}栋业主")


def _lives(plain: Plain, found: re.Match[str]) -> bool:
    """住3-502, and 王芳（3-502）."""
    before = plain.text[max(0, found.start() - _NEAR) : found.start()]
    enclosed = _NAMED.search(before) and plain.text[found.end() :][:1] == ")"
    return bool(enclosed or _LIVES.search(before))


def _follows(plain: Plain, found: re.Match[str]) -> bool:
    said = found[0][found.end("room") - found.start() :]
    return bool(_FOLLOWS.match(said) or _FOLLOWS.match(plain.text, found.end()))


def _alone(plain: Plain) -> Iterator[Hit]:
    """Rooms without a building."""
    for found in _ALONE.finditer(plain.text):
        yield _hit(plain, found, "某业主" if found["who"] else "某户")
    for found in _LIVING.finditer(plain.text):
        yield _hit(plain, found, "（门牌略）")
    for found in _ROOM_ALONE.finditer(plain.text):
        before, behind = plain.text[: found.start()], plain.text[found.end() :]
        if not (_OFFICE_BEFORE.search(before) or _OFFICE_BEHIND.match(behind)):
            yield _hit(plain, found, "某户")


def _hit(plain: Plain, found: re.Match[str], instead: str) -> Hit:
    return Hit(*plain.span(*found.span()), MaskKind.FLAT, instead)


def _words(found: re.Match[str]) -> str:
    """The building, a Chinese number in figures as official papers have them."""
    return re.sub(r"\s", "", _in_figures(found["building"]))


def _in_figures(words: str) -> str:
    tens = re.sub(r"(\d?)[十廿](\d?)", lambda m: f"{m[1] or '1'}{m[2] or '0'}", words)
    return (
        tens.replace("#", "号").replace("号楼楼", "号楼")
        if "#楼" in words
        else tens.replace("#", "号楼")
    )
