"""设置: all that is set is told, and no secret."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mintobrief.config import LanguageModelSettings
from mintobrief.web.office import Office
from tests.web.rooms import Browser


def test_the_page_tells_what_is_set_and_by_what(browser: Browser, office: Office) -> None:
    text = browser.get("/settings").text
    assert str(office.settings.library) in text
    assert "MINTOBRIEF_KEEP_RECORDINGS_DAYS" in text
    assert "一直留着" in text
    assert "不问" in text


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
    )
    object.__setattr__(office, "settings", told)
    text = browser.get("/settings").text
    assert "hunter" not in text
    assert "llm.example" in text
    assert "90 天" in text
