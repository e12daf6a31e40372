"""What a meeting says of earlier resolutions: state, day, words, and when to be silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Field,
    Header,
    Meeting,
    Resolution,
    TextSpan,
    Topic,
    Utterance,
)
from mintobrief.domain.proposal import Proposal
from mintobrief.domain.task import Task, TaskId, TaskState
from mintobrief.extract.lookback import proposals
from mintobrief.language.sentences import split_sentences

TABLE = Path(__file__).with_name("lookback.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in TABLE if line and not line.startswith("#")]
BEFORE, TODAY = date(2025, 10, 16), date(2025, 11, 20)
ROPE, GATE, LAMPS = "更换3号楼电梯钢丝绳", "修好北门道闸", "安装7号楼楼道声控灯"


def talk(*lines: str, topics: Sequence[Topic] = (), held_on: date | None = TODAY) -> Meeting:
    """A meeting of lines, those of a speaker as 姓名：话, others as they were written down."""
    header = Header(held_on=Field(held_on) if held_on else None)
    return Meeting("next", header, (), tuple(_said(lines)), tuple(topics))


def _said(lines: Iterable[str]) -> Iterable[Utterance]:
    for turn, line in enumerate(lines):
        speaker, mark, words = line.partition("：")
        speaker, words = (speaker, words) if mark else ("", line)
        for start, end in split_sentences(words, 0, len(words)):
            span = TextSpan("s", turn * 1000 + start, turn * 1000 + end)
            name = speaker or None
            yield Utterance(turn, words[start:end], span, speaker=name, name=name)


def task(action: str, number: int = 1, **known: object) -> Task:
    made = Task(TaskId("last", f"r{number}"), action, agreed_on=BEFORE)
    return replace(made, **known)  # type: ignore[arg-type]


def only(meeting: Meeting, *tasks: Task) -> Proposal:
    (found,) = proposals(meeting, tasks)
    return found


@pytest.mark.parametrize(("action", "said", "state"), ROWS, ids=[f"{r[0]}:{r[1]}" for r in ROWS])
def test_an_answer_to_an_item_that_is_read_out(action: str, said: str, state: str) -> None:
    """Reports are taken as such; questions, hopes, plans, conditions and hearsay are none."""
    meeting = talk("张书记：先对上次会议定的事项。", f"小王：第一条，{action}。", f"李工：{said}")
    found = proposals(meeting, [task(action)])
    assert [str(one.state) for one in found] == ([] if state == "-" else [state])


def test_items_read_out_one_by_one_are_told_apart() -> None:
    meeting = talk(
        "主任：上回定的一条一条过。",
        f"小王：第一条，{ROPE}，张伟。",
        "张伟：换好了，验收也过了。",
        f"小王：第二条，{GATE}。",
        "李工：还没修，等配件。",
        "主任：那改到十二月五号。",
        f"小王：第三条，{LAMPS}。",
        "李工：这个我回去看看。",
    )
    found = proposals(meeting, [task(ROPE, 1), task(GATE, 2), task(LAMPS, 3)])
    assert [(p.task.resolution_id, p.state, p.day) for p in found] == [
        ("r1", TaskState.DONE, None),
        ("r2", TaskState.CARRIED, date(2025, 12, 5)),
    ]


def test_what_was_said_is_quoted_and_explained() -> None:
    meeting = talk(f"小王：上次会议定的第一条，{ROPE}。", "张伟：二十六号就换好了。")
    found = only(meeting, task(ROPE))
    words = [meeting.utterances[q.utterance].text[q.start : q.end] for q in found.quotes]
    assert words == [f"上次会议定的第一条，{ROPE}。", "二十六号就换好了"]
    assert found.utterances == (0, 1)
    assert found.note == "张伟：二十六号就换好了。"
    assert "张伟在第2段说“二十六号就换好了”" in found.because
    assert ROPE in found.because
    assert "已办结" in found.because


def test_what_is_done_is_told_before_what_is_not() -> None:
    meeting = talk(f"小王：对账，第一条，{ROPE}。", "张伟：换了一部。还差一部，配件没到。")
    assert only(meeting, task(ROPE)).note == "张伟：换了一部。还差一部，配件没到。"


def test_the_day_of_the_work_is_read_where_it_lies_between_the_meetings() -> None:
    meeting = talk(f"小王：对账，{ROPE}。", "张伟：十月二十六号就换好了。")
    assert only(meeting, task(ROPE)).day == date(2025, 10, 26)
    beside = talk(f"小王：对账，{ROPE}。", "张伟：换好了，二十六号就换好了。")
    assert only(beside, task(ROPE)).day == date(2025, 10, 26)
    later = talk(f"小王：对账，{ROPE}。", "张伟：换好了，十二月一号再检查一遍。")
    assert only(later, task(ROPE)).day is None


def test_another_building_is_another_task() -> None:
    lines = ("主任：回头看。", "李工：5号楼电梯的钢丝绳换好了。")
    assert proposals(talk(*lines), [task(ROPE)]) == ()


def test_two_tasks_alike_leave_it_open_which_is_meant() -> None:
    meeting = talk("主任：回头看。", "李工：道闸修好了。")
    tasks = [task("修好北门道闸", 1), task("修好南门道闸", 2)]
    assert proposals(meeting, tasks) == ()
    found = proposals(talk("主任：回头看。", "李工：南门道闸修好了。"), tasks)
    assert [one.task.resolution_id for one in found] == ["r2"]


def test_an_item_nobody_knows_is_not_taken_for_the_one_before() -> None:
    meeting = talk(
        "主任：上次定的逐条过。",
        f"小王：第一条，{ROPE}。",
        "小王：第二条，团购年货。",
        "李工：办好了。",
    )
    assert proposals(meeting, [task(ROPE)]) == ()


def test_new_business_is_no_report() -> None:
    """The same things under today's items: who says 弄好了 there speaks of something else."""
    meeting = talk(
        "主任：旧账过完了，说今天的新事。", "李工：电梯广告的合同签好了。", "李工：弄好了。"
    )
    assert proposals(meeting, [task(ROPE)]) == ()


def test_without_a_look_back_only_a_plain_report_of_a_plain_thing_counts() -> None:
    told = talk("李工：3号楼电梯的钢丝绳已经换好了。", "王芳：电梯里还有味道。")
    assert only(told, task(ROPE)).state is TaskState.DONE
    vague = talk("李工：电梯那个事弄好了。")
    assert proposals(vague, [task(ROPE)]) == ()


def test_lines_of_notes_are_reports_too() -> None:
    topics = (Topic("上次议定事项落实情况", 0, 2), Topic("本次议题", 3, 3))
    meeting = talk(
        "上次议定事项落实情况",
        f"1. {ROPE}，已完成。",
        f"2. {GATE}，正在采购配件，延期到12月10日。",
        f"3. {LAMPS}，由工程部安排。",
        topics=topics,
    )
    found = proposals(meeting, [task(ROPE, 1), task(GATE, 2), task(LAMPS, 3)])
    assert [(p.task.resolution_id, p.state, p.day) for p in found] == [
        ("r1", TaskState.DONE, None),
        ("r2", TaskState.CARRIED, date(2025, 12, 10)),
    ]
    assert found[0].note == f"{ROPE}，已完成。"


def test_a_relapse_opens_it_again_and_a_closing_word_closes_it() -> None:
    lines = [f"小王：对账，第一条，{GATE}。", "李工：修好了，上礼拜又坏了。"]
    assert only(talk(*lines), task(GATE)).state is TaskState.OPEN
    assert only(talk(*lines, "李工：昨天换了板子。", "主任：那就销号。"), task(GATE)).state is (
        TaskState.DONE
    )


def test_what_is_resolved_upon_again_is_carried_to_its_new_day() -> None:
    meeting = talk(
        f"小王：对账，第一条，{GATE}。",
        "李工：没修，缺板子。",
        "李工：十二月五号前道闸修好。",
        "主任：行。",
    )
    again = Resolution(
        "r1",
        Field("修好道闸"),
        (2, 3),
        deadline=Field(Deadline("十二月五号前", DeadlineKind.DATE, date(2025, 12, 5))),
    )
    found = only(replace(meeting, resolutions=(again,)), task(GATE))
    assert (found.state, found.day) == (TaskState.CARRIED, date(2025, 12, 5))
    assert "新的时限" in found.because


def test_tasks_of_the_meeting_itself_and_of_later_ones_are_passed_over() -> None:
    meeting = talk(f"小王：对账，第一条，{ROPE}。", "李工：换好了。")
    own = replace(task(ROPE), id=TaskId("next", "r1"))
    later = task(ROPE, agreed_on=date(2025, 12, 1))
    assert proposals(meeting, [own, later]) == ()
    assert proposals(meeting, []) == ()


def test_a_meeting_without_a_day_counts_no_days() -> None:
    meeting = talk(f"小王：对账，第一条，{ROPE}。", "李工：推到下月。", held_on=None)
    assert only(meeting, task(ROPE)).day is None


WORDS = st.sampled_from(
    [
        "换好了",
        "还没换",
        "推到下月",
        "3号楼",
        "电梯",
        "钢丝绳",
        "道闸",
        "吗？",
        "。",
        "，",
        "上次会议定的",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map("".join), min_size=1, max_size=5))
def test_whatever_is_said_a_proposal_quotes_the_meeting(lines: list[str]) -> None:
    kept = [f"甲：{line}" for line in lines if line.strip("。，？")]
    meeting = talk(*kept)
    found = proposals(meeting, [task(ROPE, 1), task(GATE, 2)])
    assert len({one.task for one in found}) == len(found)
    for one in found:
        assert one.note
        for quote in one.quotes:
            assert quote.end <= len(meeting.utterances[quote.utterance].text)
