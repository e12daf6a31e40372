"""An office with an administrator and a recorder."""

from __future__ import annotations

import pytest

from mintobrief.domain.person import Person, Role
from mintobrief.store.accounts import Accounts
from mintobrief.store.library import Library
from tests.hashing import quick
from tests.store.accounts.visits import GOOD

__all__ = ["accounts", "clerk", "head", "quick"]


@pytest.fixture
def accounts(library: Library) -> Accounts:
    return Accounts(library.database)


@pytest.fixture
def head(accounts: Accounts) -> Person:
    return accounts.people.add("李主任", [Role.ADMINISTRATOR], GOOD, by="终端", given=False)


@pytest.fixture
def clerk(accounts: Accounts, head: Person) -> Person:
    return accounts.people.add("王秀英", [Role.RECORDER], GOOD, by=head.name, given=False)
