"""What a language model is asked: messages and the form of the answer, named by their digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Protocol

from mintobrief.extract.llm.allowance import Allowance


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


class LanguageModel(Protocol):
    """Answers a request in JSON, or in what is taken for it."""

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        """The text of the answer, not checked in any way. Raises LanguageModelFailed."""
        ...
