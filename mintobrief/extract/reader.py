"""The finder that reads: a tagger's marks made into candidates, together with the rules'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from mintobrief.config import Settings
from mintobrief.domain import Found, Header, Means, Resolution, Topic, Utterance, turns_of
from mintobrief.extract.assemble import Candidate, candidates_of, scene_of
from mintobrief.extract.assemble.outlook import outlook
from mintobrief.extract.assemble.reasons import because, why_not
from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.cells import rows_in
from mintobrief.extract.combine import READ_ALONE, combined
from mintobrief.extract.retold import told_once
from mintobrief.extract.rules import RuleFinder, finished, missed_beside
from mintobrief.progress import Progress, no_progress
from mintobrief.tagging import load_tagger
from mintobrief.tagging.mentions import Tagger

# Where F1 was best over meetings kept from training and those of the evaluation alike.
ENOUGH = 0.5
_NEAR = 0.17
_SETTLED = 0.5  # of a candidate's own sureness: likelier one than none


@dataclass(frozen=True, slots=True)
class ReadingFinder:
    """Finds candidates in a tagger's marks; what the rules find counts too."""

    tagger: Tagger
    rules: RuleFinder = field(default_factory=RuleFinder)

    def find(
        self,
        utterances: Sequence[Utterance],
        topics: Sequence[Topic],
        header: Header,
        progress: Progress = no_progress,  # noqa: ARG002 - is done at once
    ) -> Found:
        """The candidates and near misses in the order of the meeting, each with its reason."""
        scene = scene_of(utterances, topics, header)
        marked = self.tagger.mark(utterances)
        candidates = candidates_of(marked, scene)
        read = [_told(c, scene) for c in candidates]
        ruled = self.rules.find(utterances, topics, header)
        share = outlook(marked, [c.signs for c in candidates])
        rows = rows_in(turns_of(utterances))
        both = combined(read, ruled.resolutions, utterances)
        done = {row for r in ruled.resolutions for row in _rows_of(r, rows)}
        told = told_once([r for r in both if not repeats_rows(r, rows, done)])
        found = [_at(share, r) for r in told]
        likely = [r for r in found if r.confidence >= ENOUGH]
        unlikely = [_doubted(r) for r in found if _NEAR <= r.confidence < ENOUGH]
        missed = missed_beside(likely, [*unlikely, *ruled.near_misses], topics, header)
        return Found(finished(likely, topics, header), missed)


def repeats_rows(found: Resolution, rows: Mapping[int, int], done: Set[int]) -> bool:
    """Whether the network alone made it of several rows of a table that are tasks already."""
    alone = Means.RULES not in found.action.found_by
    own = _rows_of(found, rows)
    return alone and len(own) > 1 and own <= done


def _rows_of(found: Resolution, rows: Mapping[int, int]) -> Set[int]:
    return {rows[place] for place in found.evidence if place in rows}


def _told(candidate: Candidate, scene: Scene) -> Resolution:
    """The resolution with why it is one, or is none."""
    found = candidate.resolution
    if found.confidence >= _SETTLED:
        reason = because(candidate.cluster, scene, found.evidence)
    else:
        reason = why_not(candidate.cluster, candidate.signs, scene)
    return replace(found, because=reason)


def _at(share: float, resolution: Resolution) -> Resolution:
    return replace(resolution, confidence=round(share * resolution.confidence, 2))


def _doubted(near: Resolution) -> Resolution:
    """What seemed settled by one of two ways to read it, and not surely enough."""
    if near.confidence < _SETTLED * READ_ALONE:
        return near
    return replace(near, because=f"{near.because}只有一种读法认为定下了，把握不够，没有列入。")


def load_reader(settings: Settings) -> ReadingFinder:
    """The finder with the network that comes along. Raises MissingEngine, BadWeights."""
    return ReadingFinder(load_tagger("network", settings))
