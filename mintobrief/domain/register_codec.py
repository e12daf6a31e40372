"""An entry of a register as JSON text and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime

from mintobrief.domain.codec import dump_json
from mintobrief.domain.node import DocumentError, Node
from mintobrief.domain.register import Begun, Entry, Given, Happening, Sealed, Serial, Voided

_ACTS = {Begun: "begun", Given: "given", Voided: "voided", Sealed: "sealed"}


def dumps_entry(entry: Entry) -> str:
    """An entry as JSON."""
    what = asdict(entry.what)
    if isinstance(entry.what, Sealed):
        what["on"] = entry.what.on.isoformat()
    said = {"act": _ACTS[type(entry.what)], "by": entry.by, "at": entry.at.isoformat()}
    return dump_json({**said, "what": what})


def loads_entry(text: str) -> Entry:
    """The entry that `dumps_entry` wrote; raises DocumentError for anything else."""
    try:
        node = Node.of(json.loads(text), "entry")
        at = datetime.fromisoformat(node.text("at"))
        return Entry(node.text("by"), at, _what(node.text("act"), node.node("what")))
    except DocumentError:
        raise
    except ValueError as exc:
        raise DocumentError(str(exc)) from exc


def _what(act: str, node: Node) -> Happening:
    match act:
        case "begun":
            return Begun(_serial(node.node("last")))
        case "given":
            serial = _serial(node.node("serial"))
            return Given(node.text("meeting_id"), serial, node.text("printed"))
        case "voided":
            serial = _serial(node.node("serial"))
            return Voided(node.text("meeting_id"), serial, node.text("reason"))
        case "sealed":
            return _sealed(node)
        case _:
            raise DocumentError(f"act: {act!r:.60} is none")


def _sealed(node: Node) -> Sealed:
    serial = node.node_if_any("serial")
    return Sealed(
        meeting_id=node.text("meeting_id"),
        serial=_serial(serial) if serial else None,
        step=node.whole("step"),
        file=node.text("file"),
        sha256=node.text("sha256"),
        copies=node.whole("copies"),
        keeper=node.text("keeper"),
        on=date.fromisoformat(node.text("on")),
    )


def _serial(node: Node) -> Serial:
    return Serial(node.whole("year"), node.whole("number"), node.whole("total"))
