"""A program comes in with its owner's token, and may do no more than its owner."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mintobrief.config import read_settings
from mintobrief.domain.person import Person, Role, Scope
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from mintobrief.store.accounts import Accounts
from mintobrief.web.access import Access
from mintobrief.web.accounts.access import session_of_program
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.app import create_app
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import MEETING, ONE, refused
from tests.web.rooms import HOME, NOON, meeting

PASSWORD = "小区北门的桂花全都开了"  # noqa: S105 - of nobody


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    settings = read_settings({"HOME": str(tmp_path)}, tmp_path / "library")
    with open_library(settings.library) as library, open_queue(library, settings) as queue:
        library.save_meeting(meeting(tmp_path), NOON)
        programs = partial(session_of_program, Accounts(library.database))
        yield Office(library, queue, Access(8000, programs=programs), settings)


@pytest.fixture
def clerk(office: Office) -> Person:
    return person(office, "王秀英", Role.RECORDER)


def person(office: Office, name: str, *roles: Role) -> Person:
    return office.accounts.people.add(name, roles, PASSWORD, by="终端", given=False)


class Token:
    """A program with a token and nothing else: no cookie, no origin, no page."""

    def __init__(self, office: Office, owner: Person, scope: Scope) -> None:
        self.key = office.accounts.tokens.add(owner, "报表", scope, 30)
        self.client = TestClient(create_app(office), base_url=HOME)

    def ask(self, method: str, path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        return self.client.request(method, PREFIX + path, headers=headers, json=body)

    def accept(self) -> Any:
        return self.ask("POST", f"{ONE}/candidates/r1/accept", {"mark": UNJUDGED})


def test_a_judging_token_judges_in_its_owners_name(office: Office, clerk: Person) -> None:
    program = Token(office, clerk, Scope.JUDGE)
    me = program.ask("GET", "/me").json()
    assert me == {"reviewer": "王秀英", "roles": ["recorder"], "scope": "judge"}
    assert program.accept().status_code == 200
    (said,) = office.library.judgements(MEETING)
    assert said.reviewer == "王秀英"


def test_a_reading_token_reads_and_changes_nothing(office: Office, clerk: Person) -> None:
    program = Token(office, clerk, Scope.READ)
    assert program.ask("GET", ONE).status_code == 200
    refused(program.accept(), 403, "Forbidden")
    assert office.library.judgements(MEETING) == ()


def test_a_token_gives_no_role_that_its_owner_lacks(office: Office, clerk: Person) -> None:
    program = Token(office, clerk, Scope.JUDGE)
    seen = program.ask("GET", f"{ONE}/briefing").json()
    step = {"version": seen["version"], "step": seen["step"]}
    refused(program.ask("POST", f"{ONE}/briefing/sign", step), 403, "Forbidden")
    refused(program.ask("GET", "/history"), 403, "Forbidden")
    head = Token(office, person(office, "李主任", Role.ADMINISTRATOR), Scope.JUDGE)
    assert head.ask("GET", "/history").status_code == 200
    refused(head.accept(), 403, "Forbidden")


def test_what_is_hidden_from_its_owner_is_hidden_from_a_program(
    office: Office, clerk: Person
) -> None:
    other = person(office, "赵六", Role.RECORDER)
    office.accounts.permissions.limit(MEETING, [other.id], by="李主任")
    program = Token(office, clerk, Scope.JUDGE)
    assert program.ask("GET", "/meetings").json()["total"] == 0
    assert program.ask("GET", "/search?q=道闸").json()["hits"] == []
    for path in (ONE, f"{ONE}/candidates", f"{ONE}/briefing", f"{ONE}/history"):
        refused(program.ask("GET", path), 404, "UnknownMeeting")
    refused(program.accept(), 404, "UnknownMeeting")
    assert Token(office, other, Scope.READ).ask("GET", ONE).status_code == 200


def test_a_token_that_is_over_is_no_token(office: Office, clerk: Person) -> None:
    program = Token(office, clerk, Scope.READ)
    (known,) = office.accounts.tokens.of(clerk)
    office.accounts.tokens.revoke(clerk, known.id)
    answer = program.ask("GET", "/me")
    refused(answer, 401, "Unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_opens_no_page(office: Office, clerk: Person) -> None:
    program = Token(office, clerk, Scope.JUDGE)
    headers = {"Authorization": f"Bearer {program.key}"}
    for path in ("/", f"/meetings/{MEETING}"):
        assert program.client.get(path, headers=headers).status_code == 401


def test_a_token_undoes_by_a_correction(office: Office, clerk: Person) -> None:
    """Each request of a program is a session of its own: there are no steps to go back."""
    program = Token(office, clerk, Scope.JUDGE)
    seen = program.ask("GET", ONE).json()
    edit = {"kind": "reworded", "utterance": 1, "text": "南门。"}
    body = {"draft": seen["draft"], "edits": [edit]}
    after = program.ask("POST", f"{ONE}/corrections", body).json()
    refused(program.ask("POST", f"{ONE}/undo"), 409, "Conflict")
    body = {"draft": after["draft"], "edits": [{"kind": "undone"}]}
    assert program.ask("POST", f"{ONE}/corrections", body).status_code == 200
    assert program.ask("GET", ONE).json()["utterances"] == seen["utterances"]
