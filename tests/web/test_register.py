"""登记簿 as a page: what signing entered, what persons void and seal, and the workbook of it."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace
from hashlib import sha256

import pytest
from openpyxl import load_workbook

from mintobrief.domain.compound import COMMON
from mintobrief.domain.person import Role
from mintobrief.review import accept
from mintobrief.store import register
from mintobrief.store import signing as steps
from mintobrief.store.book import open_book
from mintobrief.web.office import Office
from mintobrief.web.signoff import signing
from tests.web.rooms import NOON, Answer, Browser

MEETING = "20260314-ab12cd"
BRIEFING = f"/meetings/{MEETING}/briefing"
BOOK = f"/register/{COMMON}"


def words(answer: Answer) -> str:
    return html.unescape(re.sub(r"<[^>]+>|\s+", "", answer.text))


def sign(browser: Browser, office: Office) -> None:
    shown = signing.desk(office.library, MEETING).shown
    told = {"version": str(shown.version), "step": str(shown.step)}
    assert browser.post(f"{BRIEFING}/sign", **told).status_code == 200


def judged(office: Office) -> None:
    """All is judged, and what is missing knowingly left."""
    candidates = office.library.look(MEETING).meeting.resolutions
    said = [accept(candidate, None, "王秀英", NOON) for candidate in candidates]
    office.library.add_judgements(MEETING, said)
    for finding in signing.desk(office.library, MEETING).left:
        signing.excuse(office.library, MEETING, "王秀英", finding.key, reason="会上没有定")


@pytest.fixture
def signed(browser: Browser, office: Office) -> Browser:
    """The meeting's briefing is signed, what it lacks knowingly left."""
    judged(office)
    sign(browser, office)
    return browser


def number(office: Office) -> dict[str, str]:
    serial = register.number_of(office.library, MEETING)
    assert serial is not None
    numbers = {"year": serial.year, "number": serial.number, "total": serial.total}
    return {name: str(one) for name, one in numbers.items()}


def test_an_empty_register_says_how_it_begins(browser: Browser) -> None:
    page = browser.get("/register")
    assert "还没有编过期号" in words(page)
    assert f'action="{BOOK}/begin"' in page.text


def test_signing_enters_the_number_and_prints_it(signed: Browser, office: Office) -> None:
    """The signature stands with it: what is compared has the number too."""
    assert "第1期总第1期" in words(signed.get(BOOK))
    assert "王秀英签发" in words(signed.get(BOOK))
    assert "第1期（总第1期）" in signed.get(f"{BRIEFING}/archive.txt").text
    assert signing.desk(office.library, MEETING).stage == "signed"


def test_a_voided_number_wants_another_signature(signed: Browser, office: Office) -> None:
    answer = signed.post(f"{BOOK}/void", **number(office), reason="会议日期印错")
    assert answer.headers["x-go"] == BOOK
    assert "作废：会议日期印错" in words(signed.get(BOOK))
    assert signing.desk(office.library, MEETING).stage == "changed"
    sign(signed, office)
    assert "第2期（总第2期）" in signed.get(f"{BRIEFING}/archive.txt").text
    told = words(signed.get(BOOK))
    assert told.index("第2期") < told.index("第1期")


def test_nothing_is_voided_without_a_reason_or_twice(signed: Browser, office: Office) -> None:
    now = number(office)
    assert signed.post(f"{BOOK}/void", **now, reason=" ").status_code == 422
    assert signed.post(f"{BOOK}/void", **now, reason="印错").status_code == 204
    again = signed.post(f"{BOOK}/void", **now, reason="印错")
    assert (again.status_code, "刷新登记簿" in again.text) == (409, True)


def test_a_seal_is_entered_with_the_hash_of_what_was_signed(
    signed: Browser, office: Office
) -> None:
    told = {"meeting": MEETING, "file": "public.docx", "copies": "3", "on": "2026-03-16"}
    assert signed.post(f"{BOOK}/seal", **told, keeper="刘敏").status_code == 204
    number_ = signing.desk(office.library, MEETING).standing.signed
    assert number_ is not None
    with steps.opened_packet(office.library, MEETING, number_.number) as packet:
        digest = sha256(packet.read("public.docx")).hexdigest()
    page = signed.get(BOOK)
    assert digest in page.text
    assert "用印3份：公示版Word文档（刘敏盖，2026年3月16日" in words(page)


@pytest.mark.parametrize(
    "wrong",
    [
        {"copies": "0"},
        {"keeper": " "},
        {"file": "input.json"},
        {"on": "昨天"},
        {"on": "9999-12-31"},
        {"copies": "x"},
    ],
)
def test_a_seal_that_says_too_little_is_refused(
    signed: Browser, office: Office, wrong: dict[str, str]
) -> None:
    told = {"meeting": MEETING, "file": "public.docx", "copies": "3", "on": "2026-03-16"}
    answer = signed.post(f"{BOOK}/seal", **{**told, "keeper": "刘敏", **wrong})
    assert answer.status_code == 422
    assert len(register.entries(office.library, COMMON)) == 1


def test_paper_is_gone_on_from_once(browser: Browser) -> None:
    told = {"year": "2026", "number": "11", "total": "35"}
    assert browser.post(f"{BOOK}/begin", **told).status_code == 204
    assert browser.post(f"{BOOK}/begin", **told).status_code == 409
    assert browser.post(f"{BOOK}/begin", **{**told, "total": "3"}).status_code == 422


def test_the_workbook_has_every_number_and_every_seal(signed: Browser, office: Office) -> None:
    told = {"meeting": MEETING, "file": "public.docx", "copies": "3", "on": "2026-03-16"}
    signed.post(f"{BOOK}/seal", **told, keeper="=HYPERLINK(1)")
    signed.post(f"{BOOK}/void", **number(office), reason="印错")
    book = load_workbook(io.BytesIO(signed.get(f"{BOOK}.xlsx").content))
    numbers = list(book["期号登记"].iter_rows(min_row=2, values_only=True))
    assert numbers[0][1:3] == (1, 1)
    assert numbers[0][8] == 3
    assert str(numbers[0][9]).startswith("印错（王秀英，")
    [seal] = book["用印登记"].iter_rows(min_row=2)
    assert (seal[4].value, seal[4].data_type) == ("=HYPERLINK(1)", "s")


def test_a_hidden_meeting_is_in_the_register_without_its_name(
    signed: Browser, office: Office
) -> None:
    """Numbers have no gap for anybody; what they are of is not everybody's."""
    seen = open_book(replace(office.library, hidden=frozenset({MEETING})), COMMON)
    assert len(seen.issues) == 1
    assert seen.titles == {}


def test_who_may_not_sign_voids_nothing(signed: Browser, office: Office) -> None:
    session = office.access.session(signed.client.cookies.get(office.access.cookie))
    assert session is not None
    session.roles = frozenset({Role.RECORDER})
    answer = signed.post(f"{BOOK}/void", **number(office), reason="印错")
    assert answer.status_code == 403
    assert f'action="{BOOK}/void"' not in signed.get(BOOK).text
