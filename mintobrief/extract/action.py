"""The wording of a task: what is to be done, without who and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mintobrief.domain import DeadlineKind, Field
from mintobrief.extract.cues import cue
from mintobrief.extract.drafts import Draft
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.seeds import Seed, SeedKind
from mintobrief.extract.supervision import watches
from mintobrief.extract.things import Matter, things
from mintobrief.extract.wording import DOER, in_order, without_repeats

_LONG = 36
_SHORT = 7
_WORD = 3
_NOISE = (Move.CALL, Move.COMPLAIN, Move.REPORT, Move.EXAMPLE)


def word_action(draft: Draft, core: Sequence[Said], matter: Matter) -> Field[str] | None:
    """What is to be done in the clauses `core`, with its object; None where no words say it."""
    owners = _names(draft)
    worded = [(said, plain) for said in core if (plain := plain_words(said, owners))]
    kept = without_repeats([plain for _, plain in worded])
    chosen = [worded[at][0] for at in kept]
    text = "，".join(worded[at][1] for at in kept)
    thing = matter.around(draft.seeds[0].remark.number, draft.last.remark.number, text)
    if not (thing or text):
        return None
    value = f"{thing}：{text}" if thing and text else thing or text
    return Field(value, tuple(said.clause.quote for said in chosen or draft.last.said))


def core_of(draft: Draft) -> list[Said]:
    """The clauses that say what is to be done: the fullest statement, and what another adds."""
    owners = _names(draft)
    fullest, *others = _ranked(draft)
    kept = _core(fullest, owners, _LONG)
    for seed in others[:1]:
        room = _LONG - sum(len(plain_words(said, owners)) for said in kept)
        news = seed.words - fullest.words
        if room > _SHORT and news and not seed.asks:
            kept += _core(seed, owners, room)
    return in_turn(kept)


def spare_of(draft: Draft, core: Sequence[Said]) -> list[Said]:
    """The clauses of the fullest statement that carry the task too, but are not in its core."""
    owners = _names(draft)
    fullest = _ranked(draft)[0]
    useful = (said for said in (*fullest.said, *fullest.tail) if _useful(said, owners))
    return [said for said in useful if said not in core and not watches(said)]


def in_turn(clauses: Sequence[Said]) -> list[Said]:
    """Clauses in the order they were said."""
    return sorted(clauses, key=lambda said: (said.clause.utterance, said.clause.start))


def _names(draft: Draft) -> frozenset[str | None]:
    return frozenset(owner.name for owner in draft.owners)


def _ranked(draft: Draft) -> list[Seed]:
    return sorted(draft.seeds, key=_richness, reverse=True)


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
    text = cue("wording", "filler").sub("", _kept_words(said, owners))
    return re.sub("^把", "将", in_order(text, _bare)).strip("，, 、")


def _kept_words(said: Said, owners: frozenset[str | None]) -> str:
    """The words of a clause that stay, with a sign where a doer stood."""
    doers = _doers(said, owners)
    gone = _dates(said) | {i for start, end in doers for i in range(start, end)}
    signs = {start for start, _ in doers}
    text = said.clause.text
    kept = (i for i in range(len(text)) if i in signs or i not in gone)
    return "".join(DOER if i in signs else text[i] for i in kept)


def _bare(text: str) -> str:
    text = re.sub(f"^{cue('wording', 'head').pattern}*", "", text)
    return re.sub(f"{cue('wording', 'foot').pattern}*$", "", text)


def _dates(said: Said) -> set[int]:
    """The positions of the date, unless it is the very thing that is set: 时间定在每晚八点."""
    gone = {i for i, sign in enumerate(said.masked) if sign == "●"}
    for limit in said.limits:
        start, end = limit.start - said.clause.start, limit.end - said.clause.start
        habit = limit.deadline.kind is DeadlineKind.RECURRING
        if habit and cue("moves", "sets_time").search(said.masked[:start]):
            gone -= set(range(start, end))
    return gone


def _doers(said: Said, owners: frozenset[str | None]) -> list[tuple[int, int]]:
    """Where a clause names who is called or is to do it, with the 和 or 请 that goes with them."""
    found: list[tuple[int, int]] = []
    called = said.does(Move.CALL)
    for mention in said.mentions:
        at_edge = said.masked[mention.end :].strip("◆■") == ""
        if mention.name in owners or (called and not mention.is_body) or (at_edge and called):
            start, end = mention.start, mention.end
            joined = cue("wording", "joins_doer").search(said.clause.text[:start])
            start = joined.start() if joined else start
            found.append((start, end))
    return [(start, end + _joint(said, end, found)) for start, end in found]


def _joint(said: Said, end: int, doers: Sequence[tuple[int, int]]) -> int:
    """The length of the 和 that joins a doer to the next."""
    joins = said.clause.text[end : end + 1] in tuple("、和跟与及")
    return int(joins and any(start == end + 1 for start, _ in doers))
