"""正文 for programs: every paragraph with its words, written as the page writes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mintobrief.domain import Point, PointKind, Quote
from mintobrief.web.office import Office
from tests.web.api.program import Program, refused
from tests.web.rooms import NOON
from tests.web.talks import TALK, talk

TEXT = f"/meetings/{TALK}/text"
BROKEN = Point(0, PointKind.BACKGROUND, "电剃坏了三天了。", (Quote(1, 0, 8),))
AGREED = Point(0, PointKind.CONSENSUS, "下周五前修好。", (Quote(2, 0, 12),))


@pytest.fixture(autouse=True)
def told(office: Office, tmp_path: Path) -> None:
    office.library.save_meeting(replace(talk(tmp_path), points=(BROKEN, AGREED)), NOON)


def topic(program: Program) -> dict[str, Any]:
    first: dict[str, Any] = program.get(TEXT)["topics"][0]
    return first


def put(program: Program, mark: str, *points: dict[str, Any]) -> Any:
    return program.ask("PUT", f"{TEXT}/topics/0", {"mark": mark, "points": list(points)})


def test_every_paragraph_comes_with_its_words(program: Program) -> None:
    (only,) = topic(program)["points"]  # the resolution stands for the other
    assert only["text"] == BROKEN.text
    assert only["quotes"] == [{"utterance": 1, "start": 0, "end": 8, "text": "电剃坏了三天了。"}]
    assert topic(program)["agreed"].startswith("经讨论")


def test_a_topic_is_told_otherwise_and_what_is_not_printed_stays(
    program: Program, office: Office
) -> None:
    words = [{"utterance": 1, "start": 0, "end": 8}]
    mine = {"kind": "background", "text": "电梯坏了三天。", "quotes": words}
    typed = {"kind": "view", "text": "配件缺货。", "speaker": "物业公司"}
    told = put(program, topic(program)["mark"], typed, mine)
    assert told.status_code == 200, told.text
    assert [one["text"] for one in told.json()["topics"][0]["points"]] == [
        "电梯坏了三天。",
        "配件缺货。",
    ]
    points = office.library.look(TALK).meeting.points
    assert AGREED in points
    assert program.ask("POST", f"/meetings/{TALK}/undo").status_code == 200
    assert office.library.look(TALK).meeting.points == (BROKEN, AGREED)


def test_who_was_overtaken_writes_nothing(program: Program, office: Office) -> None:
    mark = topic(program)["mark"]
    typed = {"kind": "view", "text": "配件缺货。"}
    assert put(program, mark, typed).status_code == 200
    refused(put(program, mark), 409, "Overtaken")
    refused(program.ask("PUT", f"{TEXT}/topics/9", {"mark": mark, "points": []}), 409, "Overtaken")
    assert len(office.library.corrections(TALK)) == 1


def test_words_that_were_never_said_are_refused(program: Program) -> None:
    mark, far = topic(program)["mark"], [{"utterance": 99, "start": 0, "end": 1}]
    refused(put(program, mark, {"kind": "view", "text": "有。", "quotes": far}), 422, "BadEdit")
    none = [{"utterance": 1, "start": 3, "end": 3}]
    refused(put(program, mark, {"kind": "view", "text": "有。", "quotes": none}), 422, "BadEdit")
    refused(put(program, mark, {"kind": "view", "text": "两\n行"}), 422, "BadEdit")


def test_the_outlook_is_written_and_taken_back(program: Program) -> None:
    def outlook() -> dict[str, Any]:
        found: dict[str, Any] = program.get(TEXT)["parts"][1]
        return found

    asked = {"mark": outlook()["mark"], "text": "下月检查。"}
    assert program.ask("PUT", f"{TEXT}/parts/outlook", asked).status_code == 200
    assert (outlook()["text"], outlook()["by_hand"]) == ("下月检查。", True)
    refused(program.ask("PUT", f"{TEXT}/parts/outlook", asked), 409, "Overtaken")
    asked = {"mark": outlook()["mark"], "text": None}
    assert program.ask("PUT", f"{TEXT}/parts/outlook", asked).status_code == 200
    assert outlook()["by_hand"] is False
