"""收件夹: what is put into the folder is handed in, as soon as an administrator opens it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mintobrief.config import INBOX
from mintobrief.export.ledger import ledger_in
from mintobrief.web.intake import inbox as watcher
from mintobrief.web.intake.inbox import watching
from mintobrief.web.office import Office
from tests.web.rooms import Browser

_PATIENCE = 240.0  # seconds that a busy machine may need


def test_a_file_in_the_inbox_becomes_a_job_once_it_is_opened(
    browser: Browser, office: Office
) -> None:
    inbox = office.settings.library / INBOX
    with watching(office.settings, every=0.05):
        assert browser.post("/settings", watch=INBOX).status_code == 204
        end = time.monotonic() + _PATIENCE
        while not inbox.is_dir() and time.monotonic() < end:
            time.sleep(0.05)
        (inbox / "三月例会.txt").write_text("王主任：下周五前修好电梯。", encoding="utf-8")
        while not office.queue.jobs() and time.monotonic() < end:
            time.sleep(0.1)
        assert browser.post("/settings", watch="").status_code == 204
    assert [job.name for job in office.queue.jobs()] == ["三月例会.txt"]


def test_a_folder_that_may_not_be_looked_at_is_tried_again(
    browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever mends its rights need not start the program anew."""
    refused: list[Path] = []

    def locked(folder: Path) -> object:
        if len(refused) < 2:
            refused.append(folder)
            raise PermissionError(13, "Permission denied", str(folder))
        return ledger_in(folder)

    monkeypatch.setattr(watcher, "ledger_in", locked)
    assert browser.post("/settings", watch=INBOX).status_code == 204
    inbox = office.settings.library / INBOX
    inbox.mkdir()
    (inbox / "三月例会.txt").write_text("王主任：下周五前修好电梯。", encoding="utf-8")
    with watching(office.settings, every=0.05):
        end = time.monotonic() + _PATIENCE
        while not office.queue.jobs() and time.monotonic() < end:
            time.sleep(0.1)
    assert len(refused) == 2
    assert [job.name for job in office.queue.jobs()] == ["三月例会.txt"]


def test_no_other_folder_is_watched_by_a_word_in_the_page(browser: Browser) -> None:
    assert browser.post("/settings", watch="/etc").status_code == 422
