"""The pages of a stack as the splitter sees them: their lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import PageReport, ScanRegion, Utterance
from mintobrief.domain.evidence import PageKey


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the stack; no `lines` on a blank one, nor on one that could not be read, which
    is `unread`. `first` is the index of its first line among the utterances handed in. `goes_on`
    says that its first line was seen to go on with the paragraph of the page before."""

    source_id: str
    page: int
    lines: tuple[str, ...]
    first: int = 0
    goes_on: bool = False
    unread: bool = False

    @property
    def page_key(self) -> PageKey:
        return self.source_id, self.page


def leaves_of(
    utterances: Sequence[Utterance], reports: Iterable[PageReport] = ()
) -> tuple[Leaf, ...]:
    """The pages in the order they were handed in; those without words are known by a report.

    What was not read off a page belongs to no leaf.
    """
    lines: dict[PageKey, list[int]] = {}
    known = tuple(reports)
    failed = {report.page_key for report in known if report.failed}
    for place in _places(utterances, known):
        lines.setdefault(place, [])
    for index, utterance in enumerate(utterances):
        if isinstance(utterance.evidence, ScanRegion):
            lines[utterance.evidence.page_key].append(index)
    leaves = (_leaf(place, found, utterances) for place, found in lines.items())
    return tuple(replace(leaf, unread=leaf.page_key in failed) for leaf in leaves)


def _places(utterances: Sequence[Utterance], reports: Iterable[PageReport]) -> list[PageKey]:
    """Every page once: file by file as they come, its pages by number."""
    regions = [u.evidence for u in utterances if isinstance(u.evidence, ScanRegion)]
    read = [region.page_key for region in regions]
    known = [*(report.page_key for report in reports), *read]
    files = {source: place for place, source in enumerate(dict.fromkeys(s for s, _ in known))}
    return sorted(set(known), key=lambda place: (files[place[0]], place[1]))


def _leaf(place: PageKey, lines: Sequence[int], utterances: Sequence[Utterance]) -> Leaf:
    source_id, page = place
    return Leaf(
        source_id,
        page,
        lines=tuple(utterances[i].text for i in lines),
        first=lines[0] if lines else 0,
        goes_on=bool(lines) and utterances[lines[0]].wrapped,
    )
