"""Rosters and glossaries, and what was done, as programs see them."""

from __future__ import annotations

from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import MEETING, ONE, Program, refused


def lists(version: int, **more: object) -> dict[str, object]:
    empty: dict[str, object] = {"version": version, "people": [], "bodies": [], "terms": []}
    return {**empty, "name": "阳光花园", **more}


def test_a_compound_is_kept_whole_and_every_version_stays(program: Program) -> None:
    made = program.ask("POST", "/compounds", {"name": "阳光花园"}).json()
    path = f"/compounds/{made['id']}"
    people = [{"name": "王卫国", "role": "主任", "org": "业委会"}]
    terms = [{"word": "道闸", "slips": ["刀扎"]}]
    told = lists(made["version"], people=people, terms=terms, issuer="阳光花园业委会")
    kept = program.ask("PUT", path, told).json()
    assert (kept["people"], kept["terms"], kept["by"]) == (people, terms, "王秀英")
    assert program.get(path) == kept
    refused(program.ask("PUT", path, told), 409, "CompoundEdited")
    versions = program.get(f"{path}/versions")["versions"]
    assert [one["version"] for one in versions] == [kept["version"], made["version"]]
    assert program.ask("GET", f"{path}/lists.xlsx").content[:2] == b"PK"
    assert [one["name"] for one in program.get("/compounds")["compounds"]][1:] == ["阳光花园"]
    refused(program.ask("DELETE", f"{path}?name=x"), 422, "UnprocessableContent")
    assert program.ask("DELETE", f"{path}?name=阳光花园").status_code == 204
    refused(program.ask("GET", path), 404, "UnknownCompound")


def test_a_meeting_is_of_a_compound_and_found_by_it(program: Program) -> None:
    made = program.ask("POST", "/compounds", {"name": "阳光花园"}).json()
    told = program.ask("PUT", f"{ONE}/compound", {"compound": made["id"]}).json()
    assert told == {"meeting": MEETING, "compound": made["id"]}
    (entry,) = program.get(f"/meetings?compound={made['id']}")["meetings"]
    assert entry["compound"] == {"id": made["id"], "name": "阳光花园"}
    word = {"word": "雨棚", "slips": ["雨篷"]}
    assert program.ask("POST", f"{ONE}/glossary", word).json()["id"] == made["id"]
    assert program.get(f"/compounds/{made['id']}")["terms"] == [word]
    program.ask("PUT", f"{ONE}/compound", {"compound": None})
    assert program.get(f"/meetings?compound={made['id']}")["total"] == 0
    refused(program.ask("PUT", f"{ONE}/compound", {"compound": "x"}), 404, "UnknownCompound")


def test_files_are_handed_in_for_a_compound(program: Program) -> None:
    made = program.ask("POST", "/compounds", {"name": "阳光花园"}).json()
    files = [("files", ("一.txt", "会议决定修电梯。".encode()))]
    told = {"compound": made["id"], "agenda": "电梯\n道闸", "held_on": "2026-03-14"}
    assert program.ask("POST", "/files", files=files, data=told).status_code == 202
    wrong = {"compound": "common"}
    refused(program.ask("POST", "/files", files=files, data=wrong), 422, "UnprocessableContent")


def test_what_was_done_is_told_in_sentences(program: Program) -> None:
    program.judge("r1", "accept", UNJUDGED)
    events = program.get(f"{ONE}/history")["events"]
    assert events[0]["who"] == "王秀英"
    assert "通过" in events[0]["what"]
    assert events[0]["meeting"] == MEETING
    assert any(one["meeting"] == MEETING for one in program.get("/history")["events"])
