"""应到, 实到 and 请假 are read where a meeting states them, and nowhere else."""

from __future__ import annotations

import pytest

from mintobrief.domain import Header, Request, Utterance
from mintobrief.extract import name_speakers, with_names
from mintobrief.extract.header import read_header
from tests.segment.talks import notes, talk

NOTHING = Request()
PAPER = """银杏里小区业委会会议记录
时间：2026年3月14日
参加：{came}
{line}

一、水泵
换轴承，周三前。
二、路灯
换灯泡。"""


def read(utterances: tuple[Utterance, ...]) -> Header:
    speakers = name_speakers(utterances, NOTHING.roster)
    return read_header(with_names(utterances, speakers), NOTHING, None, speakers)


def written(line: str, came: str = "田小禾、苗兰、余大江") -> Header:
    return read(notes(PAPER.format(line=line, came=came)))


def heads(header: Header) -> tuple[int | None, int | None]:
    expected, present = header.expected, header.present
    return (expected.value if expected else None, present.value if present else None)


def names(header: Header) -> list[str]:
    return [person.name for person in header.absent]


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("应到7人，实到5人", (7, 5)),
        ("应到：7  实到：5  请假：2", (7, 5)),
        ("应到委员七人，实到委员五人。", (7, 5)),
        ("应到会人数：11人；实到会人数：9人", (11, 9)),
        ("应出席15人，实际出席12人", (15, 12)),
        ("今天应该来十一个人，实际来了九个人。", (11, 9)),
        ("应到单位8家，实到7家", (None, None)),
        ("物业应到现场处理", (None, None)),
        ("实到时间：14：30", (None, None)),
        ("人数：12人", (None, None)),
        ("应到7人，实到6人，同意6票，反对0票", (None, None)),  # of that vote
    ],
)
def test_heads_are_read_where_they_were_counted(
    line: str, counted: tuple[int | None, int | None]
) -> None:
    assert heads(written(line)) == counted


def test_a_count_is_quoted() -> None:
    header = written("应到7人，实到5人")
    assert header.expected
    said = notes(PAPER.format(line="应到7人，实到5人", came="田小禾、苗兰、余大江"))
    (quote,) = header.expected.quotes
    assert said[quote.utterance].text[quote.start : quote.end] == "应到7人"


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("请假：韦立新、伍敏", ["韦立新", "伍敏"]),
        ("请假人员：业委会 韦立新（出差）", ["韦立新"]),
        ("缺席：楼组长2人", ["楼组长2人"]),
        ("请假：无", []),
        ("请假须提前一天", []),
    ],
)
def test_who_was_excused_is_listed(line: str, absent: list[str]) -> None:
    assert names(written(line)) == absent


def test_a_list_marks_who_did_not_come() -> None:
    header = written("地点：活动室", came="田小禾、苗兰（请假）、余大江（物业经理）")
    assert names(header) == ["苗兰"]
    assert [person.name for person in header.attendees] == ["田小禾", "余大江"]


SHEET = """银杏里小区联席会议签到表
时间：2026年3月14日
序号 姓名 单位 职务 签名
1 田小禾 业委会 主任 田小禾
2 苗兰 业委会 委员 请假
3 余大江 物业公司 经理 余大江
4 韦立新 居委会 书记
5 伍敏 派出所 民警 伍敏"""


def test_a_sheet_tells_who_signed_it() -> None:
    """And who was excused; who did not sign may have come or not."""
    header = read(notes(SHEET))
    came = [(person.name, person.role, person.org) for person in header.attendees]
    assert came == [
        ("田小禾", "业委会主任", "业委会"),
        ("余大江", "物业公司经理", "物业公司"),
        ("伍敏", "民警", "派出所"),
    ]
    assert [(person.name, person.org) for person in header.absent] == [("苗兰", "业委会")]


def test_a_row_that_is_marked_is_of_somebody_excused() -> None:
    sheet = "签到表\n1 田小禾 业委会 田小禾\n2 苗兰 业委会 请假\n3 余大江 物业公司 事假"
    assert names(read(notes(sheet))) == ["苗兰", "余大江"]


def test_a_table_that_nobody_signs_is_no_sheet() -> None:
    table = "欠费表\n姓名 单位 电话 备注\n田小禾 业委会 138 已交"
    assert read(notes(table)).attendees == ()


def test_talk_tells_who_is_excused() -> None:
    said = talk(
        "S1：各位好，现在开会。应到七个人，实到五个人，苗兰今天请假了。",
        "S2：好的。",
        "S1：先说水泵的事情，换轴承。",
    )
    header = read(said)
    assert heads(header) == (7, 5)
    assert names(header) == ["苗兰"]


def test_who_speaks_was_there() -> None:
    """Whatever somebody said of it at the beginning."""
    header = read(talk("田小禾：苗兰请假了。现在开会。", "苗兰：我赶到了，不好意思。"))
    assert names(header) == []
    assert "苗兰" in [person.name for person in header.attendees]


def test_who_is_excused_did_not_come() -> None:
    header = written("请假：田小禾", came="田小禾、苗兰")
    assert names(header) == ["田小禾"]
    assert [person.name for person in header.attendees] == ["苗兰"]
