"""Seeds: statements that could be the beginning, or a part, of a resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mintobrief.domain import DeadlineKind, Quote
from mintobrief.extract.cues import cue
from mintobrief.extract.deadline import Expression
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.people import Mention
from mintobrief.extract.remarks import Remark, Statement
from mintobrief.language.nlp import content_words


class SeedKind(StrEnum):
    """How a task comes up; the stronger first."""

    ASSIGN = "assign"
    COMMIT = "commit"
    DATED = "dated"
    DECIDE = "decide"
    PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody given a task, and the words that say so; `name` None is whoever 你 was."""

    name: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit and the words that set it."""

    expression: Expression
    quote: Quote


@dataclass(frozen=True, slots=True)
class Seed:
    """A statement that names a task, with what it says of doer and date."""

    kind: SeedKind
    remark: Remark
    said: tuple[Said, ...]
    words: frozenset[str]
    owners: tuple[Owner, ...] = ()
    limit: Limit | None = None
    asks: bool = False

    @property
    def checks(self) -> bool:
        """Whether it only tells how something is watched: it has no day of its own."""
        if self.limit is not None and self.limit.expression.deadline.kind is DeadlineKind.DATE:
            return False
        active = [said for said in self.said if _triggers(said)]
        return bool(active) and active[0].does(Move.CHECK)


_BLOCKS = (Move.QUOTE, Move.EXAMPLE, Move.COMPLAIN, Move.OPENING)
_TRIGGERS = (Move.ASSIGN, Move.COMMIT, Move.DECIDE, Move.PROPOSE)
_BEFORE = 2
_AFTER = 3
# The first remarks open the meeting as a whole; some of the next may still.
_ROLL_CALL = 3
_GREETINGS = 5


def seeds_of(remark: Remark, statement: Statement) -> tuple[Seed, ...]:
    """The tasks a statement speaks of: none, one, or one a date."""
    if _is_frame(remark, statement):
        return ()
    parts = _parts(statement.said)
    found = (_seed(remark, part, statement) for part in parts)
    return tuple(seed for seed in found if seed is not None)


def _is_frame(remark: Remark, statement: Statement) -> bool:
    """Whether it is a greeting, the roll call, or the closing words."""
    if remark.number < _ROLL_CALL and remark.does(Move.OPENING):
        return True
    return statement.does(Move.CLOSING) or (
        remark.number < _GREETINGS and statement.does(Move.OPENING)
    )


def _parts(said: tuple[Said, ...]) -> Iterator[tuple[Said, ...]]:
    """Each stretch of clauses around what gives, takes on or dates a task."""
    part: list[Said] = []
    triggered = 0
    for clause in said:
        if _stops(clause, part, triggered):
            yield tuple(_trimmed(part))
            part, triggered = [], 0
        part.append(clause)
        triggered = 1 if _triggers(clause) else triggered + bool(triggered)
    yield tuple(_trimmed(part))


def _stops(clause: Said, part: list[Said], triggered: int) -> bool:
    """Whether a clause ends the stretch before it: far off, or with its own date and thing."""
    if triggered > _AFTER or (
        triggered and clause.does(*_BLOCKS, Move.REPORT) and not clause.limits
    ):
        return True
    return _own_date(clause) and any(_own_date(before) for before in part)


def _trimmed(part: list[Said]) -> list[Said]:
    """Without what leads up to the first trigger, but for the thing it may name."""
    first = next((i for i, clause in enumerate(part) if _triggers(clause)), len(part))
    lead = [c for c in part[max(0, first - _BEFORE) : first] if _leads(c)]
    return [*lead, *part[first:]]


def _leads(said: Said) -> bool:
    return not said.does(Move.REPORT, Move.REJECT, Move.ASK, Move.COMPLAIN, Move.CONDITION)


def _triggers(said: Said) -> bool:
    if said.does(*_BLOCKS) or (said.does(Move.ASK) and not said.does(Move.TAG, Move.PROPOSE)):
        return False
    if any(e.deadline.kind is not DeadlineKind.VAGUE for e in said.limits):
        return True
    return said.does(*_TRIGGERS) and not said.does(Move.REPORT, Move.REJECT, Move.DEFER)


def _own_date(said: Said) -> bool:
    return bool(said.limits) and bool(_own_words(said))


def _own_words(said: Said) -> frozenset[str]:
    """The content words of a clause, people and times left out."""
    bare = re.sub("[◆■●]+", "，", said.masked)
    return content_words(bare) - THIN_WORDS


THIN_WORDS = frozenset(
    "来 去 弄 搞 做 说 看 行 可以 能 要 会 是 有 到 完 好 给 让 问题 没问题 时候 事情 事 时间 同意 负责 安排 "
    "东西 大家 情况 方面 上 下 出 起来 开始 得 改 定 之前 以前 今天 明天 办 清楚 知道 一起 没有 没 想 讲 应该 "
    "主人 业主 居民 住户 租户 房东 老人 小孩 孩子 邻居 人员 领导 主任 书记 经理 师傅 老太太 家里 实事 统一 人家 大家 小时 一点 方面 地方 样子 意思 意见 问题 事儿 人 家 个 位 再 先 都 请 谢谢 辛苦 马上 尽快 收 拿 多 少 大 小 快 对 写 记 用 找 放 打 叫 走 过 进 多少 什么".split()
)


def _seed(remark: Remark, said: tuple[Said, ...], statement: Statement) -> Seed | None:
    active = tuple(clause for clause in said if _triggers(clause))
    kind = _kind(remark, active, statement)
    if kind is None:
        return None
    words = frozenset(word for clause in said for word in _own_words(clause))
    owners = tuple(_owners(remark, active, statement, kind))
    asks = any(clause.does(Move.ASK, Move.TAG) for clause in active)
    return Seed(kind, remark, said, words, owners, limit_of(said), asks)


def _kind(remark: Remark, active: tuple[Said, ...], statement: Statement) -> SeedKind | None:
    dated = any(clause.limits for clause in active)
    if any(_assigns(clause, remark) for clause in active) or _called_upon(active, statement):
        return SeedKind.ASSIGN
    if any(clause.does(Move.COMMIT) for clause in active):
        return SeedKind.COMMIT
    if dated:
        return SeedKind.DATED
    if remark.chairs and any(clause.does(Move.DECIDE) for clause in active):
        return SeedKind.DECIDE
    if any(clause.does(Move.PROPOSE) for clause in active):
        return SeedKind.PROPOSE
    return None


def _assigns(said: Said, remark: Remark) -> bool:
    """Who is in the chair gives tasks in any words; others in so many words, or with a date."""
    strong = remark.chairs or said.limits or cue("moves", "assign_strong").search(said.masked)
    return said.does(Move.ASSIGN) and bool(strong)


def _called_upon(active: tuple[Said, ...], statement: Statement) -> bool:
    """老魏，周一之前贴到公告栏: a name called and a date, unless the speaker means himself."""
    dated = [clause for clause in active if clause.limits]
    return bool(statement.called and dated) and not any("我" in c.masked for c in dated)


def limit_of(said: tuple[Said, ...]) -> Limit | None:
    """The date a statement ends on: the last one, a day before a habit."""
    limits = [(clause, e) for clause in said for e in clause.limits]
    days = [pair for pair in limits if pair[1].deadline.kind is DeadlineKind.DATE]
    if not limits:
        return None
    clause, expression = (days or limits)[-1]
    return Limit(expression, Quote(clause.clause.utterance, expression.start, expression.end))


def _owners(
    remark: Remark, said: tuple[Said, ...], statement: Statement, kind: SeedKind
) -> Iterator[Owner]:
    found = [owner for clause in said for owner in _named(clause, remark, statement)]
    if not found and kind is SeedKind.ASSIGN and statement.called:
        quote = said[0].clause.quote
        found = [Owner(name, quote) for name in statement.called]
    if not found and kind is SeedKind.COMMIT:
        found = [Owner(remark.name, said[0].clause.quote)]
    yield from {owner.name: owner for owner in found}.values()


def _named(said: Said, remark: Remark, statement: Statement) -> Iterator[Owner]:
    """Who a clause gives the task to."""
    if said.does(Move.ASSIGN):
        found = cue("moves", "assign").search(said.masked)
        if found is not None:
            yield from _in_span(said, found, remark, statement)
    elif said.does(Move.COMMIT):
        yield from _sent(said)


def _in_span(
    said: Said, found: re.Match[str], remark: Remark, statement: Statement
) -> Iterator[Owner]:
    you = re.search("[你您]们?", said.masked[found.start() : found.end()])
    if you:
        at = found.start() + you.start()
        yield from _addressed(said, at, found.end(), statement)
    if re.search("我[、和跟]", said.masked[: found.end()]):
        yield Owner(remark.name, said.clause.quote_of(found.start(), found.end()))
        if re.search("我[和跟]■", said.masked):
            return
    for mention in said.mentions:
        inside = found.start() <= mention.start < found.end()
        beside = you is not None and mention.is_body
        if inside and not beside and _acts(said, mention):
            yield Owner(mention.name, said.clause.quote_of(mention.start, mention.end))


def _addressed(said: Said, at: int, end: int, statement: Statement) -> Iterator[Owner]:
    """Who 你 is: the name right before it, else who was called, else nobody known yet."""
    beside = [m for m in said.mentions if m.end == at]
    if beside:
        yield Owner(beside[0].name, said.clause.quote_of(beside[0].start, beside[0].end))
        return
    quote = said.clause.quote_of(at, end)
    yield from [Owner(name, quote) for name in statement.called] or [Owner(None, quote)]


def _acts(said: Said, mention: Mention) -> bool:
    """Whether somebody named is a doer, not the one it is done for."""
    before = said.masked[: mention.start]
    return not cue("people", "receiver").search(before)


def _sent(said: Said) -> Iterator[Owner]:
    """Whom the speaker will send: 我让工程部去."""
    for mention in said.mentions:
        if cue("people", "sender").search(said.masked[: mention.start]):
            yield Owner(mention.name, said.clause.quote_of(mention.start, mention.end))
