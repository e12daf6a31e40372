"""用手机上传: a code on the screen lets a phone hand files in, and do nothing else.

Phones come to a door of their own. Behind it is only the page that uploads: whatever a phone
sends, no meeting can be reached from there, also where the pages are for this computer alone.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from threading import Lock

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.person import Person, Role, Scope
from mintobrief.errors import UnknownPerson
from mintobrief.web.access import Session
from mintobrief.web.drawing import draw
from mintobrief.web.entry import let_in
from mintobrief.web.office import TheOffice, TheSession, require
from mintobrief.web.rates import Rates
from mintobrief.web.site import Site

codes = APIRouter(include_in_schema=False, prefix="/phone", dependencies=[require(Role.RECORDER)])
pages = APIRouter(include_in_schema=False)

_MINUTES = 10  # that a code lets phones in
_FRESH = 5 * 60  # seconds that a code shown must be good for at least
_PHONES = 5  # that one code lets in: the browser of a chat program, then the phone's own
_STAYS = 2 * 3600  # seconds that a phone may take for its files
_MOST = 200  # codes and phones remembered

Alive = Callable[[Person], bool]


@dataclass(slots=True)
class Code:
    """A link that lets phones in; `by` is the session that showed it."""

    key: str
    until: float
    by: Session
    left: int = _PHONES


@dataclass(slots=True)
class Phone:
    """A phone that was let in."""

    session: Session
    until: float


@dataclass(slots=True)
class PhoneAccess:
    """The codes and phones of one running server. A phone is out when the account of who showed
    the code is, as `is_alive` says: also by a new password."""

    site: Site
    is_alive: Alive = lambda _: True
    clock: Callable[[], float] = time.monotonic
    rates: Rates = field(default_factory=Rates)
    open: tuple[str, ...] = ("/enter", "/static/")
    way_in: str = ""
    closed: str = "这个二维码过期了。请在电脑上点“用手机上传”，再扫一次。"
    _codes: dict[str, Code] = field(default_factory=dict)
    _phones: dict[str, Phone] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def cookie(self) -> str:
        return f"mintobrief_phone_{self.site.port}"

    def link(self, by: Session) -> str:
        """The address that a code of this session says: one for some minutes."""
        with self._lock:
            self._forget()
            mine = (c for c in self._codes.values() if c.by is by or c.by.key == by.key)
            fresh = (c for c in mine if c.until - self.clock() > _FRESH and c.left)
            code = next(fresh, None) or self._new(by)
            return f"{self.site.address}/enter?key={code.key}"

    def enter(self, key: str) -> str | None:
        """The id of a new session, None where the key is wrong, over or used up."""
        with self._lock:
            self._forget()
            code = self._codes.get(key)
            if code is None or not code.left:
                return None
            code.left -= 1
            name = secrets.token_urlsafe(32)
            self._phones[name] = Phone(_upload_only(code.by, name), self.clock() + _STAYS)
            return name

    def session(self, key: str | None, *, present: bool = True) -> Session | None:  # noqa: ARG002
        phone = self._phones.get(key or "")
        if phone is None or phone.until <= self.clock():
            return None
        person = phone.session.person
        return phone.session if person is None or self.is_alive(person) else None

    def program(self, token: str) -> Session | None:  # noqa: ARG002 - no program comes this way
        return None

    def _new(self, by: Session) -> Code:
        code = Code(secrets.token_urlsafe(16), self.clock() + _MINUTES * 60, by)
        self._codes[code.key] = code
        return code

    def _forget(self) -> None:
        """What is over, and the oldest where there are many."""
        now = self.clock()
        self._codes = dict([(k, c) for k, c in self._codes.items() if c.until > now][-_MOST:])
        self._phones = dict([(k, p) for k, p in self._phones.items() if p.until > now][-_MOST:])


@codes.get("")
def show(request: Request, office: TheOffice, session: TheSession) -> Response:
    """The code, or how the door for phones is opened."""
    link = office.phones.link(session) if office.phones else ""
    shown = {"link": link, "minutes": _MINUTES, "secure": link.startswith("https")}
    return draw(request, "phone.html", shown)


@codes.get("/code.svg")
def code(office: TheOffice, session: TheSession) -> Response:
    """The code as a picture, dark on light whatever the page's colours are."""
    import segno

    if office.phones is None:
        raise HTTPException(404)
    drawn = BytesIO()
    made = segno.make(office.phones.link(session), error="m", micro=False)
    made.save(drawn, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False)
    return Response(drawn.getvalue(), media_type="image/svg+xml")


@pages.get("/enter")
def enter(request: Request, office: TheOffice, key: str = "") -> Response:
    """Let the phone in."""
    access = office.access
    assert isinstance(access, PhoneAccess)  # noqa: S101 - the door for phones has no other
    name, secure = access.enter(key), access.site.secure
    return let_in(request, access.cookie, name, access.closed, secure=secure)


@pages.get("/")
def upload(request: Request) -> Response:
    return draw(request, "upload.html", {})


def is_alive(office_people: Callable[[int], Person]) -> Alive:
    """Whether the account is there, not disabled, may still hand files in, and has had no new
    password since."""

    def alive(person: Person) -> bool:
        try:
            now = office_people(person.id)
        except UnknownPerson:
            return False
        return now.disabled_at is None and now.era == person.era and Role.RECORDER in now.roles

    return alive


def _upload_only(by: Session, name: str) -> Session:
    return Session(
        reviewer=by.reviewer,
        person=by.person,
        roles=frozenset({Role.RECORDER}),
        scope=Scope.UPLOAD,
        key=f"phone {name[:16]}",
    )
