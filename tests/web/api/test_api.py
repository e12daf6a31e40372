"""The API does what the pages do, refuses in one shape, and tells nobody else."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from PIL import Image

from mintobrief.domain import Verdict
from mintobrief.domain.encode import encode_meeting
from mintobrief.export import FORMATS
from mintobrief.review import latest_judgements
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.api.app import PARTS
from mintobrief.web.api.limit import MOST_FILES, MOST_JSON
from mintobrief.web.candidates import UNJUDGED
from mintobrief.web.office import Office
from tests.web.rooms import HOME, NASTY, NOON, SECONDS, Browser, let_in, meeting

MEETING = "20260314-ab12cd"
ONE = f"/meetings/{MEETING}"
IDS = {
    "meeting_id": MEETING,
    "candidate_id": "r1",
    "source_id": "x",
    "number": "1",
    "index": "0",
    "edition": "archive",
    "format": "docx",
    "job_id": "x",
    "upload_id": "0" * 32,
    "compound_id": "x",
}


class Program:
    """What asks the API: a browser's session, as JSON."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def ask(self, method: str, path: str, body: object = None, **more: Any) -> Any:
        given: dict[str, Any] = {"json": body} if body is not None else {}
        headers = self.browser.headers | more.pop("headers", {})
        return self.browser.client.request(method, PREFIX + path, headers=headers, **given, **more)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def judge(self, candidate: str, how: str, mark: str) -> Any:
        return self.ask("POST", f"{ONE}/candidates/{candidate}/{how}", {"mark": mark})


@pytest.fixture
def program(browser: Browser) -> Program:
    return Program(browser)


def verdicts(office: Office) -> dict[str, Verdict]:
    latest = latest_judgements(office.library.judgements(MEETING))
    return {name: judgement.verdict for name, judgement in latest.items()}


def operations() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for route in part.router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods or ():
                yield method, PREFIX + route.path.format(**IDS)


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    """What the refusal says; it is of one shape, whatever refused."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= set(told)
    assert told["status"] == status
    assert told["code"] == code
    assert not told["detail"].isascii()
    return told


def test_nobody_is_answered_without_being_let_in(client: TestClient) -> None:
    """The document and the page of it included."""
    asked = [*operations(), ("GET", f"{PREFIX}/openapi.json"), ("GET", f"{PREFIX}/docs")]
    assert len(asked) > 25
    for method, path in asked:
        answer = client.request(method, path, headers={"Origin": HOME})
        assert answer.status_code == 401, (method, path)
        assert answer.headers["content-type"] == "application/problem+json"
        assert "电梯" not in answer.text


def test_what_is_asked_from_elsewhere_changes_nothing(program: Program, office: Office) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"X-CSRF-Token": "x"}):
        for method, path in operations():
            if method not in ("GET", "HEAD"):
                answer = program.ask(method, path.removeprefix(PREFIX), headers=headers)
                refused(answer, 403, "Forbidden")
    assert verdicts(office) == {}


def test_the_generated_description_of_the_pages_is_gone(browser: Browser) -> None:
    for path in ("/openapi.json", "/docs", "/redoc", f"{PREFIX}/redoc"):
        assert browser.get(path).status_code == 404


def test_the_page_of_the_api_lists_every_operation_and_loads_nothing_from_elsewhere(
    browser: Browser, program: Program
) -> None:
    page = browser.get(f"{PREFIX}/docs").text
    assert browser.get(f"{PREFIX}/").text == page
    for methods in program.get("/openapi.json")["paths"].values():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page
            assert not operation["summary"].isascii()
    assert "http://" not in page
    assert "https://" not in page


def test_the_document_names_every_refusal(program: Program) -> None:
    told = program.get("/openapi.json")
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            wanted = {"401", "403", "409", "421", "422", "429"}
            assert wanted <= set(operation["responses"]), (method, path)
            for status, answer in operation["responses"].items():
                is_refusal = int(status) >= 400
                assert is_refusal == ("application/problem+json" in answer.get("content", {}))


def test_a_meeting_is_told_in_the_words_of_the_command(program: Program, office: Office) -> None:
    told = program.get(ONE)
    assert told.pop("version") == 1
    assert told.pop("draft")
    assert told == json.loads(json.dumps(encode_meeting(office.library.load_meeting(MEETING))))


def test_the_document_describes_every_key_of_a_meeting(program: Program) -> None:
    schemas = program.get("/openapi.json")["components"]["schemas"]
    told = program.get(ONE)
    assert list(undescribed(told, {"$ref": "#/components/schemas/MeetingDocument"}, schemas)) == []
    told["utterances"][0]["new"] = 1
    found = undescribed(told, {"$ref": "#/components/schemas/MeetingDocument"}, schemas)
    assert list(found) == ["utterances.new"]


def undescribed(value: Any, schema: Any, schemas: Any, at: str = "") -> Iterator[str]:
    """The keys of a value that its schema does not know."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        for item in value:
            yield from undescribed(item, schema.get("items", {}), schemas, at)
    if not isinstance(value, dict):
        return
    choices = [
        schemas[o["$ref"].rpartition("/")[2]] for o in schema.get("anyOf", ()) if "$ref" in o
    ]
    for choice in choices or [schema]:
        known = choice.get("properties", {})
        if not choices or set(value) == set(known):
            for key, item in value.items():
                if key not in known:
                    yield f"{at}{key}"
                else:
                    yield from undescribed(item, known[key], schemas, f"{at}{key}.")
            return
    yield f"{at}?"


def test_a_file_name_that_is_no_text_is_told_all_the_same(
    program: Program, office: Office, tmp_path: Path
) -> None:
    """Half a character can stand in JSON as an escape only."""
    whole = meeting(tmp_path, "20260316-half")
    notes, *others = whole.sources
    half = replace(notes, name="笔记\udce4.txt")
    office.library.save_meeting(replace(whole, sources=(half, *others)), NOON)
    answer = program.ask("GET", "/meetings/20260316-half")
    assert answer.status_code == 200
    assert b"\\udce4" in answer.content


def test_the_list_is_paged_and_narrowed(program: Program, office: Office, tmp_path: Path) -> None:
    for day in range(5):
        office.library.save_meeting(meeting(tmp_path, f"20260401-{day}"), NOON)
    told = program.get("/meetings?page=2&size=4")
    assert (told["total"], len(told["meetings"])) == (6, 2)
    assert program.get("/meetings?q=20260401-3")["total"] == 1
    assert program.get("/meetings?state=waiting")["total"] == 6
    assert program.get("/meetings?state=reviewed")["total"] == 0
    assert program.get("/meetings?page=1000000&size=200")["meetings"] == []


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=1e9", "size=0", "size=201", "size=99999999999999999999", "state=x"],
)
def test_a_list_without_end_is_not_made(program: Program, query: str) -> None:
    told = refused(program.ask("GET", f"/meetings?{query}"), 422, "UnprocessableContent")
    assert told["wrong"][0]["at"].startswith("query.")


def test_a_search_marks_what_it_found(program: Program) -> None:
    hits = program.get("/search?q=道闸")["hits"]
    assert {hit["kind"] for hit in hits} == {"resolution", "utterance"}
    for hit in hits:
        (start, end) = hit["marks"][0]
        assert hit["snippet"][start:end] == "道闸"
    assert program.get("/search?q=%00")["hits"] == []


def test_a_candidate_says_what_stands_and_what_it_lacks(program: Program) -> None:
    told = program.get(f"{ONE}/candidates")
    assert told["waiting"] == 2
    assert [one["id"] for one in told["candidates"]] == ["r1", "r2"]
    assert [one["id"] for one in told["near_misses"]] == ["n1"]
    fields = {field["name"]: field for field in told["candidates"][1]["fields"]}
    assert fields["owners"]["lacks"] == "会上没有说由谁负责"
    assert "尽快" in fields["deadline"]["lacks"]
    deadline = told["candidates"][0]["resolution"]["field_evidence"]["deadline"]
    assert deadline[0]["text"] == "下周五前"[: len(deadline[0]["text"])]
    assert program.get(f"{ONE}/candidates/r1") == told["candidates"][0]


def test_judgements_are_those_of_the_page(program: Program, office: Office) -> None:
    accepted = program.judge("r1", "accept", UNJUDGED).json()
    assert (accepted["state"], accepted["reviewer"]) == ("accepted", "王秀英")
    typed = {"mark": UNJUDGED, "fields": {"owners": "物业公司、李四", "deadline": "2026-04-01"}}
    edited = program.ask("PATCH", f"{ONE}/candidates/r2", typed).json()
    assert edited["resolution"]["owners"] == ["物业公司", "李四"]
    assert edited["resolution"]["action"] == "修好北门道闸"  # what was not sent stays
    assert program.judge("n1", "reject", UNJUDGED).json()["state"] == "rejected"
    assert verdicts(office) == {
        "r1": Verdict.ACCEPTED,
        "r2": Verdict.EDITED,
        "n1": Verdict.REJECTED,
    }
    assert program.judge("r1", "reopen", accepted["mark"]).json()["state"] == "waiting"
    said = program.get(f"{ONE}/judgements")["judgements"]
    assert [one["verdict"] for one in said] == ["accepted", "edited", "rejected", "reopened"]


def test_who_was_overtaken_is_shown_what_is_there_now(
    client: TestClient, program: Program, office: Office
) -> None:
    Program(let_in(client, office, "李四")).judge("r1", "reject", UNJUDGED)
    told = refused(program.judge("r1", "accept", UNJUDGED), 409, "Disputed")
    assert (told["now"]["state"], told["now"]["reviewer"]) == ("rejected", "李四")
    assert verdicts(office) == {"r1": Verdict.REJECTED}
    assert program.judge("r1", "accept", told["now"]["mark"]).status_code == 200


def test_nobody_judges_without_a_name(client: TestClient, office: Office) -> None:
    nameless = Program(let_in(client, office, ""))
    refused(nameless.judge("r1", "accept", UNJUDGED), 428, "PreconditionRequired")
    assert nameless.get("/me")["reviewer"] is None
    assert verdicts(office) == {}


def test_a_field_that_cannot_be_read_is_refused_with_what_to_write(
    program: Program, office: Office
) -> None:
    typed = {"mark": UNJUDGED, "fields": {"deadline": "胡写"}}
    refused(program.ask("PATCH", f"{ONE}/candidates/r2", typed), 422, "BadEdit")
    assert verdicts(office) == {}


def test_what_is_not_there_is_told_by_its_name(program: Program) -> None:
    for path, code in (
        ("/meetings/nothing", "UnknownMeeting"),
        ("/meetings/%00", "UnknownMeeting"),
        (f"{ONE}/candidates/r9", "UnknownResolution"),
        ("/jobs/nothing", "UnknownJob"),
        ("/nowhere", "NotFound"),
        (f"{ONE}/sources/nothing/sound", "NotFound"),
        (f"{ONE}/utterances/0/picture", "NotFound"),
        (f"{ONE}/utterances/999/picture", "NotFound"),
    ):
        refused(program.ask("GET", path), 404, code)
    answer = program.ask("PUT", f"{ONE}/candidates/r1")
    refused(answer, 405, "MethodNotAllowed")
    assert answer.headers["allow"] == "GET, PATCH"


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"mark":' * 20_000,
        b'{"mark": 1e999999}',
        b'{"mark": ' + b"9" * 100_000 + b"}",
        b'{"mark": "\\ud800"}',
        b'{"mark": "\xff"}',
        b'{"mark": NaN}',
        b'{"mark": null}',
        b'{"mark": ["none"]}',
        b'{"mark": "none", "\\ud800": 1}',
        b'{"mark": "none", "mark2": "x"}',
        b"{}",
        b"",
        b"null",
        b"\xef\xbb\xbf{}",
        b"\x00",
    ],
)
def test_a_hostile_body_is_refused_and_judges_nothing(
    program: Program, office: Office, body: bytes
) -> None:
    answer = program.ask(
        "POST",
        f"{ONE}/candidates/r1/accept",
        content=body,
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    answer.json()
    assert verdicts(office) == {}


def test_nul_and_markup_are_words_like_others(program: Program) -> None:
    typed = {"mark": UNJUDGED, "fields": {"action": f"修\x00好{NASTY}"}}
    told = program.ask("PATCH", f"{ONE}/candidates/r2", typed)
    assert told.status_code == 200
    assert told.json()["resolution"]["action"] == f"修\x00好{NASTY}"
    assert program.get(ONE)["meeting"]["id"] == MEETING


def test_a_body_without_end_is_not_read_to_its_end(program: Program) -> None:
    path = f"{ONE}/candidates/r1/accept"
    headers = {"Content-Type": "application/json"}
    told = program.ask("POST", path, content=b" " * (MOST_JSON + 1), headers=headers)
    refused(told, 413, "ContentTooLarge")

    def drops() -> Iterator[bytes]:
        for _ in range(MOST_JSON // 1024 + 2):
            yield b" " * 1024

    refused(program.ask("POST", path, content=drops(), headers=headers), 413, "ContentTooLarge")
    lied = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(MOST_FILES + 1),
    }
    refused(program.ask("POST", "/meetings", content=b"", headers=lied), 413, "ContentTooLarge")


def test_small_files_are_handed_in_with_one_request(program: Program, office: Office) -> None:
    files = [("files", ("一.txt", "会议决定修电梯。".encode())), ("files", ("二.txt", b"x\n"))]
    answer = program.ask("POST", "/meetings", files=files, data={"title": "  例会\n"})
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
        answer = program.ask("POST", "/meetings", files=[("files", (name, content))])
        refused(answer, status, code)
    assert list((office.library.folder / "uploads").iterdir()) == []
    assert program.get("/jobs")["total"] == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=", b"--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\n: form-data; name="files"\r\n\r\na\r\n--x--'),
        ("multipart/form-data; boundary=x", b"\x00" * 1000),
        ("multipart/form-data; boundary=" + "x" * 5000, b"--x--"),
        ("application/x-www-form-urlencoded", b"files=a&title=" + b"%00" * 100),
        ("application/json", b'{"files": []}'),
        ("text/plain", b""),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n\r\n' * 1200
            + b"--x--",
        ),
    ],
)
def test_files_in_a_broken_envelope_are_refused(
    program: Program, office: Office, kind: str, body: bytes
) -> None:
    answer = program.ask("POST", "/meetings", content=body, headers={"Content-Type": kind})
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not answer.json()["detail"].isascii()
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
    answer = program.ask("POST", "/meetings", files=[("files", (name, content))])
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
        answer = program.ask("GET", f"{ONE}/briefing/archive.{name}")
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


def test_a_bug_is_told_without_its_insides(program: Program, office: Office) -> None:
    object.__setattr__(office, "queue", None)
    told = refused(program.ask("GET", "/jobs"), 500, "InternalServerError")
    assert "NoneType" not in json.dumps(told)
