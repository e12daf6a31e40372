"""What was said of the meeting as a whole: what it was for, and what is to come (展望)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mintobrief.domain import Header, Part, Statement, Topic, Utterance
from mintobrief.extract.cues import cue
from mintobrief.extract.prose.persons import is_unresolved
from mintobrief.extract.sayings import Listener, Saying
from mintobrief.extract.teller import Teller

# How many sentences tell it at most.
_MOST = {Part.PURPOSE: 1, Part.OUTLOOK: 3}
# What a meeting is for is said among its first sentences, what is to come in its last part.
_OPENING, _LATE = 15, 0.5
_SHORTEST, _LONGEST = 10, 100


def find_statements(
    utterances: Sequence[Utterance],
    topics: Sequence[Topic],
    taken: Iterable[int],
    header: Header,
) -> tuple[Statement, ...]:
    """The statements in the order of their parts, then as they were said.

    `taken` are the utterances that points or resolutions tell already.
    """
    if not utterances:
        return ()
    told = frozenset(taken)
    listener, teller = Listener(utterances, header), Teller(utterances, header)
    sayings = listener.sayings(Topic("-", 0, len(utterances) - 1))
    free = [s for s in sayings if not any(quote.utterance in told for quote in s.quotes)]
    parts = (
        (Part.PURPOSE, [s for s in free if s.place < _opening(utterances, topics)]),
        (Part.OUTLOOK, [s for s in free if s.place >= _LATE * len(utterances)]),
    )
    return tuple(one for part, pool in parts for one in _statements(part, pool, teller))


def _opening(utterances: Sequence[Utterance], topics: Sequence[Topic]) -> int:
    """Before this nothing has been dealt with yet."""
    first = topics[0].first if topics else 0
    return min(len(utterances), max(first, min(_OPENING, len(utterances) // 3)))


def _statements(part: Part, pool: Iterable[Saying], teller: Teller) -> Iterator[Statement]:
    fit = ((saying, text) for saying in pool if (text := teller.told(saying)) and _fits(part, text))
    for (saying, text), _ in zip(fit, range(_MOST[part]), strict=False):
        yield Statement(part, text, saying.quotes)


def _fits(part: Part, text: str) -> bool:
    """Whether a sentence tells that part, and is fit to be printed for all."""
    says = cue("points", str(part)).search(text) and not cue("points", "put_off").search(text)
    plain = not (is_unresolved(text) or cue("points", "chatter").search(text))
    return bool(says) and plain and _SHORTEST <= len(text) <= _LONGEST and not text.endswith("？")
