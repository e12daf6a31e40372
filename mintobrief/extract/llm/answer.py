"""What a language model says, where it has the form we asked for; none of it is believed yet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar

from mintobrief.domain.node import DocumentError, Node
from mintobrief.errors import BadAnswer

T = TypeVar("T")

_LARGEST = 1_000_000  # characters
_MOST = 60  # resolutions of one window
_MOST_CITED = 12  # places that one field is read from
_LONGEST = 400  # characters of a text
_MOST_VOTES = 1_000_000
_THOUGHTS = re.compile(r"\A.*</think>", re.DOTALL)


class Why(StrEnum):
    """Why something that sounds like a resolution is none."""

    PROPOSED = "proposed"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    DONE = "done"
    ASKED = "asked"
    EXAMPLE = "example"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that are said to stand in an utterance."""

    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a field is said to be, and from where."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of votes that is said to have been taken."""

    for_: int
    against: int
    abstain: int
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ProposedResolution:
    """A resolution as the model has it; `same_as` is the number of an earlier one, from 1."""

    action: Said
    owners: tuple[Said, ...] = ()
    deadline: Said | None = None
    measures: Said | None = None
    supervision: Said | None = None
    vote: Tally | None = None
    agreed: tuple[Cited, ...] = ()
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Dismissal:
    """What the model takes for no resolution."""

    action: Said
    why: Why


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one answer holds; parts that lack the form are left out."""

    proposals: tuple[ProposedResolution, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    open: tuple[str, ...] = ()


def read_answer(text: str) -> Answer:
    """The answer in the text. Raises BadAnswer where it is no JSON object of the form."""
    node = read_document(text)
    try:
        proposals, dismissals = node.items("resolutions"), node.later_items("not_resolutions")
        matters = node.later_items("open")
    except DocumentError as exc:
        raise BadAnswer("缺少决议列表") from exc
    return Answer(
        tuple(_readable(proposals[:_MOST], _proposal)),
        tuple(_readable(dismissals[:_MOST], _dismissal)),
        tuple(_plain(matter) for matter in matters[:_MOST] if isinstance(matter, str)),
    )


def read_document(text: str) -> Node:
    """The object in the text; thoughts before it and a fence around it are left out."""
    if len(text) > _LARGEST:
        raise BadAnswer("太长了")
    text = _THOUGHTS.sub("", text)
    start, end = text.find("{"), text.rfind("}") + 1
    try:
        return Node.of(json.loads(text[start:end], parse_constant=_refused), "answer")
    except (ValueError, RecursionError) as exc:
        raise BadAnswer("不是要求的 JSON") from exc


def _refused(constant: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError(constant)


def _readable(items: Iterable[object], read: Callable[[Node], T]) -> Iterator[T]:
    """What has the form."""
    for item in items:
        try:
            yield read(Node.of(item, "item"))
        except ValueError:
            continue


def _proposal(node: Node) -> ProposedResolution:
    return ProposedResolution(
        action=_said(node.node("action")),
        owners=tuple(_readable(node.later_items("owners"), _said)),
        deadline=_if_readable(node, "deadline", _said),
        measures=_if_readable(node, "measures", _said),
        supervision=_if_readable(node, "supervision", _said),
        vote=_if_readable(node, "vote", _tally),
        agreed=_cited(node, "agreed"),
        same_as=_number(node.values.get("same_as")),
    )


def _dismissal(node: Node) -> Dismissal:
    return Dismissal(_said(node.node("action")), Why(node.text("why")))


def _if_readable(node: Node, key: str, read: Callable[[Node], T]) -> T | None:
    """The field; None where it is not there or has not the form."""
    return next(_readable([node.values.get(key)], read), None)


def _said(node: Node) -> Said:
    text = _plain(node.text("text"))
    if not text:
        raise DocumentError("text: empty")
    return Said(text, _cited(node, "evidence"))


def _tally(node: Node) -> Tally:
    for_, against, abstain = (node.whole(side) for side in ("for", "against", "abstain"))
    if not 0 <= min(for_, against, abstain) <= max(for_, against, abstain) <= _MOST_VOTES:
        raise DocumentError("vote: no count of heads")
    return Tally(for_, against, abstain, _cited(node, "evidence"))


def _cited(node: Node, key: str) -> tuple[Cited, ...]:
    items = node.later_items(key)[:_MOST_CITED]
    return tuple(_readable(items, lambda n: Cited(n.whole("line"), _plain(n.text("quote")))))


def _number(value: object) -> int | None:
    """The number in R12; None for anything else."""
    found = re.fullmatch(r"R([1-9]\d{0,3})", value) if isinstance(value, str) else None
    return int(found[1]) if found else None


def _plain(words: str) -> str:
    """The words cut to a length, without halves of characters that nobody can write out."""
    return words[:_LONGEST].encode("utf-8", "ignore").decode().strip()
