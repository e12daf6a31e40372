"""The pages of an office whose people log in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mintobrief.config import read_settings
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from mintobrief.store.accounts import Accounts
from mintobrief.web.accounts.access import AccountAccess
from mintobrief.web.office import Office
from mintobrief.web.site import Site
from tests.databases import new_library
from tests.hashing import quick
from tests.web.accounts.house import House, open_house
from tests.web.rooms import NOON, meeting

__all__ = ["house", "office", "quick", "site"]


@pytest.fixture
def site() -> Site:
    return Site(8000, ("huiyi.example.cn:8000", "192.168.1.5"))


@pytest.fixture
def office(tmp_path: Path, site: Site) -> Iterator[Office]:
    settings = read_settings({"HOME": str(tmp_path)}, new_library(tmp_path / "library"))
    with open_library(settings.library) as library, open_queue(library, settings) as queue:
        library.save_meeting(meeting(tmp_path), NOON)
        access = AccountAccess(site, Accounts(library.database))
        yield Office(library, queue, access, settings)


@pytest.fixture
def house(office: Office) -> House:
    return open_house(office)
