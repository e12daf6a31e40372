"""What was said and resolved is found from the command line, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mintobrief.domain import AudioSpan, Field, Header, Meeting, Resolution, Utterance
from mintobrief.review import amend
from mintobrief.store import open_library
from tests.cli.conftest import Call
from tests.store.test_library import HEADER, NOON

LIFT = Resolution("r1", Field("更换电梯钢丝绳"), (1,))
SAID = (
    Utterance(0, "小区停车很难", AudioSpan("s", 5, 8), speaker="S1", name="王主任"),
    Utterance(1, "电梯的钢丝绳要换", AudioSpan("s", 872, 875), speaker="S2"),
)


def keep(library: Path, header: Header = HEADER, *utterances: Utterance) -> None:
    with open_library(library) as opened:
        made = Meeting("20260314-ab12cd", header, (), utterances or SAID, resolutions=(LIFT,))
        opened.save_meeting(made, NOON)


def test_a_hit_tells_which_meeting_who_and_when(call: Call, library: Path) -> None:
    """Enough to open the meeting and to listen."""
    keep(library)
    answer = call("search", "停车")
    assert answer.code == 0
    [head, said] = answer.out.splitlines()
    assert head.split() == ["20260314-ab12cd", "联席会议", "2026-03-14"]
    assert said.split() == ["发言", "00:00:05", "王主任：小区【停车】很难"]


@pytest.mark.parametrize("nothing", ["", "  ", "　"])
def test_nothing_to_look_for_is_wrong_use(call: Call, nothing: str) -> None:
    answer = call("search", nothing)
    assert answer.code == 2
    assert "没有写要找什么" in answer.err


def test_each_kind_of_place_is_named(call: Call, library: Path) -> None:
    """A resolution is where the words are that it rests on; a title stands before them."""
    keep(library)
    found = call("search", "钢丝绳").out.splitlines()[1:]
    assert [line.split() for line in found] == [
        ["决议", "r1", "00:14:32", "更换电梯【钢丝绳】"],
        ["发言", "00:14:32", "S2：电梯的【钢丝绳】要换"],
    ]
    assert call("search", "联席").out.split()[3:] == ["简报", "名称", "【联席】会议"]


def test_resolutions_are_found_as_judged(call: Call, library: Path) -> None:
    keep(library)
    with open_library(library) as opened:
        edited = Resolution("r1", Field("更换曳引机"), (1,))
        opened.add_judgements("20260314", [amend(edited, "王芳", NOON)])
    assert "更换【曳引机】" in call("search", "曳引机").out


@pytest.mark.parametrize("query", ["水泵", "，", "停车 电梯"])
def test_nothing_found_is_said_and_no_error(call: Call, library: Path, query: str) -> None:
    """All words must stand in one place."""
    keep(library)
    answer = call("search", query)
    assert answer.code == 0
    assert f"没有找到“{query}”" in answer.out


def test_a_long_query_is_not_said_again_in_full(call: Call, library: Path) -> None:
    keep(library)
    answer = call("search", "水泵" * 5000)
    assert (answer.code, len(answer.out) < 100) == (0, True)


def test_an_empty_library_has_nothing(call: Call) -> None:
    assert "没有找到" in call("search", "电梯").out


def test_more_than_the_limit_is_told(call: Call, library: Path) -> None:
    keep(library)
    cut = call("search", "电梯", "--limit", "1")
    assert "发言" not in cut.out
    assert "只列出了前 1 处" in cut.out
    assert "只列出了" not in call("search", "电梯", "--limit", "2").out


@pytest.mark.parametrize("limit", ["0", "1001", "x"])
def test_a_limit_that_is_none_is_explained(call: Call, limit: str) -> None:
    answer = call("search", "电梯", "--limit", limit)
    assert answer.code == 2
    assert f"“{limit}”不是 1 到 1000 的整数" in answer.err


def test_words_are_asked_for(call: Call) -> None:
    answer = call("search")
    assert answer.code == 2
    assert "缺少 词…" in answer.err


def test_nothing_in_a_meeting_or_query_drives_the_terminal(call: Call, library: Path) -> None:
    """Titles, names and words are strangers'; so is what was pasted as a query."""
    evil = "\x1b]0;t\x07\x1b[2J\u202e\r\n"
    header = Header(title=Field(f"例会{evil}"))
    keep(library, header, Utterance(0, f"停{evil}车[red]", AudioSpan("s", 0, 1), name=f"王{evil}"))
    answer = call("search", "停车")
    assert "【停]0;t[2J车】" not in answer.out  # letters stand between: it is another word
    answers = [answer, call("search", "车"), call("search", evil + "无")]
    assert "【车】[red]" in answers[1].out
    assert not any(set("\x1b\x07\u202e\r") & set(one.out + one.err) for one in answers)
    assert len(answers[1].out.splitlines()) == 2


def test_a_meeting_with_a_damaged_draft_is_still_named(call: Call, library: Path) -> None:
    """The others, and the words of this one, are found all the same."""
    keep(library)
    _damage(library)
    answer = call("search", "停车")
    assert answer.code == 0
    assert "20260314-ab12cd" in answer.out
    assert "【停车】" in answer.out


def _damage(library: Path) -> None:
    from sqlalchemy import text

    from tests.databases import drop_triggers

    with open_library(library) as opened, opened.database.writing() as connection:
        drop_triggers(connection, "revision")
        connection.execute(text("UPDATE revision SET document = '{'"))
