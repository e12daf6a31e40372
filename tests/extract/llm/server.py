"""A server of somebody else's making: it speaks the OpenAI protocol, from replies given to it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from mintobrief.config import LanguageModelSettings, Limits
from mintobrief.extract.llm.chat import Allowance, ChatRequest, Message
from mintobrief.extract.llm.endpoint import Endpoint, load_endpoint

ASKED = ChatRequest("p/v1", "m", (Message("user", "会上定了什么？"),), {"type": "object"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back; after each of the `pauses` a byte of the body goes out, then the rest.

    `headers_after` more headers go out before it, one at a time.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pauses: Sequence[float] = ()
    headers_after: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Server:
    address: str
    seen: list[Seen]


def says(text: str, finish: str = "stop") -> Reply:
    """A chat completion that says this."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    return Reply(json.dumps({"choices": [choice]}).encode())


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server on this machine that gives these replies in turn, the last again and again."""
    seen: list[Seen] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            seen.append(Seen(self.path, dict(self.headers), body))
            self._give(replies[min(len(seen), len(replies)) - 1])

        def _give(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            try:
                for at in range(reply.headers_after):
                    self.send_header(f"X-{at}", "0")
                    self.flush_headers()
                    time.sleep(0.2)
                self.end_headers()
                for at, pause in enumerate(reply.pauses):
                    self.wfile.write(reply.body[at : at + 1])
                    time.sleep(pause)
                self.wfile.write(reply.body[len(reply.pauses) :])
            except OSError:
                pass  # who asked has left

        def log_message(self, *args: object) -> None:
            """Nothing on the screen."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        yield Server(f"http://127.0.0.1:{http.server_port}/v1", seen)
        http.shutdown()


def at_once(seconds: float) -> None:
    """No waiting between tries."""


def allowance(seconds: int = 30, requests: int = 40, characters: int = 10**6) -> Allowance:
    return Allowance(Limits(seconds=seconds, requests=requests, characters=characters))


def endpoint(server: Server, sleeps: list[float] | None = None, key: str = "") -> Endpoint:
    """The product's endpoint for a server; instead of waiting it notes how long it would."""
    settings = LanguageModelSettings(url=server.address, model="m", key=key)
    return load_endpoint(settings, ([] if sleeps is None else sleeps).append)
