"""A compound as JSON text and back."""

from __future__ import annotations

import json
from dataclasses import asdict

from mintobrief.domain.codec import dump_json
from mintobrief.domain.compound import Body, Compound
from mintobrief.domain.meeting import Attendee, Term
from mintobrief.domain.node import DocumentError, Node


def dumps_compound(compound: Compound) -> str:
    """A compound; the same one is always the same text."""
    people = [{"name": p.name, "role": p.role, "org": p.org} for p in compound.people]
    return dump_json({**asdict(compound), "people": people})


def loads_compound(text: str) -> Compound:
    """The compound that `dumps_compound` wrote; raises DocumentError for anything else."""
    try:
        node = Node.of(json.loads(text), "compound")
    except ValueError as exc:
        raise DocumentError(str(exc)) from exc
    return Compound(
        id=node.text("id"),
        name=node.text("name"),
        people=tuple(_person(n) for n in node.nodes("people")),
        bodies=tuple(Body(n.text("name"), n.texts("short")) for n in node.nodes("bodies")),
        terms=tuple(Term(n.text("word"), n.texts("slips")) for n in node.nodes("terms")),
        place=node.text_if_any("place"),
        issuer=node.text_if_any("issuer"),
    )


def _person(node: Node) -> Attendee:
    return Attendee(node.text("name"), node.text_if_any("role"), node.text_if_any("org"))
