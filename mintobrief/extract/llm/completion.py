"""The OpenAI form of a chat completion: a request's body, and the text in what comes back."""

from __future__ import annotations

import json

from mintobrief.domain.node import DocumentError, Node
from mintobrief.errors import BadAnswer
from mintobrief.extract.llm.chat import ChatRequest


def body_of(request: ChatRequest, with_schema: bool = True) -> dict[str, object]:
    """The body; without the schema the server is only held to answer in JSON."""
    schema = {"name": "answer", "strict": True, "schema": request.schema}
    form: dict[str, object] = {"type": "json_schema", "json_schema": schema}
    return {
        "model": request.model,
        "messages": request.document()["messages"],
        "temperature": request.temperature,
        "max_tokens": request.max_tokens,
        "stream": False,
        "response_format": form if with_schema else {"type": "json_object"},
    }


def text_of(content: bytes | str) -> str:
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
