"""设置: all that is set is told, and no secret; an administrator changes what is the library's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mintobrief.config import INBOX, MOST_DAYS, LanguageModelSettings, with_kept
from mintobrief.domain.person import Role
from mintobrief.store import settings as store
from mintobrief.store.database import Database
from mintobrief.store.settings import effective
from mintobrief.web.office import Office
from tests.web.rooms import Browser

HERE = "http://127.0.0.1:11434/v1"
HOUSE = "http://192.168.1.9:8000/v1"


def test_the_page_tells_what_is_set_and_by_what(browser: Browser, office: Office) -> None:
    text = browser.get("/settings").text
    assert str(office.settings.library) in text
    assert "MINTOBRIEF_LIBRARY" in text
    assert "一直留着" in text
    assert "不问" in text
    assert "recorded" not in text


def test_no_key_and_no_password_is_shown(browser: Browser, office: Office) -> None:
    llm = LanguageModelSettings(
        url="https://user:hunter2@llm.example/v1?key=hunter3", model="m", key="hunter4"
    )
    told = replace(
        office.settings,
        llm=llm,
        keep_recordings=90,
        cache=Path("elsewhere"),
        database="postgresql://u:hunter5@db/x",
        given=frozenset({"MINTOBRIEF_LLM_URL"}),
    )
    object.__setattr__(office, "settings", told)
    text = browser.get("/settings").text
    assert "hunter" not in text
    assert "llm.example" in text
    assert "90 天" in text


def test_what_is_set_here_counts_at_once_and_says_by_whom(browser: Browser, office: Office) -> None:
    assert browser.post("/settings", days="90").status_code == 204
    assert browser.post("/settings", finder="rules").status_code == 204
    now = effective(office.library, office.settings)
    assert (now.keep_recordings, now.finder) == (90, "rules")
    text = browser.get("/settings").text
    assert "发布以后 90 天" in text
    assert "在这里设的" in text
    assert "王秀英 把“录音留多久”设成 90" in text
    assert office.library.faults() == ()


def test_what_was_set_is_told_as_the_page_calls_it(browser: Browser) -> None:
    for field in ({"finder": "rules"}, {"watch": INBOX}, {"model": "base"}):
        assert browser.post("/settings", **field).status_code == 204
    text = browser.get("/settings").text
    assert "把“怎么找决议”设成 只用规则" in text
    assert "把“收件夹”设成 看着资料库里的 inbox 文件夹" in text
    assert "把“语音模型”设成 自带的 base" in text


def test_the_page_takes_as_many_days_as_the_setting_does(browser: Browser, office: Office) -> None:
    assert f'max="{MOST_DAYS}"' in browser.get("/settings").text
    assert browser.post("/settings", days=str(MOST_DAYS)).status_code == 204
    assert effective(office.library, office.settings).keep_recordings == MOST_DAYS


def test_what_is_emptied_is_as_if_never_set(browser: Browser, office: Office) -> None:
    browser.post("/settings", days="90")
    browser.post("/settings", days="")
    assert effective(office.library, office.settings) == office.settings
    assert "改回默认" in browser.get("/settings").text


def test_the_environment_goes_before(browser: Browser, office: Office) -> None:
    """And the page offers no field that would change nothing."""
    browser.post("/settings", days="90")
    given = frozenset({"MINTOBRIEF_KEEP_RECORDINGS_DAYS"})
    object.__setattr__(office, "settings", replace(office.settings, keep_recordings=7, given=given))
    assert effective(office.library, office.settings).keep_recordings == 7
    text = browser.get("/settings").text
    assert 'name="days"' not in text
    assert "环境变量" in text
    assert browser.post("/settings", days="30").status_code == 204
    assert store.values(office.library.database)["MINTOBRIEF_KEEP_RECORDINGS_DAYS"] == "90"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", "0"),
        ("days", "-1"),
        ("days", "九十"),
        ("days", "99999"),
        ("model", "/etc"),
        ("model", "large-v9"),
        ("finder", "oracle"),
        ("finder", "model"),
        ("url", HERE),
    ],
)
def test_what_cannot_work_is_refused(
    browser: Browser, office: Office, field: str, value: str
) -> None:
    assert browser.post("/settings", **{field: value}).status_code == 422
    assert store.values(office.library.database) == {}


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/v1", "http://u:p@127.0.0.1/v1", "http://llm.example/v1", "x"]
)
def test_an_address_that_is_none_or_unsafe_is_refused(browser: Browser, url: str) -> None:
    answer = browser.post("/settings", url=url, llm_model="m", agreed="1")
    assert answer.status_code == 422


def test_words_leave_the_machine_only_where_somebody_agreed(
    browser: Browser, office: Office
) -> None:
    """An address here asks for nothing; one elsewhere for a tick."""
    assert browser.post("/settings", url=HOUSE, llm_model="m").status_code == 422
    assert browser.post("/settings", url=HOUSE, llm_model="m", agreed="1").status_code == 204
    now = effective(office.library, office.settings)
    assert (now.llm.url, now.llm.model, now.finder) == (HOUSE, "m", "model")
    assert "会议的文字会发给它" in browser.get("/").text
    assert browser.post("/settings", url=HERE, llm_model="m").status_code == 204
    assert browser.post("/settings", url="", llm_model="").status_code == 204
    assert effective(office.library, office.settings) == office.settings


def test_a_language_model_of_the_environment_is_not_mixed_with_one_of_the_library(
    office: Office,
) -> None:
    llm = LanguageModelSettings(gguf=Path("m.gguf"), model="m")
    given = replace(office.settings, llm=llm, given=frozenset({"MINTOBRIEF_LLM_GGUF"}))
    kept = {"MINTOBRIEF_LLM_URL": HERE, "MINTOBRIEF_LLM_MODEL": "other"}
    assert with_kept(given, kept).llm == llm


def test_a_model_that_was_fetched_can_be_chosen(browser: Browser, office: Office) -> None:
    hub = office.settings.cache / "hub/models--Systran--faster-whisper-small/snapshots/1"
    hub.mkdir(parents=True)
    (hub / "model.bin").write_bytes(b"")
    assert ">small</option>" in browser.get("/settings").text
    answer = browser.post("/settings", model="Systran/faster-whisper-small")
    assert answer.status_code == 204
    assert effective(office.library, office.settings).model == "Systran/faster-whisper-small"


def test_only_an_administrator_changes_settings(browser: Browser, office: Office) -> None:
    session = office.access.session(browser.client.cookies.get(office.access.cookie))
    assert session is not None
    session.roles = frozenset({Role.RECORDER, Role.SIGNER})
    assert browser.post("/settings", days="90").status_code == 403
    assert "<form" not in browser.get("/settings").text


def test_the_queue_hands_in_with_what_is_set(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    """The same file asked with another finder is another job."""
    notes = tmp_path / "另一份.txt"
    notes.write_text("王主任：下周五前修好电梯。", encoding="utf-8")
    first = office.queue.enqueue([notes])
    assert office.queue.enqueue([notes]).id == first.id
    browser.post("/settings", finder="rules")
    assert office.queue.enqueue([notes]).id != first.id


def test_two_administrators_at_once_leave_nothing_that_does_not_go_together(
    browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One chooses to ask the language model while the other takes its address away."""
    assert browser.post("/settings", url=HERE, llm_model="qwen3:8b").status_code == 204
    keep = store.keep

    def overtaken(database: Database, *args: Any, **more: Any) -> tuple[str, ...]:
        nothing = {"MINTOBRIEF_LLM_URL": None, "MINTOBRIEF_LLM_MODEL": None}
        keep(database, nothing, by="李明")
        return keep(database, *args, **more)

    monkeypatch.setattr(store, "keep", overtaken)
    assert browser.post("/settings", finder="model").status_code == 422
    assert effective(office.library, office.settings).finder == "reader"
