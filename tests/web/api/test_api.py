"""The API does what the pages do, refuses in one shape, and tells nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from mintobrief.domain import Verdict
from mintobrief.domain.encode import encode_meeting
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.api.app import PARTS
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import MEETING, ONE, Program, refused, verdicts
from tests.web.rooms import HOME, NOON, Browser, let_in, meeting

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
    "topic": "0",
    "part": "purpose",
    "sha256": "0" * 64,
}


def operations() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for route in part.router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods or ():
                yield method, PREFIX + route.path.format(**IDS)


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


def test_the_list_is_paged_and_narrowed(program: Program, office: Office, tmp_path: Path) -> None:
    for day in range(5):
        office.library.save_meeting(meeting(tmp_path, f"20260401-{day}"), NOON)
    told = program.get("/meetings?page=2&size=4")
    assert (told["total"], len(told["meetings"])) == (6, 2)
    assert program.get("/meetings?q=20260401-3")["total"] == 1
    assert program.get("/meetings?state=waiting")["total"] == 6
    assert program.get("/meetings?state=reviewed")["total"] == 0
    assert program.get("/meetings?page=1000000&size=200")["meetings"] == []


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
