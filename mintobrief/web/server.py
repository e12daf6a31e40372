"""The server: the pages in this process, the work in a child that ends with it."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import signal
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

import uvicorn
from fastapi import FastAPI

from mintobrief.config import Settings
from mintobrief.errors import (
    AddressTaken,
    BadAddress,
    BadCertificate,
    NoNetwork,
    OpenAddress,
    reason_of,
)
from mintobrief.jobs import open_queue
from mintobrief.store import library_of
from mintobrief.store.accounts import Accounts
from mintobrief.store.library import Library
from mintobrief.web.access import Access
from mintobrief.web.accounts.access import AccountAccess, session_of_program
from mintobrief.web.app import create_app, create_phone_app
from mintobrief.web.connections import Impatient
from mintobrief.web.intake.phone import PhoneAccess, is_alive
from mintobrief.web.lan import own_addresses
from mintobrief.web.office import Office
from mintobrief.web.site import Site, is_local, names_of
from mintobrief.web.warming import warming

_LAST_PORT = 65535
_CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"  # below TLS 1.3, where all there are will do
_MOST = 500  # connections at a time, where others come in
_NOT_OURS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EINVAL)
_GRACE = 15.0  # seconds that the child has to give its work back
_PAUSE = 3.0  # seconds before a child that fell is followed by another


@dataclass(frozen=True, slots=True)
class Door:
    """Where the pages are served, and how browsers come there.

    `names` are what they are called besides by the `host`. With `cert` and `key` they are served
    by https; behind a `proxy` at that address, it does that. `phones` is the address of this
    machine at which phones hand files in: None is that they do not, empty that it is to be found.
    """

    host: str
    port: int
    names: tuple[str, ...] = ()
    cert: Path | None = None
    key: Path | None = None
    proxy: str | None = None
    phones: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether others than who sits at this computer come in: then one has to log in."""
        return not is_local(self.host) or self.proxy is not None or self.cert is not None

    @property
    def is_secure(self) -> bool:
        return self.proxy is not None or self.cert is not None

    def site(self, port: int) -> Site:
        """What the pages are called, at the port they came to."""
        names = names_of(self.host, self.names, own_addresses())
        return Site(port, names, self.is_secure, self.proxy)


class Porter(Protocol):
    """Whom the server tells how one gets in."""

    def link(self, link: str) -> None:
        """The link that lets the next browser of this computer in, once."""

    def opened(self, address: str, secure: bool) -> None:
        """The pages are there for whoever logs in."""

    def phones(self, address: str, secure: bool) -> None:
        """The door for phones is open."""


def serve(settings: Settings, door: Door, told: Porter) -> None:
    """Serve the library until told to stop. Port 0 takes any that is free.

    Raises OpenAddress where others would come in and nobody has an account that lets people in,
    AddressTaken, NoNetwork, BadCertificate, or what is wrong with the library.
    """
    _check_certificate(door)
    with ExitStack() as opened:
        listening = opened.enter_context(_bound(door.host, door.port))
        library = opened.enter_context(library_of(settings))
        if door.is_open and not Accounts(library.database).people.has_administrator():
            raise OpenAddress(door.host)
        queue = opened.enter_context(open_queue(library, settings))
        port = listening.getsockname()[1]
        office = Office(library, queue, _access(door, port, library, told), settings)
        if door.phones is not None:
            office = opened.enter_context(_with_phones(office, door, told))
        opened.enter_context(working(settings))
        opened.enter_context(warming())
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped as by Ctrl-C
        _tell_way_in(office, told)
        app = create_app(office)
        collect_rarely()
        with suppress(KeyboardInterrupt):  # uvicorn ends in good order, then passes it on
            _server(app, door).run(sockets=[listening])


def collect_rarely() -> None:
    """What is there now stays: nobody looks through it again for garbage. And a page makes tens of
    thousands of small things at once, of which none is a cycle: looking for those as they come took
    half the time of a long meeting's page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _access(door: Door, port: int, library: Library, told: Porter) -> Access | AccountAccess:
    accounts = Accounts(library.database)
    if door.is_open:
        return AccountAccess(door.site(port), accounts)
    return Access(port, told.link, partial(session_of_program, accounts))


def _tell_way_in(office: Office, told: Porter) -> None:
    if isinstance(office.access, Access):
        told.link(office.access.new_link())
    else:
        told.opened(office.access.site.address, office.access.site.secure)


@contextmanager
def _with_phones(office: Office, door: Door, told: Porter) -> Iterator[Office]:
    """The office with a second door, for phones: at one address of this machine, whatever the
    first is open to, and with nothing behind it but the page that uploads."""
    address = door.phones or next(iter(own_addresses()), None)
    if address is None:
        raise NoNetwork
    with _bound(address, door.port + 1 if 0 < door.port < _LAST_PORT else 0) as listening:
        secure = door.cert is not None
        names = names_of(address, door.names if secure else (), ())
        site = Site(listening.getsockname()[1], names, secure)
        access = PhoneAccess(site, is_alive(office.accounts.people.get))
        server = _server(create_phone_app(replace(office, access=access)), door)
        running = Thread(target=server.run, args=([listening],), name="phones", daemon=True)
        running.start()
        told.phones(site.address, secure)
        try:
            yield replace(office, phones=access)
        finally:
            server.should_exit = True
            running.join(_GRACE)


def _server(app: FastAPI, door: Door) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http=Impatient,
        log_level="error",
        server_header=False,
        proxy_headers=False,  # the gate asks the proxy itself
        ssl_certfile=door.cert,
        ssl_keyfile=door.key,
        ssl_ciphers=_CIPHERS,
        limit_concurrency=_MOST if door.is_open or door.phones is not None else None,
    )
    return uvicorn.Server(config)


def _check_certificate(door: Door) -> None:
    if door.cert is None:
        return
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # asked for a password it would stop and wait for one
        context.load_cert_chain(door.cert, door.key, password=lambda: b"")
    except ssl.SSLError as exc:
        raise BadCertificate(str(door.cert), "证书和密钥不成对，或者读不懂") from exc
    except OSError as exc:
        raise BadCertificate(str(door.cert), reason_of(exc)) from exc


@contextmanager
def working(settings: Settings) -> Iterator[None]:
    """A child at work as long as this lasts; one that falls is followed by the next."""
    leaving = Event()
    keeping = Thread(target=_keep_working, args=(settings, leaving), name="work", daemon=True)
    keeping.start()
    try:
        yield
    finally:
        leaving.set()
        keeping.join()


def _keep_working(settings: Settings, leaving: Event) -> None:
    while not leaving.is_set():
        child = multiprocessing.get_context("spawn").Process(target=_work, args=(settings,))
        child.start()
        while child.is_alive() and not leaving.wait(1):
            pass
        _end(child)
        leaving.wait(_PAUSE)


def _end(child: BaseProcess) -> None:
    child.terminate()
    child.join(_GRACE)
    if child.is_alive():
        child.kill()  # what it did is on disk; the next one goes on from there
        child.join()


def _work(settings: Settings) -> None:
    """The child: works until it is told to stop, or until nobody is left who could tell it."""
    from mintobrief.jobs.worker import run
    from mintobrief.web.intake.inbox import watching

    stop = Event()
    for heard in (signal.SIGTERM, signal.SIGINT):
        signal.signal(heard, lambda *_: stop.set())
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - it was spawned
    Thread(target=_stop_with, args=(parent, stop), daemon=True).start()
    with watching(settings):
        run(settings, stop)


def _stop_with(parent: BaseProcess, stop: Event) -> None:
    parent.join()
    stop.set()


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen()  # who opens the link at once waits, and is not refused
        except OSError as exc:
            if exc.errno in _NOT_OURS or isinstance(exc, socket.gaierror):
                raise BadAddress(host, "这台电脑没有这个地址") from exc
            raise AddressTaken(host, port) from exc
        yield door
