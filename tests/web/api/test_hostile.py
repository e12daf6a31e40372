"""What is sent to do harm does none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mintobrief.web.api.limit import MOST_FILES, MOST_JSON
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import MEETING, ONE, Program, refused, verdicts
from tests.web.rooms import NASTY, NOON, meeting


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


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=1e9", "size=0", "size=201", "size=99999999999999999999", "state=x"],
)
def test_a_list_without_end_is_not_made(program: Program, query: str) -> None:
    told = refused(program.ask("GET", f"/meetings?{query}"), 422, "UnprocessableContent")
    assert told["wrong"][0]["at"].startswith("query.")


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
    refused(program.ask("POST", "/files", content=b"", headers=lied), 413, "ContentTooLarge")


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
    answer = program.ask("POST", "/files", content=body, headers={"Content-Type": kind})
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not answer.json()["detail"].isascii()
    assert program.get("/jobs")["total"] == 0


def test_a_bug_is_told_without_its_insides(program: Program, office: Office) -> None:
    object.__setattr__(office, "queue", None)
    told = refused(program.ask("GET", "/jobs"), 500, "InternalServerError")
    assert "NoneType" not in json.dumps(told)
