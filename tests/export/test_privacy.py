"""What the posted edition must not show."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mintobrief.domain import Field
from mintobrief.export import Edition, write_briefing
from mintobrief.privacy.masker import Masker
from tests.export.conftest import LIFT, MEETING, UTTERANCES, reviewed

MASKER = Masker()

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
SECRETS = {
    "phone": re.compile(r"(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)"),
    "identity": re.compile(r"(?<!\d)\d{17}[\dXx]"),
    "card": re.compile(r"(?<!\d)\d{16,19}(?!\d)"),
    "plate": re.compile(rf"[{PROVINCES}][A-Za-z][·\s]?[A-Za-z0-9]{{5,6}}"),
    "flat": re.compile(r"\d+\s*(?:号楼|栋|幢)\s*(?:\d+\s*单元)?\s*\d{3,4}\s*室"),
}
phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True) | st.from_regex(
    r"1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}", fullmatch=True
)
identities = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
cards = st.from_regex(r"62[0-9]{14,17}", fullmatch=True)
# of the five signs two at most are letters (GA 36-2018), of a new-energy car's six one or two
plates = st.from_regex(
    rf"[{PROVINCES}][A-HJ-NP-Z]·?"
    r"([0-9]{5}|[A-HJ-NP-Z][0-9]{4}|[A-HJ-NP-Z]{2}[0-9]{3}|[DF][0-9]{5}|[0-9]{5}[DF])",
    fullmatch=True,
)
flats = st.from_regex(r"[1-9][0-9]?(号楼|栋|幢)([1-4]单元)?[1-9][0-9]{2,3}室", fullmatch=True)
secrets = phones | identities | cards | plates | flats
surroundings = st.text("联系业主李先生，。：（）车停在a ", max_size=8)


@given(surroundings, secrets, surroundings)
def test_no_secret_survives_the_mask(before: str, secret: str, after: str) -> None:
    """Wherever it stands in a sentence."""
    masked = MASKER.mask(before + secret + after)
    assert [name for name, pattern in SECRETS.items() if pattern.search(masked)] == []


@given(st.lists(secrets, min_size=6, max_size=6))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.parametrize("name", ["txt", "md", "html", "json", "srt", "ics", "docx", "xlsx"])
def test_no_secret_survives_in_a_posted_file(name: str, tmp_path: Path, hidden: list[str]) -> None:
    """In none of the formats, whatever the part of the briefing it was said in."""
    told = [f"请联系{secret}，" for secret in hidden]
    resolution = replace(
        LIFT,
        action=Field(told[0]),
        owners=(Field(told[1]),),
        measures=Field(told[2]),
    )
    meeting = replace(
        MEETING,
        header=replace(MEETING.header, place=Field(told[3])),
        points=(replace(MEETING.points[0], text=told[4]),),
        utterances=tuple(replace(u, text=told[5]) for u in UTTERANCES),
        resolutions=(resolution,),
    )
    write_briefing(reviewed(meeting), name, tmp_path / "b", Edition.PUBLIC)
    text = shown((tmp_path / "b").read_bytes(), name)
    # hashes are digits too, but nobody's
    text = re.sub("[0-9a-f]{64}", "", text)
    assert [key for key, pattern in SECRETS.items() if pattern.search(text)] == []


def shown(content: bytes, name: str) -> str:
    """What a person or a program reads in the file."""
    if name == "docx":
        document = Document(BytesIO(content))
        cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
        return "\n".join([p.text for p in document.paragraphs] + cells)
    if name == "xlsx":
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        return "\n".join(str(cell.value) for row in sheet for cell in row)
    return content.decode().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("电话13812341234。", "电话138****1234。"),
        ("电话+86 138-1234-1234", "电话138****1234"),
        ("值班电话0512-65551234", "值班电话0512-****1234"),
        ("身份证320501199001011234", "身份证（证件号码略）"),
        ("卡号6222 0202 0011 2233 445", "卡号（卡号略）"),
        ("苏E12A12占道", "苏E·***12占道"),
        ("苏E·D12312", "苏E·***12"),
        ("3号楼502室漏水", "3号楼业主漏水"),
        ("3栋1单元502业主反映", "3栋业主反映"),
        ("3号楼2单元1502室的住户", "3号楼业主"),
    ],
)
def test_a_mask_leaves_what_may_be_shown(words: str, masked: str) -> None:
    """As the rules of the posted edition write it."""
    assert MASKER.mask(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "3号楼120户居民",
        "3号楼201会议室",
        "筹集1200000元",
        "2026年3月20日 14:00",
        "服务中心201室",
        "更换3号楼两部电梯",
        "第12期（总第36期）",
    ],
)
def test_what_is_no_secret_stays(words: str) -> None:
    """Counts, sums, dates and rooms of offices."""
    assert MASKER.mask(words) == words


def test_the_archive_edition_keeps_everything(tmp_path: Path) -> None:
    """The full copy is for the files."""
    meeting = replace(MEETING, resolutions=(replace(LIFT, action=Field("致电13812341234")),))
    write_briefing(reviewed(meeting), "txt", tmp_path / "b", Edition.ARCHIVE)
    assert "13812341234" in (tmp_path / "b").read_text(encoding="utf-8")


def test_the_posted_json_has_no_transcript(tmp_path: Path) -> None:
    """Neither the utterances nor the text they stand in."""
    write_briefing(reviewed(MEETING), "json", tmp_path / "b", Edition.PUBLIC)
    text = (tmp_path / "b").read_text(encoding="utf-8")
    assert "下周五前把3号楼" not in text
    assert "北门道闸三月底前修好，物业公司负责" not in text
