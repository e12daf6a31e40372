"""What was said on each topic, as a secretary writes it: 背景, 讨论情况, 交锋, 共识."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mintobrief.domain import Attendee, Header, Point, PointKind, Resolution, Topic, Utterance
from mintobrief.extract.choosing import Sentence, chosen, rarity_of, weighed
from mintobrief.extract.sayings import Listener, Saying
from mintobrief.extract.teller import Teller

# A body of more characters is not said before the post.
_LONGEST_BODY = 6
# A paragraph of one speaker is no longer.
_LONGEST = 160

_ORDER = tuple(PointKind)


def find_points(
    utterances: Sequence[Utterance],
    topics: Sequence[Topic],
    resolutions: Sequence[Resolution],
    header: Header,
) -> tuple[Point, ...]:
    """The points of every topic in order: by kind, then as they were said.

    A point's text is what was said in written Chinese; no utterance makes two points. A stretch
    of notes that only lists decisions has none: they stand with the resolutions.
    """
    names = _display_names(header)
    rarity = rarity_of([utterance.text for utterance in utterances])
    listener, teller = Listener(utterances, header), Teller(utterances, header)
    decided = frozenset(place for r in resolutions for place in r.evidence)
    found: list[Point] = []
    for number, topic in enumerate(topics):
        told = [(saying, teller.told(saying)) for saying in listener.sayings(topic)]
        sentences = weighed(told, decided, rarity)
        if not all(s.decides and s.saying.written for s in sentences):
            found += _points(number, chosen(sentences), names)
    return tuple(found)


def _points(
    topic: int, found: Iterable[tuple[PointKind, Sentence]], names: Mapping[str, str]
) -> Iterator[Point]:
    """The points of a topic, by kind and then as they were said; what goes on is one point."""
    ordered = sorted(found, key=lambda pair: (_ORDER.index(pair[0]), pair[1].place))
    last: tuple[Point, Sentence] | None = None
    for kind, sentence in ordered:
        saying = sentence.saying
        point = Point(topic, kind, sentence.text, saying.quotes, _shown(saying, names))
        if last is not None and _goes_on(*last, point, sentence):
            point = _joined(last[0], point)
        elif last is not None:
            yield last[0]
        last = point, sentence
    if last is not None:
        yield last[0]


def _goes_on(before: Point, last: Sentence, point: Point, sentence: Sentence) -> bool:
    """Whether a sentence is the next that the same person says, on the same."""
    spoken = not (last.saying.written or sentence.saying.written)
    same = (before.kind, last.speaker) == (point.kind, sentence.speaker)
    next_to = last.saying.quotes[-1].utterance + 1 == sentence.place
    return spoken and same and next_to and len(before.text + point.text) <= _LONGEST


def _joined(before: Point, point: Point) -> Point:
    return replace(before, text=before.text + point.text, quotes=(*before.quotes, *point.quotes))


def _shown(saying: Saying, names: Mapping[str, str]) -> str | None:
    """The speaker as printed; a label that names nobody is not."""
    speaker = saying.speaker or ""
    return names.get(speaker, speaker if saying.written and speaker else None)


def _display_names(header: Header) -> dict[str, str]:
    """Every attendee's name as printed, with body and post where they are known: 物业经理高强."""
    people = (*header.observers, *header.attendees)
    return {person.name: _post_of(person) + person.name for person in people}


def _post_of(person: Attendee) -> str:
    """Body and post once each: 物业公司 and 项目经理, but 业委会主任 alone."""
    org, role = person.org or "", person.role or ""
    if role and person.name.endswith(role):
        return org if not person.name.startswith(org) else ""
    said_twice = role[:2] in org or len(org) > _LONGEST_BODY
    return role if role and said_twice else org + role
