"""The wording of a task: what is to be done, without who and when."""

from __future__ import annotations

import re

from mintobrief.domain import Field
from mintobrief.extract.cues import cue
from mintobrief.extract.drafts import Draft
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.seeds import Seed, SeedKind
from mintobrief.extract.things import Matter, things

_LONGEST = 50
_LONG = 36
_SHORT = 7
_WORD = 3
_NOISE = (Move.CALL, Move.COMPLAIN, Move.REPORT, Move.EXAMPLE)


def word_action(draft: Draft, matter: Matter) -> Field[str] | None:
    """What is to be done in one clause with its object; None where no words say it."""
    chosen = core_of(draft)
    owners = frozenset(owner.name for owner in draft.owners)
    text = "，".join(plain for said in chosen if (plain := plain_words(said, owners)))
    thing = matter.around(draft.seeds[0].remark.number, draft.last.remark.number, text)
    if not (thing or text):
        return None
    value = f"{thing}：{text}" if thing and text else thing or text
    return Field(value[:_LONGEST], tuple(said.clause.quote for said in chosen or draft.last.said))


def core_of(draft: Draft) -> list[Said]:
    """The clauses that say what is to be done: the fullest statement, and what another adds."""
    owners = frozenset(owner.name for owner in draft.owners)
    ranked = sorted(draft.seeds, key=_richness, reverse=True)
    kept = _core(ranked[0], owners, _LONG)
    for seed in ranked[1:2]:
        room = _LONG - sum(len(plain_words(said, owners)) for said in kept)
        news = seed.words - ranked[0].words
        if room > _SHORT and news and not seed.asks:
            kept += _core(seed, owners, room)
    return sorted(kept, key=lambda said: (said.clause.utterance, said.clause.start))


def _richness(seed: Seed) -> float:
    value = min(len(seed.words), 6) + 2.0 * (seed.kind in (SeedKind.ASSIGN, SeedKind.COMMIT))
    value += 1.5 * (seed.limit is not None) + seed.remark.chairs
    return value - 2 * any(s.does(Move.REJECT, Move.COMPLAIN, Move.CONDITION) for s in seed.said)


def _core(seed: Seed, owners: frozenset[str | None], room: int) -> list[Said]:
    """The clauses of a statement that carry the task, as many as there is room for."""
    useful = [said for said in seed.said if _useful(said, owners)]
    kept: list[Said] = []
    for said in sorted(useful, key=_weight, reverse=True):
        length = len(plain_words(said, owners))
        if not kept or length <= room:
            kept.append(said)
            room -= length
    return kept


def _useful(said: Said, owners: frozenset[str | None]) -> bool:
    plain = plain_words(said, owners)
    if "●" in said.masked and not said.limits and len(plain) < _WORD:
        return False
    if not plain or (said.does(Move.ASK) and not said.does(Move.ASSIGN, Move.TAG)):
        return False
    if said.limits or said.does(Move.ASSIGN, Move.COMMIT):
        return True
    return len(plain) > 1 and not said.does(*_NOISE, Move.ACCEPT, Move.NOD, Move.REJECT)


def _weight(said: Said) -> int:
    carries = 2 * said.does(Move.ASSIGN, Move.COMMIT, Move.DECIDE) + 2 * bool(said.limits)
    return carries + len(things(said.clause.text))


def plain_words(said: Said, owners: frozenset[str | None] = frozenset()) -> str:
    """A clause without fillers, names called, doers, date and particles."""
    gone = _gone(said, owners)
    text = "".join(c for i, c in enumerate(said.clause.text) if i not in gone)
    text = re.sub(f"^{cue('wording', 'head').pattern}*", "", text)
    text = cue("wording", "filler").sub("", text)
    text = re.sub(f"{cue('wording', 'foot').pattern}*$", "", text)
    return re.sub("^把", "将", text).strip("，, 、")


def _gone(said: Said, owners: frozenset[str | None]) -> set[int]:
    """The positions of the date, of who is called and who is to do it."""
    dropped = {i for i, sign in enumerate(said.masked) if sign == "●"}
    called = said.does(Move.CALL)
    for mention in said.mentions:
        at_edge = said.masked[mention.end :].strip("◆■") == ""
        if mention.name in owners or (called and not mention.is_body) or (at_edge and called):
            dropped |= set(range(mention.start, mention.end))
    return dropped
