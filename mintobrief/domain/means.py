"""Which means found the fields of a resolution: kept for each field, and in the JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from mintobrief.domain.node import Node
from mintobrief.domain.resolution import Field, FieldName, Means, Resolution

T = TypeVar("T")


def found_by(resolution: Resolution, *means: Means) -> Resolution:
    """The resolution, every field of it found by these means and no others."""
    return _with(resolution, lambda *_: means)


def encode_means(resolution: Resolution) -> dict[str, object]:
    """`found_by` as the JSON has it: for each field, for each of the owners; {} where unknown."""
    single: dict[FieldName, Field[str] | Field[object] | None] = {
        FieldName.ACTION: resolution.action,
        FieldName.MEASURES: resolution.measures,
        FieldName.DEADLINE: resolution.deadline,
        FieldName.SUPERVISION: resolution.supervision,
        FieldName.VOTE: resolution.vote,
    }
    told: dict[str, object] = {
        str(name): [str(means) for means in field.found_by]
        for name, field in single.items()
        if field and field.found_by
    }
    owners = [[str(means) for means in owner.found_by] for owner in resolution.owners]
    if any(owners):
        told[str(FieldName.OWNERS)] = owners
    return {"found_by": told} if told else {}


def decode_means(resolution: Resolution, node: Node) -> Resolution:
    """The resolution with what `found_by` of its JSON tells; older documents lack it."""
    if "found_by" not in node.values:
        return resolution
    told = node.node("found_by")

    def means(name: FieldName, at: int) -> tuple[Means, ...]:
        if name not in told.values:
            return ()
        words = told.items(name)[at] if name is FieldName.OWNERS else told.value(name)
        return tuple(Means(word) for word in Node({"means": words}).texts("means"))

    return _with(resolution, means)


def _with(
    resolution: Resolution, means: Callable[[FieldName, int], tuple[Means, ...]]
) -> Resolution:
    """Each field with the means told for it; `at` counts owners and is 0 elsewhere."""

    def told(field: Field[T] | None, name: FieldName) -> Field[T] | None:
        return replace(field, found_by=means(name, 0)) if field else None

    return replace(
        resolution,
        action=replace(resolution.action, found_by=means(FieldName.ACTION, 0)),
        measures=told(resolution.measures, FieldName.MEASURES),
        owners=tuple(
            replace(owner, found_by=means(FieldName.OWNERS, at))
            for at, owner in enumerate(resolution.owners)
        ),
        deadline=told(resolution.deadline, FieldName.DEADLINE),
        supervision=told(resolution.supervision, FieldName.SUPERVISION),
        vote=told(resolution.vote, FieldName.VOTE),
    )
