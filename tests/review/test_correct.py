"""What a person corrects in a draft, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mintobrief.domain import (
    Attendee,
    AudioSpan,
    Composed,
    Cut,
    Deadline,
    DeadlineKind,
    Doubt,
    DoubtKind,
    Edit,
    Field,
    Flag,
    Header,
    Joined,
    Meeting,
    Notice,
    NoticeCode,
    Ordered,
    Part,
    Point,
    PointKind,
    Quote,
    Reheaded,
    Replaced,
    Resolution,
    Retold,
    Retopiced,
    Revoiced,
    Reworded,
    Source,
    SourceKind,
    Speaker,
    Topic,
    Undone,
    Utterance,
    Worded,
)
from mintobrief.errors import BadEdit
from mintobrief.review import accept, amend, reject
from mintobrief.review.correct import (
    apply,
    counted_from,
    moved_by,
    numbered,
    reopened_by,
    reworded_everywhere,
    same_words,
)

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
SAID = (
    "现在开会",
    "先说水棒的事，水棒坏了",
    "水棒由李物业在下周五前修好",
    "下面说门禁",
    "门禁由王主任负责更换",
    "散会",
)


def quote(index: int, words: str) -> tuple[Quote, ...]:
    start = SAID[index].index(words)
    return (Quote(index, start, start + len(words)),)


def said(index: int, text: str) -> Utterance:
    return Utterance(index, text, AudioSpan("s1", 10.0 * index, 10.0 * index + 8), f"S{index % 2}")


PUMP = Resolution(
    "r1",
    Field("维修水棒", quote(2, "水棒由李物业在下周五前修好")),
    (1, 2),
    topic=0,
    owners=(Field("李物业", quote(2, "李物业")),),
    deadline=Field(
        Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20)), quote(2, "下周五前")
    ),
)
GATE = Resolution(
    "r2",
    Field("更换门禁", quote(4, "门禁由王主任负责更换")),
    (4,),
    topic=1,
    owners=(Field("王主任", quote(4, "王主任")),),
    flags=(Flag.NO_DEADLINE,),
)
MEETING = Meeting(
    "m",
    Header(title=Field("例会"), held_on=Field(date(2026, 3, 10))),
    (Source("s1", SourceKind.AUDIO, "会.m4a", "a" * 64, Path("gone"), seconds=60.0),),
    tuple(said(index, text) for index, text in enumerate(SAID)),
    topics=(Topic("水棒", 0, 2), Topic("门禁", 3, 5)),
    points=(Point(0, PointKind.BACKGROUND, "水棒坏了。", quote(1, "水棒坏了"), "S1"),),
    resolutions=(PUMP, GATE),
    speakers=(Speaker("S1", "s1", "王卫国"),),
)


def after(*edits: Edit) -> Meeting:
    return apply(MEETING, edits)


def words_of(meeting: Meeting, field: Field[str]) -> list[str]:
    return [meeting.utterances[q.utterance].text[q.start : q.end] for q in field.quotes]


def test_a_word_that_is_corrected_is_corrected_in_what_was_read_from_it() -> None:
    now = after(Reworded(2, "水泵由李物业在下周五前修好"))
    action = now.resolutions[0].action
    assert action.value == "维修水泵"
    assert words_of(now, action) == ["水泵由李物业在下周五前修好"]
    assert words_of(now, now.resolutions[0].owners[0]) == ["李物业"]
    assert now.resolutions[1] == GATE


def test_a_name_that_is_corrected_is_the_owner_s() -> None:
    now = after(Reworded(2, "水棒由李五爷在下周五前修好"))
    assert now.resolutions[0].owners[0].value == "李五爷"


def test_a_time_limit_in_other_words_has_no_day_until_somebody_counts() -> None:
    now = after(Reworded(2, "水棒由李物业在下周三前修好"))
    limit = now.resolutions[0].deadline
    assert limit is not None
    assert limit.value == Deadline("下周三前", DeadlineKind.DATE)
    assert Flag.UNCOUNTED_DEADLINE in now.resolutions[0].flags


def test_a_point_follows_the_words_it_was_read_from() -> None:
    assert after(Reworded(1, "先说水泵的事，水泵坏了")).points[0].text == "水泵坏了。"


def test_what_a_person_wrote_is_in_no_doubt() -> None:
    unsure = replace(
        MEETING.utterances[1],
        confidence=0.3,
        doubts=(Doubt(2, 4, DoubtKind.UNSURE), Doubt(9, 11, DoubtKind.UNSURE)),
    )
    doubtful = replace(MEETING, utterances=(MEETING.utterances[0], unsure, *MEETING.utterances[2:]))
    now = apply(doubtful, [Reworded(1, "先说水泵的事，水棒坏了")]).utterances[1]
    assert (now.confidence, now.doubts) == (None, (Doubt(9, 11, DoubtKind.UNSURE),))
    assert apply(doubtful, [Reworded(1, SAID[1])]).utterances[1].doubts == ()


@pytest.mark.parametrize(
    "edit",
    [
        Reworded(2, "  "),
        Reworded(2, "一\n二"),
        Reworded(6, "没有这一句"),
        Reworded(-1, "也没有这一句"),
        Cut(0, 0),
        Cut(0, 4),
        Joined(5),
        Joined(2),  # two topics
        Joined(0),  # two voices
        Revoiced((), "S1"),
        Revoiced((9,), "S1"),
        Revoiced((1,), " "),
        Retopiced(()),
        Retopiced((Topic("水泵", 0, 2),)),
        Retopiced((Topic("水泵", 0, 2), Topic("门禁", 2, 5))),
        Retopiced((Topic("水泵", 0, 1), Topic("门禁", 3, 5))),
        Retopiced((Topic(" ", 0, 5),)),
        Retopiced((Topic("水泵", 0, 6),)),
        Reheaded(Header(title=Field(" "))),
        Reheaded(Header(start=Field("15:00"), end=Field("14:00"))),
        Reheaded(Header(start=Field("下午"))),
        Reheaded(Header(title=Field("例会", (Quote(9, 0, 1),)))),
        Reheaded(Header(attendees=(Attendee(""),))),
        Replaced(("r3",), (PUMP,)),
        Replaced(("r1", "r1"), (PUMP,)),
        Replaced(("r1",), ()),
        Replaced((), (PUMP,)),
        Replaced((), (replace(PUMP, id="h1", evidence=(6,)),)),
        Replaced((), (replace(PUMP, id="h1", topic=2),)),
        Ordered(("r1",)),
        Ordered(("r1", "r2", "r3")),
        Ordered(("r1", "r2", "r2")),
        Retold(2, ()),
        Retold(0, (Point(0, PointKind.VIEW, " ", ()),)),
        Retold(0, (Point(0, PointKind.VIEW, "两\n行", ()),)),
        Retold(0, (Point(0, PointKind.VIEW, "长" * 2001, ()),)),
        Retold(0, (Point(0, PointKind.VIEW, "坏了。", (), "王\t明"),)),
        Retold(0, (Point(1, PointKind.VIEW, "坏了。", ()),)),
        Retold(0, (Point(0, PointKind.VIEW, "坏了。", (Quote(6, 0, 1),)),)),
        Retold(0, (Point(0, PointKind.VIEW, "坏了。", ()),) * 301),
        Worded(Part.PURPOSE, ""),
        Worded(Part.PURPOSE, "议了电梯。\n议了门禁。"),
        Worded(Part.OUTLOOK, "会上说好。\n\n下次再议。"),
        Undone(),
    ],
)
def test_an_impossible_edit_is_refused_in_words_a_person_understands(edit: Edit) -> None:
    with pytest.raises(BadEdit) as caught:
        after(edit)
    assert str(caught.value).endswith("。")


def test_all_that_says_the_same_is_found_and_changed_at_once() -> None:
    assert same_words(MEETING, "水棒") == (Quote(1, 2, 4), Quote(1, 7, 9), Quote(2, 0, 2))
    now = after(*reworded_everywhere(MEETING, "水棒", "水泵"))
    assert "".join(u.text for u in now.utterances) == "".join(SAID).replace("水棒", "水泵")
    assert same_words(MEETING, "") == ()


def test_a_cut_utterance_leaves_every_quote_its_words() -> None:
    now = after(Cut(2, 4))
    assert [u.text for u in now.utterances[2:4]] == ["水棒由李", "物业在下周五前修好"]
    assert words_of(now, now.resolutions[0].owners[0]) == ["李", "物业"]
    assert now.resolutions[0].evidence == (1, 2, 3)
    assert now.resolutions[1].evidence == (5,)
    assert now.topics == (Topic("水棒", 0, 3), Topic("门禁", 4, 6))
    spans = [u.evidence for u in now.utterances[2:4]]
    assert spans[0] == AudioSpan("s1", 20.0, 20.0 + 8 * 4 / 13)
    assert isinstance(spans[1], AudioSpan)
    assert (spans[1].start, spans[1].end) == (20.0 + 8 * 4 / 13, 28.0)


def test_joined_utterances_are_one_and_cutting_them_gives_the_words_back() -> None:
    one_voice = replace(
        MEETING, utterances=tuple(replace(u, speaker="S1") for u in MEETING.utterances)
    )
    now = apply(one_voice, [Joined(1)])
    assert now.utterances[1].text == SAID[1] + SAID[2]
    assert now.utterances[1].evidence == AudioSpan("s1", 10.0, 28.0)
    assert words_of(now, now.resolutions[0].owners[0]) == ["李物业"]
    assert now.resolutions[0].evidence == (1,)
    assert now.topics[1] == Topic("门禁", 2, 4)
    again = apply(now, [Cut(1, len(SAID[1]))])
    assert [u.text for u in again.utterances] == list(SAID)
    assert again.resolutions == one_voice.resolutions


def test_a_voice_is_merged_with_another_under_its_name() -> None:
    everything = tuple(range(len(SAID)))
    now = after(Revoiced(everything, "S0"))
    assert {u.speaker for u in now.utterances} == {"S0"}
    assert now.speakers == ()  # nobody is called S1 any more
    assert now.points[0].speaker == "S0"


def test_a_voice_that_is_split_within_a_turn_begins_a_turn() -> None:
    one_turn = replace(
        MEETING, utterances=tuple(replace(u, turn=0, speaker="S1") for u in MEETING.utterances)
    )
    now = apply(one_turn, [Revoiced((2, 3), "S7")])
    assert [u.turn for u in now.utterances] == [0, 0, 1, 1, 2, 2]


def test_what_was_of_a_topic_is_of_the_one_its_words_are_in_now() -> None:
    now = after(Retopiced((Topic("开场", 0, 0), Topic("水泵", 1, 2), Topic("门禁和散会", 3, 5))))
    assert [r.topic for r in now.resolutions] == [1, 2]
    assert now.points[0].topic == 1
    merged = after(Retopiced((Topic("全部", 0, 5),)))
    assert [r.topic for r in merged.resolutions] == [0, 0]


def test_time_limits_count_from_the_day_that_a_person_writes() -> None:
    header = Header(held_on=Field(date(2026, 3, 17)))
    limit = after(Reheaded(header)).resolutions[0].deadline
    assert limit is not None
    assert limit.value.day is None
    friday = Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 27))
    counted = counted_from(MEETING, header, lambda _: friday)
    limit = after(counted).resolutions[0].deadline
    assert limit is not None
    assert limit.value == friday
    assert after(Reheaded(MEETING.header)).resolutions == MEETING.resolutions


def test_who_writes_the_head_has_looked_at_its_day() -> None:
    inferred = Notice(NoticeCode.DAY_INFERRED, "按文件名，暂定为 2026-03-14，请核对。")
    other = Notice(NoticeCode.NO_RESOLUTIONS, "没有找到决议。")
    meeting = replace(MEETING, notices=(inferred, other))
    dated, undated = MEETING.header, replace(MEETING.header, held_on=None)
    assert apply(meeting, [Reheaded(dated)]).notices == (other,)
    assert apply(meeting, [Reheaded(undated)]).notices == (inferred, other)


def test_a_candidate_is_added_where_it_was_said() -> None:
    lamp = Resolution("?", Field("修路灯", (Quote(3, 0, 2),)), (3,))
    now = after(*numbered([Replaced((), (lamp,))], used={"r1", "h4"}))
    assert [r.id for r in now.resolutions] == ["r1", "h5", "r2"]
    assert now.resolutions[1].topic == 1
    assert now.resolutions[1].flags == (Flag.NO_OWNER, Flag.NO_DEADLINE)


def test_two_candidates_are_merged_and_one_is_split() -> None:
    merged = replace(PUMP, id="?", action=Field("修水泵，换门禁"), evidence=(2, 4))
    now = after(*numbered([Replaced(("r1", "r2"), (merged,))], used=()))
    assert [r.id for r in now.resolutions] == ["h1"]
    halves = Replaced(("h1",), (PUMP, GATE))
    split = apply(now, numbered([halves], used={"h1"}))
    assert [r.id for r in split.resolutions] == ["h2", "h3"]


def test_candidates_stand_in_the_order_a_person_gives_and_an_added_near_miss_among_them() -> None:
    assert [r.id for r in after(Ordered(("r2", "r1"))).resolutions] == ["r2", "r1"]
    near = replace(MEETING, near_misses=(replace(GATE, id="n1"),))
    now = apply(near, [Ordered(("n1", "r2", "r1"))])
    assert [r.id for r in now.resolutions] == ["n1", "r2", "r1"]
    assert now.near_misses == ()


def test_a_judgement_on_words_that_changed_waits_again_and_the_others_stand() -> None:
    judged = [accept(PUMP, None, "张", NOON), reject(GATE, "张", NOON)]
    assert reopened_by(MEETING, after(Reworded(2, "水泵由李物业在下周五前修好")), judged) == (
        judged[0],
    )
    for untouched in (Reworded(0, "开会了"), Cut(1, 3), Cut(2, 4), Retopiced((Topic("全", 0, 5),))):
        assert reopened_by(MEETING, after(untouched), judged) == ()


def test_a_judgement_is_open_again_when_its_words_are_put_back() -> None:
    corrected = after(Reworded(4, "门禁由黄主任负责更换"))
    judged = [accept(corrected.resolutions[1], None, "张", NOON)]
    assert reopened_by(corrected, MEETING, judged) == tuple(judged)


def test_what_a_reviewer_edited_moves_with_its_words() -> None:
    edited = amend(replace(GATE, measures=Field("尽快", quote(4, "负责"))), "张", NOON)
    now = after(Cut(1, 3))
    (moved,) = moved_by(MEETING, now, [edited])
    assert moved.edited is not None
    assert moved.edited.measures == Field("尽快", (Quote(5, 6, 8),))
    assert (moved.at, moved.reviewer, moved.edited.evidence) == (NOON, "张", (5,))
    assert moved_by(MEETING, after(Reworded(0, "开会了")), [edited]) == ()


BROKEN = MEETING.points[0]


def test_what_a_person_tells_of_a_topic_stands_and_what_stays_keeps_its_words() -> None:
    typed = Point(0, PointKind.VIEW, "水泵已用十年。", ())
    now = after(Retold(0, (typed, BROKEN)))
    assert now.points == (replace(typed, by_hand=True), BROKEN)
    assert [topic.retold for topic in now.topics] == [True, False]


def test_other_words_of_a_point_keep_its_quotes_and_are_no_longer_the_models() -> None:
    doubted = replace(MEETING, points=(replace(BROKEN, unsupported=True),))
    reworded = replace(doubted.points[0], text="水泵损坏。")
    (now,) = apply(doubted, [Retold(0, (reworded,))]).points
    assert (now.text, now.quotes) == ("水泵损坏。", BROKEN.quotes)
    assert now.by_hand
    assert not now.unsupported


def test_a_topic_may_be_told_in_no_words_at_all() -> None:
    now = after(Retold(0, ()))
    assert now.points == ()
    assert now.topics[0].retold


def test_points_of_other_topics_stay_where_they_are() -> None:
    door = Point(1, PointKind.VIEW, "门禁旧了。", ())
    now = after(Retold(1, (door,)), Retold(0, (BROKEN, BROKEN)))
    assert [point.topic for point in now.points] == [0, 0, 1]


def test_a_topic_that_a_person_told_is_his_however_its_borders_move() -> None:
    one = after(Retold(0, ()), Retopiced((Topic("都", 0, 5),)))
    assert one.topics == (Topic("都", 0, 5, retold=True),)
    other = after(Retold(1, ()), Retopiced((Topic("水", 0, 2), Topic("门", 3, 5))))
    assert [topic.retold for topic in other.topics] == [False, True]


def test_what_a_person_wrote_follows_a_correction_of_the_words_it_quotes() -> None:
    told = Retold(0, (replace(BROKEN, text="会上说水棒坏了。"),))
    (now,) = after(told, Reworded(1, "先说水泵的事，水泵坏了")).points
    assert now.text == "会上说水泵坏了。"
    assert now.by_hand


def test_a_sentence_of_the_whole_is_a_persons_until_he_takes_it_back() -> None:
    mine = Composed(Part.PURPOSE, "会议研究水泵和门禁。")
    outlook = Composed(Part.OUTLOOK, "下次会议检查落实。")
    both = after(Worded(Part.OUTLOOK, outlook.text), Worded(Part.PURPOSE, mine.text))
    assert both.composed == (mine, outlook)
    assert apply(both, [Worded(Part.PURPOSE, None)]).composed == (outlook,)
