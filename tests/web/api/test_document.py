"""Every operation, asked as its document says and otherwise: it answers as the document says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.schemas import OpenApiSchema

from mintobrief.config import read_settings
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from mintobrief.web.access import Access
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.api.app import PARTS
from mintobrief.web.app import create_app
from mintobrief.web.intake.uploads import shelf_of
from mintobrief.web.office import Office
from tests.web.rooms import HOME, NOON, let_in, meeting

MEETINGS = ("20260314-ab12cd", "20260315-ef34ab")
# more than a schema can say: a day that is none, a file that is empty, a candidate judged before
ALSO_FOR_GOOD_ONES = ["2xx", "404", "409", "410", "413", "416", "422", "423"]
CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"with-security-parameters": False},
        "checks": {"positive_data_acceptance": {"expected-statuses": ALSO_FOR_GOOD_ONES}},
        "operations": [
            # whatever stands in a part of a form is text
            {
                "include-operation-id": "handInFiles",
                "checks": {"negative_data_rejection": {"enabled": False}},
            }
        ],
    }
)
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
NOTHING_TO_GET_WRONG = {"listCompounds", "whoAmI"}
OPERATIONS = sorted(
    str(route.operation_id)
    for part in PARTS
    for route in part.router.routes
    if isinstance(route, APIRoute) and route.include_in_schema
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("api")
    found = read_settings({"HOME": str(folder)}, folder / "library")
    with open_library(found.library) as library, open_queue(library, found) as queue:
        for one in MEETINGS:
            library.save_meeting(meeting(folder, one), NOON)
        yield Office(library, queue, Access(8000), found)


@pytest.fixture(scope="module")
def app(office: Office) -> FastAPI:
    return create_app(office)


@pytest.fixture(scope="module")
def headers(app: FastAPI, office: Office) -> dict[str, str]:
    """Those of a browser that was let in."""
    browser = let_in(TestClient(app, base_url=HOME), office)
    cookie = f"{office.access.cookie}={browser.client.cookies[office.access.cookie]}"
    return {**browser.headers, "Cookie": cookie, "Host": HOME.partition("//")[2]}


@pytest.fixture(scope="module")
def known(office: Office) -> dict[str, list[object]]:
    """What is there to be asked for, by the names of the parameters."""
    notes = office.library.load_meeting(MEETINGS[0]).sources
    job = office.queue.enqueue([notes[0].path])
    return {
        "meeting_id": [*MEETINGS],
        "candidate_id": ["r1", "r2", "n1"],
        "source_id": [source.id for source in notes],
        "upload_id": [shelf_of(office).create("笔记.txt", 10).id],
        "job_id": [job.id],
        "index": [0, 1, 2],
        "number": [1],
    }


@pytest.fixture(scope="module")
def asked(app: FastAPI, headers: dict[str, str], known: dict[str, list[object]]) -> OpenApiSchema:
    """The document, told besides what there is in the library."""
    answer = TestClient(app, base_url=HOME).get(f"{PREFIX}/openapi.json", headers=headers)
    document: dict[str, Any] = answer.json()
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] in known:
                    there = {"enum": known[parameter["name"]]}
                    parameter["schema"] = {"anyOf": [there, parameter["schema"]]}
    schema = schemathesis.openapi.from_dict(document, config=CONFIG)
    schema.app = app
    return schema


# what programs call them by: names may be added, and stay
NAMES = """
    acceptCandidate addCandidate addCompound addSeal attachToTask beginRegister beginUpload
    cancelJob confirmLookback correct deleteCompound dropUpload editCandidate editHeader
    excuseFinding getAttachment getBriefing getCandidate getChecklist getCompound getCompoundLists
    getHeader getHistory getJob getLine getLookback getMasks getMeeting getMeetingHistory getPage
    getPeaks getRegister getRegisterSheet getSignedBriefing getSound getTask getTaskCalendar
    getTaskSheet getText handInFiles handInUploads listCandidates listCompoundVersions listCompounds
    listCorrections listJobs listJudgements listMeetings listTasks listVoices lookAtUpload
    mergeCandidates moveMeeting nameVoice redo rejectCandidate rememberWord reopenCandidate
    retellTopic retryJob returnBriefing rewordEverywhere ruleMasks saveCompound search sendPiece
    signBriefing splitCandidate submitBriefing takeBackProgress tellProgress undo voidNumber whoAmI
    withdrawBriefing wordPart
"""


def test_every_operation_keeps_its_name() -> None:
    assert NAMES.split() == OPERATIONS


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_an_operation_answers_as_its_document_says(
    asked: OpenApiSchema, headers: dict[str, str], name: str, mode: GenerationMode
) -> None:
    if mode is GenerationMode.NEGATIVE and name in NOTHING_TO_GET_WRONG:
        return

    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(asked.find_operation_by_id(name).as_strategy(mode))
    def holds(case: Case[Any]) -> None:
        case.call_and_validate(base_url=HOME + PREFIX, headers=headers)

    holds()
