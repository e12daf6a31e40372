"""The wording of what notes decide: the task and how it is watched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mintobrief.domain import Field, Quote
from mintobrief.extract.cues import cue
from mintobrief.extract.moves import Said
from mintobrief.extract.things import things
from mintobrief.extract.vote import tells_count
from mintobrief.extract.wording import DOER, in_order

_ROOM = 45
_SHORT = 6
_ENOUGH_THINGS = 2
# 由物业, 于五日内: falls away with what it leads to
_LEADS_IN = "由于在请让"
_CLAUSE = re.compile(r"[^，。；;！!？?]+")


def word_task(
    sentences: Sequence[Said], owners: Sequence[Field[str]], heading: Said | None
) -> tuple[Field[str] | None, Field[str] | None]:
    """What is to be done, and how: the sentences without who, when, and how it is watched.

    The clauses an action has no room for say how; every clause is in one of the two.
    """
    kept, rest = _shared_out(list(_worded(sentences, owners)))
    text = "，".join(plain for plain, _ in kept)
    used = [said.clause.quote for _, said in kept]
    if heading is not None and needs_heading(text):
        text = f"{_bare(heading.clause.text)}：{text}".strip("：")
        used.insert(0, heading.clause.quote)
    action = Field(text, _once(used or [sentences[0].clause.quote])) if text else None
    how = "，".join(plain for plain, _ in rest)
    return action, Field(how, _once(said.clause.quote for _, said in rest)) if how else None


def _worded(sentences: Sequence[Said], owners: Sequence[Field[str]]) -> Iterator[tuple[str, Said]]:
    """The words of each clause that tells of the task, with its sentence."""
    names = {quote for owner in owners for quote in owner.quotes}
    quoted = [(q.utterance, q.start, q.end) for q in names]
    for said in sentences:
        for start, end in _clauses(said):
            plain = _plain(said, start, end, quoted)
            if plain and not (_watches(said, start, end) or _counts(said, start, end)):
                yield plain, said


def _shared_out(
    worded: Sequence[tuple[str, Said]],
) -> tuple[list[tuple[str, Said]], list[tuple[str, Said]]]:
    """The clauses there is room for in an action, the first whatever its length; the others."""
    kept: list[tuple[str, Said]] = []
    rest: list[tuple[str, Said]] = []
    room = _ROOM
    for plain, said in worded:
        fits = not kept or len(plain) <= room
        (kept if fits else rest).append((plain, said))
        room -= len(plain) if fits else 0
    return kept, rest


def _once(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quotes))


def needs_heading(text: str) -> bool:
    """Whether a task only makes sense with the heading it stands under."""
    return len(text) < _SHORT or len(things(text)) < _ENOUGH_THINGS


def word_motion(motion: Said, task: str) -> Field[str] | None:
    """What was voted on, its times with it; `task` is what the vote's own sentence adds."""
    text = _announced(motion.clause.text).strip(" 。；;")
    if any(limit.deadline.day is not None for limit in motion.limits):
        plain = (_plain(motion, start, end, ()) for start, end in _clauses(motion))
        text = _announced("，".join(words for words in plain if words))
    if not text:
        return None
    verb = task if text.startswith("《") and len(task) < _SHORT else ""
    return Field(verb + text, (motion.clause.quote,))


def _announced(text: str) -> str:
    """A motion without its number and 表决："""
    bare = re.sub(f"^\\s*(?:{cue('written', 'numbering').pattern})?", "", text)
    return cue("ballot", "motion_line").sub("", bare).strip()


def names_motion(said: Said) -> bool:
    """Whether a sentence that counts a vote says itself what was voted on."""
    rest = [(s, e) for s, e in _clauses(said) if not _counts(said, s, e)]
    return any(len(things("".join(said.masked[s:e]))) > 0 for s, e in rest)


def _counts(said: Said, start: int, end: int) -> bool:
    """Whether a clause only counts a vote or says that it carried."""
    words = _announced(said.clause.text[start:end]).strip()
    counting = cue("ballot", "counting").search(words)
    return bool(counting) and tells_count([[said.clause]])


def word_watch(sentences: Sequence[Said], watch: Said | None = None) -> Field[str] | None:
    """The clauses that say how it is watched, and the sentence that does; None where none does."""
    found: list[tuple[str, Quote]] = []
    for said in sentences:
        watching = watching_clauses(said)
        if watching:
            start, end = watching[0][0], watching[-1][1]
            text = _unlabelled(said.clause.text[start:end].strip(" ，,"))
            found.append((text, said.clause.quote_of(start, end)))
    if watch is not None:
        found.append((_unlabelled(watch.clause.text.strip(" ，,。；;")), watch.clause.quote))
    text = "；".join(words for words, _ in found if words)
    return Field(text, tuple(quote for words, quote in found if words)) if text else None


def _unlabelled(text: str) -> str:
    return cue("written", "watch_label").sub("", text)


def watching_clauses(said: Said) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand that say how it is watched."""
    return [(start, end) for start, end in _clauses(said) if _watches(said, start, end)]


def _clauses(said: Said) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in _CLAUSE.finditer(said.clause.text)]


def _watches(said: Said, start: int, end: int) -> bool:
    """Whether a clause, other than the first, tells who checks or reports."""
    label = cue("written", "watch_label").match(said.clause.text)
    if label and start <= label.start() < end:
        return True
    dated = "●" in said.masked[start:end]
    first = said.masked[:start].strip() == ""
    return (
        not dated and not first and bool(cue("moves", "check").search(said.clause.text[start:end]))
    )


def _plain(said: Said, start: int, end: int, names: Sequence[tuple[int, int, int]]) -> str:
    """A clause without numbering, owners, dates and set phrases at either end."""
    base, index = said.clause.start, said.clause.utterance
    spans = [(s - base, e - base) for u, s, e in names if u == index]
    gone = {i for i, sign in enumerate(said.masked) if sign == "●"}
    gone |= {i for s, e in spans for i in range(s, e)}
    gone |= {i for i in range(start, end) if i + 1 in gone and said.clause.text[i] in _LEADS_IN}
    signs = {s for s, _ in spans}
    text = said.clause.text
    kept = (i for i in range(start, end) if i in signs or i not in gone)
    return in_order("".join(DOER if i in signs else text[i] for i in kept), _bare)


def _bare(text: str) -> str:
    text = _announced(text.strip())
    text = re.sub(f"^{cue('written', 'lead').pattern}*", "", text)
    return re.sub(f"{cue('written', 'foot').pattern}*$", "", text)
