"""The operations on a page of ours: the usual ones load their scripts from a CDN."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.web.api.answers import PREFIX
from mintobrief.web.drawing import draw

router = APIRouter(include_in_schema=False)

Node = Mapping[str, Any]
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Part:
    """Something with a name: a parameter, or a member of a shape."""

    name: str
    kind: str
    about: str
    required: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, what it means, and the shape that comes with it."""

    status: str
    about: str
    kind: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it; `body` are the kinds of what is sent."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    tag: str
    parameters: tuple[Part, ...]
    body: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape and its members."""

    name: str
    about: str
    parts: tuple[Part, ...]


@router.get("/")
@router.get("/docs")
def docs(request: Request) -> Response:
    """What the document at /openapi.json says, for people."""
    told = request.app.openapi()
    operations = tuple(_operations(told))
    page = {
        "title": told["info"]["title"],
        "about": told["info"]["description"],
        "document": f"{PREFIX}/openapi.json",
        "prefix": PREFIX,
        "groups": [
            (tag, [one for one in operations if one.tag == tag["name"]]) for tag in told["tags"]
        ],
        "names": set(told["components"]["schemas"]),
        "shapes": [_shape(*one) for one in sorted(told["components"]["schemas"].items())],
    }
    return draw(request, "api.html", page)


def _operations(told: Node) -> Iterator[Operation]:
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            yield Operation(
                id=one["operationId"],
                method=method.upper(),
                path=path,
                summary=_sentence(one),
                about=one.get("description", ""),
                tag=one["tags"][0],
                parameters=tuple(_parameter(p) for p in one.get("parameters", ())),
                body=tuple(_bodies(one.get("requestBody", {}))),
                answers=tuple(_answer(*a) for a in one["responses"].items()),
            )


def _sentence(one: Node) -> str:
    return str(one.get("summary", one["operationId"]))


def _parameter(told: Node) -> Part:
    where = {"path": "路径", "query": "查询", "header": "请求头", "cookie": "Cookie"}[told["in"]]
    kind = f"{where} · {kind_of(told['schema'])}"
    return Part(told["name"], kind, told.get("description", ""), told.get("required", False))


def _bodies(told: Node) -> Iterator[str]:
    for media, content in told.get("content", {}).items():
        yield f"{kind_of(content['schema'])}（{media}）"


def _answer(status: str, told: Node) -> Answer:
    content = told.get("content", {})
    kinds = dict.fromkeys(kind_of(one.get("schema", {})) for one in content.values())
    return Answer(status, told.get("description", ""), "、".join(kinds))


def _shape(name: str, told: Node) -> Shape:
    needed = told.get("required", ())
    parts = (
        Part(part, kind_of(one), one.get("description", ""), part in needed)
        for part, one in told.get("properties", {}).items()
    )
    return Shape(name, told.get("description", ""), tuple(parts))


def kind_of(schema: Node) -> str:
    """A schema in a few words: the name of a shape, a type, the words that may stand there."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " 或 ".join(kind_of(one) for one in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " | ".join(str(one) for one in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"{kind_of(schema.get('items', {}))} 的列表"
    return _KINDS.get(str(schema.get("format") or schema.get("type", "")), "任意")


_KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是/否",
    "null": "null",
    "object": "对象",
    "date": "日期",
    "date-time": "时间",
    "binary": "文件",
}
