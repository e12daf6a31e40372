"""Who a task was given to: names for 我, 你们, 他 and posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mintobrief.domain import Field, Quote
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.scene import Scene, is_named
from mintobrief.extract.cues import cue
from mintobrief.language.nlp import words_of
from mintobrief.tagging.mentions import Act, Mention, MentionKind

_ME = re.compile(r"我|俺|咱|本人")
_YOU = re.compile(r"[你您]")
_THEM = re.compile(r"[他她]")
_PRONOUN = re.compile(rf"{_ME.pattern}|{_YOU.pattern}|{_THEM.pattern}")
_TOLD = re.compile(
    r"[，,、]?(?:你|您|们|负责|牵头|来|去|把|将|这边|那边|下?周|明|后天|今天|月底|\d)"
)
_COUNTED = re.compile(r"[一二两三四五六七八九十几\d]+个?人")
_TRIMMED = re.compile(r"^(?:由|请|让|叫|归|交给?|安排|麻烦|辛苦)|(?:负责|牵头|去|来|那边|这边)+$")


def word_owners(cluster: Cluster, scene: Scene) -> tuple[Field[str], ...]:
    """Whom the task was given to: who is named, else who took it on; each once."""
    named = [f for m in cluster.of(MentionKind.OWNER) for f in _meant(m, scene)]
    taken = named or list(_takers(cluster, scene)) or list(_called(cluster, scene))
    return _once(taken or _charged(cluster, scene))


def _once(owners: Iterable[Field[str]]) -> tuple[Field[str], ...]:
    return tuple({owner.value: owner for owner in owners}.values())


def _takers(cluster: Cluster, scene: Scene) -> Iterator[Field[str]]:
    """Whoever bound himself."""
    for unit in cluster.units(Act.TAKE_ON):
        yield from _speaking(unit, scene)


def _called(cluster: Cluster, scene: Scene) -> Iterator[Field[str]]:
    """Whoever is called by name, or told 你, where the task is given out."""
    for unit in cluster.units(Act.DECIDE, Act.CORRECT):
        text = scene.text(unit.utterance)
        for person in scene.named[unit.utterance]:
            inside = unit.start <= person.start and person.end <= unit.end
            if (
                inside
                and _TOLD.match(text, person.end)
                and not cue("people", "receiver").search(text[: person.start])
            ):
                yield Field(person.name, (Quote(unit.utterance, person.start, person.end),))


def _charged(cluster: Cluster, scene: Scene) -> Iterator[Field[str]]:
    """Whoever says yes to somebody else's order, where a day was set."""
    orders = cluster.units(Act.DECIDE, Act.CORRECT)
    if not (orders and cluster.of(MentionKind.DEADLINE)):
        return
    voices = {scene.speech(unit.utterance).speaker for unit in orders}
    for unit in cluster.units(Act.AGREE):
        if unit.place > orders[0].place and scene.speech(unit.utterance).speaker not in voices:
            yield from _speaking(unit, scene)


def _speaking(mention: Mention, scene: Scene) -> Iterator[Field[str]]:
    name = scene.name(mention.utterance)
    if name is not None and is_named(name):
        yield Field(name, (mention.quote,))


def _meant(mention: Mention, scene: Scene) -> Iterator[Field[str]]:
    """Who the words of a mark stand for."""
    words = scene.text(mention.utterance)[mention.start : mention.end]
    named = list(_named(mention, scene))
    if _ME.search(words):
        yield from _speaking(mention, scene)
    elif _YOU.search(words) and not named:
        yield from _addressed(mention, scene)
    elif _THEM.search(words) and not named:
        yield from _before(mention, scene)
    yield from named
    if not named and not _PRONOUN.search(words):
        yield from _post(words, mention, scene)


def _named(mention: Mention, scene: Scene) -> Iterator[Field[str]]:
    for person in scene.named[mention.utterance]:
        shared = min(mention.end, person.end) - max(mention.start, person.start)
        if 2 * shared > person.end - person.start:
            yield Field(person.name, (mention.quote,))


def _addressed(mention: Mention, scene: Scene) -> Iterator[Field[str]]:
    """Who 你 is: whoever was called before it in the same speech, else whoever answers."""
    called = [
        person
        for i, _ in scene.speech(mention.utterance).utterances
        for person in scene.named[i]
        if (i, person.end) <= (mention.utterance, mention.end)
    ]
    answer = scene.answered_by(mention.utterance)
    if called:
        yield Field(called[-1].name, (mention.quote,))
    elif answer is not None and answer.name is not None:
        yield Field(scene.people.resolve(answer.name), (mention.quote,))


def _before(mention: Mention, scene: Scene) -> Iterator[Field[str]]:
    """Who was named last."""
    for i in range(mention.utterance, max(-1, mention.utterance - 6), -1):
        people = [p for p in scene.named[i] if i < mention.utterance or p.end <= mention.start]
        if people:
            yield Field(people[-1].name, (mention.quote,))
            return


def _post(words: str, mention: Mention, scene: Scene) -> Iterator[Field[str]]:
    """A body or post that nobody of the roster stands for; a mere verb means who says it."""
    bare = _TRIMMED.sub("", words)
    names = any(word.tag.startswith(("n", "j", "x", "l")) for word in words_of(bare))
    if names and not _COUNTED.fullmatch(bare):
        yield Field(scene.people.resolve(bare), (mention.quote,))
    else:
        yield from _speaking(mention, scene)
