"""From a tagger's marks to candidate resolutions.

edges      marks at whole words               scene      who speaks, who is named, which topic
clusters   which marks make one task          claims     who of several is to do it
doers      whom it was given to               limits     by when
phrasing   what is to be done                 certainty  how sure it is that it is a resolution
reasons    why it is one, or is none          outlook    whether the meeting settles anything
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Field, Resolution, Vote
from mintobrief.extract.assemble.certainty import Signs, certainty, signs_of
from mintobrief.extract.assemble.clusters import Cluster, clusters_of
from mintobrief.extract.assemble.doers import word_owners
from mintobrief.extract.assemble.edges import at_edges
from mintobrief.extract.assemble.limits import word_deadline
from mintobrief.extract.assemble.phrasing import word_task
from mintobrief.extract.assemble.scene import Scene, scene_of
from mintobrief.extract.vote import count_votes
from mintobrief.language.clauses import clauses_of
from mintobrief.tagging.mentions import Act, Marked, Mention, MentionKind

__all__ = ["Candidate", "candidates_of", "scene_of"]

# A task without words of its own is one only where a unit says more than yes.
_TELLING = (Act.DECIDE, Act.TAKE_ON, Act.CORRECT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cluster made into a resolution, with what speaks for it."""

    resolution: Resolution
    cluster: Cluster
    signs: Signs


def candidates_of(marked: Marked, scene: Scene) -> tuple[Candidate, ...]:
    """Everything that could be a resolution, in the order of the talk, likely or not.

    Ids, topics and flags of the resolutions are not set yet.
    """
    marked = at_edges(marked, scene)
    told = [m for m in marked.mentions if m.kind is MentionKind.DEADLINE]
    found = (_candidate(cluster, marked, scene, told) for cluster in clusters_of(marked))
    kept = (candidate for candidate in found if candidate is not None)
    return tuple(sorted(kept, key=lambda candidate: candidate.resolution.evidence))


def _candidate(
    cluster: Cluster, marked: Marked, scene: Scene, told: Sequence[Mention]
) -> Candidate | None:
    worded = cluster.of(MentionKind.ACTION) or cluster.units(*_TELLING)
    action = word_task(cluster, scene) if worded else None
    if action is None:
        return None
    signs = signs_of(cluster, marked)
    resolution = Resolution(
        id="-",
        action=action,
        evidence=_evidence(cluster, scene),
        owners=word_owners(cluster, scene),
        deadline=word_deadline(cluster, scene, told),
        supervision=_supervision(cluster, scene),
        vote=_vote(cluster, scene),
        confidence=round(certainty(signs), 2),
    )
    return Candidate(resolution, cluster, signs)


def _evidence(cluster: Cluster, scene: Scene) -> tuple[int, ...]:
    """The sentences that hold its words, and where none settles it the last that does."""
    said = {m.utterance for m in cluster.members if m.current and m.kind is not MentionKind.UNIT}
    settled = [m.utterance for m in cluster.settling]
    speeches = {scene.speech_of[i] for i in said}
    if settled and not any(scene.speech_of[i] in speeches for i in settled):
        said.add(settled[-1])
    return tuple(sorted(said))


def _supervision(cluster: Cluster, scene: Scene) -> Field[str] | None:
    marks = cluster.of(MentionKind.SUPERVISION)
    text = "；".join(_words(marks, scene))
    return Field(text, tuple(mark.quote for mark in marks)) if text else None


def _words(marks: Sequence[Mention], scene: Scene) -> Iterator[str]:
    for mark in marks:
        yield scene.text(mark.utterance)[mark.start : mark.end].strip("，,。；; ")


def _vote(cluster: Cluster, scene: Scene) -> Field[Vote] | None:
    marks = cluster.of(MentionKind.VOTE)
    return count_votes([clauses_of(m.utterance, scene.text(m.utterance)) for m in marks])
