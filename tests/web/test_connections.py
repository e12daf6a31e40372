"""Who asks nothing, or a letter at a time, is hung up on; who asks slowly enough is answered."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from mintobrief.web.connections import Impatient

ASKED = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Hasty(Impatient):
    patience = 0.5


async def _slowly(request: Request) -> PlainTextResponse:
    """Reads all that is sent, however long that takes."""
    return PlainTextResponse(str(len(await request.body())))


@contextmanager
def _served() -> Iterator[int]:
    app = Starlette(routes=[Route("/", _slowly, methods=["GET", "POST"])])
    config = uvicorn.Config(app, http=Hasty, log_level="error", port=0)
    server = uvicorn.Server(config)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        running = Thread(target=server.run, args=([door],))
        running.start()
        yield door.getsockname()[1]
        server.should_exit = True
        running.join()


def _answers(connection: socket.socket) -> bytes:
    """What comes back, up to its last words or the end of the connection."""
    connection.settimeout(20)
    said = b""
    while not said.partition(b"\r\n\r\n")[2] and (piece := connection.recv(65536)):
        said += piece
    return said


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: "])
def test_who_asks_nothing_is_hung_up_on(said: bytes) -> None:
    with _served() as port, socket.create_connection(("127.0.0.1", port)) as silent:
        silent.sendall(said)
        assert _answers(silent) == b""


def test_who_begins_a_second_question_and_stops_is_hung_up_on() -> None:
    with _served() as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(ASKED)
        assert b"200 OK" in _answers(connection)
        connection.sendall(ASKED[:10])
        assert _answers(connection) == b""


def test_a_long_answer_to_a_whole_question_is_waited_for() -> None:
    """What follows the question may come slowly: an upload over a bad line."""
    with _served() as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n")
        for letter in (b"a", b"b", b"c", b"d", b"e", b"f"):
            time.sleep(0.2)
            connection.sendall(letter)
        assert _answers(connection).endswith(b"6")
