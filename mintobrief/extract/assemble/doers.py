"""Who a task was given to: names for 我, 你们, 他 and posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mintobrief.domain import Field, Quote
from mintobrief.extract.assemble.claims import Claim, chosen, standing
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.scene import Scene, is_named
from mintobrief.extract.cues import cue
from mintobrief.extract.people import Mention as Named
from mintobrief.language.nlp import words_of
from mintobrief.tagging.mentions import Act, Mention, MentionKind

# What it counts that somebody bound himself, beside words marked as the doer.
_BOUND = 0.6
_ME = re.compile(r"我|俺|咱|本人")
_YOU = re.compile(r"[你您]")
_THEM = re.compile(r"[他她]")
_PRONOUN = re.compile(rf"{_ME.pattern}|{_YOU.pattern}|{_THEM.pattern}")
_TOLD = re.compile(
    r"[，,、]?(?:你|您|们|负责|牵头|来|去|把|将|这边|那边|下?周|明|后天|今天|月底|\d)"
)
_CALLED = re.compile(r"[你您，,。！!？?、：:]")
_END = re.compile(r"[，,。；;！!？?、）)\s]|$")
# what a post or a body that no list names ends in
_SOMEBODY = re.compile(
    r"^[老小阿大].$|(?:[员工队组班部科处局所站办会方社区委者长师家商厂商户]|公司|单位|中心|企业|银行|医院|学校"
    r"|街道|物业|门岗|前台|管家|代表|书记|经理|主任|师傅|老师|律师|会计|阿姨|大爷|[哥姐叔嫂姨婶伯总])$"
)
_SHORTEST, _LONGEST_NAME = 2, 4
_COUNTED = re.compile(r"[一二两三四五六七八九十几\d]+个?人")
_TRIMMED = re.compile(r"^(?:由|请|让|叫|归|交给?|安排|麻烦|辛苦)|(?:负责|牵头|去|来|那边|这边)+$")


def word_owners(cluster: Cluster, scene: Scene) -> tuple[Field[str], ...]:
    """Whom the task was given to: who is named, else who took it on; each once."""
    named = chosen(_claims(cluster, scene), scene)
    for found in (_takers, _called, _dating, _charged):
        named = named or list(found(cluster, scene))
    return _once(named)


def _claims(cluster: Cluster, scene: Scene) -> Iterator[Claim]:
    """What speaks for whom: the words marked, and that he bound himself."""
    for mark in cluster.of(MentionKind.OWNER):
        weight = mark.probability * cluster.fit(mark) * standing(mark, cluster, scene)
        for owner in _meant(mark, scene):
            yield Claim(owner, mark, weight)
    for unit in (u for u in cluster.units(Act.TAKE_ON) if not _tells(u, scene)):
        for owner in _speaking(unit, scene):
            yield Claim(owner, unit, _BOUND * unit.probability * cluster.fit(unit))


def _once(owners: Iterable[Field[str]]) -> tuple[Field[str], ...]:
    return tuple({owner.value: owner for owner in owners}.values())


def _takers(cluster: Cluster, scene: Scene) -> Iterator[Field[str]]:
    """Whoever bound himself."""
    for unit in cluster.units(Act.TAKE_ON):
        if not _tells(unit, scene):
            yield from _speaking(unit, scene)


def _tells(unit: Mention, scene: Scene) -> bool:
    """Whether words that seem to take a task on give it to another: 你明天发我."""
    words = scene.text(unit.utterance)[unit.start : unit.end]
    return bool(_YOU.match(words))


def _called(cluster: Cluster, scene: Scene) -> Iterator[Field[str]]:
    """Whoever is called by name, told 你, or put before the verb where the task is given out."""
    for unit in cluster.units(Act.DECIDE, Act.CORRECT):
        text = scene.text(unit.utterance)
        for person in scene.named[unit.utterance]:
            inside = unit.start <= person.start and person.end <= unit.end
            aimed = cue("people", "receiver").search(text[: person.start])
            if inside and not aimed and _does(person, text):
                yield Field(person.name, (Quote(unit.utterance, person.start, person.end),))


def _does(person: Named, text: str) -> bool:
    """Whether a name opens a clause that goes on with what its bearer does, or is one."""
    before, after = text[: person.start], text[person.end :]
    if _TOLD.match(after):
        return True
    opens = not before or before[-1] in "，,。；;：:！!？?、 ·由请让"
    alone = opens and bool(_END.match(after))
    verb = next((w for w in words_of(after) if not w.tag.startswith(("d", "m", "t", "q"))), None)
    return alone or (opens and verb is not None and verb.tag.startswith(("v", "p")))


def _dating(cluster: Cluster, scene: Scene) -> Iterator[Field[str]]:
    """Whoever, not in the chair, names the day of a task that is nobody's."""
    days = cluster.of(MentionKind.DEADLINE)
    for unit in cluster.units(Act.DECIDE, Act.TAKE_ON, Act.CORRECT, Act.AGREE):
        dated = any(
            d.utterance == unit.utterance and unit.start <= d.start < unit.end for d in days
        )
        if dated and not scene.chairs(unit.utterance):
            yield from list(_speaking(unit, scene))[:1]
            return


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
    before = [
        (person, scene.text(i))
        for i, _ in scene.speech(mention.utterance).utterances
        for person in scene.named[i]
        if (i, person.end) <= (mention.utterance, mention.end)
    ]
    called = [person for person, text in before if _is_called(person, text)]
    answer = scene.answered_by(mention.utterance)
    if called:
        yield Field(called[-1].name, (mention.quote,))
    elif answer is not None and is_named(answer.name):
        yield Field(scene.people.resolve(answer.name or ""), (mention.quote,))
    elif before:
        yield Field(before[-1][0].name, (mention.quote,))


def _is_called(person: Named, text: str) -> bool:
    """Whether a name stands by itself, or before 你: 老周，你去一趟."""
    opens = person.start == 0 or text[person.start - 1] in "，,。；;！!？?、 ·"
    return bool(_CALLED.match(text, person.end)) and (opens or text[person.end] in "你您")


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
    if _names_somebody(bare, scene.text(mention.utterance)[mention.end :]):
        yield Field(scene.people.resolve(bare), (mention.quote,))
    elif not any(word.tag.startswith(("n", "j", "x", "l", "i")) for word in words_of(bare)):
        yield from _speaking(mention, scene)


def _names_somebody(words: str, after: str) -> bool:
    """Whether words that nobody of the meeting goes by name a person, a post or a body.

    What only looks like a name is none right before a thing: 汤元 in 汤元白糖.
    """
    if len(words) < _SHORTEST or _COUNTED.fullmatch(words):
        return False
    if _SOMEBODY.search(words) or cue("people", "body").search(words):
        return True
    if any(word.tag in ("n", "nz") for word in words_of(after)[:1]):
        return False
    tags = [word.tag for word in words_of(words)]
    return tags[-1].startswith(("nr", "nt")) or (tags == ["x"] and len(words) <= _LONGEST_NAME)
