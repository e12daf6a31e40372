"""A person's word on who speaks reaches the briefing; what was judged stays as judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mintobrief.domain import (
    Attendee,
    Field,
    Header,
    Meeting,
    Naming,
    Point,
    PointKind,
    Quote,
    Resolution,
    Source,
    SourceKind,
    Speaker,
    TextSpan,
    Topic,
    Utterance,
)
from mintobrief.errors import BadEdit
from mintobrief.review import accept, compile_briefing, read_namings, with_namings

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
FIX = Resolution("r1", Field("修好门禁"), (1,), owners=(Field("李经理", (Quote(1, 0, 2),)),))


def said(place: int, speaker: str, name: str | None, source: str = "a") -> Utterance:
    return Utterance(place, "我去修。", TextSpan(source, place, place + 4), speaker, name)


def file(source_id: str, kind: SourceKind = SourceKind.AUDIO) -> Source:
    return Source(source_id, kind, f"{source_id}.m4a", "0" * 64, Path("gone"))


MEETING = Meeting(
    id="m",
    header=Header(
        host=Field("王主任"), attendees=(Attendee("王主任"), Attendee("李经理", "经理", "物业"))
    ),
    sources=(file("a"),),
    utterances=(said(0, "S1", "王主任"), said(1, "S2", "李经理"), said(2, "S3", None)),
    topics=(Topic("门禁", 0, 2),),
    points=(
        Point(0, PointKind.VIEW, "去修", (Quote(1, 0, 3),), "李经理"),
        Point(0, PointKind.VIEW, "去修", (Quote(2, 0, 3),)),
    ),
    resolutions=(FIX,),
    speakers=(
        Speaker("S1", "a", "王主任", evidence=(1,), confidence=0.9, is_chair=True),
        Speaker("S2", "a", "李经理", "经理", "物业", (0,), 0.8),
    ),
)


def naming(text: str, minutes: int = 0, meeting: Meeting = MEETING) -> Naming:
    [made] = read_namings(text, meeting, "周玲", NOON + timedelta(minutes=minutes))
    return made


def test_a_new_name_stands_wherever_the_proposed_one_stood() -> None:
    renamed = with_namings(MEETING, [naming("S2=李强")])
    assert [u.name for u in renamed.utterances] == ["王主任", "李强", None]
    assert [p.speaker for p in renamed.points] == ["李强", None]
    assert [a.name for a in renamed.header.attendees] == ["王主任", "李强"]
    assert renamed.speakers[1] == Speaker(
        "S2", "a", "李强", evidence=(0,), confidence=0.8, confirmed=True
    )


def test_a_name_that_a_point_brought_in_follows() -> None:
    point = Point(0, PointKind.VIEW, "李经理去修。", (Quote(1, 0, 4),), "物业经理李经理")
    meeting = replace(MEETING, points=(point,))
    (told,) = with_namings(meeting, [naming("S2=陈工", meeting=meeting)]).points
    assert (told.text, told.speaker) == ("陈工去修。", "陈工")
    (same,) = with_namings(meeting, [naming("S2=李经理", meeting=meeting)]).points
    assert same == point


def test_a_name_that_was_said_stays_as_it_was_said() -> None:
    utterance = replace(MEETING.utterances[1], text="李经理去修。")
    utterances = (MEETING.utterances[0], utterance, MEETING.utterances[2])
    point = Point(0, PointKind.VIEW, "李经理去修。", (Quote(1, 0, 6),), "王主任")
    meeting = replace(MEETING, utterances=utterances, points=(point,))
    (told,) = with_namings(meeting, [naming("S2=陈工", meeting=meeting)]).points
    assert told.text == "李经理去修。"


def test_the_chair_s_new_name_is_the_host_s() -> None:
    assert with_namings(MEETING, [naming("S1=王兰")]).header.host == Field("王兰")


def test_a_host_nobody_named_is_named_with_the_voice_that_leads() -> None:
    nameless = replace(
        MEETING,
        header=Header(),
        utterances=(said(0, "S1", None),),
        points=(),
        speakers=(Speaker("S1", "a", None, is_chair=True),),
    )
    assert with_namings(nameless, [naming("S1=王兰", 0, nameless)]).header.host == Field("王兰")


def test_a_label_alone_confirms_what_was_proposed() -> None:
    confirmed = with_namings(MEETING, [naming("S2")])
    assert confirmed.speakers[1] == replace(MEETING.speakers[1], confirmed=True)
    assert confirmed.utterances == MEETING.utterances


def test_a_name_taken_back_leaves_the_label() -> None:
    bare = with_namings(MEETING, [naming("S2=")])
    assert bare.utterances[1].name is None
    assert [a.name for a in bare.header.attendees] == ["王主任"]
    assert bare.points[0].speaker is None


def test_a_voice_without_a_proposal_can_be_named() -> None:
    renamed = with_namings(MEETING, [naming("S3=孙阿姨")])
    assert renamed.utterances[2].name == "孙阿姨"
    assert renamed.points[1].speaker == "孙阿姨"
    assert renamed.speakers[-1] == Speaker("S3", "a", "孙阿姨", confirmed=True)


def test_whoever_spoke_was_present_and_is_listed_once() -> None:
    renamed = with_namings(MEETING, [naming("S3=孙阿姨")])
    assert [a.name for a in renamed.header.attendees] == ["王主任", "李经理", "孙阿姨"]
    listed = replace(MEETING, header=Header(attendees=(Attendee("王卫国", "业委会主任"),)))
    known = with_namings(listed, [naming("S3=王主任", 0, listed)])
    assert [a.name for a in known.header.attendees] == ["王卫国"]


def test_who_was_listed_under_a_name_heard_wrongly_is_listed_once_and_keeps_the_post() -> None:
    heard = Attendee("郑国动", "工程主管", "物业", (Quote(0, 0, 2),))
    listed = replace(MEETING, header=Header(attendees=(heard,)))
    known = with_namings(listed, [naming("S3=郑国栋", 0, listed)])
    assert known.header.attendees == (replace(heard, name="郑国栋"),)


@pytest.mark.parametrize(
    "other",
    [
        Attendee("郑国动", "工程主管"),  # a person typed it
        Attendee("王国栋", "保安", None, (Quote(0, 0, 2),)),  # another family
        Attendee("郑晓敏", "会计", None, (Quote(0, 0, 2),)),  # sounds otherwise
    ],
)
def test_somebody_else_stays_listed_beside_who_spoke(other: Attendee) -> None:
    listed = replace(MEETING, header=Header(attendees=(other,)))
    known = with_namings(listed, [naming("S3=郑国栋", 0, listed)])
    assert [a.name for a in known.header.attendees] == [other.name, "郑国栋"]


def test_the_latest_word_counts() -> None:
    namings = [naming("S2=李强", 1), naming("S2=李刚", 0)]
    assert with_namings(MEETING, namings).utterances[1].name == "李强"


def test_two_names_can_be_exchanged() -> None:
    renamed = with_namings(MEETING, [naming("S1=李经理"), naming("S2=王主任")])
    assert [u.name for u in renamed.utterances[:2]] == ["李经理", "王主任"]
    assert renamed.header.host == Field("李经理")


def test_the_briefing_has_the_names_but_owners_as_they_were_judged() -> None:
    """A resolution says what its reviewer let stand; only another judgement changes it."""
    briefing = compile_briefing(MEETING, [accept(FIX, None, "周玲", NOON)], [naming("S2=李强")])
    assert briefing.meeting.utterances[1].name == "李强"
    assert briefing.resolutions == (FIX,)


@pytest.mark.parametrize(
    ("text", "told"),
    [("S9=王兰", "S1、S2、S3"), ("S3", "S3=王主任"), ("王兰", "标签=姓名"), ("", "标签=姓名")],
)
def test_a_naming_that_makes_no_sense_says_what_would(text: str, told: str) -> None:
    with pytest.raises(BadEdit, match=told):
        naming(text)


@pytest.mark.parametrize("name", ["红\x1b[31m", "王\n主任", "李\u202e强", "张" * 41])
def test_a_name_that_would_spoil_a_page_is_refused(name: str) -> None:
    with pytest.raises(BadEdit, match="一行"):
        read_namings(f"S1={name}", MEETING, "周玲", NOON)


def test_a_label_is_one_voice_over_the_recordings_of_a_meeting() -> None:
    two = replace(
        MEETING,
        sources=(file("a"), file("b")),
        utterances=(*MEETING.utterances, said(0, "S2", None, "b")),
    )
    namings = read_namings("S2=李强", two, "周玲", NOON)
    renamed = with_namings(two, namings)
    assert [u.name for u in renamed.utterances] == ["王主任", "李强", None, "李强"]


def test_a_label_of_two_files_needs_the_file() -> None:
    two = replace(
        MEETING,
        sources=(file("a"), file("b", SourceKind.TRANSCRIPT)),
        utterances=(*MEETING.utterances, said(0, "S2", None, "b")),
    )
    with pytest.raises(BadEdit, match=r"S2@a\.m4a、S2@b\.m4a"):
        naming("S2=李强", 0, two)
    renamed = with_namings(two, [naming("S2@b.m4a=李强", 0, two)])
    assert [u.name for u in renamed.utterances] == ["王主任", "李经理", None, "李强"]
