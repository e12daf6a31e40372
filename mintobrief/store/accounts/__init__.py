"""Accounts: who may come in, with what, and what each may see; for a library open to several."""

from __future__ import annotations

from dataclasses import dataclass

from mintobrief.store.accounts.people import People
from mintobrief.store.accounts.permissions import Hidden, Permissions
from mintobrief.store.accounts.sessions import (
    Caller,
    LoggedIn,
    LogIn,
    OpenSession,
    Outcome,
    Sessions,
)
from mintobrief.store.accounts.tokens import Token, Tokens
from mintobrief.store.database import Database

__all__ = [
    "Accounts",
    "Caller",
    "Hidden",
    "LogIn",
    "LoggedIn",
    "OpenSession",
    "Outcome",
    "People",
    "Permissions",
    "Sessions",
    "Token",
    "Tokens",
]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everything about the accounts of one library."""

    database: Database

    @property
    def people(self) -> People:
        return People(self.database)

    @property
    def sessions(self) -> Sessions:
        return Sessions(self.database)

    @property
    def tokens(self) -> Tokens:
        return Tokens(self.database)

    @property
    def permissions(self) -> Permissions:
        return Permissions(self.database)
