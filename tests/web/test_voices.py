"""Who speaks: a name once everywhere, two voices as one."""

from __future__ import annotations

from fastapi.testclient import TestClient

from mintobrief.review import with_namings
from mintobrief.web.office import Office
from tests.web.rooms import Browser, let_in
from tests.web.talks import PAGE, TALK, draft, now, talking, voices

__all__ = ["talking"]


def source(office: Office) -> str:
    return now(office).sources[0].id


def names(office: Office) -> list[str | None]:
    seen = office.library.look(TALK)
    return [u.name for u in with_namings(seen.meeting, seen.namings).utterances]


def rename(browser: Browser, office: Office, label: str, name: str, was: str = "") -> int:
    typed = {"source": source(office), "label": label, "name": name, "was": was}
    return browser.post(f"{PAGE}/voices/name", **typed).status_code


def test_every_voice_is_shown_with_what_it_said_first(browser: Browser, talking: Office) -> None:
    text = browser.get(f"{PAGE}/voices").text
    for told in ("王主任", "推定", "S2", "今天先说电剃的事。", "再说停车。"):
        assert told in text


def test_a_name_is_written_once_for_all_that_a_voice_said(
    browser: Browser, talking: Office
) -> None:
    assert rename(browser, talking, "S2", "李工") == 200
    assert names(talking) == [None, "李工", "李工", None, None, None]
    assert "李工" in browser.get(PAGE).text


def test_a_name_is_undone_and_given_again(browser: Browser, talking: Office) -> None:
    rename(browser, talking, "S1", "王卫国", "王主任")
    browser.post(f"{PAGE}/undo")
    assert names(talking)[0] == "王主任"
    browser.post(f"{PAGE}/redo")
    assert names(talking)[0] == "王卫国"


def test_two_people_name_one_voice(client: TestClient, browser: Browser, talking: Office) -> None:
    rename(let_in(client, talking, "李四"), talking, "S2", "李工")
    typed = {"source": source(talking), "label": "S2", "name": "赵工", "was": ""}
    late = browser.post(f"{PAGE}/voices/name", **typed)
    assert late.status_code == 409
    assert "李工" in late.text
    assert "赵工" in late.text
    assert names(talking)[1] == "李工"
    assert rename(browser, talking, "S2", "赵工", "李工") == 200
    assert names(talking)[1] == "赵工"


def test_nobody_undoes_the_name_that_another_gave_since(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    rename(browser, talking, "S2", "李工")
    rename(let_in(client, talking, "李四"), talking, "S2", "赵工", "李工")
    assert browser.post(f"{PAGE}/undo").status_code == 409
    assert names(talking)[1] == "赵工"


def test_a_name_that_is_none_is_refused(browser: Browser, talking: Office) -> None:
    for name in ("长" * 41, "李\x07工"):
        assert rename(browser, talking, "S2", name) == 422
    assert rename(browser, talking, "S9", "李工") == 422
    assert talking.library.namings(TALK) == ()


def test_two_voices_are_one(browser: Browser, talking: Office) -> None:
    typed = {"source": source(talking), "label": "S3", "into": "S1", "draft": draft(browser)}
    assert browser.post(f"{PAGE}/voices/merge", **typed).status_code == 200
    assert voices(talking) == ["S1", "S2", "S2", "S1", "S1", "S1"]
    browser.post(f"{PAGE}/undo")
    assert voices(talking)[4] == "S3"


def test_voices_of_an_older_transcript_are_not_merged(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    typed = {"source": source(talking), "label": "S3", "into": "S1", "draft": draft(browser)}
    rename(let_in(client, talking, "李四"), talking, "S3", "赵工")
    assert browser.post(f"{PAGE}/voices/merge", **typed).status_code == 409
    assert voices(talking)[4] == "S3"


def test_a_voice_is_not_merged_with_one_that_is_not_there(
    browser: Browser, talking: Office
) -> None:
    typed = {"source": source(talking), "label": "S3", "into": "S9", "draft": draft(browser)}
    assert browser.post(f"{PAGE}/voices/merge", **typed).status_code == 422


def test_nobody_corrects_without_a_name(client: TestClient, talking: Office) -> None:
    nameless = let_in(client, talking, "")
    typed = {"source": source(talking), "label": "S2", "name": "李工", "was": ""}
    assert nameless.post(f"{PAGE}/voices/name", **typed).status_code == 428
    assert nameless.post(f"{PAGE}/lines/1/join").status_code == 428
