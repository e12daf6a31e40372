"""The register as programs see it."""

from __future__ import annotations

from hashlib import sha256

import pytest

from mintobrief.domain.compound import COMMON
from mintobrief.store import signing as steps
from mintobrief.web.office import Office
from mintobrief.web.signoff import signing
from tests.web.api.program import MEETING, Program, refused
from tests.web.test_register import judged

BOOK = f"/compounds/{COMMON}/register"


@pytest.fixture
def signed(program: Program, office: Office) -> Program:
    judged(office)
    shown = signing.desk(office.library, MEETING).shown
    signing.sign(office.library, MEETING, "王秀英", shown)
    return program


def test_a_number_is_seen_voided_and_never_again(signed: Program, office: Office) -> None:
    (issue,) = signed.get(BOOK)["issues"]
    assert (issue["number"], issue["total"], issue["meeting"]) == (1, 1, MEETING)
    assert (issue["printed"], issue["void"]) == ("第1期（总第1期）", None)
    told = {name: issue[name] for name in ("year", "number", "total")}
    refused(signed.ask("POST", f"{BOOK}/void", told), 422, "UnprocessableContent")
    voided = signed.ask("POST", f"{BOOK}/void", {**told, "reason": "印错"}).json()
    assert voided["issues"][0]["void"]["reason"] == "印错"
    refused(signed.ask("POST", f"{BOOK}/void", {**told, "reason": "印错"}), 409, "NoSuchNumber")
    assert signing.desk(office.library, MEETING).stage == "changed"
    assert signed.ask("GET", f"{BOOK}.xlsx").content[:2] == b"PK"


def test_a_seal_has_the_hash_of_what_was_signed(signed: Program, office: Office) -> None:
    told = {"meeting": MEETING, "file": "public.docx", "copies": 3, "on": "2026-03-16"}
    (seal,) = signed.ask("POST", f"{BOOK}/seal", {**told, "keeper": "刘敏"}).json()["seals"]
    found = signing.desk(office.library, MEETING).standing.signed
    assert found is not None
    with steps.opened_packet(office.library, MEETING, found.number) as packet:
        assert seal["sha256"] == sha256(packet.read("public.docx")).hexdigest()
    wrong = {**told, "keeper": "刘敏", "file": "x"}
    refused(signed.ask("POST", f"{BOOK}/seal", wrong), 404, "UnknownSigning")
    nobody = {**told, "keeper": " "}
    refused(signed.ask("POST", f"{BOOK}/seal", nobody), 422, "UnprocessableContent")


def test_paper_is_gone_on_from_once(program: Program) -> None:
    last = {"year": 2026, "number": 11, "total": 35}
    assert program.ask("POST", f"{BOOK}/begin", last).json()["issues"] == []
    refused(program.ask("POST", f"{BOOK}/begin", last), 409, "NumbersBegun")
    less = {**last, "total": 3}
    refused(program.ask("POST", f"{BOOK}/begin", less), 422, "UnprocessableContent")
    refused(program.ask("GET", "/compounds/none/register"), 404, "UnknownCompound")
