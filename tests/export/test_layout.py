"""What a briefing says and in which order, whatever the format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from mintobrief.domain import (
    Attendee,
    Briefing,
    Deadline,
    DeadlineKind,
    Field,
    Header,
    Meeting,
    Point,
    PointKind,
    Quote,
    Resolution,
    Topic,
)
from mintobrief.export import Edition, write_briefing
from mintobrief.export.blocks import (
    Heading,
    Index,
    Labelled,
    Paragraph,
    ResolutionBlock,
    Run,
    plain_text,
)
from mintobrief.export.heads import title_lines, title_of
from mintobrief.export.layout import lay_out
from mintobrief.export.numerals import chinese_number
from mintobrief.export.outcome import deadline_of
from mintobrief.export.pen import pen_for, printable
from mintobrief.export.provenance import passages
from mintobrief.export.wording import load_wording
from tests import strategies
from tests.export.conftest import GATE, LIFT, MEETING, SHED, reviewed

PEN = pen_for(Edition.ARCHIVE)


def written(briefing: Briefing, folder: Path, edition: Edition = Edition.ARCHIVE) -> str:
    write_briefing(briefing, "txt", folder / "b.txt", edition)
    return (folder / "b.txt").read_text(encoding="utf-8")


def test_a_briefing_has_its_parts_in_the_order_of_the_template(
    briefing: Briefing, tmp_path: Path
) -> None:
    """From the head over the particulars to the index of evidence and the foot."""
    parts = [
        "物业治理推进会简报",
        "（发布单位待填）　2026年3月15日",
        "锦绣花园小区2026年第一季度物业管理联席会议简报",
        "一、会议概况",
        "会议名称：锦绣花园小区2026年第一季度物业管理联席会议",
        "会议时间：2026年3月14日（星期六）14:00—16:10",
        "会议地点：锦绣社区居委会二楼会议室",
        "参会人员：共4人。",
        "业主委员会（2人）：李建国（业委会主任）、王芳（委员）",
        "列席人员：派出所（1人）：赵民警",
        "主持人：李建国（业委会主任）",
        "记录人：（会议未明确记录人）",
        "二、会议主题及主要议题",
        "（一）电梯安全",
        "1.背景",
        "2.讨论情况",
        "张伟：钢丝绳磨损超标",
        "3.意见交锋与共识",
        "（二）车棚与道闸",
        "三、会议成果与重要决议",
        "（一）更换3号楼两部电梯的钢丝绳",
        "具体措施：停梯两天",
        "责任主体：张伟、恒安物业公司",
        "完成时限：下周五前（2026年3月20日 星期五）",
        "监督方式：业委会每周抽查",
        "表决情况：赞成7票，反对0票，弃权1票。",
        "（二）确定电动自行车棚的选址",
        "四、下一步工作计划与展望",
        "附件：",
        "会议录音“会议录音.m4a”（时长00:30:34）",
        "依据索引：",
        "决议一 ← 录音 00:14:32（会议录音.m4a）“下周五前把3号楼",
        "决议二 ← 扫描件第3页第1行（签到表.jpg）“电动自行车棚选址尽快定。”",
        "决议三 ← 笔记第3行（笔记.txt）“北门道闸",
        "发：各参会单位",
        "审核：刘敏",
    ]
    text = written(briefing, tmp_path)
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_what_the_meeting_did_not_settle_stands_in_red(briefing: Briefing) -> None:
    """Owner and date are due in every resolution, measures and oversight only where there are."""
    [shed] = [
        block
        for block in lay_out(briefing, Edition.ARCHIVE).blocks
        if isinstance(block, ResolutionBlock) and "选址" in block.heading.text
    ]
    red = {line.label: [r.text for r in line.lines[0] if r.missing] for line in shed.lines}
    assert red == {
        "责任主体": ["（会议未明确责任人）"],
        "完成时限": ["（会议未明确具体日期）"],
    }


def test_a_vote_is_shown_only_where_one_was_taken(briefing: Briefing) -> None:
    """A joint meeting has no ballot."""
    voted = [
        any(line.label == "表决情况" for line in block.lines)
        for block in lay_out(briefing, Edition.ARCHIVE).blocks
        if isinstance(block, ResolutionBlock)
    ]
    assert voted == [True, False, False]


def test_a_rejected_candidate_is_nowhere(tmp_path: Path) -> None:
    """Not in the plan, not in the index, not in the count."""
    from mintobrief.review import compile_briefing, reject
    from tests.export.conftest import NOON

    judgements = [reject(r, "刘敏", NOON) for r in MEETING.resolutions]
    text = written(compile_briefing(MEETING, judgements), tmp_path)
    assert "道闸修好" not in text
    assert "形成决议0项" in text
    assert text.count("本次会议没有形成决议。") == 2


@given(strategies.meetings())
def test_every_accepted_action_is_in_the_layout(meeting: Meeting) -> None:
    """Nothing a person let stand gets lost on the way to the page."""
    briefing = reviewed(meeting)
    found = [
        block.heading.text
        for block in lay_out(briefing, Edition.ARCHIVE).blocks
        if isinstance(block, ResolutionBlock)
    ]
    assert found == [PEN.text(r.action.value) for r in briefing.resolutions]


@given(strategies.meetings())
def test_every_utterance_a_resolution_rests_on_is_in_the_index(meeting: Meeting) -> None:
    """In the order of the resolutions; lines of a page that follow one another are one entry."""
    blocks = lay_out(reviewed(meeting), Edition.ARCHIVE).blocks
    entries = [entry for block in blocks if isinstance(block, Index) for entry in block.entries]
    found = [passages(meeting, r.evidence) for r in meeting.resolutions]
    assert len(entries) == sum(max(1, len(one)) for one in found)
    rested_on = [number for one in found for passage in one for number in passage.utterances]
    assert rested_on == [number for r in meeting.resolutions for number in r.evidence]


def test_the_posted_edition_quotes_nobody_word_by_word(briefing: Briefing, tmp_path: Path) -> None:
    """The index of evidence is for the files."""
    assert "依据索引" not in written(briefing, tmp_path, Edition.PUBLIC)


@pytest.mark.parametrize(
    ("deadline", "told"),
    [
        (
            Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20)),
            "下周五前（2026年3月20日 星期五）",
        ),
        (Deadline("2026-03-20", DeadlineKind.DATE, date(2026, 3, 20)), "2026年3月20日 星期五"),
        (
            Deadline("2026年3月20日前", DeadlineKind.DATE, date(2026, 3, 20)),
            "2026年3月20日前（星期五）",
        ),
        (Deadline("每周一", DeadlineKind.RECURRING), "每周一"),
        (Deadline("下次会议前", DeadlineKind.EVENT), "下次会议前"),
        (Deadline("尽快", DeadlineKind.VAGUE), "尽快（会议未明确具体日期）"),
        (Deadline("周五", DeadlineKind.DATE), "周五（会议日期不明，未能推算具体日期）"),
    ],
)
def test_a_deadline_is_told_as_said_and_as_a_day(deadline: Deadline, told: str) -> None:
    """A person sees both forms, and in red where there is no day."""
    resolution = Resolution("r", Field("更换"), (), deadline=Field(deadline))
    assert plain_text(deadline_of(resolution, PEN)) == told


def test_the_plan_goes_by_deadline(briefing: Briefing) -> None:
    """The nearest day first, what has none last."""
    from mintobrief.export.outcome import by_deadline

    assert by_deadline((SHED, GATE, LIFT)) == [LIFT, GATE, SHED]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("锦绣花园联席会议", "锦绣花园联席会议简报"),
        ("专题会议纪要", "专题会议简报"),
        ("第一期简报", "第一期简报"),
        ("专题会议记要", "专题会议简报"),
        ("锦绣花园联席会议记录", "锦绣花园联席会议简报"),
        ("碰头会会议纪要", "碰头会简报"),
        ("业主委员会会议记录", "业主委员会会议简报"),
        ("六月例会议定事项表", "六月例会简报"),
        ("居委会记录", "居委会记录简报"),
        ("会议记录", "物业治理推进会简报"),
        (None, "物业治理推进会简报"),
    ],
)
def test_the_title_is_that_of_a_briefing(title: str | None, told: str) -> None:
    """Minutes become a briefing, a briefing stays one."""
    assert title_of(Header(title=Field(title) if title else None), PEN) == told


def test_a_long_title_is_cut_between_words() -> None:
    """Near the middle, and only where a word surely ends."""
    assert title_lines("锦绣花园小区2026年第一季度物业管理联席会议简报") == (
        "锦绣花园小区2026年第一季度",
        "物业管理联席会议简报",
    )
    assert title_lines("联席会议简报") == ("联席会议简报",)
    assert title_lines("议" * 30) == ("议" * 30,)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("形成会议记要", "形成会议纪要"),
        ("预会人员", "与会人员"),
        ("催促执行", "督促执行"),
        ("登记要求在周五前完成", "登记要求在周五前完成"),
        ("会议记要点", "会议记要点"),
        ("图纸预会审", "图纸预会审"),
    ],
)
def test_known_slips_of_the_pen_are_put_right(wrong: str, right: str) -> None:
    """And only those: the same characters by chance stay."""
    assert PEN.text(wrong) == right


def test_quoted_words_keep_their_slips() -> None:
    """Evidence is to the letter."""
    assert PEN.quote("预会人员") == "预会人员"


def test_printable_text_is_one_line_that_xml_can_hold() -> None:
    """Breaks become blanks; what cannot be shown goes."""
    assert printable(" a\r\nb\x00\x0c\ufffec\udc80\u202e ") == "a b c\ufffd"


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_headings_count_in_chinese(number: int, told: str) -> None:
    """As 公文 numbers them."""
    assert chinese_number(number) == told


def test_the_wording_is_data_and_whole() -> None:
    """The set phrases live under prompts/, and each can be filled with what its place gives."""
    wording = load_wording()
    assert wording.say("sections.plan") == "下一步工作计划与展望"
    assert wording.say("resolutions.votes", for_=7, against=0, abstain=1).startswith("赞成7票")


def test_numbers_of_sections_follow_the_levels(briefing: Briefing) -> None:
    """一、 then （一） then 1."""
    headings = [b for b in lay_out(briefing, Edition.ARCHIVE).blocks if isinstance(b, Heading)]
    assert [h.number for h in headings if h.level == 1] == ["一、", "二、", "三、", "四、"]
    assert [h.number for h in headings if h.level == 2] == ["（一）", "（二）"]
    assert [h.number for h in headings if h.level == 3] == ["1.", "2.", "3.", "1."]


def test_people_without_a_body_come_last(briefing: Briefing) -> None:
    """They are counted like all others."""
    loose = replace(MEETING.header.attendees[0], name="周明", org=None, role=None)
    header = replace(MEETING.header, attendees=(loose, *MEETING.header.attendees))
    blocks = lay_out(reviewed(replace(MEETING, header=header)), Edition.ARCHIVE).blocks
    [people] = [b for b in blocks if isinstance(b, Labelled) and b.label == "参会人员"]
    assert people.lines[0] == (Run("共5人。"),)
    assert people.lines[-1] == (Run("其他（1人）：周明"),)


def lines_of(meeting: Meeting) -> list[str]:
    """Headings and paragraphs of a briefing whose candidates were all accepted."""
    return [
        block.numbered if isinstance(block, Heading) else block.number + plain_text(block.runs)
        for block in lay_out(reviewed(meeting), Edition.ARCHIVE).blocks
        if isinstance(block, Heading | Paragraph)
    ]


def test_the_name_of_the_paper_is_not_the_meeting_s() -> None:
    """Minutes of a meeting are headed with its name and their own."""
    header = replace(MEETING.header, title=Field("锦绣花园联席会议记录"))
    blocks = lay_out(reviewed(replace(MEETING, header=header)), Edition.ARCHIVE).blocks
    [name] = [b for b in blocks if isinstance(b, Labelled) and b.label == "会议名称"]
    assert name.lines == ((Run("锦绣花园联席会议"),),)


def test_people_who_are_only_counted_are_counted() -> None:
    """楼组长6人 on the list are six."""
    counted = (Attendee("楼组长6人"), Attendee("其他三人", None, "业主委员会"))
    header = replace(MEETING.header, attendees=(*MEETING.header.attendees, *counted))
    blocks = lay_out(reviewed(replace(MEETING, header=header)), Edition.ARCHIVE).blocks
    [people] = [b for b in blocks if isinstance(b, Labelled) and b.label == "参会人员"]
    assert people.lines[0] == (Run("共13人。"),)
    assert plain_text(people.lines[1]).startswith("业主委员会（5人）：李建国")


def test_what_was_agreed_stands_in_the_words_of_the_resolution() -> None:
    """Not in those of whoever gave or took the task."""
    spoken = Point(0, PointKind.CONSENSUS, "张师傅你下周五前换掉。", (Quote(0, 0, 11),), "李建国")
    lines = lines_of(replace(MEETING, points=(*MEETING.points, spoken)))
    assert "经讨论，会议议定：更换3号楼两部电梯的钢丝绳。" in lines
    assert "经讨论，会议议定：确定电动自行车棚的选址；修好北门道闸。" in lines
    assert not any("张师傅" in line for line in lines)


def test_what_a_rejected_candidate_rests_on_was_only_said() -> None:
    """It stays in the discussion and is no consensus."""
    from mintobrief.review import compile_briefing, reject
    from tests.export.conftest import NOON

    spoken = Point(0, PointKind.CONSENSUS, "钢丝绳下周五前换掉。", (Quote(0, 0, 11),), "李建国")
    meeting = replace(MEETING, points=(spoken,))
    briefing = compile_briefing(meeting, [reject(r, "刘敏", NOON) for r in meeting.resolutions])
    blocks = lay_out(briefing, Edition.ARCHIVE).blocks
    assert [b.text for b in blocks if isinstance(b, Heading) and b.level == 3] == ["讨论情况"]


def test_a_look_back_is_a_section_of_its_own() -> None:
    """A joint meeting tells first what became of the last one's resolutions."""
    topics = (Topic("上次议定事项落实情况", 0, 0), *MEETING.topics, Topic("议定事项", 3, 3))
    points = (
        Point(0, PointKind.VIEW, "车库换灯已办结。", (Quote(2, 0, 5),)),
        Point(0, PointKind.BACKGROUND, "门岗亭推进中。", (Quote(3, 0, 5),)),
        *(replace(point, topic=1) for point in MEETING.points),
    )
    lines = lines_of(replace(MEETING, topics=topics, points=points, resolutions=()))
    start = lines.index("二、上次议定事项落实情况")
    assert lines[start + 1 : start + 4] == [
        "1.车库换灯已办结。",
        "2.门岗亭推进中。",
        "三、会议主题及主要议题",
    ]
    assert "（一）电梯安全" in lines
    assert not any("议定事项" in line for line in lines[start + 4 :] if "（三）" in line)
    assert "电梯安全、车棚与道闸等2项议题" in lines[start + 4]


def test_a_voice_without_a_name_is_somebody_present() -> None:
    """A line of notes that names nobody is nobody's word."""
    quotes = ((Quote(0, 0, 5),), (Quote(3, 0, 5),))
    points = tuple(Point(1, PointKind.VIEW, "道闸太慢。", quote) for quote in quotes)
    lines = lines_of(replace(MEETING, points=points))
    assert [line for line in lines if "道闸太慢" in line] == ["与会人员：道闸太慢。", "道闸太慢。"]
