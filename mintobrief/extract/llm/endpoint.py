"""A language model behind an OpenAI-compatible endpoint: Ollama, vLLM, llama.cpp, a cloud."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http import HTTPStatus

import httpx

from mintobrief.config import LanguageModelSettings
from mintobrief.errors import (
    BadAnswer,
    LanguageModelFailed,
    LanguageModelRefused,
    LanguageModelSpent,
    LanguageModelUnreachable,
)
from mintobrief.extract.llm.address import Address, read_address
from mintobrief.extract.llm.allowance import Allowance
from mintobrief.extract.llm.chat import ChatRequest
from mintobrief.extract.llm.completion import body_of, text_of

_WAITS = (1.0, 2.0, 4.0)  # seconds between one try and the next
_LONGEST_WAIT = 30.0  # that a server may ask for
_CONNECT = 10.0  # seconds
_LARGEST_ANSWER = 4 * 2**20  # bytes
_PASSING = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_NOT_UNDERSTOOD = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}

Sleep = Callable[[float], None]


class Endpoint:
    """Asks over HTTP; nobody but the address is ever talked to: no proxies, no redirects.

    What passes (429, 5xx, a line that breaks) is tried again after a wait, a few times.
    """

    def __init__(self, address: Address, key: str = "", sleep: Sleep = time.sleep) -> None:
        self._address = address
        self._sleep = sleep
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(headers=headers, trust_env=False, follow_redirects=False)

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        """The text of the answer. Raises LanguageModelFailed, of the kind that fits."""
        with_schema = True
        for wait in (*_WAITS, None):
            allowance.spend(request.characters)
            status, asked, content = self._post(body_of(request, with_schema), allowance)
            if status == HTTPStatus.OK:
                return text_of(content)
            if status in _NOT_UNDERSTOOD and with_schema:
                with_schema = False  # some know JSON, but no schemas
            elif wait is None or not _passes(status):
                break
            else:
                self._sleep(min(max(wait, asked), _LONGEST_WAIT, allowance.seconds))
        raise self._failure(status)

    def _post(self, body: dict[str, object], allowance: Allowance) -> tuple[int, float, bytes]:
        """Status, the wait the server asks for, and content; status 0 where the line broke."""
        seconds = allowance.seconds
        timeout = httpx.Timeout(seconds, connect=min(_CONNECT, seconds))
        url = f"{self._address.url}/chat/completions"
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json"}
        try:
            with self._http.stream(
                "POST", url, content=content, headers=headers, timeout=timeout
            ) as response:
                return response.status_code, _asked_wait(response), _content(response, allowance)
        except (httpx.ReadTimeout, httpx.WriteTimeout) as exc:
            raise LanguageModelSpent("时间") from exc
        except (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL):
            return 0, 0.0, b""

    def _failure(self, status: int) -> LanguageModelFailed:
        if status == 0:
            return LanguageModelUnreachable(self._address.shown)
        return LanguageModelRefused(self._address.shown, status)


def _passes(status: int) -> bool:
    return status == 0 or status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _asked_wait(response: httpx.Response) -> float:
    """Seconds of Retry-After; 0 where there is none, or a day instead of seconds."""
    told = response.headers.get("Retry-After", "")
    return float(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0.0


def _content(response: httpx.Response, allowance: Allowance) -> bytes:
    """The body, of a success only. Raises BadAnswer where it is too large, LanguageModelSpent."""
    if response.status_code != HTTPStatus.OK:
        return b""
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > _LARGEST_ANSWER:
            raise BadAnswer("太长了")
        if not allowance.seconds:
            raise LanguageModelSpent("时间")
    return bytes(content)


def load_endpoint(settings: LanguageModelSettings, sleep: Sleep = time.sleep) -> Endpoint:
    """The endpoint that the settings name. Raises BadSetting, UnsafeAddress."""
    address = read_address(settings.url, plain_http=settings.plain_http)
    return Endpoint(address, settings.key, sleep)
