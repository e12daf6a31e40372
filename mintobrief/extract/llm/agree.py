"""What a language model found and what our own means found, as one list that hides no quarrel.

Where both name a value and differ, the model's stands, the other is told in `because`, and the
candidate is flagged; where one alone names it, it stands. `found_by` tells whose each field is.
How sure a candidate is, is a guess here: no model's answers have been counted yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from mintobrief.domain import Deadline, Field, Flag, Means, Resolution
from mintobrief.extract.combine import twin
from mintobrief.extract.llm.answer import Why
from mintobrief.extract.llm.quotes import folded
from mintobrief.language.nlp import content_words

T = TypeVar("T")

# How sure a candidate is that both found, and that the model alone found; by how much less one
# is that the model passed over, or took for something else. Guesses: see above.
_BOTH = 0.9
_ASKED_ALONE = 0.6
_PASSED_OVER = 0.9
_DENIED = 0.6

_SETTLED = 2 / 3  # of the words of what was put off that what was settled later has in common

_NAMES = {
    Means.RULES: "用语规则",
    Means.NETWORK: "小模型",
    Means.LANGUAGE_MODEL: "语言模型",
}
_REASONS = {
    Why.PROPOSED: "有人提出，没有人答应",
    Why.REJECTED: "被否决了",
    Why.DEFERRED: "推到以后再说",
    Why.DONE: "是已经做完的事",
    Why.ASKED: "只是在问",
    Why.EXAMPLE: "只是举例",
    Why.RULE: "是在说规定",
}


def together(
    ours: Sequence[Resolution],
    asked: Sequence[Resolution],
    dismissed: Sequence[tuple[Resolution, Why]] = (),
) -> tuple[Resolution, ...]:
    """All candidates of both, those of one task as one, in the order of the meeting."""
    same: dict[int, list[Resolution]] = {}
    found = []
    for resolution in ours:
        at = _same_task(resolution, asked)
        if at is None:
            found.append(_not_asked(resolution, dismissed))
        else:
            same.setdefault(at, []).append(resolution)
    found += [_of_one_task(same.get(at, []), resolution) for at, resolution in enumerate(asked)]
    return tuple(sorted(found, key=lambda r: r.evidence))


def _same_task(ours: Resolution, asked: Sequence[Resolution]) -> int | None:
    """Which of those asked for is the same task: worded alike, or of one person by one day."""
    if (at := twin(ours, asked)) is not None:
        return at
    return next((at for at, other in enumerate(asked) if _coincide(ours, other)), None)


def _coincide(one: Resolution, other: Resolution) -> bool:
    """Whether two that share words of the meeting have the same limit, and somebody to do it."""
    if not one.deadline or not other.deadline or not {*one.evidence} & {*other.evidence}:
        return False
    doers = {*_names(one)} & {*_names(other)} or not (one.owners and other.owners)
    return bool(doers) and _same_limit(one.deadline.value, other.deadline.value)


def _of_one_task(ours: Sequence[Resolution], asked: Resolution) -> Resolution:
    """What the model found with what we found of it: the most alike, and told of the others."""
    if not ours:
        return _alone(asked)
    best = twin(asked, ours) or 0
    both = _agreed(ours[best], asked)
    rest = [one.action.value for at, one in enumerate(ours) if at != best]
    told = "".join(f"本机另读到“{action}”，看作同一件事。" for action in rest)
    return replace(both, because=f"{both.because}{told}")


def near_misses(
    ours: Sequence[Resolution],
    dismissed: Sequence[tuple[Resolution, Why]],
    found: Sequence[Resolution],
) -> tuple[Resolution, ...]:
    """What sounds like a resolution by either's reading and is none of those found."""
    kept = [near for near in ours if twin(near, found) is None]
    for near, why in dismissed:
        if twin(near, [*found, *kept]) is None and not _settled_later(near, found):
            because = f"语言模型认为{_REASONS[why]}。"
            kept.append(replace(near, confidence=1 - _ASKED_ALONE, because=because))
    return tuple(sorted(kept, key=lambda r: r.evidence))


def _settled_later(near: Resolution, found: Sequence[Resolution]) -> bool:
    """Whether what was put off, or only proposed, was settled further on."""
    words = content_words(near.action.value)
    return any(
        later.evidence[-1] > near.evidence[-1]
        and len(words & content_words(later.action.value)) >= _SETTLED * len(words) > 0
        for later in found
    )


def _alone(asked: Resolution) -> Resolution:
    because = f"{asked.because}本机的办法没有找到，请多看一眼。"
    return replace(asked, confidence=_ASKED_ALONE, because=because)


def _not_asked(ours: Resolution, dismissed: Sequence[tuple[Resolution, Why]]) -> Resolution:
    """One that the model passed over, or named among those that are none."""
    at = twin(ours, [near for near, _ in dismissed])
    if at is None:
        because = f"{ours.because}语言模型没有列出。"
        return replace(ours, confidence=round(_PASSED_OVER * ours.confidence, 2), because=because)
    because = f"{ours.because}语言模型不列为决议：{_REASONS[dismissed[at][1]]}。"
    confidence = round(_DENIED * ours.confidence, 2)
    return replace(_disputed(ours), confidence=confidence, because=because)


def _disputed(resolution: Resolution) -> Resolution:
    flags = {*resolution.flags, Flag.DISPUTED}
    return replace(resolution, flags=tuple(flag for flag in Flag if flag in flags))


def _agreed(ours: Resolution, asked: Resolution) -> Resolution:
    """One task that both found."""
    quarrels = list(_quarrels(ours, asked))
    owners = asked.owners or ours.owners
    if _names(ours) == _names(asked):
        owners = tuple(map(_shared, ours.owners, asked.owners))
    both = replace(
        asked,
        action=_shared(ours.action, asked.action),
        evidence=tuple(sorted({*ours.evidence, *asked.evidence})),
        measures=asked.measures or ours.measures,
        owners=owners,
        deadline=_either(ours.deadline, asked.deadline, _same_limit),
        supervision=asked.supervision or ours.supervision,
        vote=_either(ours.vote, asked.vote, lambda one, other: one == other),
        flags=ours.flags,
        confidence=max(_BOTH, ours.confidence) if not quarrels else _BOTH,
        because=f"{ours.because}{asked.because}{''.join(quarrels)}",
    )
    return _disputed(both) if quarrels else both


def _shared(ours: Field[T], asked: Field[T]) -> Field[T]:
    """The model's wording of what both say, with the words of both."""
    quotes = tuple(dict.fromkeys((*asked.quotes, *ours.quotes)))
    return Field(asked.value, quotes, (*ours.found_by, *asked.found_by))


def _either(
    ours: Field[T] | None, asked: Field[T] | None, same: Callable[[T, T], bool]
) -> Field[T] | None:
    """The field of whoever has it, the model's where both have."""
    if ours is None or asked is None:
        return asked or ours
    return _shared(ours, asked) if same(ours.value, asked.value) else asked


def _names(resolution: Resolution) -> list[str]:
    return sorted(folded(owner.value) for owner in resolution.owners)


def _same_limit(one: Deadline, other: Deadline) -> bool:
    """Whether two limits are one: the same day, or words of which one holds the other."""
    if one.day or other.day:
        return one.day == other.day
    a, b = folded(one.text), folded(other.text)
    return a in b or b in a


def _quarrels(ours: Resolution, asked: Resolution) -> Iterator[str]:
    """A sentence for each field in which the two differ."""
    if ours.owners and asked.owners and _names(ours) != _names(asked):
        told = [(r.owners[0].found_by, _list(r)) for r in (asked, ours)]
        yield _told("责任人", told)
    limits = (ours.deadline, asked.deadline)
    if limits[0] and limits[1] and not _same_limit(limits[0].value, limits[1].value):
        told = [(field.found_by, field.value.text) for field in (limits[1], limits[0])]
        yield _told("时限", told)
    if ours.vote and asked.vote and ours.vote.value != asked.vote.value:
        counts = [(field.found_by, field.value) for field in (asked.vote, ours.vote)]
        yield _told("票数", [(by, f"{v.for_}:{v.against}:{v.abstain}") for by, v in counts])


def _list(resolution: Resolution) -> str:
    return "、".join(owner.value for owner in resolution.owners)


def _told(what: str, readings: Sequence[tuple[tuple[Means, ...], str]]) -> str:
    told = (f"{'和'.join(_NAMES[m] for m in by) or '本机'}读作“{value}”" for by, value in readings)
    return f"{what}：{'，'.join(told)}。"
