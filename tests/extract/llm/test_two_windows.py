"""A meeting in two windows that overlap, from a tape recorded once: what one window settles or
leaves open reaches the next, and what both windows show is found once.

The answers were written by hand, as a careful reader would give them.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from mintobrief.domain import Found, Means, Resolution
from mintobrief.extract.llm.tape import Replayer
from mintobrief.extract.llm.windows import windows_of
from tests.extract.llm.meetings import found_with
from tests.extract.meetings import talk

TAPE = Path(__file__).parents[2] / "recordings" / "llm" / "two-windows"
WINDOW = 270
SAID = talk(
    "温佩兰：今天三件事。先说泵房，水泵响得厉害，倪工你们换一下轴承。",
    "倪少康：行，我四月十号之前换好。",
    "温佩兰：再说单元门的闭门器，坏了七个，换不换？",
    "倪少康：换一个要一百八，我想先看看维修基金够不够。",
    "温佩兰：那等会儿再定，说到哪儿了，晾衣架那边也有人提过，大家看看怎么摆合适，别挡着消防通道，也别挡着一楼人家的窗。",
    "郁小莲：我看摆在西墙下面就很好，那里太阳足，也没有窗户，老人家走几步也不远。",
    "温佩兰：好，就摆西墙下面。",
    "郁小莲：晾衣架我四月十五号之前装好。",
    "温佩兰：行。",
    "倪少康：我查到了，维修基金里还有两千多，闭门器够的。",
    "温佩兰：那就换，七个都换，倪工你五月一号之前弄完。",
    "倪少康：没问题。",
    "倪少康：还有泵房的轴承，厂里说要现做，十号来不及，推到四月二十号行不行？",
    "温佩兰：行，二十号。",
)


def found() -> Found:
    return found_with(Replayer(TAPE), window=WINDOW, meeting=SAID)


def about(word: str) -> Resolution:
    """The one candidate that speaks of this."""
    (resolution,) = [r for r in found().resolutions if word in r.action.value]
    return resolution


def second_request() -> str:
    """What the second window is asked."""
    requests = [json.loads(path.read_text("utf-8"))["request"] for path in TAPE.iterdir()]
    (asked,) = [r for r in requests if "R1" in r["messages"][-1]["content"]]
    return str(asked["messages"][-1]["content"])


def test_there_are_two_windows_and_they_overlap() -> None:
    first, second = windows_of(SAID, (), WINDOW)
    assert first.first < second.first < first.end < second.end


def test_what_was_settled_and_what_is_open_is_told_to_the_next() -> None:
    earlier = second_request().split("</earlier>")[0]
    assert "R1 更换泵房水泵轴承；责任：倪少康；时限：四月十号之前" in earlier
    assert "未定：单元门闭门器换不换" in earlier


def test_a_limit_that_is_moved_in_the_second_window_is_moved() -> None:
    pump = about("轴承")
    assert pump.deadline is not None
    assert pump.deadline.value.day == date(2026, 4, 20)
    assert [owner.value for owner in pump.owners] == ["倪少康"]
    assert Means.LANGUAGE_MODEL in pump.action.found_by


def test_what_both_windows_show_is_found_once() -> None:
    rack = about("晾衣架")
    assert rack.deadline is not None
    assert rack.deadline.value.day == date(2026, 4, 15)


def test_what_was_open_and_is_settled_later_is_found_there() -> None:
    closer = about("闭门器")
    assert closer.deadline is not None
    assert closer.deadline.value.day == date(2026, 5, 1)
    assert not [near for near in found().near_misses if "闭门器" in near.action.value]
