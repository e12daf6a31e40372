"""Who may come in: a link that opens one browser, once; from then on that browser's cookie."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from mintobrief.domain.person import ALL_ROLES, Person, Role, Scope
from mintobrief.store.accounts.permissions import Hidden
from mintobrief.web.rates import Rates
from mintobrief.web.review.undo import Steps
from mintobrief.web.site import Site

_MOST = 100  # browsers let in at the same time; the one longest in makes room


def _say_nothing(link: str) -> None:
    """Nobody waits for the next link."""


@dataclass(slots=True)
class Session:
    """One browser or program that was let in; `request.scope["session"]`, set by the gate.

    `csrf` is what every change that a browser asks for must carry, `reviewer` the name that signs
    them. `person` has the account; None is who sits at this computer and came by the link: then
    `roles` are all there are. `scope` is what the way in is good for, `key` what it is counted by.
    """

    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    reviewer: str = ""
    steps: dict[str, Steps] = field(default_factory=dict)
    person: Person | None = None
    roles: frozenset[Role] = ALL_ROLES
    scope: Scope = Scope.FULL
    key: str = ""
    hidden: Hidden = field(default_factory=Hidden)

    def may(self, role: Role) -> bool:
        """Whether the person has the role. What a route wants is said with `office.require`."""
        return role in self.roles

    def steps_of(self, meeting_id: str) -> Steps:
        """What this browser did to a meeting, to be undone."""
        return self.steps.setdefault(meeting_id, Steps())


class Entrance(Protocol):
    """How one gets in: by a link to this computer, by a log-in, or by a phone's code."""

    @property
    def site(self) -> Site: ...

    @property
    def cookie(self) -> str:
        """The cookie's name: a browser keeps those of two servers on one machine apart by it."""

    @property
    def rates(self) -> Rates | None:
        """None where nobody but the owner of the machine asks."""

    @property
    def open(self) -> tuple[str, ...]:
        """The beginnings of paths for who is not let in yet."""

    @property
    def way_in(self) -> str:
        """The page that lets one in; empty where there is none, but a link."""

    @property
    def closed(self) -> str:
        """What who is not let in is told."""

    def session(self, key: str | None, *, present: bool = True) -> Session | None:
        """The session of a browser that holds the key; `present` where a person asks, and not a
        page by itself. Raises a StateError."""

    def program(self, token: str) -> Session | None:
        """The session of a program that holds the token. Raises a StateError."""


class Phones(Protocol):
    """The door for phones."""

    def link(self, by: Session) -> str:
        """The address that lets a phone in for a while, in the name of the session."""


class Access:
    """The keys and sessions of one running server for this computer, which end with it.

    `announce` is told the next link when one was used, for another browser of the same person.
    """

    rates = None
    open = ("/enter", "/static/")
    way_in = ""
    closed = "请用程序窗口里最新打印的链接打开：每个链接只能用一次，程序重开以后要用新的。"

    def __init__(
        self,
        port: int,
        announce: Callable[[str], None] = _say_nothing,
        programs: Callable[[str], Session | None] = lambda _: None,
    ) -> None:
        self.site = Site(port)
        self.program = programs
        self._announce = announce
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()
        self._key = ""

    @property
    def cookie(self) -> str:
        return f"mintobrief_{self.site.port}"

    def new_link(self) -> str:
        """The address that lets one browser in; a link given out before works no more."""
        self._key = secrets.token_urlsafe(24)
        return f"http://127.0.0.1:{self.site.port}/enter?key={self._key}"

    def enter(self, key: str) -> str | None:
        """The id of a new session, None where the key is wrong or was used."""
        with self._lock:
            if not self._key or not secrets.compare_digest(key.encode(), self._key.encode()):
                return None
            name = secrets.token_urlsafe(32)
            self._sessions[name] = Session(key=f"link {secrets.token_hex(8)}")
            if len(self._sessions) > _MOST:
                del self._sessions[next(iter(self._sessions))]
            link = self.new_link()
        self._announce(link)
        return name

    def session(self, key: str | None, *, present: bool = True) -> Session | None:  # noqa: ARG002
        return self._sessions.get(key or "")
