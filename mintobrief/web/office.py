"""What the pages work with, and how a request comes by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, cast
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request
from fastapi.params import Depends as Dependency
from pydantic import Field

from mintobrief.config import Settings
from mintobrief.domain.job import Job
from mintobrief.domain.person import Role
from mintobrief.jobs.queue import Queue
from mintobrief.store.accounts import Accounts, Hidden
from mintobrief.store.library import Library
from mintobrief.web.access import Entrance, Phones, Session
from mintobrief.web.body import body_of
from mintobrief.web.home.paces import Paces
from mintobrief.web.signoff.previews import Previews

_LONGEST = 256 * 1024  # bytes of a form
_NO_NAME = "请先写明审核人是谁：姓名会写进简报和记录。"


@dataclass(frozen=True, slots=True)
class Office:
    """A library with its queue, and who may come in; what is `hidden` is in none of its lists.

    `phones` is the door for phones that hand files in, None where it is shut.
    """

    library: Library
    queue: Queue
    access: Entrance
    settings: Settings
    paces: Paces = field(default_factory=Paces)
    previews: Previews = field(default_factory=Previews)
    hidden: Hidden = field(default_factory=Hidden)
    phones: Phones | None = None

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.library.database)

    def jobs(self) -> tuple[Job, ...]:
        """The jobs that may be shown, oldest first."""
        return tuple(job for job in self.queue.jobs() if not self.hides(job))

    def hides(self, job: Job) -> bool:
        """Whether it is about a meeting that is not shown, or reads a file of none but such."""
        files = {one.sha256 for one in job.order.inputs}
        return bool(self.hidden.meetings.intersection(job.meetings) or self.hidden.files & files)

    def without(self, hidden: Hidden) -> Office:
        """The same office for somebody who is not shown these."""
        library = replace(self.library, hidden=hidden.meetings)
        return replace(self, library=library, hidden=hidden)


def _office(request: Request) -> Office:
    """As the session may see it: its library lists and finds no meeting that is hidden from it."""
    office = cast(Office, request.app.state.office)
    session = cast(Session | None, request.scope.get("session"))
    return office.without(session.hidden) if session and session.hidden else office


def _session(request: Request) -> Session:
    """The gate lets nobody without one through."""
    return cast(Session, request.scope["session"])


TheOffice = Annotated[Office, Depends(_office)]
TheSession = Annotated[Session, Depends(_session)]


@dataclass(frozen=True, slots=True)
class Required:
    """What a route wants of the session: any of the roles; none is that anybody may."""

    roles: frozenset[Role]

    def __call__(self, session: TheSession) -> None:
        if self.roles and not self.roles & session.roles:
            titles = "或".join(role.called for role in Role if role in self.roles)
            raise HTTPException(403, f"这一步要{titles}来做，您的账号没有这个角色。请找管理员。")


def require(*roles: Role) -> Dependency:
    """For the `dependencies` of a route or a router: any of these roles, or anybody who is in.

    A route that changes something and says nothing wants the recorder (记录人); whoever sits at
    this computer and came by the link has every role. Refuses with 403.
    """
    return cast(Dependency, Depends(Required(frozenset(roles))))


def _reviewer(session: TheSession) -> str:
    """Nobody judges without a name."""
    if not session.reviewer:
        raise HTTPException(428, _NO_NAME)
    return session.reviewer


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of a form, the last of each name."""
    body = await body_of(request, _LONGEST)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError as exc:
        raise HTTPException(400, "表单读不懂，请刷新页面再试。") from exc


# what a database takes for the number of a row
RowNumber = Annotated[int, Field(ge=0, le=2**63 - 1)]
TheReviewer = Annotated[str, Depends(_reviewer)]
Form = Annotated[Mapping[str, str], Depends(_form)]
