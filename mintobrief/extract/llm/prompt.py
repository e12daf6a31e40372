"""The prompts under prompts/resolutions: versioned files, never changed once given out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mintobrief.config import resource
from mintobrief.domain.node import Node
from mintobrief.errors import MissingResource
from mintobrief.extract.llm.chat import ChatRequest, Message
from mintobrief.extract.llm.script import Carried, Line, Settled, script

VERSION = "v1"  # of prompts/resolutions that is in use


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told, asked and shown; `name` is its folder under prompts/."""

    name: str
    system: str
    user: str
    schema: Mapping[str, object]
    examples: tuple[Message, ...]

    def request(self, model: str, lines: tuple[Line, ...], carried: Carried) -> ChatRequest:
        """The request for these lines of a meeting, after what came before them."""
        asked = Message("user", _filled(self.user, lines, carried))
        messages = (Message("system", self.system), *self.examples, asked)
        return ChatRequest(self.name, model, messages, self.schema)


@cache
def load_prompt(version: str = VERSION) -> Prompt:
    """The prompt of that version. Raises MissingResource."""
    name = f"resolutions/{version}"
    folder = resource("prompts") / "resolutions" / version
    user = _read(folder / "user.md")
    return Prompt(
        name=name,
        system=_read(folder / "system.md"),
        user=user,
        schema=json.loads(_read(folder / "schema.json")),
        examples=tuple(_examples(_read(folder / "examples.json"), user)),
    )


def _read(path: Path) -> str:
    if not path.is_file():
        raise MissingResource(f"prompts/resolutions/{path.parent.name}/{path.name}")
    return path.read_text(encoding="utf-8").strip()


def _filled(user: str, lines: tuple[Line, ...], carried: Carried) -> str:
    """The template with both parts put in at once: what a part says is no template."""
    parts = {"{earlier}": carried.told(), "{meeting}": script(lines)}
    return re.sub(r"\{earlier\}|\{meeting\}", lambda found: parts[found.group()], user)


def _examples(text: str, user: str) -> Iterator[Message]:
    """Each example as the question and the answer it is."""
    for item in json.loads(text):
        example = Node.of(item, "example")
        lines = tuple(
            Line(line.whole("line"), line.text("speaker"), line.text("text"))
            for line in example.nodes("lines")
        )
        yield Message("user", _filled(user, lines, _carried(example.node("earlier"))))
        answer = json.dumps(example.value("answer"), ensure_ascii=False)
        yield Message("assistant", answer)


def _carried(earlier: Node) -> Carried:
    settled = (
        Settled(node.text("action"), node.texts("owners"), node.text("deadline"))
        for node in earlier.nodes("resolutions")
    )
    return Carried(tuple(settled), earlier.texts("open"), earlier.texts("people"))
