"""Files in, whole or in pieces; originals and briefings out."""

from __future__ import annotations

import json
from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from mintobrief.export import FORMATS, editions_of
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import MEETING, ONE, Program, refused
from tests.web.rooms import SECONDS


def test_small_files_are_handed_in_with_one_request(program: Program, office: Office) -> None:
    files = [("files", ("一.txt", "会议决定修电梯。".encode())), ("files", ("二.txt", b"x\n"))]
    answer = program.ask("POST", "/files", files=files, data={"title": "  例会\n"})
    assert answer.status_code == 202
    job = answer.json()
    assert (job["name"], job["state"]) == ("例会", "waiting")
    assert [one["name"] for one in job["files"]] == ["一.txt", "二.txt"]
    assert {one["state"] for one in job["steps"]} == {"later"}
    assert program.get(f"/jobs/{job['id']}") == job
    assert program.get("/jobs?state=waiting")["jobs"] == [job]
    assert program.ask("POST", f"/jobs/{job['id']}/cancel").json()["state"] == "cancelled"
    assert program.get("/jobs?state=waiting")["total"] == 0
    assert program.ask("POST", f"/jobs/{job['id']}/retry").json()["state"] == "waiting"
    refused(program.ask("POST", f"/jobs/{job['id']}/retry"), 409, "JobUnderway")
    assert list((office.library.folder / "uploads").iterdir()) == []


def test_a_file_of_no_use_is_refused_by_its_name_and_leaves_nothing(
    program: Program, office: Office
) -> None:
    for name, content, status, code in (
        ("a.exe", b"MZ", 422, "UnknownType"),
        ("a.txt", b"", 413, "ContentTooLarge"),
    ):
        answer = program.ask("POST", "/files", files=[("files", (name, content))])
        refused(answer, status, code)
    assert list((office.library.folder / "uploads").iterdir()) == []
    assert program.get("/jobs")["total"] == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\x\\会议.txt", "会议.txt"),
        ("长" * 400 + ".txt", "长" * 58 + ".txt"),
        ("a\u202eb.txt", "ab.txt"),
    ],
)
def test_what_a_file_is_called_leads_nowhere_else(program: Program, name: str, kept: str) -> None:
    content = "会议决定修电梯。".encode()
    answer = program.ask("POST", "/files", files=[("files", (name, content))])
    assert answer.json()["files"][0]["name"] == kept


def test_a_large_file_comes_in_pieces_and_goes_on_where_it_broke(program: Program) -> None:
    content = "会议决定下周五前修好电梯，由物业公司负责。".encode()
    told = {
        "Upload-Length": str(len(content)),
        "Upload-Metadata": f"filename {b64encode('大.txt'.encode()).decode()}",
    }
    begun = program.ask("POST", "/uploads", headers=told)
    assert begun.status_code == 201
    place = begun.headers["location"].removeprefix(PREFIX)
    upload = place.rpartition("/")[2]
    early = program.ask("POST", "/jobs", {"uploads": [upload]})
    refused(early, 409, "Conflict")
    first = program.ask("PATCH", place, content=content[:10], headers={"Upload-Offset": "0"})
    assert first.headers["upload-offset"] == "10"
    again = program.ask("PATCH", place, content=content[:10], headers={"Upload-Offset": "0"})
    refused(again, 409, "Conflict")
    assert program.ask("HEAD", place).headers["upload-offset"] == "10"
    program.ask("PATCH", place, content=content[10:], headers={"Upload-Offset": "10"})
    body = {"uploads": [upload], "held_on": "2026-03-14", "title": None}
    job = program.ask("POST", "/jobs", body)
    assert job.status_code == 202
    assert job.json()["files"][0]["name"] == "大.txt"
    refused(program.ask("DELETE", place), 404, "NotFound")


@pytest.mark.parametrize("held_on", [0, 1.5, True, "2026-02-30", "x", "0000-00-00"])
def test_a_day_is_a_day(program: Program, held_on: object) -> None:
    body = {"uploads": ["0" * 32], "held_on": held_on}
    refused(program.ask("POST", "/jobs", body), 422, "UnprocessableContent")


def test_sound_is_had_from_any_second(program: Program, office: Office) -> None:
    sound = next(s for s in office.library.load_meeting(MEETING).sources if s.kind == "audio")
    path = f"{ONE}/sources/{sound.id}/sound"
    whole = program.ask("GET", path)
    assert whole.headers["content-type"] == "audio/wav"
    assert len(whole.content) == 44 + 2 * 16_000 * SECONDS
    piece = program.ask("GET", path, headers={"Range": "bytes=100-199"})
    assert (piece.status_code, piece.content) == (206, whole.content[100:200])
    past = program.ask("GET", path, headers={"Range": "bytes=9999999-"})
    refused(past, 416, "RangeNotSatisfiable")


def test_a_page_and_a_line_of_it_stand_upright(program: Program, office: Office) -> None:
    """The page lies on its side as stored: 80 by 60, turned by 90 degrees."""
    scan = next(s for s in office.library.load_meeting(MEETING).sources if s.kind == "scan")
    page = program.ask("GET", f"{ONE}/sources/{scan.id}/pages/1")
    assert Image.open(BytesIO(page.content)).size == (60, 80)
    line = program.ask("GET", f"{ONE}/utterances/2/picture")
    assert Image.open(BytesIO(line.content)).size == (20 + 16, 50 + 16)


def test_a_briefing_is_refused_as_long_as_a_candidate_waits(program: Program) -> None:
    for name in FORMATS:
        answer = program.ask("GET", f"{ONE}/briefing/{editions_of(name)[0]}.{name}")
        assert refused(answer, 409, "NotReviewed")["waiting"] == ["r1", "r2"]
    program.judge("r1", "accept", UNJUDGED)
    answer = program.ask("GET", f"{ONE}/briefing/archive.md")
    assert refused(answer, 409, "NotReviewed")["waiting"] == ["r2"]
    program.judge("r2", "reject", UNJUDGED)
    answer = program.ask("GET", f"{ONE}/briefing/archive.json")
    assert [one["id"] for one in json.loads(answer.content)["resolutions"]] == ["r1"]
    assert program.ask("GET", f"{ONE}/briefing/public.docx").content[:2] == b"PK"
    for wrong in ("archive.exe", "secret.docx"):
        refused(program.ask("GET", f"{ONE}/briefing/{wrong}"), 422, "UnprocessableContent")
