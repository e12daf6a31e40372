"""Resolutions of minutes and notes: items that say who does what by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mintobrief.domain import Field, Resolution, Turn, Vote
from mintobrief.extract.cues import cue, cue_patterns
from mintobrief.extract.deadline import has_unread_time
from mintobrief.extract.items import Item, items_of
from mintobrief.extract.moves import CueTagger, Said
from mintobrief.extract.people import People
from mintobrief.extract.seeds import Limit, limit_of
from mintobrief.extract.tables import find_in_tables
from mintobrief.extract.vote import count_votes, tells_count
from mintobrief.extract.written import (
    names_motion,
    watching_clauses,
    word_motion,
    word_task,
    word_watch,
)

# A line that only names who checks is no longer.
_SHORT = 16
_BORDER = re.compile("[，,；; ]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an item decides: its sentences, owners, date, and the vote on it.

    `motion` is what was voted on, `watch` a sentence that only tells who checks. `counted` says
    that there was a vote, which is None where its figures could not be read.
    """

    sentences: tuple[Said, ...]
    owners: tuple[Field[str], ...] = ()
    limit: Limit | None = None
    vote: Field[Vote] | None = None
    motion: Said | None = None
    watch: Said | None = None
    counted: bool = False

    @property
    def names(self) -> frozenset[str]:
        return frozenset(owner.value for owner in self.owners)


def find_in_notes(
    turns: Sequence[Turn], people: People, held_on: date | None
) -> tuple[Resolution, ...]:
    """The resolutions of notes in the order they stand; ids and topics are not set yet."""
    tagger = CueTagger(people, held_on)
    rows, rest = find_in_tables(turns, tagger)
    entries = [(e, item) for item in items_of(rest, tagger) for e in _entries(item)]
    written = [r for entry, item in entries if (r := _resolution(entry, item)) is not None]
    return tuple(sorted((*rows, *written), key=lambda r: r.evidence[0]))


def _entries(item: Item) -> Iterator[Entry]:
    """The decisions of an item: a sentence opens one, those after it complete or change it."""
    if cue("written", "head_line").search(item.text) or _failed(item):
        return
    current: Entry | None = None
    for before, said in zip((None, *item.sentences), item.sentences, strict=False):
        if _says_nothing(said):
            continue
        entry = _entry(said, before)
        if current is not None and _is_watch(current, entry):
            current = replace(current, watch=said)
        elif current is not None and _completes(current, entry):
            current = _completed(current, entry)
        elif _decides(said, entry):
            if current is not None:
                yield current
            current = entry
    if current is not None:
        yield current


def _entry(said: Said, before: Said | None) -> Entry:
    """What a sentence says by itself; a vote with the motion, which may stand before it."""
    vote = count_votes([[said.clause]])
    counted = tells_count([[said.clause]])
    motion = before if counted and not names_motion(said) else None
    entry = Entry((said,), _owners(said), limit_of((said,)), vote, motion, counted=counted)
    dated = limit_of((motion,)) if motion is not None else None
    if dated is None or entry.limit or dated.expression.deadline.day is None:
        return entry
    return replace(entry, limit=dated)


def _says_nothing(said: Said) -> bool:
    """Whether a sentence is a set phrase, announces a motion, or points to another section."""
    text = said.clause.text.strip()
    if cue("written", "formula").search(text) or cue("ballot", "motion_line").search(text):
        return not tells_count([[said.clause]])
    return bool(cue("written", "elsewhere").search(text)) and not (said.limits or _owners(said))


def _is_watch(current: Entry, entry: Entry) -> bool:
    """Whether a short sentence only tells that somebody else checks on the task before it."""
    (said,) = entry.sentences
    short = len(said.clause.text.strip()) <= _SHORT
    other = bool(entry.names) and not entry.names & current.names
    checks = bool(cue("moves", "check").search(said.masked))
    return short and other and checks and entry.limit is None and bool(current.owners)


def _failed(item: Item) -> bool:
    return bool(cue("ballot", "failed").search(item.text))


def _decides(said: Said, entry: Entry) -> bool:
    """Whether a sentence decides something by itself."""
    decided = bool(cue("written", "decided").search(said.masked))
    if _is_blocked(said) and not (decided and entry.limit):
        return False
    dated = entry.limit is not None and entry.limit.expression.deadline.day is not None
    if cue("written", "told").search(said.masked) and not (decided or dated):
        return False
    if cue("written", "suggested").search(said.masked) and not decided:
        return False
    ordered = bool(cue("written", "ordered").search(said.masked))
    limited = entry.limit is not None or has_unread_time(said.clause.text)
    signs = 2 * decided + ordered + limited + bool(entry.owners)
    return signs + 2 * entry.counted >= 2


def _is_blocked(said: Said) -> bool:
    """Whether a sentence reports, defers or drops something, and charges nobody with what is left:
    闸机坏了已报厂家，物业周五前装好 does.
    """
    told = list(cue("written", "blocked").finditer(said.masked))
    if not told:
        return False
    after = _BORDER.split(said.masked[told[-1].end() :], maxsplit=1)[1:]
    return not any("●" in rest and re.search("[◆■]", rest) for rest in after)


def _completes(current: Entry, entry: Entry) -> bool:
    """Whether a sentence goes on with the entry before it: same doer or none, no second task."""
    names, other = current.names, entry.names - current.names
    if current.counted and (entry.owners or entry.counted):
        return False
    if entry.limit is not None and current.limit is None and not names:
        return True
    if entry.limit is not None and current.limit is not None and not _moves_date(entry):
        return False
    return not (other and names) and not (entry.limit and other)


def _moves_date(entry: Entry) -> bool:
    """Whether a sentence says that a date was moved, not that there is another."""
    return any(cue("written", "moved").search(said.masked) for said in entry.sentences)


def _completed(current: Entry, entry: Entry) -> Entry:
    blocked = cue("written", "blocked").search(entry.sentences[0].masked)
    if blocked and entry.limit is None:
        return current
    return replace(
        current,
        sentences=current.sentences + entry.sentences,
        owners=current.owners or entry.owners,
        limit=_later(current.limit, entry.limit),
        vote=entry.vote or current.vote,
        counted=entry.counted or current.counted,
    )


def _later(before: Limit | None, after: Limit | None) -> Limit | None:
    """The date that holds: a day that was changed, not a habit that came on top."""
    if before is None or after is None:
        return after or before
    return after if after.expression.deadline.day is not None else before


def _owners(said: Said) -> tuple[Field[str], ...]:
    """Who a sentence makes responsible: by the strongest of the ways to say so."""
    for pattern in cue_patterns("written", "owner"):
        found = [m for m in pattern.finditer(said.masked) if m.group(1)]
        doers = [m for m in found if not _checks(said, m)]
        names = {o.value: o for match in doers or found for o in _named(said, match)}
        if names:
            return tuple(names.values())
    return ()


def _checks(said: Said, match: re.Match[str]) -> bool:
    """Whether the words name who checks on a task, in a clause behind it."""
    return any(start <= match.start(1) < end for start, end in watching_clauses(said))


def _named(said: Said, match: re.Match[str]) -> Iterator[Field[str]]:
    for mention in said.mentions:
        if match.start(1) <= mention.start < match.end(1):
            yield Field(mention.name, (said.clause.quote_of(mention.start, mention.end),))


def _resolution(entry: Entry, item: Item) -> Resolution | None:
    action, measures = _wording(entry, item)
    if action is None:
        return None
    deadline = entry.limit
    return Resolution(
        id="-",
        action=action,
        evidence=_evidence(entry, item, action),
        owners=entry.owners,
        deadline=Field(deadline.expression.deadline, (deadline.quote,)) if deadline else None,
        measures=measures,
        supervision=word_watch(entry.sentences, entry.watch),
        vote=entry.vote,
        confidence=_confidence(entry),
        because=_because(entry),
    )


def _because(entry: Entry) -> str:
    """What in the words makes a decision of them."""
    decided = any(cue("written", "decided").search(said.masked) for said in entry.sentences)
    if entry.counted:
        return "写着表决的结果。"
    told = [
        *(["写着是会议定下的"] if decided else []),
        *(["写明了由谁办"] if entry.owners else []),
        *(["写明了什么时候办完"] if entry.limit else []),
    ]
    return "，".join(told or ["像是交代要办的事"]) + "。"


def _wording(entry: Entry, item: Item) -> tuple[Field[str] | None, Field[str] | None]:
    """What is to be done, and how; what was voted on goes first."""
    task, measures = word_task(entry.sentences, entry.owners, item.heading)
    if entry.motion is None:
        return task, measures
    motion = word_motion(entry.motion, task.value if task else "")
    return motion if motion is not None else task, measures


def _evidence(entry: Entry, item: Item, action: Field[str]) -> tuple[int, ...]:
    """The sentences of the entry, and the line before it where that one says what."""
    around = [said for said in (entry.motion, entry.watch) if said is not None]
    found = {said.clause.utterance for said in (*entry.sentences, *around)}
    if item.leads and item.heading is not None and item.heading.clause.quote in action.quotes:
        found.add(item.heading.clause.utterance)
    return tuple(sorted(found))


def _confidence(entry: Entry) -> float:
    value = 0.45 + 0.2 * bool(entry.owners) + 0.2 * (entry.limit is not None)
    decided = any(cue("written", "decided").search(said.masked) for said in entry.sentences)
    return round(min(value + 0.15 * decided, 0.95), 2)
