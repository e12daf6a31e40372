"""The wording of a task: what is to be done, without who and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mintobrief.domain import Field
from mintobrief.extract.cues import cue
from mintobrief.extract.ledger import Draft
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.remarks import Remark
from mintobrief.extract.seeds import THIN_WORDS, Seed, SeedKind
from mintobrief.language import words
from mintobrief.language.nlp import noun_phrases

_LONGEST = 40
_LOOK_BACK = 3
_ENOUGH_THINGS = 2
_SHORT = 7
_NOISE = (Move.CALL, Move.COMPLAIN, Move.REPORT, Move.EXAMPLE)


def word_action(draft: Draft, remarks: Sequence[Remark]) -> Field[str] | None:
    """What is to be done in one clause with its object; None where no words say it."""
    chosen = core_of(draft)
    text = "，".join(plain for said in chosen if (plain := plain_words(said)))
    thing = _thing(draft, remarks, text) if _is_short(text) else None
    if not (thing or text):
        return None
    return Field(f"{thing or ''}{text}"[:_LONGEST], tuple(said.clause.quote for said in chosen))


def core_of(draft: Draft) -> list[Said]:
    """The clauses that say what is to be done: those of the task's fullest statement."""
    return _core(max(draft.seeds, key=_richness))


def _richness(seed: Seed) -> float:
    value = min(len(seed.words), 6) + 2.0 * (seed.kind in (SeedKind.ASSIGN, SeedKind.COMMIT))
    value += 1.5 * (seed.limit is not None) + seed.remark.chairs
    return value - 2 * any(s.does(Move.REJECT, Move.COMPLAIN, Move.CONDITION) for s in seed.said)


def _core(seed: Seed) -> list[Said]:
    """The clauses that carry the task, in order, up to the length of one sentence."""
    useful = [said for said in seed.said if _useful(said)]
    ranked = sorted(useful, key=_weight, reverse=True)
    kept: list[Said] = []
    for said in ranked:
        if sum(len(plain_words(k)) for k in kept) + len(plain_words(said)) <= _LONGEST:
            kept.append(said)
    return [said for said in seed.said if said in kept]


def _useful(said: Said) -> bool:
    if said.does(Move.ASK) and not said.does(Move.ASSIGN, Move.TAG):
        return False
    return (
        bool(plain_words(said))
        and not said.does(*_NOISE, Move.ACCEPT, Move.NOD, Move.REJECT)
        or bool(said.limits or said.does(Move.ASSIGN, Move.COMMIT))
    )


def _weight(said: Said) -> int:
    return (
        2 * said.does(Move.ASSIGN, Move.COMMIT)
        + 2 * bool(said.limits)
        + len(_things(said.clause.text))
    )


def plain_words(said: Said) -> str:
    """A clause without fillers, names called, doer, date and particles."""
    kept = [(c, m) for c, m in zip(said.clause.text, said.masked, strict=True) if m != "●"]
    text, masked = "".join(c for c, _ in kept), "".join(m for _, m in kept).rstrip("◆")
    text = text[: len(masked)]
    lead = re.match("^(?:{}|[◆■])*".format(cue("wording", "head").pattern), masked)
    text = text[lead.end() if lead else 0 :]
    text = cue("wording", "filler").sub("", text)
    text = re.sub("{}*$".format(cue("wording", "foot").pattern), "", text)
    return re.sub("^把", "将", text).strip("，, 、")


def _things(text: str) -> tuple[str, ...]:
    return tuple(w for w in words.topical_words(text) if w not in THIN_WORDS)


def _thing(draft: Draft, remarks: Sequence[Remark], text: str) -> str | None:
    """What 这个 or an unnamed object is: what was spoken of most around the task."""
    first, last = draft.seeds[0].remark.number, draft.last.remark.number
    around = [p for r in remarks[max(0, first - _LOOK_BACK) : last + 1] for p in _phrases(r)]
    counts = Counter(word for phrase in around for word in _things(phrase))
    candidates = [p for p in around if not any(word in text for word in _things(p))]
    if not candidates:
        return None
    own = [p for seed in draft.seeds for s in seed.said for p in _phrases_in(s)]
    best = max(
        candidates,
        key=lambda p: (max(counts[w] for w in _things(p)) + 2 * (p in own), candidates.index(p)),
    )
    spoken_of = max(counts[word] for word in _things(best))
    return best if spoken_of > 1 or not _things(text) else None


def _is_short(text: str) -> bool:
    things = len(_things(text))
    return things == 0 or len(text) < _SHORT or (things < _ENOUGH_THINGS and len(text) < 2 * _SHORT)


def _phrases(remark: Remark) -> Iterable[str]:
    for said in remark.said:
        yield from _phrases_in(said)


def _phrases_in(said: Said) -> Iterable[str]:
    bare = re.sub("[◆■●]+", "，", said.masked)
    return (p for p in noun_phrases(bare) if len(p) > 1 and _things(p))
