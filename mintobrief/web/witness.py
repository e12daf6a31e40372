"""Who was turned away, and who looked at what or took it away, is noted when the answer is out.

Nobody waits for it, and nobody goes without an answer because it cannot be noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from threading import Lock
from urllib.parse import unquote

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mintobrief.errors import StateError
from mintobrief.store.library import Library
from mintobrief.store.lookers import tell_looked, tell_taken
from mintobrief.store.refusals import Refusal, Refusals, Why
from mintobrief.web.access import Session

_STRANGERS = 30  # callers told apart in a minute; further ones without an account are one
_AHEAD = 204  # the meeting was read ahead, and nothing of it shown
_ATTACHED = "attachment; filename*=UTF-8''"


class Tally:
    """The refusals of this minute. Each is written at once; of many alike every first, second,
    fourth, eighth, so that a flood of them writes little."""

    def __init__(
        self, refusals: Refusals, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._refusals = refusals
        self._clock = clock
        self._lock = Lock()
        self._minute = datetime.min.replace(tzinfo=UTC)
        self._times: Counter[Refusal] = Counter()

    def note(self, one: Refusal) -> None:
        """Raises a StateError."""
        minute, alike, times = self._counted(one)
        if times & (times - 1) == 0:
            self._refusals.add(alike, minute, times - times // 2)

    def _counted(self, one: Refusal) -> tuple[datetime, Refusal, int]:
        minute = self._clock().replace(second=0, microsecond=0)
        with self._lock:
            if minute != self._minute:
                self._minute, self._times = minute, Counter()
            caller = _caller(one)
            if caller not in self._times and not one.person and len(self._times) >= _STRANGERS:
                one = caller = Refusal(one.why, "")
            self._times[caller] += 1
            return minute, one, self._times[caller]


def _caller(one: Refusal) -> Refusal:
    """What is alike: of a person wherever the person is, of a stranger by the address."""
    return Refusal(one.why, "" if one.person else one.address, one.person)


class Witness:
    """Around the gate and the pages: sees what came of every request."""

    def __init__(self, app: ASGIApp, library: Library) -> None:
        self._app = app
        self._database = library.database
        self._tally = Tally(Refusals(library.database))
        self._looks: tuple[date, set[tuple[str, str]]] = (date.min, set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun: list[Message] = []

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:  # also where somebody hangs up before the last byte
            for answer in begun:
                noted = self._noted(scope, answer["status"], Headers(raw=answer["headers"]))
                if noted is not None:
                    await to_thread.run_sync(_as_far_as_it_can, noted)

    def _noted(self, scope: Scope, status: int, told: Headers) -> Callable[[], None] | None:
        """What is to be written of an answer, if anything."""
        session: Session | None = scope.get("session")
        why = _why(scope, status, session)
        if why is not None:
            return partial(self._tally.note, _refusal(scope, why, session))
        if session is None or session.person is None or scope["method"] != "GET" or status >= 300:
            return None
        meeting_id = scope.get("path_params", {}).get("meeting_id")
        if meeting_id is None:
            return self._taken(told.get("content-disposition", ""), session)
        return None if status == _AHEAD else self._looked(meeting_id, session)

    def _looked(self, meeting_id: str, session: Session) -> Callable[[], None] | None:
        look = session.reviewer, meeting_id
        return None if look in self._looks_of(date.today()) else partial(self._look, *look)

    def _look(self, by: str, meeting_id: str) -> None:
        tell_looked(self._database, meeting_id, by)
        self._looks_of(date.today()).add((by, meeting_id))

    def _looks_of(self, today: date) -> set[tuple[str, str]]:
        """What this server has told of today; a page asks for many pieces."""
        if self._looks[0] != today:
            self._looks = today, set()
        return self._looks[1]

    def _taken(self, attached: str, session: Session) -> Callable[[], None] | None:
        if not attached.startswith(_ATTACHED):
            return None
        name = unquote(attached.removeprefix(_ATTACHED))
        return partial(tell_taken, self._database, name, session.reviewer)


def _why(scope: Scope, status: int, session: Session | None) -> Why | None:
    """Why the request was turned away, None where it was not."""
    if "refused" in scope:
        said: Why | None = scope["refused"]
        return said
    if status == 404 and session is not None and session.hidden:
        asked = scope.get("path_params", {}).get("meeting_id", "-")
        return Why.HIDDEN if any(m.startswith(asked) for m in session.hidden.meetings) else None
    return Why.ROLE if status == 403 else None


def _refusal(scope: Scope, why: Why, session: Session | None) -> Refusal:
    address = scope.get("address") or (scope["client"] or ("",))[0]
    if session is None:
        return Refusal(why, address)
    person = session.person.id if session.person else None
    return Refusal(why, address, person, scope["path"])


def _as_far_as_it_can(note: Callable[[], None]) -> None:
    """A full disk keeps nobody from reading."""
    with suppress(StateError):
        note()
