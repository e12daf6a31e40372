"""Which marks make one resolution: those whose links are strong on average."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.extract.mentions import Act, Marked, Mention, MentionKind

SETTLING = (Act.DECIDE, Act.TAKE_ON, Act.AGREE, Act.CORRECT)
_TOGETHER = 0.5


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
    """The tasks on the table, in the order they came up, settled or not."""
    actions = _indexes(marked, MentionKind.ACTION)
    cores = _grouped(actions, marked)
    units = [i for i in _indexes(marked, MentionKind.UNIT) if not _fitting(i, cores, marked)]
    cores += _grouped(units, marked)
    members = {at: dict.fromkeys(core, 1.0) for at, core in enumerate(cores)}
    for i in range(len(marked.mentions)):
        for at, fit in _joined(i, cores, marked):
            members[at].setdefault(i, fit)
    found = [_cluster(dict(sorted(held.items())), marked) for held in members.values()]
    return tuple(sorted(found, key=lambda cluster: cluster.members[0].place))


def _indexes(marked: Marked, kind: MentionKind) -> list[int]:
    return [i for i, mention in enumerate(marked.mentions) if mention.kind is kind]


def _cluster(held: dict[int, float], marked: Marked) -> Cluster:
    return Cluster(tuple(marked.mentions[i] for i in held), tuple(held.values()))


def _joined(i: int, cores: Sequence[list[int]], marked: Marked) -> Iterator[tuple[int, float]]:
    """The cores a mark belongs to."""
    if not any(i in core for core in cores):
        yield from _fitting(i, cores, marked)


def _fitting(
    i: int, cores: Sequence[list[int]], marked: Marked
) -> list[tuple[int, float]]:
    fits = [(at, mean_link([i], core, marked)) for at, core in enumerate(cores)]
    return [(at, fit) for at, fit in fits if fit >= _TOGETHER]


def mean_link(ones: Iterable[int], others: Sequence[int], marked: Marked) -> float:
    """The mean probability that the marks of two groups belong together."""
    links = [marked.link(i, j) for i in ones for j in others]
    return sum(links) / len(links) if links else 0.0


def _grouped(indexes: Sequence[int], marked: Marked) -> list[list[int]]:
    """Groups joined, the closest first, while they are close on average."""
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
