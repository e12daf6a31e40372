"""What a person wrote in the text is printed as it was written."""

from __future__ import annotations

from dataclasses import replace

from mintobrief.domain import Composed, Meeting, Part, Point, PointKind, Quote, Topic
from mintobrief.export import Edition
from mintobrief.export.blocks import Paragraph, plain_text
from mintobrief.export.layout import lay_out
from tests.export.conftest import MEETING, reviewed

AGREED = Point(0, PointKind.CONSENSUS, "大家都同意换。", (Quote(0, 0, 4),))


def printed(meeting: Meeting) -> list[str]:
    """The paragraphs of the briefing."""
    blocks = lay_out(reviewed(meeting), Edition.ARCHIVE).blocks
    return [plain_text(block.runs) for block in blocks if isinstance(block, Paragraph)]


def told(*points: Point, retold: bool = True) -> Meeting:
    """The meeting with nothing else told of its first topic."""
    first, *others = MEETING.topics
    topics = (replace(first, retold=retold), *others)
    return replace(MEETING, topics=topics, points=points)


def test_what_a_person_calls_consensus_is_printed_beside_the_resolution() -> None:
    assert "大家都同意换。" not in "".join(printed(told(AGREED)))
    said = printed(told(replace(AGREED, by_hand=True)))
    assert "大家都同意换。" in "".join(said)


def test_a_name_that_a_person_took_away_stays_away() -> None:
    view = Point(0, PointKind.VIEW, "磨损超标。", (Quote(0, 0, 4),), by_hand=True)
    assert "与会人员：磨损超标。" in printed(told(view))
    assert "磨损超标。" in printed(told(replace(view, speaker="")))


def test_a_topic_that_a_person_left_empty_is_not_called_unfinished() -> None:
    lone = Topic("其他", 3, 3)
    gap = "（本议题未整理出讨论情况）"
    empty = replace(MEETING, topics=(*MEETING.topics, lone))
    assert gap in printed(empty)
    emptied = replace(MEETING, topics=(*MEETING.topics, replace(lone, retold=True)))
    assert gap not in printed(emptied)


def test_points_of_a_look_back_stay_as_a_person_put_them() -> None:
    back = Topic("上次议定事项落实情况", 0, 3)
    later = Point(0, PointKind.VIEW, "道闸修了。", (Quote(3, 0, 4),))
    first = Point(0, PointKind.VIEW, "钢丝绳换了。", (Quote(0, 0, 4),))
    meeting = replace(MEETING, topics=(back,), points=(later, first), resolutions=())
    said = [line for line in printed(meeting) if "了。" in line]
    assert [line.partition("：")[2] or line for line in said] == ["钢丝绳换了。", "道闸修了。"]
    mine = replace(meeting, topics=(replace(back, retold=True),))
    assert [line for line in printed(mine) if "了。" in line] == said[::-1]


def test_the_sentences_of_the_whole_are_the_persons() -> None:
    composed = (
        Composed(Part.PURPOSE, "会议为电梯安全召开。"),
        Composed(Part.OUTLOOK, "下月检查落实。\n年底总结。"),
    )
    said = printed(replace(MEETING, composed=composed))
    assert "会议为电梯安全召开。" in said
    assert not any(line.startswith("会议围绕") for line in said)
    assert said.index("年底总结。") == said.index("下月检查落实。") + 1
