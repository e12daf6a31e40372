"""Resolutions of a talk: what was proposed or given, agreed to, and not taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mintobrief.domain import Deadline, Field, Found, Header, Resolution, Topic
from mintobrief.extract.action import core_of, word_action
from mintobrief.extract.cues import cue
from mintobrief.extract.drafts import Draft
from mintobrief.extract.grounds import told, why, why_not
from mintobrief.extract.ledger import keep
from mintobrief.extract.measures import share_out, word_measures
from mintobrief.extract.moves import CueTagger, Move
from mintobrief.extract.people import People
from mintobrief.extract.remarks import Remark, chaired, named
from mintobrief.extract.seeds import Seed, SeedKind
from mintobrief.extract.speeches import Speech
from mintobrief.extract.supervision import word_supervision
from mintobrief.extract.telling import place_of
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
_SURE = 0.95
_OPEN = 0.4
_REFUSED = 0.2
_TELLING = 2  # words of its own that what was left open has at least
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
    place = place_of(speech.utterances[0][1])
    return Remark(number, speech.speaker, speech.name, said, place=place)


def find_in_talk(remarks: Sequence[Remark], topics: Sequence[Topic] = ()) -> Found:
    """The resolutions of a talk, and what was left open or turned down, in the order they came up.

    Ids and topics are not set yet.
    """
    ballots = find_ballots([[said.clause for said in remark.said] for remark in remarks])
    drafts, refused = keep(remarks, [ballot.last for ballot in ballots if ballot.motion])
    for ballot in ballots:
        _settle(ballot, drafts)
    matter = Matter(remarks, topics)
    open_ = [draft for draft in drafts if not draft.dropped]
    settled = [draft for draft in open_ if _confidence(draft) >= _ENOUGH]
    found = [r for draft in settled if (r := _resolution(draft, matter)) is not None]
    left = [*(draft for draft in open_ if _confidence(draft) < _ENOUGH), *refused]
    missed = [r for draft in left if (r := _missed(draft, matter)) is not None]
    for ballot in ballots:
        (found if ballot.carried else missed).extend(_voted(ballot, remarks))
    return Found(_in_order(found), _in_order(missed))


def _in_order(found: Sequence[Resolution]) -> tuple[Resolution, ...]:
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


def _voted(ballot: Ballot, remarks: Sequence[Remark]) -> Iterator[Resolution]:
    """What was voted on, carried or not; nothing where nobody said what it was."""
    if not ballot.motion:
        return
    text = "，".join(words for c in ballot.motion if (words := motion_words(c.text)))
    evidence = {clause.utterance for clause in ballot.motion}
    evidence |= {quote.utterance for quote in ballot.vote.quotes} if ballot.vote else set()
    evidence.add(remarks[ballot.last].said[0].clause.utterance)
    result = told(remarks[ballot.last], "报了表决结果", remarks[ballot.last].said[0])
    sure = 0.9 if ballot.vote else 0.7
    yield Resolution(
        id="-",
        action=Field(text, tuple(clause.quote for clause in ballot.motion)),
        evidence=tuple(sorted(evidence)),
        vote=ballot.vote,
        confidence=sure if ballot.carried else _REFUSED,
        because=f"举手表决，{result}{'' if ballot.carried else '，没有通过'}。",
    )


def _resolution(draft: Draft, matter: Matter) -> Resolution | None:
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
        confidence=round(max(0.0, min(_confidence(draft), _SURE)), 2),
        because=why(draft),
    )


def _missed(draft: Draft, matter: Matter) -> Resolution | None:
    """What came up and was left open or turned down; None where it hardly says anything."""
    found = _resolution(draft, matter) if len(draft.words) >= _TELLING else None
    if found is None:
        return None
    confidence = min(found.confidence, _OPEN) if draft.refused is None else _REFUSED
    return replace(found, confidence=confidence, because=why_not(draft))


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
