"""A program corrects a draft as the page does, and never what it has not seen."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import ONE, Program, refused
from tests.web.rooms import let_in


def draft(program: Program) -> str:
    mark: str = program.get(ONE)["draft"]
    return mark


def words(program: Program) -> list[str]:
    return [one["text"] for one in program.get(ONE)["utterances"]]


def test_words_are_corrected_and_what_quotes_them_is_open_again(program: Program) -> None:
    program.judge("r2", "accept", UNJUDGED)
    edit = {"kind": "reworded", "utterance": 1, "text": "南门栏杆尽快修。"}
    told = program.ask("POST", f"{ONE}/corrections", {"draft": draft(program), "edits": [edit]})
    assert told.status_code == 200, told.text
    assert words(program)[1] == "南门栏杆尽快修。"
    assert told.json()["waiting"] == 2
    (said,) = program.get(f"{ONE}/corrections")["corrections"]
    assert (said["by"], said["kind"]) == ("王秀英", "reworded")


def test_edits_are_all_made_or_none(program: Program) -> None:
    good = {"kind": "reworded", "utterance": 1, "text": "南门。"}
    bad = {"kind": "cut", "utterance": 99, "cut_at": 1}
    before = words(program)
    body = {"draft": draft(program), "edits": [good, bad]}
    refused(program.ask("POST", f"{ONE}/corrections", body), 422, "BadEdit")
    assert words(program) == before


def test_who_was_overtaken_corrects_nothing_and_is_told_the_draft(
    client: TestClient, program: Program, office: Office
) -> None:
    seen = draft(program)
    edit = {"kind": "reworded", "utterance": 0, "text": "别人的话。"}
    other = Program(let_in(client, office, "李四"))
    other.ask("POST", f"{ONE}/corrections", {"draft": seen, "edits": [edit]})
    late = program.ask("POST", f"{ONE}/corrections", {"draft": seen, "edits": [edit]})
    assert refused(late, 409, "Overtaken")["draft"] == draft(program)


def test_every_correction_is_undone_and_done_again(program: Program) -> None:
    before = words(program)
    body: dict[str, object] = {"draft": draft(program), "was": "道闸", "now": "道杆"}
    assert program.ask("POST", f"{ONE}/words", body).status_code == 200
    assert words(program)[1] == "北门道杆尽快修。"
    assert program.ask("POST", f"{ONE}/undo").status_code == 200
    assert words(program) == before
    assert program.ask("POST", f"{ONE}/redo").status_code == 200
    assert words(program)[1] == "北门道杆尽快修。"
    body = {"draft": draft(program), "edits": [{"kind": "undone"}]}
    assert program.ask("POST", f"{ONE}/corrections", body).status_code == 200
    assert words(program) == before


def test_candidates_are_added_merged_and_split(program: Program) -> None:
    chosen = {"draft": draft(program), "first": 2, "last": 2}
    added = program.ask("POST", f"{ONE}/candidates", chosen).json()["candidates"]
    assert added == ["h1"]
    assert program.get(f"{ONE}/candidates/h1")["resolution"]["action"] == "要不要买雨棚"
    both = {"mark": UNJUDGED, "other": "r2", "other_mark": UNJUDGED}
    (one,) = program.ask("POST", f"{ONE}/candidates/h1/merge", both).json()["candidates"]
    assert [c["id"] for c in program.get(f"{ONE}/candidates")["candidates"]] == ["r1", one]
    parts = [{"action": "修好道闸", "owners": "物业", "lines": [1]}, {"action": "买雨棚"}]
    split: dict[str, object] = {"mark": UNJUDGED, "parts": parts}
    new = program.ask("POST", f"{ONE}/candidates/{one}/split", split).json()["candidates"]
    assert len(new) == 2
    half = program.get(f"{ONE}/candidates/{new[0]}")["resolution"]
    assert (half["action"], half["owners"], half["evidence"]) == ("修好道闸", ["物业"], [1])


def test_what_only_sounds_like_a_resolution_is_not_merged(program: Program) -> None:
    both = {"mark": UNJUDGED, "other": "n1", "other_mark": UNJUDGED}
    refused(program.ask("POST", f"{ONE}/candidates/r1/merge", both), 409, "Overtaken")


def test_a_voice_is_named_by_who_saw_its_name(program: Program) -> None:
    voice = next(v for v in program.get(f"{ONE}/voices")["voices"] if v["label"] == "S1")
    body = {"source": voice["source"], "label": "S1", "name": "李四", "was": ""}
    answer = program.ask("POST", f"{ONE}/voices/name", body)
    assert [v["name"] for v in answer.json()["voices"] if v["label"] == "S1"] == ["李四"]
    assert program.get(ONE)["utterances"][1]["name"] == "李四"
    refused(program.ask("POST", f"{ONE}/voices/name", body), 409, "Overtaken")


def test_the_particulars_are_typed_as_on_the_page(program: Program) -> None:
    told = program.get(f"{ONE}/header")
    assert {one["name"]: one["value"] for one in told["particulars"]}["held_on"] == "2026-03-14"
    typed = {"mark": told["mark"], "held_on": "2026-03-21", "host": "王主任"}
    assert program.ask("PATCH", f"{ONE}/header", typed).status_code == 200
    meeting = program.get(ONE)["meeting"]
    assert (meeting["held_on"], meeting["host"]) == ("2026-03-21", "王主任")
    assert meeting["title"].startswith("联席会议")  # what was not sent stays
    deadline = program.get(f"{ONE}/candidates/r1")["resolution"]["deadline"]
    assert deadline == "2026-03-27"
    refused(program.ask("PATCH", f"{ONE}/header", typed), 409, "Overtaken")


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "nothing"},
        {"kind": "reworded", "utterance": -1, "text": "x"},
        {"kind": "reworded", "utterance": 0, "text": ""},
        {"kind": "revoiced", "utterances": [0, 1, 2], "speaker": "S9"},
        {"kind": "joined", "utterance": 2},
        {"kind": "retopiced", "topics": [{"title": "", "first": 5, "last": 1}]},
        {"kind": "ordered", "ids": ["r1", "r1"]},
        {"kind": "ordered", "ids": []},
        {"kind": "replaced", "gone": ["r9"], "candidates": []},
        {"kind": "undone"},
        {"kind": "undone", "more": 1},
    ],
)
def test_an_impossible_edit_is_refused(program: Program, edit: dict[str, object]) -> None:
    body = {"draft": draft(program), "edits": [edit]}
    answer = program.ask("POST", f"{ONE}/corrections", body)
    assert answer.status_code == 422, answer.text
    assert program.get(f"{ONE}/corrections")["corrections"] == []
