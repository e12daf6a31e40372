"""What a reviewer types becomes a typed field; an empty value is knowingly empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Field,
    FieldName,
    Resolution,
    Vote,
)
from mintobrief.domain.resolution_flags import flags_of
from mintobrief.errors import BadEdit

T = TypeVar("T")
ReadDeadline = Callable[[str], Deadline | None]

_SEPARATORS = re.compile(r"[、,，;；\n]+")
_ISO_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_RATIO = re.compile(r"(\d{1,6})\s*[:：]\s*(\d{1,6})\s*[:：]\s*(\d{1,6})")
_HEADS = re.compile(
    r"(?:赞成|同意)\s*[:：]?\s*(\d{1,6})\s*票?"
    r"(?:[\s、,，;；]*反对\s*[:：]?\s*(\d{1,6})\s*票?)?"
    r"(?:[\s、,，;；]*弃权\s*[:：]?\s*(\d{1,6})\s*票?)?"
)
_CHINESE_NAMES = {
    "事项": FieldName.ACTION,
    "措施": FieldName.MEASURES,
    "责任": FieldName.OWNERS,
    "时限": FieldName.DEADLINE,
    "监督": FieldName.SUPERVISION,
    "表决": FieldName.VOTE,
}


def read_assignment(text: str) -> tuple[FieldName, str]:
    """`deadline=下周五前` (or `时限=下周五前`) as field and value; raises BadEdit."""
    name, equals, value = text.partition("=")
    field = _CHINESE_NAMES.get(name.strip())
    if field is None and name.strip() in list(FieldName):
        field = FieldName(name.strip())
    if field is None or not equals:
        names = "、".join(FieldName)
        raise BadEdit(text, f"请写成 字段=内容，字段可以是 {names}。")
    return field, value


def edit(
    resolution: Resolution,
    name: FieldName,
    value: str,
    read_deadline: ReadDeadline,
    *,
    held_on: date | None,
) -> Resolution:
    """The resolution with one field as typed, and its flags counted anew.

    `read_deadline` understands a time limit in words, None where it cannot; `held_on` is the
    day of the meeting. A value that stays as it was keeps its quotes. Raises BadEdit.
    """
    edited = _set(resolution, name, value.strip(), read_deadline)
    return replace(edited, flags=flags_of(edited, held_on))


def _set(
    resolution: Resolution, name: FieldName, value: str, read_deadline: ReadDeadline
) -> Resolution:
    match name:
        case FieldName.ACTION:
            return replace(resolution, action=_action(value, resolution.action))
        case FieldName.MEASURES:
            return replace(resolution, measures=_typed(value or None, resolution.measures))
        case FieldName.OWNERS:
            return replace(resolution, owners=_owners(value, resolution.owners))
        case FieldName.DEADLINE:
            deadline = _deadline(value, read_deadline)
            return replace(resolution, deadline=_typed(deadline, resolution.deadline))
        case FieldName.SUPERVISION:
            supervision = _typed(value or None, resolution.supervision)
            return replace(resolution, supervision=supervision)
        case FieldName.VOTE:
            return replace(resolution, vote=_typed(_vote(value), resolution.vote))


def _typed(value: T | None, before: Field[T] | None) -> Field[T] | None:
    """A field a person typed; typing what stood there keeps the words it was read from."""
    if before is not None and before.value == value:
        return before
    return None if value is None else Field(value)


def _action(value: str, before: Field[str]) -> Field[str]:
    if not value:
        raise BadEdit(value, "决议必须有事项。不要这条决议，请用 --reject 退回。")
    return _typed(value, before) or before


def _owners(value: str, before: tuple[Field[str], ...]) -> tuple[Field[str], ...]:
    known = {owner.value: owner for owner in before}
    names = dict.fromkeys(name.strip() for name in _SEPARATORS.split(value))
    return tuple(known.get(name, Field(name)) for name in names if name)


def _deadline(value: str, read_deadline: ReadDeadline) -> Deadline | None:
    if not value:
        return None
    deadline = _iso_deadline(value) if _ISO_DAY.fullmatch(value) else read_deadline(value)
    if deadline is None:
        raise BadEdit(
            value, "时限请写日期或说法，例如 2026-03-20、下周五前、每周一、下次会议前；没有就留空。"
        )
    return deadline


def _iso_deadline(value: str) -> Deadline | None:
    year, month, day = map(int, value.split("-"))
    try:
        return Deadline(value, DeadlineKind.DATE, date(year, month, day))
    except ValueError:
        return None  # 2026-02-30 is a day on no calendar


def _vote(value: str) -> Vote | None:
    if not value:
        return None
    found = _RATIO.fullmatch(value) or _HEADS.fullmatch(value)
    if found is None:
        raise BadEdit(value, "表决请按 赞成:反对:弃权 写票数，例如 7:0:1 或 赞成7反对0弃权1。")
    for_, against, abstain = (int(heads or 0) for heads in found.groups())
    return Vote(for_, against, abstain)
