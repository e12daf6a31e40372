"""Which marks make one resolution: those whose links are strong on average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mintobrief.tagging.mentions import SETTLING, Act, Marked, Mention, MentionKind

_DETAILS = (
    MentionKind.OWNER,
    MentionKind.DEADLINE,
    MentionKind.SUPERVISION,
    MentionKind.VOTE,
)
# For each mark those it is linked to, and how surely.
Links = dict[int, list[tuple[int, float]]]
# Mean probabilities from which on marks make one task, and a detail belongs to one.
_TOGETHER = 0.5
_BESIDE = 0.4


@dataclass(frozen=True, slots=True)
class Cluster:
    """The marks of one task in the order of the talk, each with how well it fits."""

    members: tuple[Mention, ...]
    fits: tuple[float, ...]

    def of(self, *kinds: MentionKind, current: bool = True) -> tuple[Mention, ...]:
        """The members of these kinds; with `current` those only that still hold."""
        return tuple(m for m in self.members if m.kind in kinds and (m.current or not current))

    def units(self, *acts: Act) -> tuple[Mention, ...]:
        """The current units that do any of these; all where none is named."""
        return tuple(m for m in self.of(MentionKind.UNIT) if not acts or m.act in acts)

    @property
    def settling(self) -> tuple[Mention, ...]:
        """The units that settle it."""
        return self.units(*SETTLING)

    def fit(self, member: Mention) -> float:
        """How well a member fits the others."""
        return self.fits[self.members.index(member)]


def clusters_of(marked: Marked) -> tuple[Cluster, ...]:
    """The tasks on the table, in the order they came up, settled or not.

    Words of actions are grouped first; units join every task they fit, and are tasks of their
    own where they fit none; every other word joins the one task that it fits best.
    """
    cores = _grouped(_indexes(marked, MentionKind.ACTION), marked)
    units = _indexes(marked, MentionKind.UNIT)
    links, places = _links(marked), _places(cores)
    fitting = {i: _fits(i, cores, places, links, _TOGETHER) for i in units}
    cores += _grouped([i for i in units if not fitting[i]], marked)
    members = [dict.fromkeys(core, 1.0) for core in cores]
    for i, fits in fitting.items():
        for at, fit in fits:
            members[at][i] = fit
    for i, at, fit in list(_details(links, marked, [list(held) for held in members])):
        members[at][i] = fit
    found = [_cluster(dict(sorted(held.items())), marked) for held in members]
    return tuple(sorted(found, key=lambda cluster: cluster.members[0].place))


def _indexes(marked: Marked, *kinds: MentionKind) -> list[int]:
    return [i for i, mention in enumerate(marked.mentions) if mention.kind in kinds]


def _cluster(held: dict[int, float], marked: Marked) -> Cluster:
    return Cluster(tuple(marked.mentions[i] for i in held), tuple(held.values()))


def _details(
    links: Links, marked: Marked, tasks: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int, float]]:
    """For who, when and how: the task each fits best, if it fits any."""
    places = _places(tasks)
    for i in _indexes(marked, *_DETAILS):
        fits = _fits(i, tasks, places, links, _BESIDE)
        if fits:
            at, fit = max(fits, key=lambda pair: pair[1])
            yield i, at, fit


def _links(marked: Marked) -> Links:
    """For each mark the marks it is linked to."""
    links: Links = defaultdict(list)
    for (i, j), link in marked.same.items():
        links[i].append((j, link))
        links[j].append((i, link))
    return links


def _places(tasks: Sequence[Sequence[int]]) -> Mapping[int, Sequence[int]]:
    """For each mark the tasks that it is in."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, task in enumerate(tasks):
        for i in task:
            places[i].append(at)
    return places


def _fits(
    i: int,
    tasks: Sequence[Sequence[int]],
    places: Mapping[int, Sequence[int]],
    links: Links,
    least: float,
) -> list[tuple[int, float]]:
    """The tasks whose marks are linked to one so closely on average.

    Only those that it is linked to at all are looked at: a long meeting costs no more than
    its parts.
    """
    told: dict[int, float] = defaultdict(float)
    for other, link in links.get(i, ()):
        for at in places.get(other, ()):
            told[at] += link
    means = ((at, told[at] / len(tasks[at])) for at in sorted(told))
    return [(at, fit) for at, fit in means if fit >= least]


def mean_link(ones: Iterable[int], others: Sequence[int], marked: Marked) -> float:
    """The mean probability that the marks of two groups belong together."""
    links = [marked.link(i, j) for i in ones for j in others]
    return sum(links) / len(links) if links else 0.0


def _grouped(indexes: Sequence[int], marked: Marked) -> list[list[int]]:
    """Groups joined, the closest first, while they are close on average.

    What no link leads to from one another never meets, so that a long meeting costs no more
    than its parts.
    """
    return sorted(g for part in _linked(indexes, marked) for g in _joined(part, marked))


def _linked(indexes: Sequence[int], marked: Marked) -> list[list[int]]:
    """The marks in parts between which there is no link."""
    wanted = frozenset(indexes)
    root = {i: i for i in indexes}

    def found(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for (one, other), link in marked.same.items():
        if link > 0 and one in wanted and other in wanted:
            root[found(other)] = found(one)
    parts: dict[int, list[int]] = {}
    for i in indexes:
        parts.setdefault(found(i), []).append(i)
    return list(parts.values())


def _joined(indexes: Sequence[int], marked: Marked) -> list[list[int]]:
    groups = [[i] for i in indexes]
    while pair := _closest(groups, marked):
        one, other = pair
        groups[one] = sorted(groups[one] + groups.pop(other))
    return groups


def _closest(groups: Sequence[list[int]], marked: Marked) -> tuple[int, int] | None:
    pairs = [
        (mean_link(groups[a], groups[b], marked), -a, -b)
        for a in range(len(groups))
        for b in range(a + 1, len(groups))
    ]
    best = max(pairs, default=(0.0, 0, 0))
    return (-best[1], -best[2]) if best[0] >= _TOGETHER else None
