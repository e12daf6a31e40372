"""The particulars of a meeting, read only where its opening or heading states them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Attendee, Field, Request
from mintobrief.extract.header import read_header
from tests.extract.headings import NOTHING, PAPER, read, value
from tests.segment.talks import notes, talk


def test_a_heading_states_every_particular() -> None:
    header = read(notes(PAPER))
    assert value(header.title) == "银杏里小区物业联席会议记录"
    assert value(header.held_on) == date(2026, 3, 14)
    assert (value(header.start), value(header.end)) == ("14:30", "16:00")
    assert value(header.place) == "社区二楼会议室"
    assert value(header.host) == "韦书记"
    assert value(header.recorder) == "小邵"


@pytest.mark.parametrize(
    "line",
    [
        "楼组长碰头会 11月20日（周五）晚7点 物业会议室",
        "楼组长碰头会 2026年11月20日 19:00 物业会议室",
        "2026.11.20 楼组长碰头会  晚7点 物业会议室",
    ],
)
def test_notes_tell_what_when_and_where_on_their_first_line(line: str) -> None:
    """As people begin their notes, without labels."""
    header = read(notes(f"{line}\n到：陈经理、小林\n记：小林\n1、门禁\n老周负责修好。"))
    assert value(header.title) == "楼组长碰头会"
    assert value(header.recorder) == "小林"
    assert value(header.place) == "物业会议室"


@pytest.mark.parametrize("name", ["3号楼楼道会", "12栋业主碰头会", "二期业主大会"])
def test_a_house_s_number_is_part_of_the_name(name: str) -> None:
    for line in (name, f"2026年11月20日 {name}", f"11月20日{name}"):
        assert value(read(notes(f"{line}\n1、门禁\n老周负责修好。")).title) == name


def test_a_room_that_is_spoken_of_is_no_place_of_the_meeting() -> None:
    text = "楼组长碰头会 11月20日\n1、会议室\n老周11月25日 修好会议室。\n2、门口"
    assert value(read(notes(text)).place) is None


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("晚上7点", "8:20散会", "20:20"),
        ("下午2:30", "4:10散会。", "16:10"),
        ("上午9:00", "11:30散会", "11:30"),
        ("上午10:30", "1:00散会", "13:00"),
        ("晚上7:00", "上午8:20散会", "08:20"),
    ],
)
def test_the_end_follows_the_start_s_half_of_the_day(start: str, end: str, told: str) -> None:
    text = f"例会记录\n2026年3月1日{start}\n一、水泵\n换轴承。\n二、路灯\n换灯泡。\n{end}"
    assert value(read(notes(text)).end) == told


@pytest.mark.parametrize(
    "line",
    [
        "表决：每晚10点西门关闭。",
        "会议决定西门22:00关闭。",
        "西门每晚10点关。",
        "决定：10点前关门。",
    ],
)
def test_an_hour_that_is_decided_on_is_no_start(line: str) -> None:
    assert read(notes(f"例会记录\n{line}\n同意8票，反对1票。")).start is None


def test_the_lines_above_a_transcript_tell_hour_and_place() -> None:
    head = notes("银杏里小区线上例会\n2026年1月14日 晚上7:30|5分钟 26秒", "talk")
    said = talk("田小禾：今天开会。先说水泵。", "余大江：水泵坏了。要换轴承。")
    header = read((*head, *said))
    assert (value(header.start), value(header.place)) == ("19:30", "线上")


def test_every_quote_is_words_of_its_utterance() -> None:
    utterances = notes(PAPER)
    header = read(utterances)
    assert header.place is not None
    (quote,) = header.place.quotes
    assert utterances[quote.utterance].text[quote.start : quote.end] == "社区二楼会议室"


def test_what_the_person_said_overrules_the_text_and_has_no_quotes() -> None:
    request = Request(held_on=date(2025, 1, 2), title="推进会", roster=(Attendee("苗兰", "楼长"),))
    header = read_header(notes(PAPER), request, date(2024, 1, 1))
    assert header.held_on is not None
    assert (header.held_on.value, header.held_on.quotes) == (date(2025, 1, 2), ())
    assert value(header.title) == "推进会"
    assert [p.role for p in header.attendees if p.name == "苗兰"] == ["楼长"]


def test_the_file_s_own_day_comes_before_the_text_s() -> None:
    assert value(read_header(notes(PAPER), NOTHING, date(2024, 1, 1)).held_on) == date(2024, 1, 1)


def test_running_prose_states_them_too() -> None:
    header = read(
        notes(
            "关于银杏里小区电梯大修的\n专题会议纪要\n\n"
            "2026年5月6日9时，街道在社区三楼会议室召开专题会议。"
            "会议由街道物业科科长田小禾主持，业委会主任苗兰及委员、物业项目经理余大江参加会议。\n\n"
            "一、费用\n从维修资金列支。\n二、工期\n三个月。\n\n记录：邵文"
        )
    )
    assert value(header.title) == "关于银杏里小区电梯大修的专题会议纪要"
    assert value(header.held_on) == date(2026, 5, 6)
    assert (value(header.start), value(header.place)) == ("09:00", "社区三楼会议室")
    assert (value(header.host), value(header.recorder)) == ("田小禾", "邵文")
    assert {p.name for p in header.attendees} == {"田小禾", "苗兰", "余大江", "邵文"}


def test_a_recogniser_s_blanks_and_letters_are_seen_through() -> None:
    header = read(
        notes(
            "碰 头 会 记 录\n26 . 3 . 5 周四 下午 3:OO\n地点 : 居委小会义室\n"
            "主持 何姐 记录: 老邵\n参加: 居委 何姐 物业 余经理\n工程 小石\n"
            "一、水泵\n换。\n二、灯\n换。"
        )
    )
    assert value(header.title) == "碰头会记录"
    assert value(header.held_on) == date(2026, 3, 5)
    assert value(header.start) == "15:00"
    assert value(header.place) == "居委小会议室"
    assert (value(header.host), value(header.recorder)) == ("何姐", "老邵")
    assert {"何姐", "余经理", "老邵"} <= {p.name for p in header.attendees}


def test_a_day_in_the_discussion_is_not_the_day_of_the_meeting() -> None:
    turns = ["甲：水泵又坏了。"] * 10 + ["乙：合同是2020年5月6日签的。"]
    assert read(talk(*turns)).held_on is None


def test_what_nobody_said_is_none() -> None:
    header = read(talk("甲：水泵又坏了。", "乙：我去看看。"))
    assert header.title is None
    assert header.held_on is None
    assert header.start is None
    assert header.place is None
    assert header.recorder is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("今天是三月五号，在社区活动室开银杏里停车管理协调会。", "银杏里停车管理协调会"),
        ("好，银杏里业委会换届筹备组第三次会议现在开始。", "银杏里业委会换届筹备组第三次会议"),
        ("今天我们开个短会。", None),
        ("居委会和业委会都来了，开会。", None),
    ],
)
def test_the_opening_names_the_meeting(said: str, name: str | None) -> None:
    assert value(read(talk(f"甲：{said}", "乙：好。")).title) == name


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026年3月14日", date(2026, 3, 14)),
        ("二〇二六年三月十四号", date(2026, 3, 14)),
        ("2026-03-14", date(2026, 3, 14)),
        ("2026/3/14", date(2026, 3, 14)),
        ("2026.3.14", date(2026, 3, 14)),
        ("26.3.14", date(2026, 3, 14)),
        ("2026年2月30日", None),
        ("3月14日", None),
    ],
)
def test_days_are_read_in_every_writing(written: str, day: date | None) -> None:
    assert value(read(notes(f"例会记录\n时间：{written}\n水泵坏了。")).held_on) == day


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("14:00", "14:00"),
        ("14：05", "14:05"),
        ("下午三点半", "15:30"),
        ("14时30分", "14:30"),
        ("晚7点", "19:00"),
        ("晚上七点一刻", "19:15"),
        ("上午9:30", "09:30"),
        ("三点", "15:00"),
        ("十点零五分", "10:05"),
        ("中午12点", "12:00"),
        ("2:30", "14:30"),
        ("07:30", "07:30"),
    ],
)
def test_hours_are_read_in_every_writing(written: str, hour: str) -> None:
    assert value(read(notes(f"例会记录\n时间：{written}\n水泵坏了。")).start) == hour


WORDS = st.text(
    "主持记录时间地点参加：会议2026年3月14日下午点半余大江经理物业（）、 ，。/",
    min_size=1,
    max_size=40,
)


@given(st.lists(WORDS.filter(str.strip), max_size=12), st.booleans())
def test_every_field_quotes_words_that_are_there(lines: list[str], spoken: bool) -> None:
    utterances = talk(*(f"S：{line}" for line in lines)) if spoken else notes("\n".join(lines))
    header = read(utterances)
    fields: tuple[Field[str] | Field[date] | None, ...] = (
        header.title,
        header.held_on,
        header.start,
        header.end,
        header.place,
    )
    quotes = [q for f in (*fields, header.host, header.recorder) if f for q in f.quotes]
    quotes += [quote for person in header.attendees for quote in person.quotes]
    for quote in quotes:
        assert quote.end <= len(utterances[quote.utterance].text)
