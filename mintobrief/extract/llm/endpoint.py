"""A language model behind an OpenAI-compatible endpoint: Ollama, vLLM, llama.cpp, a cloud."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from mintobrief.config import LanguageModelSettings
from mintobrief.domain.node import DocumentError, Node
from mintobrief.errors import (
    BadAnswer,
    BadSetting,
    LanguageModelFailed,
    LanguageModelRefused,
    LanguageModelSpent,
    LanguageModelUnreachable,
)
from mintobrief.extract.llm.address import Address, read_address
from mintobrief.extract.llm.chat import Allowance, ChatRequest

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


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came back, or nothing; `wait` is how many seconds the server asks to be left alone."""

    status: int = 0
    wait: float = 0.0
    content: bytes = b""

    @property
    def passes(self) -> bool:
        """Whether another try may do better."""
        return self.status in (0, *_PASSING) or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR


class Endpoint:
    """Asks over HTTP; nobody but the address is ever talked to: no proxies, no redirects.

    What passes (429, 5xx, a line that breaks) is tried again after a wait, a few times.
    """

    def __init__(self, address: Address, key: str = "", sleep: Sleep = time.sleep) -> None:
        self._address = address
        self._sleep = sleep
        # as it is: a body that is packed could be larger than all memory
        self._headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        self._headers |= {"Authorization": f"Bearer {key}"} if key else {}
        self._trusted = ssl.create_default_context()

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        """The text of the answer. Raises LanguageModelFailed, of the kind that fits."""
        with_schema = True
        for wait in (*_WAITS, None):
            allowance.spend(request.characters)
            reply = self._ask(_body(request, with_schema), allowance.seconds)
            if reply.status == HTTPStatus.OK:
                return _said(reply.content)
            if reply.status in _NOT_UNDERSTOOD and with_schema:
                with_schema = False  # some know JSON, but no schemas
            elif wait is None or not reply.passes:
                break
            else:
                self._sleep(min(max(wait, reply.wait), _LONGEST_WAIT, allowance.seconds))
        raise self._failure(reply.status)

    def _ask(self, body: bytes, seconds: float) -> _Reply:
        """What comes back within so many seconds, however slowly it drips."""
        try:
            return asyncio.run(asyncio.wait_for(self._post(body), seconds))
        except TimeoutError as exc:
            raise LanguageModelSpent("时间") from exc

    async def _post(self, body: bytes) -> _Reply:
        url = f"{self._address.url}/chat/completions"
        timeout = httpx.Timeout(None, connect=_CONNECT)
        async with httpx.AsyncClient(
            headers=self._headers, timeout=timeout, trust_env=False, verify=self._trusted
        ) as http:
            try:
                async with http.stream("POST", url, content=body) as response:
                    return _Reply(response.status_code, _wait(response), await _content(response))
            except (httpx.TransportError, httpx.InvalidURL):
                return _Reply()

    def _failure(self, status: int) -> LanguageModelFailed:
        if status == 0:
            return LanguageModelUnreachable(self._address.shown)
        return LanguageModelRefused(self._address.shown, status)


def _body(request: ChatRequest, with_schema: bool) -> bytes:
    """The OpenAI form; without the schema the server is only held to answer in JSON."""
    schema = {"name": "answer", "strict": True, "schema": request.schema}
    form: dict[str, object] = {"type": "json_schema", "json_schema": schema}
    body = {
        "model": request.model,
        "messages": request.document()["messages"],
        "temperature": request.temperature,
        "max_tokens": request.max_tokens,
        "stream": False,
        "response_format": form if with_schema else {"type": "json_object"},
    }
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def _wait(response: httpx.Response) -> float:
    """Seconds of Retry-After; 0 where there is none, or a day instead of seconds."""
    told = response.headers.get("Retry-After", "")
    return float(told) if re.fullmatch("[0-9]{1,5}", told) else 0.0


async def _content(response: httpx.Response) -> bytes:
    """The body, of a success only. Raises BadAnswer where it is too large, or packed."""
    if response.status_code != HTTPStatus.OK:
        return b""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadAnswer("是压缩过的")
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > _LARGEST_ANSWER:
            raise BadAnswer("太长了")
    return bytes(content)


def _said(content: bytes) -> str:
    """What the first choice says. Raises BadAnswer, also where it was cut short."""
    try:
        choices = Node.of(json.loads(content), "answer").nodes("choices")
        if not choices:
            raise DocumentError("choices: none")
        if choices[0].values.get("finish_reason") == "length":
            raise BadAnswer("太长，被截断了")
        return choices[0].node("message").text("content")
    except (ValueError, RecursionError) as exc:  # DocumentError and broken UTF-8 among them
        raise BadAnswer("不是聊天接口的格式") from exc


def load_endpoint(settings: LanguageModelSettings, sleep: Sleep = time.sleep) -> Endpoint:
    """The endpoint that the settings name. Raises BadSetting, UnsafeAddress."""
    address = read_address(settings.url, plain_http=settings.plain_http)
    return Endpoint(address, _key(settings.key), sleep)


def _key(given: str) -> str:
    """The key without the line end of the file it came from. Raises BadSetting; never shows it."""
    key = given.strip()
    if not re.fullmatch("[!-~]*", key):
        raise BadSetting("MINTOBRIEF_LLM_KEY", "（不显示）", "只能有英文字母、数字和符号")
    return key
