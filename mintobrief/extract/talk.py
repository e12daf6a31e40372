"""Resolutions of a talk: what was proposed or given, agreed to, and not taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mintobrief.domain import Deadline, Field, Header, Resolution, Topic
from mintobrief.extract.action import core_of, word_action
from mintobrief.extract.cues import cue
from mintobrief.extract.drafts import Draft
from mintobrief.extract.ledger import keep
from mintobrief.extract.measures import share_out, word_measures
from mintobrief.extract.moves import CueTagger, Move
from mintobrief.extract.people import People
from mintobrief.extract.remarks import Remark, chaired, named
from mintobrief.extract.seeds import Seed, SeedKind
from mintobrief.extract.speeches import Speech
from mintobrief.extract.supervision import word_supervision
from mintobrief.extract.things import Matter
from mintobrief.extract.vote import Ballot, find_ballots, motion_words
from mintobrief.language.nlp import content_words

_BASE = {
    SeedKind.ASSIGN: 0.35,
    SeedKind.COMMIT: 0.35,
    SeedKind.DATED: 0.2,
    SeedKind.DECIDE: 0.2,
    SeedKind.PROPOSE: 0.1,
}
_ENOUGH = 0.6
_BEFORE_VOTE = 8


def remarks_of(
    speeches: Sequence[Speech], people: People, header: Header, held_on: date | None
) -> tuple[Remark, ...]:
    """The speeches with their moves, speakers named as far as the talk tells."""
    tagger = CueTagger(people, held_on)
    remarks = tuple(_remark(i, speech, tagger) for i, speech in enumerate(speeches))
    return chaired(named(remarks, people), header)


def _remark(number: int, speech: Speech, tagger: CueTagger) -> Remark:
    said = tuple(s for i, u in speech.utterances for s in tagger(i, u))
    return Remark(number, speech.speaker, speech.name, said)


def find_in_talk(remarks: Sequence[Remark], topics: Sequence[Topic] = ()) -> tuple[Resolution, ...]:
    """The resolutions of a talk, in the order they came up; ids and topics are not set yet."""
    ballots = find_ballots([[said.clause for said in remark.said] for remark in remarks])
    drafts = keep(remarks, [ballot.last for ballot in ballots if ballot.motion])
    for ballot in ballots:
        _settle(ballot, drafts)
    matter = Matter(remarks, topics)
    found = [r for draft in drafts if (r := _resolution(draft, matter)) is not None]
    found += [r for ballot in ballots if (r := _voted(ballot, remarks)) is not None]
    return tuple(sorted(found, key=lambda r: r.evidence[0]))


def _settle(ballot: Ballot, drafts: Sequence[Draft]) -> None:
    """What was voted on is settled by the vote: the drafts of it are gone."""
    motion = frozenset(w for clause in ballot.motion for w in content_words(clause.text))
    for draft in drafts:
        near = ballot.first - _BEFORE_VOTE <= draft.seeds[0].remark.number <= ballot.last
        inside = ballot.first <= draft.seeds[0].remark.number <= ballot.last
        if any(said.clause in ballot.motion for seed in draft.seeds for said in seed.said):
            draft.dropped = True
        given = draft.limit is not None or draft.seeds[0].kind is SeedKind.ASSIGN
        if near and len(motion & draft.words) >= 2 and not (given and inside):
            draft.dropped = True


def _voted(ballot: Ballot, remarks: Sequence[Remark]) -> Resolution | None:
    if not ballot.carried or not ballot.motion:
        return None
    text = "，".join(words for c in ballot.motion if (words := motion_words(c.text)))
    evidence = {clause.utterance for clause in ballot.motion}
    evidence |= {quote.utterance for quote in ballot.vote.quotes} if ballot.vote else set()
    evidence.add(remarks[ballot.last].said[0].clause.utterance)
    return Resolution(
        id="-",
        action=Field(text, tuple(clause.quote for clause in ballot.motion)),
        evidence=tuple(sorted(evidence)),
        vote=ballot.vote,
        confidence=0.9 if ballot.vote else 0.7,
    )


def _resolution(draft: Draft, matter: Matter) -> Resolution | None:
    confidence = _confidence(draft)
    if draft.dropped or confidence < _ENOUGH:
        return None
    core, how = share_out(draft, core_of(draft))
    action = word_action(draft, core, matter)
    if action is None:
        return None
    return Resolution(
        id="-",
        action=action,
        evidence=_evidence(draft),
        owners=tuple(_owners(draft)),
        deadline=_deadline(draft),
        measures=word_measures(how),
        supervision=word_supervision(draft, core),
        confidence=round(min(confidence, 0.95), 2),
    )


def _confidence(draft: Draft) -> float:
    value = max(_BASE[seed.kind] for seed in draft.seeds)
    value += 0.15 * (draft.limit is not None)
    value += 0.1 * any(seed.remark.chairs for seed in draft.seeds)
    value += 0.1 * bool(draft.owners)
    value += 0.25 * bool(draft.agreed) or 0.15 * bool(draft.nodded)
    value += 0.1 * any(said.does(Move.SETTLE) or r.chairs for r, said in draft.agreed)
    led = any(seed.remark.chairs for seed in draft.seeds) or any(r.chairs for r, _ in draft.agreed)
    value -= 0.2 * (draft.limit is None and not led)
    value -= 0.2 * all(seed.asks for seed in draft.seeds)
    value -= 0.15 * any(s.does(Move.CONDITION) for seed in draft.seeds for s in seed.said)
    return value


def _evidence(draft: Draft) -> tuple[int, ...]:
    found = {said.clause.utterance for seed in draft.seeds for said in seed.said}
    found |= {said.clause.utterance for _, said in draft.agreed[:2] or draft.nodded[:1]}
    return tuple(sorted(found))


def _owners(draft: Draft) -> Iterator[Field[str]]:
    if draft.owners:
        yield from (Field(o.name, (o.quote,)) for o in draft.owners if o.name is not None)
        return
    doer = _implied_doer(draft)
    if doer is not None and doer.name is not None:
        yield Field(doer.name, (doer.said[0].clause.quote,))


def _implied_doer(draft: Draft) -> Remark | None:
    """Who answers for a task nobody was named for: who dated it, else who agreed to it."""
    if _sets_time(draft):
        return None
    unnamed = any(o.name is None for seed in draft.seeds for o in seed.owners)
    dated = [s for s in draft.seeds if not s.remark.chairs and s.limit is not None]
    speakers = [s.remark for s in dated if not _only_needed(s)]
    answers = [remark for remark, _ in draft.agreed if not remark.chairs]
    if speakers and not unnamed:
        return speakers[0]
    answers.sort(key=lambda remark: not remark.does(Move.COMMIT))
    return next(iter(answers + speakers), None)


def _sets_time(draft: Draft) -> bool:
    """Whether a rule is set that nobody carries out: 时间定在每晚八点."""
    heads = (said.masked.partition("●")[0] for s in draft.seeds for said in s.said if said.limits)
    return any(cue("moves", "sets_time").search(head) for head in heads)


def _only_needed(seed: Seed) -> bool:
    """Whether somebody says that a thing ought to be done, not that he will do it."""
    dated = [said for said in seed.said if said.limits]
    needed = any(cue("wording", "needed").search(said.masked) for said in dated)
    return needed and not any("我" in said.masked for said in seed.said)


def _deadline(draft: Draft) -> Field[Deadline] | None:
    if draft.limit is None:
        return None
    return Field(draft.limit.expression.deadline, (draft.limit.quote,))
