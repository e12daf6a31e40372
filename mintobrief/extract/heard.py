"""What is no act of the meeting: words meant for the machine, and words that nobody heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import Found, Header, Resolution, Topic, Utterance
from mintobrief.extract.cues import cue
from mintobrief.extract.rules import finished, missed_beside
from mintobrief.extract.telling import place_of
from mintobrief.language.nlp import content_words

_UNHEARD = 0.2
_ANSWERS = 2  # turns of others in which somebody may take it up
_TO_MACHINE = "{place}的话是说给记录的程序听的，会上没有人把它接过去说，不算会议的决定。"
_ALONE = "只有{place}这一句话提到，没有人应声，也没有说让谁来办，不算会议的决定。"


def only_heard(
    found: Found, utterances: Sequence[Utterance], topics: Sequence[Topic], header: Header
) -> Found:
    """What was found, with candidates that the meeting took no notice of among the near misses."""
    hall = _Hall(tuple(utterances), header)
    reasons = [hall.objection(r) for r in found.resolutions]
    if not any(reasons):
        return found
    pairs = list(zip(found.resolutions, reasons, strict=True))
    kept = finished([r for r, reason in pairs if reason is None], topics, header)
    gone = [_unheard(r, reason) for r, reason in pairs if reason is not None]
    missed = missed_beside(kept, [*gone, *found.near_misses], topics, header)
    return Found(kept, missed, found.notices)


def _unheard(resolution: Resolution, reason: str) -> Resolution:
    sure = min(resolution.confidence, _UNHEARD)
    return replace(resolution, confidence=sure, because=reason)


@dataclass(frozen=True, slots=True)
class _Hall:
    """Who was there to hear what was said."""

    utterances: tuple[Utterance, ...]
    header: Header

    def objection(self, resolution: Resolution) -> str | None:
        """Why a candidate is no act of the meeting; None where nothing says so."""
        said = sorted({q.utterance for q in resolution.action.quotes} or {*resolution.evidence})
        place = place_of(self.utterances[said[0]])
        if all(self._for_machine(i) for i in said) and not self._taken_up(resolution, said):
            return _TO_MACHINE.format(place=place)
        if self._is_alone(resolution, said):
            return _ALONE.format(place=place)
        return None

    def _for_machine(self, at: int) -> bool:
        """Whether a sentence, or what it goes on with in its turn, is meant for the machine."""
        here = self.utterances[at]
        before = self.utterances[at - 1] if at else here
        texts = [here.text, before.text] if _one_turn(here, before) else [here.text]
        if any(_orders_machine(text) for text in texts):
            return True
        listens = here.speaker is not None and self._knows_chair and not self._chairs(here)
        return listens and any(cue("orders", "bare").search(text) for text in texts)

    def _taken_up(self, resolution: Resolution, said: Sequence[int]) -> bool:
        """Whether somebody else speaks of it in words of his own."""
        words = content_words(resolution.action.value)
        others = [i for i in {*resolution.evidence, *self._answers(said)} if i not in said]
        mine = self.utterances[said[0]]
        return any(
            not _one_voice(self.utterances[i], mine)
            and not self._for_machine(i)
            and bool(words & content_words(self.utterances[i].text))
            and not cue("moves", "reject").search(self.utterances[i].text)
            for i in others
        )

    def _is_alone(self, resolution: Resolution, said: Sequence[int]) -> bool:
        """Whether one sentence alone, not the chair's, tells of it to nobody and unanswered."""
        here = self.utterances[said[0]]
        spoken = here.speaker is not None and self._knows_chair and not self._chairs(here)
        told = resolution.owners or resolution.vote or len({*said, *resolution.evidence}) > 1
        if told or not spoken or cue("orders", "you").search(here.text):
            return False
        words = content_words(resolution.action.value)
        answers = [self.utterances[i].text for i in self._answers(said)]
        return not any(_answers(text, words) for text in answers)

    def _answers(self, said: Sequence[int]) -> Iterator[int]:
        """The sentences of the next turns of others."""
        here, turns = self.utterances[said[-1]], set[int]()
        for i in range(said[-1] + 1, len(self.utterances)):
            other = self.utterances[i]
            if other.evidence.source_id != here.evidence.source_id:
                return
            if not _one_voice(other, here):
                turns.add(other.turn)
                if len(turns) > _ANSWERS:
                    return
                yield i

    @property
    def _knows_chair(self) -> bool:
        return self.header.host is not None

    def _chairs(self, utterance: Utterance) -> bool:
        host, name = self.header.host, utterance.name
        return bool(host and name and (name in host.value or host.value in name))


def _orders_machine(text: str) -> bool:
    if cue("orders", "ignore").search(text):
        return True
    return bool(cue("orders", "address").search(text) and cue("orders", "record").search(text))


def _answers(text: str, words: frozenset[str]) -> bool:
    """Whether words agree to something, or speak of the same."""
    agrees = any(cue("moves", name).search(text) for name in ("accept", "weak_accept"))
    return agrees or bool(words & content_words(text))


def _one_turn(one: Utterance, other: Utterance) -> bool:
    return one.turn == other.turn and one.evidence.source_id == other.evidence.source_id


def _one_voice(one: Utterance, other: Utterance) -> bool:
    """Whether one and the same voice says both; of what is written, whether one line does."""
    if one.speaker is None:
        return _one_turn(one, other)
    return (one.name or one.speaker) == (other.name or other.speaker)
