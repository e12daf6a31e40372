"""What the steps of a job hand on, and what it was asked for, as JSON text and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from mintobrief.domain import Notice
from mintobrief.domain.codec import dump_json
from mintobrief.domain.decode import decode_meeting
from mintobrief.domain.encode import encode_meeting
from mintobrief.domain.job import Input
from mintobrief.domain.meeting import (
    Attendee,
    Header,
    Meeting,
    Reading,
    Request,
    Source,
    SourceKind,
    Term,
)
from mintobrief.domain.node import Node
from mintobrief.domain.voiceprint import Likeness


def dumps_request(request: Request) -> str:
    """A request; the same one is always the same text."""
    day = request.held_on.isoformat() if request.held_on else None
    told = {**asdict(request), "held_on": day}
    del told["handed_in"]  # a job knows when it was made
    if request.compound is None:
        del told["compound"]  # as it was before there were any: such a job is still the same
    return dump_json(told)


def loads_request(text: str) -> Request:
    """The request that `dumps_request` wrote; raises DocumentError for anything else."""
    node = Node.of(json.loads(text), "request")
    return Request(
        held_on=node.day_if_any("held_on"),
        title=node.text_if_any("title"),
        agenda=node.texts("agenda"),
        roster=tuple(_attendee(person) for person in node.nodes("roster")),
        glossary=tuple(Term(n.text("word"), n.texts("slips")) for n in node.nodes("glossary")),
        several=node.flag("several"),
        voices="voices" in node.values and node.flag("voices"),  # older rows have none
        compound=node.text("compound") if "compound" in node.values else None,
    )


def _attendee(node: Node) -> Attendee:
    return Attendee(node.text("name"), node.text_if_any("role"), node.text_if_any("org"))


def dumps_inputs(inputs: Sequence[Input]) -> str:
    """The files of a job."""
    return dump_json([asdict(one) for one in inputs])


def loads_inputs(text: str) -> tuple[Input, ...]:
    """The files that `dumps_inputs` wrote; raises DocumentError for anything else."""
    nodes = Node({"inputs": json.loads(text)}).nodes("inputs")
    return tuple(_input(node) for node in nodes)


def _input(node: Node) -> Input:
    kind = node.text_if_any("kind")
    return Input(node.text("name"), node.text("sha256"), SourceKind(kind) if kind else None)


def dumps_sources(sources: Sequence[Source], notices: Sequence[Notice]) -> str:
    """The files of a meeting as they were found when they were opened."""
    return dump_json(encode_meeting(_page_of(tuple(sources), Reading((), tuple(notices)))))


def loads_sources(
    text: str, paths: Mapping[str, Path]
) -> tuple[tuple[Source, ...], tuple[Notice, ...]]:
    """What `dumps_sources` wrote; `paths` tells by sha256 where the files lie now."""
    opened = decode_meeting(json.loads(text), paths)
    return opened.sources, opened.notices


def dumps_readings(readings: Mapping[str, Reading]) -> str:
    """What the sources of these ids said."""
    return dump_json({source: _encode_reading(reading) for source, reading in readings.items()})


def loads_readings(text: str) -> dict[str, Reading]:
    """The readings that `dumps_readings` wrote; raises DocumentError for anything else."""
    kept = Node.of(json.loads(text), "readings")
    return {str(source): _decode_reading(value) for source, value in kept.values.items()}


def dumps_meetings(meetings: Sequence[Meeting]) -> str:
    """The drafts that came of the files of one job."""
    return dump_json([encode_meeting(meeting) for meeting in meetings])


def loads_meetings(text: str) -> tuple[Meeting, ...]:
    """The drafts that `dumps_meetings` wrote; raises DocumentError for anything else."""
    return tuple(decode_meeting(document, {}) for document in json.loads(text))


def _page_of(sources: tuple[Source, ...], reading: Reading) -> Meeting:
    """A meeting of which nothing is understood yet: it has a document already."""
    return Meeting("", Header(), sources, reading.utterances, notices=reading.notices,
                   pages=reading.pages)  # fmt: skip


def _encode_reading(reading: Reading) -> dict[str, object]:
    likenesses = [asdict(likeness) for likeness in reading.likenesses]
    return {"document": encode_meeting(_page_of((), reading)), "likenesses": likenesses}


def _decode_reading(value: object) -> Reading:
    node = Node.of(value, "reading")
    page = decode_meeting(node.value("document"), {})
    return Reading(
        page.utterances,
        page.notices,
        tuple(_likeness(n) for n in node.nodes("likenesses")),
        page.pages,
    )


def _likeness(node: Node) -> Likeness:
    return Likeness(
        node.text("label"), node.text("source_id"), node.text("name"), node.number("similarity")
    )
