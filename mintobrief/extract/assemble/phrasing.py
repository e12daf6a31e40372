"""What is to be done, as one clause with its object, without who and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mintobrief.domain import Field
from mintobrief.extract.action import plain_words
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.moves import Said
from mintobrief.extract.people import Mention as Named
from mintobrief.extract.things import things
from mintobrief.extract.wording import without_repeats
from mintobrief.language.clauses import Clause, clauses_of
from mintobrief.language.nlp import noun_phrases, words_of
from mintobrief.tagging.mentions import Act, Mention, MentionKind

# A task this long names its object, if it names anything.
_CLEAR = 5
_LONG = 12
_ROOM = 16
_LOOK_BACK = 4
_DOER = "｜"


def word_task(cluster: Cluster, scene: Scene) -> Field[str] | None:
    """The words of the action, its object before them where they leave it unnamed."""
    marks = cluster.of(MentionKind.ACTION) or cluster.of(MentionKind.ACTION, current=False)
    clauses = [_clause(mark, cluster, scene) for mark in marks] or list(
        _unit_clauses(cluster, scene)
    )
    worded = [(c, plain) for c in clauses if (plain := _plain(c, cluster))]
    kept = without_repeats([plain for _, plain in worded])
    text = "，".join(worded[at][1] for at in kept)
    thing = _thing(cluster, scene, text)
    if not (text or thing):
        return None
    value = f"{thing}：{text}" if thing and text else thing or text
    quotes = (mark.quote for mark in marks or clauses)
    return Field(value, tuple(dict.fromkeys(quotes)))


def _clause(mark: Mention, cluster: Cluster, scene: Scene) -> Clause:
    """The words of a mark; where they hold no verb, the clause of a unit that settles them."""
    text = scene.text(mark.utterance)
    words = text[mark.start : mark.end]
    if any(word.tag.startswith("v") for word in words_of(words)):
        return Clause(mark.utterance, mark.start, mark.end, words)
    around = (
        clause
        for clause in clauses_of(mark.utterance, text)
        if clause.start <= mark.start and mark.end <= clause.end and _settled(clause, cluster)
    )
    return next(around, Clause(mark.utterance, mark.start, mark.end, words))


def _settled(clause: Clause, cluster: Cluster) -> bool:
    """Whether a clause lies in a unit that settles the task, and asks nothing."""
    inside = any(
        unit.utterance == clause.utterance and unit.start <= clause.start < unit.end
        for unit in cluster.settling
    )
    return inside and len(clause.text) <= _ROOM and clause.mark[:1] not in ("？", "?")


def _unit_clauses(cluster: Cluster, scene: Scene) -> Iterator[Clause]:
    """What is proposed or settled, where no words were marked as the action."""
    units = cluster.units(Act.DECIDE, Act.TAKE_ON, Act.CORRECT, Act.PROPOSE)
    for unit in units[:1] or cluster.settling[:1]:
        for clause in clauses_of(unit.utterance, scene.text(unit.utterance)):
            if unit.start <= clause.start < unit.end:
                yield clause


def _plain(clause: Clause, cluster: Cluster) -> str:
    """The words of a clause without fillers, doers and dates."""
    gone = _signs(clause, cluster)
    pieces = (_bare(piece, gone, cluster) for piece in _pieces(clause))
    return "，".join(piece for piece in pieces if piece)


def _pieces(clause: Clause) -> Iterator[Clause]:
    """The parts of a clause between commas."""
    for part in clauses_of(clause.utterance, clause.text):
        start = clause.start + part.start
        yield Clause(clause.utterance, start, start + len(part.text), part.text)


def _bare(clause: Clause, gone: set[int], cluster: Cluster) -> str:
    doers = tuple(_doers(clause, cluster))
    masked = "".join("●" if clause.start + i in gone else c for i, c in enumerate(clause.text))
    return plain_words(Said(clause, frozenset(), doers, (), masked), frozenset({_DOER}))


def _doers(clause: Clause, cluster: Cluster) -> Iterator[Named]:
    """Where the clause names who is to do it."""
    for mark in cluster.of(MentionKind.OWNER):
        start, end = max(mark.start, clause.start), min(mark.end, clause.end)
        if mark.utterance == clause.utterance and start < end:
            yield Named(start - clause.start, end - clause.start, _DOER)


def _signs(clause: Clause, cluster: Cluster) -> set[int]:
    """The characters of the utterance that tell when or how it is watched."""
    kinds = (MentionKind.DEADLINE, MentionKind.SUPERVISION)
    marks = [*cluster.of(*kinds), *cluster.of(*kinds, current=False)]
    return {
        i
        for mark in marks
        if mark.utterance == clause.utterance
        for i in range(max(mark.start, clause.start), min(mark.end, clause.end))
    }


def _thing(cluster: Cluster, scene: Scene, text: str) -> str:
    """What the task is about, where its words leave it unnamed; empty where nothing tells."""
    if len(text) >= _CLEAR and things(text):
        return ""
    marks = cluster.of(MentionKind.ACTION) or cluster.settling
    older = [m for m in cluster.of(MentionKind.ACTION, current=False) if m.place < marks[0].place]
    told = (_plain(_whole(m, scene), cluster) for m in older if not m.current)
    fits = [words for words in dict.fromkeys(told) if words not in text and len(words) <= _LONG]
    return "".join(fits[:2]) or _named_near(cluster, marks[0].utterance, scene, text)


def _named_near(cluster: Cluster, first: int, scene: Scene, text: str) -> str:
    """The thing named last, up to a few sentences before the task came up."""
    start = min(m.utterance for m in cluster.members)
    for i in range(first, max(-1, start - _LOOK_BACK), -1):
        names = [person.name for person in scene.named[i]]
        phrases = [p for p in noun_phrases(scene.text(i)) if _adds(p, text, names)]
        if phrases:
            return phrases[-1]  # in 公告栏的玻璃 the pane is meant
    return ""


def _adds(phrase: str, text: str, names: Sequence[str]) -> bool:
    """Whether a phrase names a thing, nobody, that the text does not name."""
    known = things(phrase)
    new = (
        bool(known)
        and not re.search(r"[\d一]", phrase)
        and not all(thing in text for thing in known)
    )
    return new and len(phrase) <= _LONG and not any(phrase in n or n in phrase for n in names)


def _whole(mark: Mention, scene: Scene) -> Clause:
    words = scene.text(mark.utterance)[mark.start : mark.end]
    return Clause(mark.utterance, mark.start, mark.end, words)
