"""Corrections as JSON text and back: loads_correction(dumps_correction(it)) == it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime

from mintobrief.domain.codec import dump_json
from mintobrief.domain.composed import Part
from mintobrief.domain.correction import (
    Correction,
    Cut,
    Edit,
    Joined,
    Ordered,
    Reheaded,
    Replaced,
    Retold,
    Retopiced,
    Revoiced,
    Reworded,
    Undone,
    Worded,
)
from mintobrief.domain.decode import decode_header, decode_point, decode_resolution, decode_topic
from mintobrief.domain.encode import (
    Object,
    Said,
    encode_header,
    encode_point,
    encode_resolution,
    encode_topic,
)
from mintobrief.domain.node import DocumentError, Node


def dumps_correction(correction: Correction, said: Said) -> str:
    """One correction as JSON; `said` are the utterances that its quotes count in."""
    told = {"by": correction.by, "at": correction.at.isoformat()}
    return dump_json({**_encode(correction.edit, said), **told})


def loads_correction(text: str) -> Correction:
    """The correction that `dumps_correction` wrote; raises DocumentError for anything else."""
    try:
        node = Node.of(json.loads(text), "correction")
        decode = _DECODERS.get(node.text("kind"))
        if decode is None:
            raise DocumentError(f"kind: no correction is {node.text('kind')!r:.60}")
        at = datetime.fromisoformat(node.text("at"))
        return Correction(decode(node), node.text("by"), at)
    except DocumentError:
        raise
    except (ValueError, OverflowError, RecursionError) as exc:
        raise DocumentError(str(exc)) from exc


def _encode(edit: Edit, said: Said) -> Object:
    match edit:
        case Reworded() | Revoiced() | Cut() | Joined():
            return _encode_lines(edit)
        case Retopiced(topics):
            return {"kind": "retopiced", "topics": [encode_topic(topic) for topic in topics]}
        case Reheaded(header, days):
            told = [[candidate, day.isoformat() if day else None] for candidate, day in days]
            return {"kind": "reheaded", "header": encode_header(header, said), "days": told}
        case Replaced(gone, by):
            told_by = [encode_resolution(one, said) for one in by]
            return {"kind": "replaced", "gone": list(gone), "candidates": told_by}
        case Ordered(ids):
            return {"kind": "ordered", "ids": list(ids)}
        case Retold() | Worded():
            return _encode_text(edit, said)
        case Undone():
            return {"kind": "undone"}


def _encode_lines(edit: Reworded | Revoiced | Cut | Joined) -> Object:
    match edit:
        case Reworded(utterance, text):
            return {"kind": "reworded", "utterance": utterance, "text": text}
        case Revoiced(utterances, speaker):
            return {"kind": "revoiced", "utterances": list(utterances), "speaker": speaker}
        case Cut(utterance, at):
            return {"kind": "cut", "utterance": utterance, "cut_at": at}
        case Joined(utterance):
            return {"kind": "joined", "utterance": utterance}


def _encode_text(edit: Retold | Worded, said: Said) -> Object:
    match edit:
        case Retold(topic, points):
            told = [encode_point(point, said) for point in points]
            return {"kind": "retold", "topic": topic, "points": told}
        case Worded(part, text):
            return {"kind": "worded", "part": str(part), "text": text}


def _reheaded(node: Node) -> Reheaded:
    return Reheaded(
        decode_header(node.node("header")), tuple(_day(item) for item in node.items("days"))
    )


def _day(item: object) -> tuple[str, date | None]:
    match item:
        case [str(candidate), None]:
            return candidate, None
        case [str(candidate), str(day)]:
            return candidate, date.fromisoformat(day)
        case _:
            raise DocumentError(f"days: a candidate and a day, not {item!r:.60}")


def _replaced(node: Node) -> Replaced:
    by = tuple(decode_resolution(one) for one in node.nodes("candidates"))
    return Replaced(node.texts("gone"), by)


_DECODERS: Mapping[str, Callable[[Node], Edit]] = {
    "reworded": lambda node: Reworded(node.whole("utterance"), node.text("text")),
    "revoiced": lambda node: Revoiced(node.wholes("utterances"), node.text("speaker")),
    "cut": lambda node: Cut(node.whole("utterance"), node.whole("cut_at")),
    "joined": lambda node: Joined(node.whole("utterance")),
    "retopiced": lambda node: Retopiced(tuple(decode_topic(one) for one in node.nodes("topics"))),
    "reheaded": _reheaded,
    "replaced": _replaced,
    "ordered": lambda node: Ordered(node.texts("ids")),
    "retold": lambda node: Retold(
        node.whole("topic"), tuple(decode_point(one) for one in node.nodes("points"))
    ),
    "worded": lambda node: Worded(Part(node.text("part")), node.text_if_any("text")),
    "undone": lambda _: Undone(),
}
