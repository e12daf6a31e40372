"""我, 我们 and 你 by name, where it is sure who that is; where it is not they stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.extract.cues import cue
from mintobrief.extract.prose.clauses import Clause
from mintobrief.language import words

# A thing is no number: 一分钱.
_THING = "[^一二两三四五六七八九十半几]."
# Somebody else, who might be taken for the one who speaks.
_OTHERS = re.compile("[他她你您]|人家|别人|有人")
_US = "(?:我们|咱们?|俺们?)"
# 物业 ends here, and is no part of 物业费.
_ENDS = "(?!费|服务|管理|办|科|部|合同|用房|区|人员|经理|主任|条例|行业|保安|保洁|工程|客服|前台)"
_SELF = "我(?!们)|俺(?!们)"
# Begins a clause as its subject.
_BY_ME = re.compile("^(?:我们|咱们|咱|我|俺)(?:这边|自己|这里)?(?![的家那这])")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the name to print and the body that he or she speaks for, where they are known.

    `leads` says that 我们 may mean everybody: so the one who holds the meeting speaks.
    """

    name: str | None = None
    body: str | None = None
    leads: bool = False

    @property
    def us(self) -> str:
        """The body that 我们 is in this voice; empty where it is not sure."""
        return "" if self.leads or self.body is None else self.body


@dataclass(frozen=True, slots=True)
class Called:
    """Whom a sentence calls upon."""

    name: str
    body: str | None = None


def in_third_person(
    clauses: Sequence[Clause], voice: Voice, called: Called | None
) -> tuple[Clause, ...]:
    """The clauses with names for 我, 我们 and 你; a subject that the label names falls away."""
    told: list[Clause] = []
    own, alone, quoting = True, True, False
    for clause in clauses:
        quoting = quoting or bool(cue("prose", "quoting").search(clause.words))
        if quoting:
            told.append(clause)
            continue
        said = _with_called(_with_bodies(clause.words), called)
        begins = bool(_BY_ME.match(said))
        if own and begins:
            said = _without_subject(said, voice)
        told.append(replace(clause, words=_named(said, voice, alone=alone)))
        own = own and begins
        alone = alone and not _OTHERS.search(said)
    return tuple(clause for clause in told if clause.words)


def is_unresolved(text: str) -> bool:
    """Whether somebody is still spoken of as 我, 我们 or 你."""
    return bool(re.search("[我俺咱你您]", _masked(text)))


def _with_called(said: str, called: Called | None) -> str:
    """你 and 你们 as whom the sentence calls upon."""
    if called is None or "你我" in said:
        return said
    if called.body:
        said = re.sub("[你您]们(?:这边|那边)?", called.body, said)
    return re.sub("[你您](?!们)(?:这边|那边|自己)?", called.name, said)


def _with_bodies(said: str) -> str:
    """我们物业 and 你们物业 as 物业公司, 我们小区 as 本小区."""
    said = re.sub(f"(?:{_US}|我)(?:这个|这)?(?=小区)", "本", said)
    said = re.sub(f"{_US}(?:这个|这)?(?=(?:楼|单元|栋|片区)(?![长组]))", "本", said)
    whose = f"(?:{_US}|[你您]们)"
    said = re.sub(f"{whose}{cue('prose', 'property').pattern}{_ENDS}", "物业公司", said)
    return re.sub(f"{whose}(?:这个|这)?(?={cue('prose', 'body').pattern})", "", said)


def _without_subject(said: str, voice: Voice) -> str:
    """The words without 我 at their head; for 我们 stands the body where it is sure."""
    found = _BY_ME.match(said)
    rest = said[found.end() :] if found else ""
    if not rest or cue("prose", "kin").match(rest) or cue("prose", "group").match(rest):
        return said
    ours = said.startswith("我们") and not cue("prose", "minding").match(rest)
    return (voice.us if ours else "") + rest


def _named(said: str, voice: Voice, *, alone: bool) -> str:
    """The rest of 我 by name, 我们 by the body, 咱们 as everybody.

    `alone` says that nobody else was spoken of: the one who speaks need not be named again.
    """
    said = _masked(said)
    if voice.name:
        said = said.replace(f"我{voice.name}", voice.name)
    said = re.sub(f"(?:{_SELF})(?={cue('prose', 'minding').pattern})", "", said)
    said = re.sub(f"(?:{_SELF})(?:的)?(?={cue('prose', 'kin').pattern})", "其", said)
    said = _with_us(re.sub("(?:我们|我)家", "自家", said), voice)
    told = said
    said = re.sub(
        _SELF, lambda found: _me(told[: found.start()], told[found.end() :], voice, alone), said
    )
    return _unmasked(said)


def _with_us(said: str, voice: Voice) -> str:
    """我们 as the body, 咱们 as everybody; neither before what is the whole compound's."""
    group, ours = cue("prose", "group").pattern, cue("prose", "ours").pattern
    said = re.sub("咱们?", lambda found: _everybody(said[found.end() :]), said)
    if voice.us:
        said = re.sub(f"我们(?!{group}|{ours})(?:这边)?", voice.us, said)
    return re.sub(f"我们(?={ours})", "", said)


def _everybody(rest: str) -> str:
    """大家 before what they do; nothing before what is theirs."""
    after = words.cut(rest)[:1]
    return "" if after and words.tag(after[0]).startswith(("n", "m", "x")) else "大家"


def _me(before: str, rest: str, voice: Voice, alone: bool) -> str:
    """其 before a thing of one's own, nothing behind a topic (维修资金我查过了), else the name."""
    if alone and _is_topic(before) and not re.match(cue("prose", "doing").pattern + "|的", rest):
        return ""
    after = words.cut(rest)[:2] if rest else ()
    own = len(after) == 2 and words.tag(after[0]) in ("n", "nz") and re.match(_THING, after[0])
    if own and after[1] not in ("过", "了", "的", "着"):
        return "其"
    return voice.name or "本人"


def _is_topic(before: str) -> bool:
    """Whether the words before 我 only say what it is about: no verb has it for its object."""
    last = words.cut(before)[-1:]
    return bool(last) and words.tag(last[0]).startswith(("n", "t", "m", "q", "r", "f", "j", "l"))


_HIDDEN = {"我": "\ue000", "你": "\ue001"}


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(cue("prose", "whole").pattern)


def _masked(text: str) -> str:
    """The text with the 我 of other words (自我, 我国) out of sight."""
    return _whole().sub(lambda found: found.group().replace("我", _HIDDEN["我"]), text)


def _unmasked(text: str) -> str:
    return text.replace(_HIDDEN["我"], "我")
