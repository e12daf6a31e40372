"""A running set of pages over a small library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mintobrief.config import read_settings
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from mintobrief.web.access import Access
from mintobrief.web.app import create_app
from mintobrief.web.office import Office
from tests.databases import new_library
from tests.web.rooms import HOME, NOON, Browser, let_in, meeting


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    settings = read_settings({"HOME": str(tmp_path)}, new_library(tmp_path / "library"))
    with open_library(settings.library) as library, open_queue(library, settings) as queue:
        library.save_meeting(meeting(tmp_path), NOON)
        yield Office(library, queue, Access(8000), settings)


@pytest.fixture
def client(office: Office) -> TestClient:
    """A browser that nobody let in yet."""
    return TestClient(create_app(office), base_url=HOME, raise_server_exceptions=False)


@pytest.fixture
def browser(client: TestClient, office: Office) -> Browser:
    return let_in(client, office)
