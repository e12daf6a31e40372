"""Who was at a meeting, with post and body, as its heading and opening tell."""

from __future__ import annotations

import pytest

from mintobrief.domain import Attendee, Request
from mintobrief.extract.header import read_header
from tests.extract.headings import PAPER, read, value
from tests.segment.talks import LEAK, notes, talk


def test_lists_of_attendance_give_posts_and_bodies() -> None:
    people = {p.name: (p.role, p.org) for p in read(notes(PAPER)).attendees}
    assert people["田小禾"] == ("业委会主任", "业委会")
    assert people["苗兰"] == (None, "业委会")
    assert people["余大江"] == ("项目经理", "物业")


def test_whoever_chairs_or_records_was_there() -> None:
    names = {person.name for person in read(notes(PAPER)).attendees}
    assert {"韦书记", "小邵"} <= names


def test_observers_are_kept_apart() -> None:
    header = read(notes(PAPER))
    assert [person.name for person in header.observers] == ["成警官"]
    assert "成警官" not in {person.name for person in header.attendees}


ROLL = """银杏里小区联席会议
{line}
一、水泵
换轴承。
二、路灯
换灯泡。"""


def listed(line: str) -> list[tuple[str, str | None, str | None]]:
    header = read(notes(ROLL.format(line=line)))
    return [(p.name, p.role, p.org) for p in (*header.attendees, *header.observers)]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "参会人员：居委会荀燕；业委会仝福来、乜文；派出所社区民警逄勇。",
            [
                ("荀燕", None, "居委会"),
                ("仝福来", None, "业委会"),
                ("乜文", None, "业委会"),
                ("逄勇", "社区民警", "派出所"),
            ],
        ),
        (
            "参加：物业公司余大江（项目经理）、石敏（客服部）；燃气公司工程师逄勇",
            [
                ("余大江", "项目经理", "物业公司"),
                ("石敏", "客服部", "物业公司"),
                ("逄勇", "工程师", "燃气公司"),
            ],
        ),
        (
            "出席：业委会田小禾、苗兰等5人；物业余大江",
            [
                ("田小禾", None, "业委会"),
                ("苗兰", None, "业委会"),
                ("其他3人", None, "业委会"),
                ("余大江", None, "物业"),
            ],
        ),
        (
            "参加：荀燕（居委会书记）、逄勇（业委会主任）、石敏（客服部）",
            [
                ("荀燕", "居委会书记", "居委会"),
                ("逄勇", "业委会主任", "业委会"),
                ("石敏", None, "客服部"),
            ],
        ),
        (
            "参加：物业公司王经理、苗兰（业委会）、逄勇（工程部）",
            [
                ("王经理", "物业公司经理", "物业公司"),
                ("苗兰", None, "业委会"),
                ("逄勇", "工程部", "物业公司"),
            ],
        ),
        (
            "列席：街道物业办 余大江、派出所民警2名",
            [("余大江", None, "街道物业办"), ("民警2名", None, "派出所")],
        ),
        ("参会人员：业委会全体委员、物业余大江、楼组长代表", [("余大江", None, "物业")]),
        ("列席人员：楼组长代表3人", [("楼组长代表3人", None, None)]),
        ("参会人员：余大江、石　敏、逄勇", [(n, None, None) for n in ("余大江", "石敏", "逄勇")]),
        ("参加：余大江、\n逄勇、石敏", [(n, None, None) for n in ("余大江", "逄勇", "石敏")]),
        (
            "参会人员：业主代表欧阳建国、上官云霞、石敏",
            [("欧阳建国", "业主代表", None), ("上官云霞", None, None), ("石敏", None, None)],
        ),
        (
            "参会人员：石敏、买买提·艾力、楼组长古丽·买买提",
            [("石敏", None, None), ("买买提·艾力", None, None), ("古丽·买买提", "楼组长", None)],
        ),
        (
            "参会人员：\n居委会：荀燕\n物业：余大江、逄勇",
            [
                ("荀燕", None, "居委会"),
                ("余大江", None, "物业"),
                ("逄勇", None, "物业"),
            ],
        ),
        ("参加：保洁、绿化单位各1人，物业 余大江", [("余大江", None, "物业")]),
        ("参加：居委 余大江 物亚 苗兰", [("余大江", None, "居委"), ("苗兰", None, None)]),
    ],
)
def test_in_a_list_the_place_says_what_is_a_name(
    line: str, people: list[tuple[str, str | None, str | None]]
) -> None:
    assert listed(line) == people


def test_a_label_may_follow_at_once_upon_the_value_before_it() -> None:
    header = read(notes(ROLL.format(line="主持：荀燕（居委会主任）记录：逄勇参加：余大江")))
    assert (value(header.host), value(header.recorder)) == ("荀燕", "逄勇")
    assert [p.role for p in header.attendees if p.name == "荀燕"] == ["居委会主任"]


def test_the_post_beside_the_host_s_name_completes_the_list() -> None:
    lines = "主持人：荀燕（居委会主任）\n参会人员：居委会荀燕、苗兰"
    assert listed(lines)[0] == ("荀燕", "居委会主任", "居委会")


def test_a_voice_that_says_who_it_is_has_that_name() -> None:
    header = read(
        talk(
            "S1：人到齐了，开会。我是银杏里小区业委会主任田小禾，今天说水泵。",
            "S2：我是何意见都没有的。",
            "S1：苗兰你先讲。",
        )
    )
    assert value(header.host) == "田小禾"
    people = {p.name: (p.role, p.org) for p in header.attendees}
    assert people["田小禾"] == ("业委会主任", "业委会")
    assert set(people) == {"田小禾", "苗兰"}


def test_whoever_says_so_keeps_the_record() -> None:
    assert value(read(talk("田小禾：大家好，今天开会。", "苗兰：我来记录。")).recorder) == "苗兰"


def test_a_form_of_address_is_no_post() -> None:
    header = read(talk("田小禾：今天开会，余师傅你讲讲水泵。", "余大江：换轴承。"))
    assert [p.role for p in header.attendees if p.name == "余大江"] == [None]


def test_the_opener_who_says_so_chairs() -> None:
    assert value(read(talk(*LEAK)).host) == "田小禾"


def test_speakers_are_attendees_with_what_the_roll_call_says() -> None:
    people = {p.name: (p.role, p.org) for p in read(talk(*LEAK)).attendees}
    assert set(people) == {"田小禾", "余大江", "韦青", "苗兰"}
    assert people["韦青"] == (None, "居委会")
    assert people["余大江"][0] is not None
    assert people["余大江"][0].endswith("经理")


def test_forms_of_address_become_the_full_name_of_the_only_one_who_fits() -> None:
    names = [person.name for person in read(talk(*LEAK)).attendees]
    assert "余经理" not in names


def test_two_of_one_surname_are_not_taken_for_each_other() -> None:
    header = read(
        talk(
            "田小禾：大家好，今天开会，物业余经理也来了。",
            "余大江：我是电工余大江。",
            "余小海：我是业主余小海。",
        )
    )
    assert "余经理" in {person.name for person in header.attendees}


def test_where_labels_name_nobody_the_people_called_upon_were_there() -> None:
    header = read(
        talk("S1：今天开会，先说水泵。余经理，你讲讲。", "S2：好。", "S1：老邵，记一下。")
    )
    assert {"余经理", "老邵"} <= {person.name for person in header.attendees}


def test_the_roster_gives_full_names_to_forms_of_address() -> None:
    request = Request(roster=(Attendee("余大江", "经理", "物业"),))
    header = read_header(notes("例会记录\n主持：余经理\n水泵坏了。"), request, None)
    assert value(header.host) == "余大江"
    assert [person.name for person in header.attendees] == ["余大江"]
