"""名册和词表: typed in place, nobody overwrites another, files are shown before they are saved."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest

from mintobrief.domain import Attendee, Term
from mintobrief.domain.compound import COMMON, Compound
from mintobrief.export.lists import lists_as_workbook
from mintobrief.web.app import create_app
from mintobrief.web.office import Office
from tests.web.rooms import NASTY, Answer, Browser, let_in

WANG = Attendee("王芳", "书记", "居委会")
Rows = list[tuple[str, ...]]


@pytest.fixture
def garden(office: Office) -> Compound:
    made = office.library.compounds.add("阳光花园", "李明")
    return office.library.compounds.save(replace(made, people=(WANG,)), 1, "李明").compound


def look(office: Office, garden: Compound) -> Compound:
    return office.library.compounds.look(garden.id).compound


def send(browser: Browser, garden: Compound, name: str, rows: Rows, seen: int) -> Answer:
    """As the page sends a list."""
    columns = {"people": ("name", "role", "org"), "terms": ("word", "slips")}[name]
    pairs = [("seen", str(seen))]
    pairs += [pair for row in rows for pair in zip(columns, row, strict=True)]
    return browser.client.post(
        f"/compounds/{garden.id}/{name}", content=urlencode(pairs), headers=browser.headers
    )


def upload(
    browser: Browser,
    garden: Compound,
    content: bytes,
    *,
    verb: str = "POST",
    name: str = "名册.xlsx",
    **query: str,
) -> Answer:
    headers = {**browser.headers, "X-File-Name": quote(name)}
    place = f"/compounds/{garden.id}/import"
    return browser.client.request(verb, place, params=query, content=content, headers=headers)


def test_a_compound_is_made_and_found_in_the_list(browser: Browser, office: Office) -> None:
    made = browser.post("/compounds", name="银杏苑")
    place = made.headers["X-Go"]
    assert "银杏苑" in browser.get(place).text
    assert place in browser.get("/compounds").text
    again = browser.post("/compounds", name="银杏苑")
    assert again.status_code == 409
    assert "已经有一个小区" in again.text


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_a_compound_needs_a_name(browser: Browser, name: str) -> None:
    assert browser.post("/compounds", name=name).status_code == 422


def test_rows_are_saved_as_they_were_typed(
    browser: Browser, office: Office, garden: Compound
) -> None:
    answer = send(browser, garden, "people", [("王芳", "主任", "居委会"), ("李明", "", "")], 2)
    assert (answer.status_code, answer.headers["X-Seen"]) == (204, "3")
    assert look(office, garden).people == (replace(WANG, role="主任"), Attendee("李明"))
    assert office.library.compounds.look(garden.id).by == "王秀英"
    answer = send(browser, garden, "terms", [("业委会", "叶伟会、夜尾会"), ("", "x")], 3)
    assert look(office, garden).terms == (Term("业委会", ("叶伟会", "夜尾会")),)


def test_what_others_changed_in_other_rows_is_kept(
    browser: Browser, office: Office, garden: Compound
) -> None:
    """And the page is given the list as it is now."""
    send(browser, garden, "people", [("王芳", "书记", "居委会"), ("李明", "", "")], 2)
    answer = send(browser, garden, "people", [("王芳", "书记", "居委会"), ("赵强", "", "")], 2)
    assert answer.status_code == 200
    assert "李明" in answer.text
    names = {person.name for person in look(office, garden).people}
    assert names == {"王芳", "李明", "赵强"}


def test_what_others_changed_in_another_list_disturbs_nobody(
    browser: Browser, office: Office, garden: Compound
) -> None:
    send(browser, garden, "terms", [("业委会", "叶伟会")], 2)
    assert send(browser, garden, "people", [("李明", "", "")], 2).status_code == 204
    assert look(office, garden).terms == (Term("业委会", ("叶伟会",)),)


def test_two_who_change_the_same_row_are_asked(
    browser: Browser, office: Office, garden: Compound
) -> None:
    send(browser, garden, "people", [("王芳", "主任", "居委会")], 2)
    answer = send(browser, garden, "people", [("王芳", "副书记", "居委会")], 2)
    assert answer.status_code == 409
    assert "王芳，主任，居委会" in answer.text
    assert "王芳，副书记，居委会" in answer.text
    assert look(office, garden).people[0].role == "主任"
    mine = int(answer.headers["X-Seen"])
    send(browser, garden, "people", [("王芳", "副书记", "居委会")], mine)
    assert look(office, garden).people[0].role == "副书记"


def test_a_word_remembered_while_the_page_is_open_is_not_lost(
    browser: Browser, office: Office, garden: Compound
) -> None:
    meeting = office.library.list_meetings()[0].id
    office.library.compounds.move(meeting, garden.id, "王芳")
    office.library.compounds.remember(meeting, Term("雨棚", ("雨朋",)), "王芳")
    send(browser, garden, "terms", [("业委会", "叶伟会")], 2)
    assert {term.word for term in look(office, garden).terms} == {"业委会", "雨棚"}


def test_the_particulars_are_saved(browser: Browser, office: Office, garden: Compound) -> None:
    place = f"/compounds/{garden.id}/about"
    assert browser.post(place, name="阳光花园二期", place="居委会二楼").status_code == 204
    now = look(office, garden)
    assert (now.name, now.place, now.people) == ("阳光花园二期", "居委会二楼", (WANG,))
    assert browser.post(place, name=" ").status_code == 422


def test_a_file_is_shown_before_it_is_saved(
    browser: Browser, office: Office, garden: Compound
) -> None:
    told = Compound("", "", (Attendee("王芳", "主任"), Attendee("李明")))
    content = lists_as_workbook(told)
    shown = upload(browser, garden, content)
    assert "王芳，主任，居委会" in shown.text
    assert "李明" in shown.text
    assert look(office, garden) == garden
    (seen,) = re.findall('data-seen="([0-9]+)"', shown.text)
    assert upload(browser, garden, content, verb="PUT", seen=seen).status_code == 204
    people = look(office, garden).people
    assert people == (Attendee("王芳", "主任", "居委会"), Attendee("李明"))


def test_a_file_can_take_the_place_of_a_list(
    browser: Browser, office: Office, garden: Compound
) -> None:
    content = lists_as_workbook(Compound("", "", (Attendee("李明"),)))
    shown = upload(browser, garden, content, instead="true")
    assert "删去" in shown.text
    upload(browser, garden, content, verb="PUT", seen="2", instead="true")
    assert look(office, garden).people == (Attendee("李明"),)


def test_a_file_previewed_for_what_is_no_more_is_not_saved(
    browser: Browser, office: Office, garden: Compound
) -> None:
    send(browser, garden, "people", [("赵强", "", "")], 2)
    content = lists_as_workbook(Compound("", "", (Attendee("李明"),)))
    assert upload(browser, garden, content, verb="PUT", seen="2").status_code == 409
    assert look(office, garden).people == (Attendee("赵强"),)


def test_text_without_headings_is_what_the_person_says(browser: Browser, garden: Compound) -> None:
    shown = upload(browser, garden, "业委会,叶伟会".encode(), kind="terms", name="a.txt")
    assert "业委会，常听成：叶伟会" in shown.text
    assert upload(browser, garden, b"x", kind="nonsense").status_code == 422


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\0\1\2\3" * 99])
def test_what_is_no_list_is_refused_in_words(
    browser: Browser, garden: Compound, content: bytes
) -> None:
    answer = upload(browser, garden, content)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


def test_a_large_file_is_refused(browser: Browser, garden: Compound) -> None:
    assert upload(browser, garden, b"x" * (6 << 20)).status_code == 413


def test_the_lists_go_out_as_a_workbook(browser: Browser, garden: Compound) -> None:
    answer = browser.get(f"/compounds/{garden.id}/lists.xlsx")
    assert answer.content.startswith(b"PK")
    assert quote("阳光花园") in answer.headers["content-disposition"]


def test_the_history_tells_who_changed_what_and_can_be_gone_back_to(
    browser: Browser, office: Office, garden: Compound
) -> None:
    send(browser, garden, "people", [("李明", "", "")], 2)
    text = browser.get(f"/compounds/{garden.id}/history").text
    assert "王秀英" in text
    assert "王芳，书记，居委会" in text
    browser.post(f"/compounds/{garden.id}/restore/2")
    assert look(office, garden) == garden
    assert office.library.compounds.look(garden.id).number == 4
    assert browser.post(f"/compounds/{garden.id}/restore/99").status_code == 404


def test_what_one_person_did_in_one_sitting_is_told_at_once(
    browser: Browser, office: Office, garden: Compound
) -> None:
    """The page saves at every pause: each is a version, and nobody wants to read them all."""
    for seen, role in enumerate(["副", "副主", "副主任"], start=2):
        send(browser, garden, "people", [("王芳", role, "居委会")], seen)
    text = browser.get(f"/compounds/{garden.id}/history").text
    assert text.count("王秀英") == text.count("王秀英</strong>") + 1 == 2
    assert "王芳，副主任，居委会" in text
    assert "王芳，副主，居委会" not in text
    assert office.library.compounds.look(garden.id).number == 5


def test_a_compound_is_deleted_once_its_name_is_typed(
    browser: Browser, office: Office, garden: Compound
) -> None:
    place = f"/compounds/{garden.id}/delete"
    assert browser.post(place, name="别的").status_code == 422
    assert browser.post(place, name="阳光花园").headers["X-Go"] == "/compounds"
    assert browser.get(f"/compounds/{garden.id}").status_code == 404
    assert browser.post(f"/compounds/{COMMON}/delete", name="全部小区").status_code == 422


def test_nothing_is_changed_without_a_name_or_a_token(office: Office, garden: Compound) -> None:
    from fastapi.testclient import TestClient

    from tests.web.rooms import HOME

    client = TestClient(create_app(office), base_url=HOME, raise_server_exceptions=False)
    nobody = let_in(client, office, reviewer="")
    assert nobody.post("/compounds", name="x").status_code == 428
    assert nobody.client.post("/compounds", data={"name": "x"}).status_code == 403
    assert look(office, garden) == garden


def test_what_is_in_the_lists_is_words_and_never_markup(
    browser: Browser, office: Office, garden: Compound
) -> None:
    told = replace(garden, name=NASTY, people=(Attendee(NASTY, NASTY, NASTY),))
    office.library.compounds.save(told, 2, NASTY)
    for place in ("/compounds", f"/compounds/{garden.id}", f"/compounds/{garden.id}/history", "/"):
        assert NASTY not in browser.get(place).text


@pytest.mark.parametrize("place", ["none", "none/people", "none/history", "none/lists.xlsx"])
def test_a_compound_that_is_not_there(browser: Browser, place: str) -> None:
    assert browser.get(f"/compounds/{place}").status_code == 404


def test_a_list_that_is_not_there(browser: Browser, garden: Compound) -> None:
    assert browser.get(f"/compounds/{garden.id}/others").status_code == 404
    assert send(browser, garden, "people", [], 99).status_code == 404


def test_too_many_rows_are_refused(browser: Browser, garden: Compound) -> None:
    rows: Rows = [(f"人{n}", "", "") for n in range(3200)]
    assert send(browser, garden, "people", rows, 2).status_code in (400, 422)


def test_what_somebody_else_made_of_the_particulars_is_not_overwritten(
    browser: Browser, office: Office, garden: Compound
) -> None:
    """Fields that nobody touched are not sent; one that both touched is told of."""
    place = f"/compounds/{garden.id}/about"
    assert browser.post(place, place="物业一楼", was_place="").status_code == 204
    assert browser.post(place, issuer="居委会", was_issuer="").status_code == 204
    late = browser.post(place, place="居委会二楼", was_place="")
    assert (late.status_code, "物业一楼" in late.text) == (409, True)
    assert browser.post(place, place="物业一楼", was_place="").status_code == 204
    now = look(office, garden)
    assert (now.place, now.issuer) == ("物业一楼", "居委会")
