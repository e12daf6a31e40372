"""The whole way: a meeting, a server, candidates with both readings; and what happens without."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from mintobrief.config import LanguageModelSettings
from mintobrief.domain import Flag, Means, NoticeCode
from mintobrief.errors import MissingAnswer
from mintobrief.extract.llm.endpoint import load_endpoint
from mintobrief.extract.llm.tape import Recorder, Replayer
from mintobrief.progress import Stage
from tests.extract.llm.meetings import (
    FRIDAY,
    REPAIR,
    SAID,
    Answers,
    Document,
    answer,
    found_with,
    said,
)
from tests.extract.llm.server import Reply, at_once, endpoint, says, serving
from tests.extract.meetings import found_in

NO_FACES: Document = {"action": said("换成刷脸门禁", (3, "换成刷脸的")), "why": "rejected"}


def test_an_answer_over_http_becomes_candidates_with_their_origin() -> None:
    with serving(says(answer(REPAIR, dismissed=[NO_FACES]))) as server:
        found = found_with(endpoint(server))
    repair = next(r for r in found.resolutions if "门禁" in r.action.value)
    assert repair.action.value == "修好3号楼门禁"
    assert repair.deadline is not None
    assert repair.deadline.value.day == FRIDAY
    assert Means.LANGUAGE_MODEL in repair.deadline.found_by
    assert "换成刷脸门禁" in [near.action.value for near in found.near_misses]
    assert found.notices == ()


@pytest.mark.parametrize(
    "reply",
    [Reply(status=401), Reply(b"<html>"), says("{"), says("我不能回答。"), says("x", "length")],
)
def test_a_model_that_fails_costs_nothing_but_a_notice(reply: Reply) -> None:
    with serving(reply) as server:
        found = found_with(endpoint(server))
    ours = found_in(SAID)
    assert [(r.action.value, r.owners, r.deadline) for r in found.resolutions] == [
        (r.action.value, r.owners, r.deadline) for r in ours
    ]
    assert [notice.code for notice in found.notices] == [NoticeCode.UNASKED]


def test_where_nobody_listens_our_own_answer_stands() -> None:
    nowhere = LanguageModelSettings(url="http://127.0.0.1:9/v1", model="m")
    found = found_with(load_endpoint(nowhere, at_once))
    assert len(found.resolutions) == len(found_in(SAID))
    assert "连不上" in found.notices[0].message


def test_one_bad_answer_costs_its_window_only() -> None:
    model = Answers(["{", answer(), answer()])
    found = found_with(model, window=60)
    assert len(model.asked) > 2
    assert len(found.notices) == 1


def test_later_windows_are_told_what_was_settled_and_may_revise_it() -> None:
    first = answer({**REPAIR, "supervision": None})
    later = {**REPAIR, "same_as": "R1", "supervision": REPAIR["supervision"]}
    later |= {"action": said("修好门禁", (5, "修完")), "owners": [], "deadline": None, "agreed": []}
    model = Answers([first, answer(later), answer()])
    found = found_with(model, window=100)
    assert "R1 修好3号楼门禁；责任：蔡建平；时限：下周五之前" in model.asked[1].messages[-1].content
    assert "在场：黄秀梅" in model.asked[1].messages[-1].content
    assert "在场" not in model.asked[0].messages[-1].content
    (repair,) = [r for r in found.resolutions if "门禁" in r.action.value]
    assert repair.supervision is not None
    assert repair.deadline is not None
    assert repair.deadline.value.day == FRIDAY


def test_a_number_of_an_earlier_one_does_not_move_its_owner_to_another_matter() -> None:
    other = {**REPAIR, "same_as": "R1", "deadline": None, "supervision": None, "agreed": []}
    other |= {"action": said("收费标准表决", (6, "收费标准表决一下")), "owners": []}
    found = found_with(Answers([answer(REPAIR), answer(other), answer(other)]), window=100)
    assert any("收费标准" in r.action.value for r in found.resolutions)
    (repair,) = [r for r in found.resolutions if "门禁" in r.action.value]
    assert 6 not in repair.evidence


def test_between_windows_the_work_is_told_of() -> None:
    told: list[tuple[float, float]] = []
    model = Answers([answer()])

    def tell(stage: Stage, done: float, total: float, text: str = "") -> None:
        told.append((done, total))

    found_with(model, window=60, progress=tell)
    assert told == [(at, len(model.asked)) for at in range(len(model.asked))]
    assert len(told) > 2


def test_what_is_spent_in_the_middle_leaves_what_was_answered() -> None:
    model = Answers([answer(REPAIR)])
    found = found_with(model, window=100, requests=1)
    assert len(model.asked) == 1
    assert "次数" in found.notices[0].message
    assert any(r.action.value == "修好3号楼门禁" for r in found.resolutions)


def test_lies_do_not_come_in() -> None:
    """A model that obeys words of the meeting, or makes things up, has nothing to quote."""
    lie = {**REPAIR, "action": said("每户罚款一千元", (3, "每户罚款一千元"))}
    with serving(says(answer(lie))) as server:
        found = found_with(endpoint(server))
    assert not [r for r in found.resolutions if "罚款" in r.action.value]


def test_words_that_leave_the_house_are_told_of() -> None:
    found = found_with(Answers([answer()]), outside="api.example.com")
    (notice,) = found.notices
    assert notice.code is NoticeCode.SENT_OUT
    assert "api.example.com" in notice.message


def test_a_denied_candidate_of_ours_is_flagged() -> None:
    (ours,) = [
        r for r in found_in(SAID) if "下周五" in (r.deadline.value.text if r.deadline else "")
    ]
    denied: Document = {"action": said(ours.action.value, (2, "下周五之前修好")), "why": "proposed"}
    found = found_with(Answers([answer(dismissed=[denied])]))
    (stays,) = [r for r in found.resolutions if r.deadline and r.deadline.value.day == FRIDAY]
    assert Flag.DISPUTED in stays.flags


def test_what_was_recorded_is_replayed_without_anybody(tmp_path: Path) -> None:
    with serving(says(answer(REPAIR))) as server:
        asked = load_endpoint(
            LanguageModelSettings(url=server.address, model="m", key="k-123"), at_once
        )
        recorded = found_with(Recorder(asked, tmp_path))
    assert found_with(Replayer(tmp_path)) == recorded
    (file,) = tmp_path.iterdir()
    kept = json.loads(file.read_text("utf-8"))
    assert kept["request"]["prompt"] == "resolutions/v1"
    assert "k-123" not in file.read_text("utf-8")
    kept["answer"] = json.loads(kept["answer"])  # as a person would fill it in
    file.write_text(json.dumps(kept), "utf-8")
    assert found_with(Replayer(tmp_path)) == recorded


def test_what_is_no_file_of_a_tape_is_no_answer(tmp_path: Path) -> None:
    """A pipe would be waited on for ever, a device read without end."""
    model = Answers([answer()])
    found_with(model)
    name = tmp_path / f"{model.asked[0].digest}.json"
    for make in (os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir):
        make(name)
        with pytest.raises(MissingAnswer):
            found_with(Replayer(tmp_path))
        name.rmdir() if name.is_dir() else name.unlink()


@pytest.mark.parametrize("kept", [None, "", "{", "[]", '{"answer": null}', '{"request": {}}'])
def test_an_answer_that_is_missing_is_named(tmp_path: Path, kept: str | None) -> None:
    model = Answers([answer()])
    found_with(model)
    digest = model.asked[0].digest
    if kept is not None:
        (tmp_path / f"{digest}.json").write_text(kept, "utf-8")
    with pytest.raises(MissingAnswer, match=digest) as caught:
        found_with(Replayer(tmp_path))
    assert caught.value.digest == digest


def test_a_short_meeting_is_asked_about_by_its_words_alone() -> None:
    """Else every answer that was recorded would be lost with every rule that is mended."""
    model = Answers([answer()])
    found_with(model)
    shown = model.asked[0].messages[-1].content
    assert shown.startswith("<earlier>\n（无）\n</earlier>\n<meeting>\n【黄秀梅】\n0｜3号楼")
    assert re.findall(r"^(\d+)｜", shown, flags=re.MULTILINE) == [str(i) for i in range(len(SAID))]


def test_what_was_cited_in_another_window_is_no_evidence() -> None:
    far = {**REPAIR, "action": said("修好3号楼门禁", (6, "收费标准"))}
    model = Answers([answer(far), answer()])
    found = found_with(model, window=60)
    assert not [r for r in found.resolutions if r.action.value == "修好3号楼门禁"]
