"""JSON values back into a meeting; whatever is wrong with them is a ValueError."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from mintobrief.domain.composed import Composed, Part, Statement
from mintobrief.domain.encode import SCHEMA
from mintobrief.domain.evidence import AudioSpan, Box, Evidence, Quote, ScanRegion, TextSpan
from mintobrief.domain.means import decode_means
from mintobrief.domain.meeting import (
    Attendee,
    Header,
    Meeting,
    Point,
    PointKind,
    Source,
    SourceKind,
    Topic,
)
from mintobrief.domain.node import DocumentError, Node
from mintobrief.domain.notice import Notice, NoticeCode
from mintobrief.domain.page import Glyph, Mark, MarkKind, Option, PageReport, PageState
from mintobrief.domain.resolution import (
    Deadline,
    DeadlineKind,
    Field,
    Flag,
    Judgement,
    Resolution,
    Verdict,
    Vote,
)
from mintobrief.domain.speaker import Naming, Speaker
from mintobrief.domain.transcript import Change, ChangeKind, Doubt, DoubtKind, Utterance

T = TypeVar("T")


def decode_meeting(value: object, paths: Mapping[str, Path]) -> Meeting:
    """The meeting; a source whose hash `paths` does not know lies at its bare name."""
    node = Node.of(value, "document")
    if node.whole("schema") != SCHEMA:
        raise DocumentError(f"schema: {SCHEMA} is known, not {node.whole('schema')}")
    head = node.node("meeting")
    return Meeting(
        id=head.text("id"),
        header=decode_header(head),
        sources=tuple(_source(n, paths) for n in node.nodes("sources")),
        utterances=tuple(_utterance(n) for n in node.nodes("utterances")),
        topics=tuple(decode_topic(n) for n in node.nodes("topics")),
        points=tuple(decode_point(n) for n in node.nodes("points")),
        resolutions=tuple(decode_resolution(n) for n in node.nodes("resolutions")),
        notices=tuple(_notice(n) for n in node.nodes("warnings")),
        speakers=tuple(_speaker(n) for n in node.later_nodes("speakers")),
        pages=tuple(_page(n) for n in node.later_nodes("pages")),
        near_misses=tuple(decode_resolution(n) for n in node.later_nodes("near_misses")),
        composed=tuple(_composed(n) for n in node.later_nodes("composed")),
        statements=tuple(_statement(n) for n in node.later_nodes("statements")),
    )


def decode_resolution(node: Node) -> Resolution:
    quoted = node.node("field_evidence")
    resolution = Resolution(
        id=node.text("id"),
        topic=node.whole_if_any("topic"),
        action=Field(node.text("action"), _quotes(quoted, "action")),
        measures=_field(quoted, "measures", node.text_if_any),
        owners=_owners(node, quoted),
        deadline=_deadline(node, quoted),
        supervision=_field(quoted, "supervision", node.text_if_any),
        vote=_field(quoted, "vote", lambda key: _vote(node.node_if_any(key))),
        evidence=node.wholes("evidence"),
        confidence=node.number("confidence"),
        flags=tuple(Flag(flag) for flag in node.texts("flags")),
        because=node.later_text("because"),
    )
    return decode_means(resolution, node)


def decode_judgement(value: object) -> Judgement:
    node = Node.of(value, "judgement")
    edited = node.node_if_any("edited")
    return Judgement(
        resolution_id=node.text("resolution"),
        verdict=Verdict(node.text("verdict")),
        reviewer=node.text("reviewer"),
        at=datetime.fromisoformat(node.text("at")),
        edited=decode_resolution(edited) if edited else None,
    )


def decode_naming(value: object) -> Naming:
    node = Node.of(value, "naming")
    return Naming(
        label=node.text("label"),
        source_id=node.text("source"),
        name=node.text_if_any("name"),
        reviewer=node.text("reviewer"),
        at=datetime.fromisoformat(node.text("at")),
    )


def _speaker(node: Node) -> Speaker:
    return Speaker(
        label=node.text("label"),
        source_id=node.text("source"),
        name=node.text_if_any("name"),
        role=node.text_if_any("role"),
        org=node.text_if_any("org"),
        evidence=node.wholes("evidence"),
        confidence=node.number("confidence"),
        is_chair=node.flag("is_chair"),
        confirmed=node.flag("confirmed"),
    )


def decode_header(node: Node) -> Header:
    """The particulars of a meeting; raises ValueError."""
    quoted = node.node("field_evidence")
    return Header(
        title=_field(quoted, "title", node.text_if_any),
        held_on=_field(quoted, "held_on", node.day_if_any),
        start=_field(quoted, "start", node.text_if_any),
        end=_field(quoted, "end", node.text_if_any),
        place=_field(quoted, "place", node.text_if_any),
        host=_field(quoted, "host", node.text_if_any),
        recorder=_field(quoted, "recorder", node.text_if_any),
        attendees=tuple(_attendee(n) for n in node.nodes("attendees")),
        observers=tuple(_attendee(n) for n in node.nodes("observers")),
        absent=tuple(_attendee(n) for n in node.later_nodes("absent")),
        expected=_counted(node, quoted, "expected"),
        present=_counted(node, quoted, "present"),
        kind=node.later_text("kind") or None,
    )


def _counted(node: Node, quoted: Node, key: str) -> Field[int] | None:
    """Heads that were counted; documents without any, and older ones, lack the key."""
    return _field(quoted, key, node.whole) if key in node.values else None


def _field(quoted: Node, key: str, read: Callable[[str], T | None]) -> Field[T] | None:
    value = read(key)
    return None if value is None else Field(value, _quotes(quoted, key))


def _quotes(node: Node, key: str) -> tuple[Quote, ...]:
    return tuple(_quote(n) for n in node.nodes(key))


def _quote(node: Node) -> Quote:
    return Quote(node.whole("utterance"), node.whole("start"), node.whole("end"))


def _attendee(node: Node) -> Attendee:
    return Attendee(
        name=node.text("name"),
        role=node.text_if_any("role"),
        org=node.text_if_any("org"),
        quotes=_quotes(node, "quotes"),
    )


def _source(node: Node, paths: Mapping[str, Path]) -> Source:
    sha256, name = node.text("sha256"), node.text("name")
    return Source(
        id=node.text("id"),
        kind=SourceKind(node.text("kind")),
        name=name,
        sha256=sha256,
        path=paths.get(sha256, Path(name)),
        seconds=node.number_if_any("seconds"),
        pages=node.whole_if_any("pages"),
        text=node.text_if_any("text"),
        held_on=node.day_if_any("held_on"),
        recorded_on=node.day_if_any("recorded_on") if "recorded_on" in node.values else None,
        guessed_encoding=node.text_if_any("guessed_encoding"),
    )


def _utterance(node: Node) -> Utterance:
    return Utterance(
        turn=node.whole("turn"),
        text=node.text("text"),
        evidence=_evidence(node.node("evidence")),
        speaker=node.text_if_any("speaker"),
        name=node.text_if_any("name"),
        confidence=node.number_if_any("confidence"),
        sent=node.text_if_any("sent") if "sent" in node.values else None,  # older drafts lack it
        changes=tuple(map(_change, node.later_nodes("changes"))),
        doubts=tuple(map(_doubt, node.later_nodes("doubts"))),
        glyphs=tuple(map(_glyph, node.later_items("glyphs"))),
        wrapped=node.flag("wrapped") if "wrapped" in node.values else False,
    )


def _change(node: Node) -> Change:
    return Change(
        start=node.whole("start"),
        end=node.whole("end"),
        was=node.text("was"),
        kind=ChangeKind(node.text("kind")),
    )


def _doubt(node: Node) -> Doubt:
    return Doubt(node.whole("start"), node.whole("end"), DoubtKind(node.text("kind")))


def _glyph(item: object) -> Glyph | None:
    if item is None:
        return None
    node = Node.of(item, "glyph")
    others = tuple(_option(other) for other in node.items("others"))
    return Glyph(_box(node), node.number("probability"), others)


def _option(item: object) -> Option:
    match item:
        case [str(text), int() | float() as probability]:
            return Option(text, float(probability))
        case _:
            raise DocumentError(f"others: a character and its likelihood, not {item!r:.60}")


def _page(node: Node) -> PageReport:
    return PageReport(
        source_id=node.text("source"),
        page=node.whole("page"),
        state=PageState(node.text("state")),
        turned=node.whole("turned"),
        doubtful=node.number("doubtful"),
        marks=tuple(_mark(n) for n in node.nodes("marks")),
        failed=node.later_text("failed"),
    )


def _mark(node: Node) -> Mark:
    return Mark(MarkKind(node.text("kind")), _box(node), node.text("text"))


def _evidence(node: Node) -> Evidence:
    match node.text("kind"):
        case "audio":
            return AudioSpan(node.text("source"), node.number("start"), node.number("end"))
        case "scan":
            return ScanRegion(node.text("source"), node.whole("page"), _box(node))
        case "text":
            return TextSpan(node.text("source"), node.whole("start"), node.whole("end"))
        case kind:
            raise DocumentError(f"kind: no evidence is of kind {kind!r:.60}")


def _box(node: Node) -> Box:
    corners = node.wholes("box")
    if len(corners) != 4:
        raise DocumentError(f"box: four corners are wanted, not {len(corners)}")
    return Box(*corners)


def _statement(node: Node) -> Statement:
    return Statement(Part(node.text("part")), node.text("text"), _quotes(node, "quotes"))


def _composed(node: Node) -> Composed:
    return Composed(Part(node.text("part")), node.text("text"))


def decode_topic(node: Node) -> Topic:
    """One topic; raises ValueError."""
    return Topic(
        node.text("title"), node.whole("first"), node.whole("last"), node.later_flag("retold")
    )


def decode_point(node: Node) -> Point:
    """One point; raises ValueError."""
    return Point(
        topic=node.whole("topic"),
        kind=PointKind(node.text("kind")),
        text=node.text("text"),
        quotes=_quotes(node, "quotes"),
        speaker=node.text_if_any("speaker"),
        unsupported=node.later_flag("unsupported"),
        by_hand=node.later_flag("by_hand"),
    )


def _owners(node: Node, quoted: Node) -> tuple[Field[str], ...]:
    names, quotes = node.items("owners"), quoted.items("owners")
    if len(names) != len(quotes):
        raise DocumentError(f"owners: {len(names)} of them, quoted {len(quotes)} times")
    return tuple(_owner(name, quote) for name, quote in zip(names, quotes, strict=True))


def _owner(name: object, quotes: object) -> Field[str]:
    node = Node({"name": name, "quotes": quotes})
    return Field(node.text("name"), _quotes(node, "quotes"))


def _deadline(node: Node, quoted: Node) -> Field[Deadline] | None:
    if node.text("deadline_kind") == "none":
        return None
    kind = DeadlineKind(node.text("deadline_kind"))
    deadline = Deadline(node.text("deadline_text"), kind, node.day_if_any("deadline"))
    return Field(deadline, _quotes(quoted, "deadline"))


def _vote(node: Node | None) -> Vote | None:
    if node is None:
        return None
    return Vote(node.whole("for"), node.whole("against"), node.whole("abstain"))


def _notice(node: Node) -> Notice:
    evidence = node.node("evidence")
    return Notice(
        code=NoticeCode(node.text("code")),
        message=node.text("message"),
        evidence=_evidence(evidence) if evidence.values else None,
    )
