"""Meetings that are hard on a page: long, empty, and with characters few fonts have."""

from __future__ import annotations

from dataclasses import replace

from mintobrief.domain import Attendee, Briefing, Field, Meeting, Point, PointKind, Topic
from tests.export.conftest import LIFT, MEETING, UTTERANCES, reviewed

VIEW = (
    "钢丝绳磨损超标，更换需要停梯两天，停梯期间要安排人员帮助老人上下楼，并提前三天在公告栏张贴通知"
)
RARE = "\U0002b740"  # 𫝀, of CJK extension D
PRIVATE = "\ue000"  # whatever a font makes of it; most make nothing
EMOJI = "\U0001f600"
MARKED = "王<&=\"'>{{ x }}芳"
LONG = "更换三号楼两部电梯的钢丝绳并由物业公司安排专人值守" * 80  # 2,000 characters


def briefing_of(topics: int, views: int = 3) -> Briefing:
    """So many topics, each discussed in so many views, and a resolution for every other one."""
    return reviewed(
        replace(
            MEETING,
            topics=tuple(Topic(f"第{n}项议题", 0, 3) for n in range(topics)),
            points=tuple(
                Point(n, PointKind.VIEW, f"{VIEW}。", (), "张伟")
                for n in range(topics)
                for _ in range(views)
            ),
            resolutions=tuple(
                replace(LIFT, id=f"r{n}", topic=n, action=Field(f"办理第{n}项议题所定的事项"))
                for n in range(0, topics, 2)
            ),
        )
    )


def five_pages() -> Briefing:
    """A briefing of five pages as it is usual."""
    return briefing_of(6, views=4)


def undecided() -> Briefing:
    return reviewed(replace(MEETING, resolutions=()))


def decided(words: str) -> Briefing:
    """One resolution, in these words."""
    return reviewed(replace(MEETING, resolutions=(replace(LIFT, action=Field(words)),)))


def attended_by(name: str) -> Briefing:
    """Somebody of that name is host, speaks and has a task."""
    header = replace(MEETING.header, host=Field(name), attendees=(Attendee(name, name, name),))
    return reviewed(
        replace(
            MEETING,
            header=header,
            utterances=tuple(replace(u, name=name) for u in UTTERANCES),
            points=tuple(replace(point, speaker=name) for point in MEETING.points),
            resolutions=(replace(LIFT, owners=(Field(name),)),),
        )
    )


def words_of(meeting: Meeting) -> tuple[str, ...]:
    """What of a meeting must stand in every file: its resolutions, and who has to do them."""
    actions = (r.action.value for r in meeting.resolutions)
    owners = (owner.value for r in meeting.resolutions for owner in r.owners)
    return (*actions, *owners)
