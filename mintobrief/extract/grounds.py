"""Why the rules take a task on the table for a resolution, or not, as a secretary would tell it."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.extract.drafts import Draft
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.remarks import Remark
from mintobrief.extract.seeds import Seed, SeedKind
from mintobrief.extract.telling import in_quotes

_MOST = 4
_DOES = {
    SeedKind.PROPOSE: "提出",
    SeedKind.ASSIGN: "交代",
    SeedKind.COMMIT: "认领",
    SeedKind.DATED: "说定时间",
    SeedKind.DECIDE: "拍板",
}


def why(draft: Draft) -> str:
    """Who brought it up, gave it out or took it on, who agreed, and whether its day was moved."""
    steps = sorted([*_brought(draft), *_answered(draft)], key=lambda step: step[0])[:_MOST]
    return "，".join(dict.fromkeys([*(words for _, words in steps), *_moved(draft)])) + "。"


def why_not(draft: Draft) -> str:
    """What keeps it from being one: refused, put off, taken back, or never agreed to."""
    first = next(words for _, words in _brought(draft))
    if draft.refused is not None:
        return f"{first}，后来{_turned_down(draft.seeds[0].remark, *draft.refused)}，没有定下。"
    if draft.agreed or draft.nodded:
        answers = "，".join(words for _, words in _answered(draft))
        return f"{first}，{answers}，但话说得不够确定，看不准是不是决定。"
    if all(seed.kind is SeedKind.PROPOSE or seed.asks for seed in draft.seeds):
        return f"{first}，只是提议，没有看到有人拍板、认领或同意。"
    return f"{first}，没有人接着应下，也没有主持人拍板。"


def told(remark: Remark, does: str, said: Said) -> str:
    """One step: 主持人李建国在第14段拍板“就这么办”."""
    return f"{_who(remark)}{remark.place and '在'}{remark.place}{does}{in_quotes(said.clause.text)}"


def _who(remark: Remark) -> str:
    name = remark.name or remark.speaker or ""
    name = "有人" if name.startswith("?") or not name else name
    return f"主持人{name}" if remark.chairs and name != "有人" else name


def _brought(draft: Draft) -> Iterator[tuple[int, str]]:
    """How it came up and was given out; one step for each person and kind."""
    done: set[tuple[str | None, SeedKind]] = set()
    for seed in draft.seeds:
        key = (seed.remark.speaker, seed.kind)
        if key not in done:
            done.add(key)
            does = "问起" if _merely_asks(seed) else _DOES[seed.kind]
            yield seed.remark.number, told(seed.remark, does, _core(seed))


def _merely_asks(seed: Seed) -> bool:
    return seed.asks and seed.kind is SeedKind.PROPOSE


def _core(seed: Seed) -> Said:
    """The clause that makes a seed what it is."""
    wanted = (Move.ASSIGN, Move.COMMIT, Move.DECIDE, Move.PROPOSE)
    active = [said for said in seed.said if said.does(*wanted) or said.limits]
    return (active or [*seed.said])[0]


def _answered(draft: Draft) -> Iterator[tuple[int, str]]:
    """Who settled it or agreed; a mere 嗯 where nobody said more."""
    for remark, said in draft.agreed[:2]:
        settles = remark.chairs and said.does(Move.SETTLE, Move.ACCEPT)
        yield remark.number, told(remark, "拍板" if settles else "同意", said)
    for remark, said in () if draft.agreed else draft.nodded[:1]:
        yield remark.number, told(remark, "应了声", said)


def _moved(draft: Draft) -> Iterator[str]:
    """What its day was before, where it was changed."""
    days = [s.limit.expression for s in draft.seeds if s.limit and s.limit.expression.deadline.day]
    if draft.limit and len({e.deadline.day for e in days}) > 1:
        now = draft.limit.expression
        before = [e for e in days if e.deadline.day != now.deadline.day]
        yield f"时限先说过{in_quotes(before[-1].text)}，后来定为{in_quotes(now.text)}"


def _turned_down(first: Remark, remark: Remark, said: Said) -> str:
    """Who turned it down, put it off or took it back: 自己在第11段收回“算了”."""
    if said.does(Move.DEFER):
        return told(remark, "说以后再定", said)
    if said.does(Move.RETRACT) or remark.speaker == first.speaker:
        return told(remark, "收回", said)
    return told(remark, "没有同意", said)
