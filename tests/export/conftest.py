"""A briefing as a neighbourhood office would publish it, and one with nothing in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mintobrief.domain import (
    Attendee,
    AudioSpan,
    Box,
    Briefing,
    Deadline,
    DeadlineKind,
    Field,
    Header,
    Meeting,
    Point,
    PointKind,
    Resolution,
    ScanRegion,
    Source,
    SourceKind,
    TextSpan,
    Topic,
    Utterance,
    Vote,
)
from mintobrief.review import accept, compile_briefing

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
NOTES = "会议记录\n\n北门道闸三月底前修好，物业公司负责。"
SOURCES = (
    Source("a", SourceKind.AUDIO, "会议录音.m4a", "a" * 64, Path("a"), seconds=1834.2),
    Source("s", SourceKind.SCAN, "签到表.jpg", "b" * 64, Path("s"), pages=3),
    Source("n", SourceKind.NOTES, "笔记.txt", "c" * 64, Path("n"), text=NOTES),
)
UTTERANCES = (
    Utterance(
        0,
        "下周五前把3号楼两部电梯的钢丝绳换掉，张伟负责。",
        AudioSpan("a", 872.0, 879.5),
        "S1",
        "李建国",
    ),
    Utterance(1, "业委会每周抽查一次。", AudioSpan("a", 880.0, 883.25), "S2", "王芳"),
    Utterance(0, "电动自行车棚选址尽快定。", ScanRegion("s", 3, Box(10, 10, 300, 60))),
    Utterance(2, "北门道闸三月底前修好，物业公司负责。", TextSpan("n", 6, 24)),
)
HEADER = Header(
    title=Field("锦绣花园小区2026年第一季度物业管理联席会议"),
    held_on=Field(date(2026, 3, 14)),
    start=Field("14:00"),
    end=Field("16:10"),
    place=Field("锦绣社区居委会二楼会议室"),
    host=Field("李建国"),
    attendees=(
        Attendee("李建国", "业委会主任", "业主委员会"),
        Attendee("王芳", "委员", "业主委员会"),
        Attendee("张伟", "工程部经理", "恒安物业公司"),
        Attendee("陈静", "副书记", "锦绣社区居委会"),
    ),
    observers=(Attendee("赵民警", None, "派出所"),),
)
POINTS = (
    Point(0, PointKind.BACKGROUND, "3号楼两部电梯运行十二年，去年以来多次困人。", ()),
    Point(0, PointKind.VIEW, "钢丝绳磨损超标，更换需要停梯两天。", (), "张伟"),
    Point(0, PointKind.VIEW, "停梯期间要安排人员帮助老人上下楼。", (), "陈静"),
    Point(0, PointKind.DISAGREEMENT, "费用是否动用维修资金，业委会与物业公司意见不一。", ()),
    Point(0, PointKind.CONSENSUS, "先由物业公司垫付，再按会议记要办理手续。", ()),
)
LIFT = Resolution(
    id="r1",
    topic=0,
    action=Field("更换3号楼两部电梯的钢丝绳"),
    measures=Field("停梯两天，期间安排人员帮助老人上下楼"),
    owners=(Field("张伟"), Field("恒安物业公司")),
    deadline=Field(Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20))),
    supervision=Field("业委会每周抽查"),
    vote=Field(Vote(7, 0, 1)),
    evidence=(0, 1),
)
SHED = Resolution(
    id="r2",
    topic=1,
    action=Field("确定电动自行车棚的选址"),
    deadline=Field(Deadline("尽快", DeadlineKind.VAGUE)),
    evidence=(2,),
)
GATE = Resolution(
    id="r3",
    topic=1,
    action=Field("修好北门道闸"),
    owners=(Field("恒安物业公司"),),
    deadline=Field(Deadline("三月底前", DeadlineKind.DATE, date(2026, 3, 31))),
    supervision=Field("居委会验收"),
    evidence=(3,),
)
MEETING = Meeting(
    id="20260314-ab12cd",
    header=HEADER,
    sources=SOURCES,
    utterances=UTTERANCES,
    topics=(Topic("电梯安全", 0, 1), Topic("车棚与道闸", 2, 3)),
    points=POINTS,
    resolutions=(LIFT, SHED, GATE),
)
RECORDING = Source("a", SourceKind.AUDIO, "a.wav", "a" * 64, Path("a"), seconds=9.0)


def reviewed(meeting: Meeting) -> Briefing:
    """The meeting with every candidate accepted."""
    judgements = [accept(r, None, "刘敏", NOON) for r in meeting.resolutions]
    return compile_briefing(meeting, judgements)


@pytest.fixture
def briefing() -> Briefing:
    return reviewed(MEETING)


@pytest.fixture
def empty() -> Briefing:
    """A recording of which nothing is known: no header, no topics, no resolutions."""
    return reviewed(Meeting("m", Header(), (RECORDING,), ()))
