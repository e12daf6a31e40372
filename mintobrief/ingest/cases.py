"""Evaluation cases, *.meeting.json: a meeting's turns or notes, and the day it was held."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple, NoReturn

from mintobrief.domain import SourceKind
from mintobrief.errors import BadTranscript
from mintobrief.ingest.notes import clean_text

_LABEL = 40  # characters


class Case(NamedTuple):
    """What is read of a case; its gold (topics, resolutions, …) is not."""

    kind: SourceKind
    text: str
    held_on: date | None


def read_case(text: str, name: str) -> Case:
    """The turns of a case, rendered one a line as "姓名：……" with empty turns kept, or its notes.

    Raises BadTranscript, saying what is wrong and where.
    """
    case = _object(_parse(text, name), name, "最外层")
    kind, held_on = case.get("kind"), _held_on(case, name)
    if kind == "transcript":
        turns = case.get("turns")
        if not isinstance(turns, list):
            raise BadTranscript(name, "turns 应当是一个列表")
        lines = [_line(turn, name, number) for number, turn in enumerate(turns, 1)]
        return Case(SourceKind.TRANSCRIPT, "\n".join(lines), held_on)
    if kind == "notes":
        notes = case.get("notes")
        if not isinstance(notes, str):
            raise BadTranscript(name, "notes 应当是一段文字")
        return Case(SourceKind.NOTES, clean_text(notes), held_on)
    raise BadTranscript(name, "kind 应当是 transcript 或 notes")


def _parse(text: str, name: str) -> Any:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no JSON")

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as exc:
        raise BadTranscript(name, f"第 {exc.lineno} 行不合 JSON 格式") from exc
    except (ValueError, RecursionError) as exc:
        raise BadTranscript(name, "JSON 里有不合规定的内容") from exc


def _object(value: Any, name: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadTranscript(name, f"{where}应当是一个 JSON 对象")
    return value


def _held_on(case: dict[str, Any], name: str) -> date | None:
    meeting = _object(case.get("meeting") or {}, name, "meeting ")
    said = meeting.get("held_on")
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError) as exc:
        raise BadTranscript(name, "held_on 应当是 2026-03-14 这样的日期") from exc


def _line(turn: Any, name: str, number: int) -> str:
    turn = _object(turn, name, f"第 {number} 条发言")
    said = {key: turn.get(key) for key in ("name", "speaker", "text")}
    if not all(value is None or isinstance(value, str) for value in said.values()):
        raise BadTranscript(name, f"第 {number} 条发言的 speaker、name、text 应当是文字")
    label = _on_one_line(said["name"] or said["speaker"] or "").replace("：", ":").strip()
    if not 0 < len(label) <= _LABEL:
        raise BadTranscript(name, f"第 {number} 条发言没有说明是谁说的，或名字太长")
    if said["text"] is None:
        raise BadTranscript(name, f"第 {number} 条发言没有 text")
    return f"{label}：{_on_one_line(said['text'])}"


def _on_one_line(text: str) -> str:
    return clean_text(text).replace("\n", " ").replace("\r", " ")
