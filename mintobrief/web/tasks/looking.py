"""What the page of earlier resolutions shows: each with what the meeting seems to say of it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from mintobrief.domain import Meeting, Quote
from mintobrief.domain.digest import digest_of
from mintobrief.domain.proposal import Proposal
from mintobrief.domain.task import Task, TaskId, TaskProgress, TaskState, TaskStatus, due
from mintobrief.domain.task_line import Life
from mintobrief.review import with_added, with_namings
from mintobrief.review.compile import latest_judgements
from mintobrief.review.followup import heard_in, in_order
from mintobrief.store import Seen
from mintobrief.store.library import Library
from mintobrief.store.lookback import earlier_tasks, is_placed
from mintobrief.store.memory import Memory
from mintobrief.web.review.candidates import Place, places_of

_KNOWN: Memory[tuple[Proposal, ...]] = Memory(64)  # of meetings as they were at one version


@dataclass(frozen=True, slots=True)
class Card:
    """An earlier resolution on the page: what is proposed of it, or what somebody confirmed.

    `stood` is how it stood before the meeting. `state`, `day` and `note` are what a form begins
    with; `lines` are the utterances that say so.
    """

    id: TaskId
    task: Task
    told: int
    stood: TaskStatus
    last_day: date | None
    proposal: Proposal | None
    confirmed: TaskProgress | None
    places: tuple[Place, ...]
    quote: str

    @property
    def key(self) -> str:
        """What the card is called in the page."""
        return f"{self.id.meeting_id}-{self.id.resolution_id}"

    @property
    def waits(self) -> bool:
        """Whether something is proposed that nobody confirmed."""
        return self.confirmed is None and self.proposal is not None

    @property
    def state(self) -> TaskState | None:
        """What is proposed; None where nothing is."""
        return self.proposal.state if self.proposal else None

    @property
    def day(self) -> str:
        """The day proposed, as a field of a form holds it; empty without one."""
        return self.proposal.day.isoformat() if self.proposal and self.proposal.day else ""

    @property
    def note(self) -> str:
        """The words proposed, empty where nothing is."""
        return self.proposal.note if self.proposal else ""

    @property
    def lines(self) -> tuple[int, ...]:
        """The utterances that the proposal rests on, ascending."""
        return self.proposal.utterances if self.proposal else ()


@dataclass(frozen=True, slots=True)
class Looking:
    """The earlier resolutions of a meeting: those spoken of, and the others.

    They are known only where it `is_placed` which meetings belong together; `listened` says that
    the meeting was gone through for what it says of them.
    """

    spoken: tuple[Card, ...]
    silent: tuple[Card, ...]
    is_placed: bool
    listened: bool

    @property
    def waiting(self) -> int:
        """How many proposals nobody confirmed."""
        return sum(card.waits for card in self.spoken)

    @property
    def confirmed(self) -> int:
        """How many of them somebody confirmed."""
        return sum(card.confirmed is not None for card in self.spoken)


def look_back(library: Library, seen: Seen, *, listen: bool = True) -> Looking:
    """What the page shows; without `listen` at once, with what is known by now.

    Raises a StateError.
    """
    meeting = _as_named(seen)
    lives = sorted(earlier_tasks(library, meeting), key=in_order)
    proposed = _proposed(seen, meeting, lives) if listen else _known(seen, lives)
    found = {one.task: one for one in proposed or ()}
    cards = tuple(_card(life, found.get(life.line.task.id), meeting) for life in lives)
    spoken = tuple(card for card in cards if card.proposal or card.confirmed)
    silent = tuple(card for card in cards if card not in spoken)
    placed = is_placed(library, meeting.id)
    return Looking(spoken, silent, placed, listened=proposed is not None)


def _as_named(seen: Seen) -> Meeting:
    """With the names that persons gave to its voices, and without what they rejected."""
    judged = latest_judgements(seen.judgements)
    return with_namings(with_added(seen.meeting, judged), seen.namings)


def _proposed(seen: Seen, meeting: Meeting, lives: Sequence[Life]) -> tuple[Proposal, ...]:
    """Made once for a version of the meeting and its tasks as they are: it takes seconds."""
    from mintobrief.extract.lookback import proposals  # loads the dictionary

    known = _known(seen, lives)
    if known is not None:
        return known
    found = proposals(meeting, _tasks(lives))
    _KNOWN.put(_key(seen, lives), found, 1)
    return found


def _known(seen: Seen, lives: Sequence[Life]) -> tuple[Proposal, ...] | None:
    return _KNOWN.get(_key(seen, lives)) if lives else ()


def _key(seen: Seen, lives: Sequence[Life]) -> Hashable:
    told = (repr(task) for task in _tasks(lives))
    return seen.meeting.id, seen.version, digest_of(*told)


def _tasks(lives: Sequence[Life]) -> tuple[Task, ...]:
    return tuple(life.line.task for life in lives)


def _card(life: Life, proposal: Proposal | None, meeting: Meeting) -> Card:
    line, confirmed = life.line, heard_in(life, meeting.id)
    before = tuple(said for said in life.standing if said is not confirmed)
    last_day = due(line.task, before)
    lines = confirmed.heard.utterances if confirmed and confirmed.heard else ()
    quotes = _whole(meeting, lines) if confirmed else proposal.quotes if proposal else ()
    return Card(
        line.task.id,
        line.task,
        line.told,
        line.status(meeting.header.day or date.min),
        last_day,
        None if confirmed else proposal,
        confirmed,
        places_of(meeting, quotes),
        " ".join(meeting.utterances[i].text for i in sorted({q.utterance for q in quotes})),
    )


def _whole(meeting: Meeting, lines: Sequence[int]) -> tuple[Quote, ...]:
    """The sentences as far as they are still there."""
    there = (line for line in lines if line < len(meeting.utterances))
    return tuple(Quote(line, 0, len(meeting.utterances[line].text)) for line in there)
