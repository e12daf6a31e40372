"""Hostile names, heads and bodies sent to the running pages: nothing is judged, nothing spills."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mintobrief.config import read_settings
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from mintobrief.web.access import Access
from mintobrief.web.app import create_app
from mintobrief.web.office import Office
from tests.hostile.recipe import Answered, Door, Kept, Recipe
from tests.hostile.table import RECIPES
from tests.hostile.test_files import ids
from tests.web.api.program import ONE, Program, verdicts
from tests.web.rooms import HOME, NOON, Answer, Browser, let_in, meeting

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[ .]$')  # in a name on Windows
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d|conin\$)(?:\.|$)")


def of(door: Door) -> list[Recipe]:
    return [recipe for recipe in RECIPES if recipe.door is door]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("hostile")
    settings = read_settings({"HOME": str(folder)}, folder / "library")
    with open_library(settings.library) as library, open_queue(library, settings) as queue:
        library.save_meeting(meeting(folder), NOON)
        yield Office(library, queue, Access(8000), settings)


@pytest.fixture(scope="module")
def browser(office: Office) -> Browser:
    client = TestClient(create_app(office), base_url=HOME, raise_server_exceptions=False)
    return let_in(client, office)


@pytest.mark.parametrize("recipe", of(Door.UPLOAD), ids=ids)
def test_a_hostile_upload_lands_in_a_folder_of_its_own_or_nowhere(
    recipe: Recipe, browser: Browser, office: Office, tmp_path: Path
) -> None:
    told = json.loads(recipe.make(tmp_path).read_bytes())
    shelf = office.library.folder / "uploads"
    before = _all_but(office.library.folder, shelf)
    answer = _announced(browser, told)
    if isinstance(recipe.fate, Answered):
        assert answer.status_code in recipe.fate.statuses, answer.text
        assert not shelf.exists() or list(shelf.iterdir()) == []
    else:
        assert isinstance(recipe.fate, Kept)
        assert answer.status_code == 201, answer.text
        _check_landed(shelf)
        assert (
            browser.client.delete(answer.headers["Location"], headers=browser.headers).status_code
            == 204
        )
    assert _all_but(office.library.folder, shelf) == before
    assert office.queue.jobs() == ()


def _announced(browser: Browser, told: dict[str, Any]) -> Answer:
    heads = {"Upload-Length": "5"} | told.get("heads", {})
    if "name" in told:
        coded = b64encode(told["name"].encode("utf-8", "surrogatepass")).decode()
        heads["Upload-Metadata"] = f"filename {coded}"
    return browser.client.post("/uploads", headers=browser.headers | heads)


def _check_landed(shelf: Path) -> None:
    [place] = shelf.iterdir()
    names = {one.name for one in place.iterdir()}
    assert len(names) == 2
    [name] = names - {"upload.json"}
    assert name.isprintable()
    assert not _FORBIDDEN.search(name)
    assert not _RESERVED.match(name)
    assert name.casefold() != "upload.json"
    assert len(name.encode()) <= 255


def _all_but(folder: Path, shelf: Path) -> set[str]:
    """The files of the library; a database keeps notes of its own beside it."""
    found = (path for path in folder.rglob("*") if shelf not in (path, *path.parents))
    return {str(path) for path in found if not path.name.endswith(("-wal", "-shm"))}


@pytest.mark.parametrize("recipe", of(Door.API), ids=ids)
def test_a_hostile_body_is_refused_and_judges_nothing(
    recipe: Recipe, browser: Browser, office: Office, tmp_path: Path
) -> None:
    answer = Program(browser).ask(
        "PATCH",
        f"{ONE}/candidates/r2",
        content=recipe.make(tmp_path).read_bytes(),
        headers={"Content-Type": "application/json"},
    )
    assert isinstance(recipe.fate, Answered)
    assert answer.status_code in recipe.fate.statuses, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not answer.json()["detail"].isascii()
    assert verdicts(office) == {}
    assert office.queue.jobs() == ()


@pytest.mark.parametrize(
    "path", ["/static/", "/static/%2e%2e/", "/static/..%2fapp.py", "/samples/"]
)
def test_no_folder_is_listed(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404
