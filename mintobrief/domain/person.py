"""Who works with the library where it is open to several: a name, a password, some roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do besides reading; one person may hold several."""

    RECORDER = "recorder"  # 记录人: hands files in, reviews, corrects
    SIGNER = "signer"  # 签发人: signs off
    ADMINISTRATOR = "administrator"  # 管理员: people, settings, deletion

    @property
    def called(self) -> str:
        """What a person calls it."""
        return _TITLES[self]


_TITLES = {Role.RECORDER: "记录人", Role.SIGNER: "签发人", Role.ADMINISTRATOR: "管理员"}
ALL_ROLES = frozenset(Role)


class Scope(StrEnum):
    """What a way in is good for, whatever roles the person has."""

    FULL = "full"  # a browser
    JUDGE = "judge"  # a program that may do all that the person's roles allow
    READ = "read"  # a program that changes nothing
    UPLOAD = "upload"  # a phone that hands files in, and sees nothing


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, who signs with `name`.

    `must_change` says that somebody else set the password. Who has no role may read. `era` counts
    how often all that the person came in by was ended: a way in that is of an earlier one is over.
    """

    id: int
    name: str
    roles: frozenset[Role]
    created_at: datetime
    disabled_at: datetime | None = None
    must_change: bool = False
    era: int = 0

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles
