"""Flats in every spelling become their building; halls, counts and offices stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.privacy.masker import Masker

CHINESE = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("三栋二单元五零二漏水", "3栋业主漏水"),
        ("SOHO3号楼502室漏水", "SOHO3号楼业主漏水"),
        ("aa3栋201室", "AA3栋业主"),
        ("2023ABC座1001室", "2023ABC座业主"),
        ("SOHO12号302室", "SOHO12号业主"),
        ("三号楼五〇二室", "3号楼业主"),
        ("十二栋一二零三", "12栋业主"),
        ("二十三号楼二单元一千二百零三室", "23号楼业主"),
        ("三栋，二单元，五零二", "3栋业主"),
        ("３栋　５０２室", "3栋业主"),
        ("3栋\n2单元\n502", "3栋业主"),
        ("３ 号 楼 ２ 单 元 ５ ０ ２ 室", "3号楼业主"),
        ("三 栋 五 零 二 室漏水", "3栋业主漏水"),
        ("3栋5 0 2室", "3栋业主"),
        ("3号楼第二单元第502室", "3号楼业主"),
        ("3—502业主反映", "3栋业主反映"),
        ("3号楼302、402、502三户", "3号楼业主"),
        ("3#2-502室", "3号楼业主"),
        ("3-2-502", "3栋业主"),
        ("业主（3-502）", "业主（3栋业主）"),
        ("3栋502、503、601室业主", "3栋业主"),
        ("3号楼2单元502室和602室", "3号楼业主"),
        ("3号楼101-106室", "3号楼业主"),
        ("3号楼2单元5楼东户", "3号楼业主"),
        ("3号楼2单元五层502", "3号楼业主"),
        ("5号楼（2单元）301室", "5号楼业主"),
        ("人民路100号302室", "人民路100号业主"),
        ("123弄5号602室", "123弄5号业主"),
        ("c座1202的住户", "C座业主"),
        ("2单元502室", "某业主"),
        ("我住三栋二单元五零二，", "我住3栋，"),
        ("家住502", "家住（门牌略）"),
        ("五零二那个业主", "某业主"),
        ("502的王阿姨", "某户的王阿姨"),
        ("502室漏水", "某户漏水"),
    ],
)
def test_a_flat_becomes_its_building(words: str, masked: str) -> None:
    assert Masker().mask(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "社区201室开会",
        "服务中心201室",
        "二楼201会议室",
        "3号楼201会议室",
        "3号楼120户居民",
        "3号楼一百零二户",
        "3号楼2026年更换电梯",
        "3栋102.5平",
        "3单元1500元",
        "3栋1单元、3栋1-6层",
        "300业主签名",
        "2024业主满意度",
        "1、2、3号楼",
        "2026-03-15",
        "301业主群",
        "301医院",
        "GB50016-2014",
    ],
)
def test_what_is_no_flat_stays(words: str) -> None:
    assert Masker().mask(words) == words


@given(
    st.integers(1, 39),
    st.integers(1, 4),
    st.integers(1, 33),
    st.integers(1, 9),
    st.sampled_from(["栋", "号楼", "幢"]),
    st.booleans(),
)
def test_no_flat_survives(
    building: int, unit: int, floor: int, door: int, block: str, spoken: bool
) -> None:
    room = f"{floor}{door:02}"
    said = "".join(CHINESE[int(figure)] for figure in room) if spoken else room
    for between in (f"{unit}单元", f" {unit} 单元 ", ""):
        masked = Masker().mask(f"反映{building}{block}{between}{said}室漏水")
        assert masked == f"反映{building}{block}业主漏水"
