"""The server: the pages in this process, the work in a child that ends with it."""

from __future__ import annotations

import multiprocessing
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.process import BaseProcess
from threading import Event, Thread

import uvicorn

from mintobrief.config import Settings
from mintobrief.errors import AddressTaken
from mintobrief.jobs import open_queue
from mintobrief.store import library_of
from mintobrief.web.access import Access
from mintobrief.web.app import create_app
from mintobrief.web.office import Office

_GRACE = 15.0  # seconds that the child has to give its work back
_PAUSE = 3.0  # seconds before a child that fell is followed by another


def serve(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve the library until told to stop; `announce` is told each link that lets one in.

    Port 0 takes any that is free. Raises AddressTaken, or what is wrong with the library.
    """
    with ExitStack() as opened:
        door = opened.enter_context(_bound(host, port))
        library = opened.enter_context(library_of(settings))
        queue = opened.enter_context(open_queue(library, settings))
        opened.enter_context(working(settings))
        access = Access(door.getsockname()[1], announce)
        app = create_app(Office(library, queue, access, settings))
        config = uvicorn.Config(app, log_level="error", server_header=False, proxy_headers=False)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped as by Ctrl-C
        announce(access.new_link())
        with suppress(KeyboardInterrupt):  # uvicorn ends in good order, then passes it on
            uvicorn.Server(config).run(sockets=[door])


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

    stop = Event()
    for heard in (signal.SIGTERM, signal.SIGINT):
        signal.signal(heard, lambda *_: stop.set())
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - it was spawned
    Thread(target=_stop_with, args=(parent, stop), daemon=True).start()
    run(settings, stop)


def _stop_with(parent: BaseProcess, stop: Event) -> None:
    parent.join()
    stop.set()


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen()  # who opens the link at once waits, and is not refused
        except OSError as exc:
            raise AddressTaken(host, port) from exc
        yield door
