"""What a language model is asked, named by its digest, and what asking may still cost."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Protocol

from mintobrief.config import Limits
from mintobrief.errors import LanguageModelSpent

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; `role` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question: all that its answer depends on.

    `prompt` names the prompt and its version, `schema` is the JSON schema of the answer.
    """

    prompt: str
    model: str
    messages: tuple[Message, ...]
    schema: Mapping[str, object]
    temperature: float = 0.0
    max_tokens: int = 8_192

    def document(self) -> dict[str, object]:
        """The request as JSON values."""
        return asdict(self) | {"messages": [asdict(message) for message in self.messages]}

    @property
    def digest(self) -> str:
        """The SHA-256 of the request; equal requests have equal digests on every machine."""
        return sha256(canonical(self.document()).encode()).hexdigest()

    @property
    def characters(self) -> int:
        return sum(len(message.content) for message in self.messages)


def canonical(document: Mapping[str, object]) -> str:
    """JSON in one way only: sorted keys, no blanks, characters as they are."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Allowance:
    """Requests, characters and seconds that are left; tries that fail cost like any other."""

    def __init__(self, limits: Limits, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._until = clock() + limits.seconds
        self._requests = limits.requests
        self._characters = limits.characters

    @property
    def seconds(self) -> float:
        """Seconds left, 0 where none are."""
        return max(0.0, self._until - self._clock())

    def spend(self, characters: int) -> None:
        """One request of so many characters. Raises LanguageModelSpent where it is too much."""
        if self.seconds <= 0:
            raise LanguageModelSpent("时间")
        if self._requests < 1:
            raise LanguageModelSpent("次数")
        if self._characters < characters:
            raise LanguageModelSpent("字数")
        self._requests -= 1
        self._characters -= characters


class LanguageModel(Protocol):
    """Answers a request in JSON, or in what is taken for it."""

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        """The text of the answer, not checked in any way. Raises LanguageModelFailed."""
        ...
