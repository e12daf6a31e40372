"""The wording of a task: what is to be done, without who and when."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mintobrief.domain import Field
from mintobrief.extract.cues import cue
from mintobrief.extract.ledger import Draft
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.remarks import Remark
from mintobrief.extract.seeds import THIN_WORDS, Seed, SeedKind
from mintobrief.language import words
from mintobrief.language.nlp import noun_phrases

_LONGEST = 50
_LONG = 36
_SHORT = 7
_LONG_THING = 10
_COMPOUND = 3
_FEW_THINGS = 2
_FADES = 0.85
_LOOK_BACK = 4
# A thing nearly as much spoken of as the one most spoken of will do.
_CLOSE = 0.7
_NOISE = (Move.CALL, Move.COMPLAIN, Move.REPORT, Move.EXAMPLE)


def word_action(draft: Draft, remarks: Sequence[Remark]) -> Field[str] | None:
    """What is to be done in one clause with its object; None where no words say it."""
    chosen = core_of(draft)
    owners = frozenset(owner.name for owner in draft.owners)
    text = "，".join(plain for said in chosen if (plain := plain_words(said, owners)))
    thing = _thing(draft, remarks, text)
    if not (thing or text):
        return None
    value = f"{thing}：{text}" if thing and text else thing or text
    return Field(value[:_LONGEST], tuple(said.clause.quote for said in chosen))


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
    if "●" in said.masked and not said.limits and len(plain) < _COMPOUND:
        return False
    if not plain or (said.does(Move.ASK) and not said.does(Move.ASSIGN, Move.TAG)):
        return False
    if said.limits or said.does(Move.ASSIGN, Move.COMMIT):
        return True
    return len(plain) > 1 and not said.does(*_NOISE, Move.ACCEPT, Move.NOD, Move.REJECT)


def _weight(said: Said) -> int:
    carries = 2 * said.does(Move.ASSIGN, Move.COMMIT, Move.DECIDE) + 2 * bool(said.limits)
    return carries + len(_things(said.clause.text))


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


def _things(text: str) -> tuple[str, ...]:
    """The words of a text that name a thing one can act on."""
    return tuple(w for w in words.topical_words(text) if w not in THIN_WORDS)


def _asks(phrase: str) -> bool:
    return bool(cue("moves", "ask").search(phrase))


def _phrase_things(phrase: str) -> tuple[str, ...]:
    """The things a noun phrase names; itself where it is made of general words (意见表)."""
    nouns = tuple(w for w in _things(phrase) if words.tag(w)[0] in "nj" or words.tag(w) == "vn")
    return nouns or ((phrase,) if len(phrase) >= _COMPOUND else ())


def _thing(draft: Draft, remarks: Sequence[Remark], text: str) -> str | None:
    """What is being talked of, where the words of the task do not name it themselves."""
    first, last = draft.seeds[0].remark.number, draft.last.remark.number
    weight = _weights(remarks, first, last)
    named = [w for w in weight if w in text]
    room = _FEW_THINGS - len(_things(text))
    if not weight or (room <= 0 and named):
        return None
    ranked = sorted((w for w in weight if w not in text), key=lambda w: -weight[w])
    close = [w for w in ranked if weight[w] >= _CLOSE * weight[ranked[0]]][: max(1, room)]
    if any(weight[n] >= weight[w] for n in named for w in close[:1]) and room <= 1:
        return None
    phrases = _phrases_between(remarks, first, last)
    return _listed(max((p for p in phrases if w in p), key=len, default=w) for w in close) or None


def _listed(phrases: Iterable[str]) -> str:
    """Several phrases as one list, without those another holds."""
    kept: list[str] = []
    for phrase in phrases:
        if not any(phrase in other or other in phrase for other in kept):
            kept.append(phrase)
    return "、".join(kept)


def _weights(remarks: Sequence[Remark], first: int, last: int) -> dict[str, float]:
    """How much each thing is the matter of a stretch: often named in it, near, by the chair."""
    whole = _spread(tuple(remarks))
    weight: Counter[str] = Counter()
    for remark in remarks[max(0, first - _LOOK_BACK) : last + 1]:
        near = _FADES ** max(0, first - remark.number)
        for word in {w for p in _phrases(remark) for w in _phrase_things(p)}:
            weight[word] += (1 + 0.5 * remark.chairs) * near
    return {word: value / math.sqrt(whole[word]) for word, value in weight.items()}


def _phrases_between(remarks: Sequence[Remark], first: int, last: int) -> list[str]:
    window = remarks[max(0, first - _LOOK_BACK) : last + 1]
    return [p for remark in window for p in _phrases(remark) if len(p) <= _LONG_THING]


@lru_cache(maxsize=8)
def _spread(remarks: tuple[Remark, ...]) -> Counter[str]:
    """In how many remarks of the talk a thing is named."""
    return Counter(w for r in remarks for w in {w for p in _phrases(r) for w in _phrase_things(p)})


def _phrases(remark: Remark) -> Iterable[str]:
    for said in remark.said:
        yield from _phrases_in(said)


def _phrases_in(said: Said) -> Iterable[str]:
    bare = re.sub("[◆■●]+", "，", said.masked)
    return (p for p in noun_phrases(bare) if len(p) > 1 and _phrase_things(p) and not _asks(p))
