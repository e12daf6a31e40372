"""The course of a meeting: which earlier task is the matter, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Topic
from mintobrief.extract.cues import cue
from mintobrief.extract.lookback.claims import Claim, claim_of, is_plain, takes_back
from mintobrief.extract.lookback.matters import Matter, Matters
from mintobrief.extract.moves import Said

# Likeness that is asked for where the meeting looks back, and where it does not.
_LOOKING_BACK, _ELSEWHERE = 0.34, 0.68
# Utterances that a matter lasts without being named again.
_LASTS, _LASTS_ELSEWHERE = 14, 0
# A look back ends by itself when no task was named for so many utterances.
_FORGETS = 30


@dataclass(frozen=True, slots=True)
class Spoken:
    """One utterance as it is read: what its clauses do, who says it."""

    index: int
    text: str
    speaker: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim, the task it is about, and the utterance in which that was named last."""

    matter: Matter
    claim: Claim
    named_in: int


class Course:
    """Follows a meeting from its first utterance to its last."""

    def __init__(self, matters: Matters, topics: Sequence[Topic]) -> None:
        self._matters = matters
        self._titles = {topic.first: topic.title for topic in topics}
        self._titled = any(_looks_back(title) for title in self._titles.values())
        self._back = False
        self._matter: Matter | None = None
        self._named_in = 0
        self._last_named = 0
        self._looked = 0

    def step(self, spoken: Spoken) -> tuple[PlacedClaim, ...]:
        """What an utterance claims of the tasks; the utterances come in their order."""
        self._enter(spoken)
        whole = self._meant(spoken.text, spoken.speaker)
        own = [self._meant(said.clause.text, spoken.speaker) for said in spoken.said]
        if whole is not None and not any(one for one in own if one and one is not whole):
            self._take(whole, spoken.index)
        return tuple(self._claims(spoken, own))

    def _claims(self, spoken: Spoken, own: Sequence[Matter | None]) -> Iterator[PlacedClaim]:
        for place, (said, meant) in enumerate(zip(spoken.said, own, strict=True)):
            if meant is not None:
                self._take(meant, spoken.index)
            if self._matter is None:
                continue
            claim = claim_of(said, self._matter.verbs, self._matter.task.action)
            if claim is None or takes_back(claim, spoken.said[place + 1 :]):
                continue
            if self._back or is_plain(claim):
                dated = claim.dated_by(spoken.said[place:])
                yield PlacedClaim(self._matter, dated, self._named_in)

    def _enter(self, spoken: Spoken) -> None:
        """What the utterance does to where we are: a border, the next item, a look back."""
        title = self._titles.get(spoken.index)
        if title is not None and self._titled:
            self._back = _looks_back(title)
        if cue("progress", "looks_ahead").search(spoken.text):
            self._back, self._matter = False, None
        elif cue("progress", "looks_back").search(spoken.text):
            self._back, self._looked = True, spoken.index
        if spoken.index - max(self._last_named, self._looked) > _FORGETS and not self._titled:
            self._back = False
        ended = title is not None or _next_item(spoken.text)
        if ended or spoken.index - self._last_named > self._lasts:
            self._matter = None

    @property
    def _lasts(self) -> int:
        return _LASTS if self._back else _LASTS_ELSEWHERE

    def _meant(self, text: str, speaker: str | None) -> Matter | None:
        least = _LOOKING_BACK if self._back else _ELSEWHERE
        return self._matters.meant(text, speaker, least)

    def _take(self, matter: Matter, index: int) -> None:
        if matter is not self._matter:
            self._matter, self._named_in = matter, index
        self._last_named = index


def _looks_back(title: str) -> bool:
    return bool(cue("progress", "looks_back_title").search(title))


def _next_item(text: str) -> bool:
    return any(cue("progress", name).search(text) for name in ("next_item", "sums_up"))
