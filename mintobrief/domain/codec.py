"""Meetings and judgements as JSON text and back: loads(dumps(meeting)) == meeting."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from mintobrief.domain.decode import decode_judgement, decode_meeting, decode_naming
from mintobrief.domain.encode import Said, encode_judgement, encode_meeting, encode_naming
from mintobrief.domain.meeting import Meeting
from mintobrief.domain.node import DocumentError
from mintobrief.domain.resolution import Judgement
from mintobrief.domain.speaker import Naming

__all__ = [
    "DocumentError",
    "dump_json",
    "dumps",
    "dumps_judgement",
    "dumps_naming",
    "loads",
    "loads_judgement",
    "loads_naming",
]

T = TypeVar("T")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(meeting: Meeting) -> str:
    """The JSON of `convert --json`; it can be written as UTF-8 whatever the file names hold."""
    return dump_json(encode_meeting(meeting))


def loads(text: str, paths: Mapping[str, Path] | None = None) -> Meeting:
    """The meeting that `dumps` wrote; `paths` tells by sha256 where its files lie now.

    Raises DocumentError for anything else.
    """
    return _decoded(text, lambda value: decode_meeting(value, paths or {}))


def dumps_judgement(judgement: Judgement, said: Said) -> str:
    """One judgement as JSON; `said` are the meeting's utterances."""
    return dump_json(encode_judgement(judgement, said))


def loads_judgement(text: str) -> Judgement:
    """The judgement that `dumps_judgement` wrote; raises DocumentError for anything else."""
    return _decoded(text, decode_judgement)


def dumps_naming(naming: Naming) -> str:
    """One naming as JSON."""
    return dump_json(encode_naming(naming))


def loads_naming(text: str) -> Naming:
    """The naming that `dumps_naming` wrote; raises DocumentError for anything else."""
    return _decoded(text, decode_naming)


def dump_json(value: object) -> str:
    """`value` as readable JSON that any UTF-8 file can hold.

    A file name that is not UTF-8 reaches us with lone surrogates, which only an escape carries.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _decoded(text: str, decode: Callable[[object], T]) -> T:
    try:
        return decode(json.loads(text, parse_constant=_no_number))
    except DocumentError:
        raise
    except (ValueError, OverflowError, RecursionError) as exc:
        raise DocumentError(str(exc)) from exc


def _no_number(word: str) -> float:
    raise DocumentError(f"{word} is no number")
