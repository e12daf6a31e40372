"""Who of several that are named beside a task is to do it: what speaks for each, weighed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mintobrief.domain import Field
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.cues import cue
from mintobrief.tagging.mentions import Act, Mention, MentionKind

_CHARGED_BEFORE = re.compile(r"(?:由|请|让|派|安排|麻烦|辛苦|责成|委托)(?:我们|你们|咱们)?$")
_CHARGED_AFTER = re.compile(r"^[，,、]?(?:你|您|们|负责|牵头|来|去|把|将|应|须|要)")
_TO = re.compile(r"(?:[给向问找对替帮比被听按报发送跟]|交给?|转给?|抄送)(?:我们|咱们|你们)?$")
_LOOKS_ON = re.compile(
    r"^(?:同志)?(?:看过|看看|审|签|验|到场|监督|配合|协助|同意|确认|通过|那边|说|也?可以|的(?!你))"
)
_VOTES = re.compile(r"^(?:弃权|反对|赞成|没意见)")
_LISTED = re.compile(r"[\s、，,和跟与及]*")
_NEAR = 6
_LEAST = 0.12
_TALKS = (Act.INFORM, Act.REPORT, Act.ASK, Act.DISAGREE, Act.CHAIR, Act.SMALL_TALK)
# by what the words around a mark speak for or against him
_AIMED_AT, _WATCHES, _TOLD_OF, _APART = 0.2, 0.5, 0.6, 0.6
_CHARGED, _BINDS_HIMSELF, _BESIDE = 1.5, 1.3, 1.3


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody may be the doer of a task: where that is said, and what it counts."""

    owner: Field[str]
    mark: Mention
    weight: float


def chosen(claims: Iterable[Claim], scene: Scene) -> list[Field[str]]:
    """Who has most that speaks for him, with those named in one list with him.

    Nobody where no words were marked as the doer.
    """
    likely = [claim for claim in claims if claim.weight >= _LEAST]
    marked = [claim for claim in likely if claim.mark.kind is MentionKind.OWNER]
    if not marked:
        return []
    weights: dict[str, float] = defaultdict(float)
    for claim in likely:
        weights[claim.owner.value] += claim.weight
    best = max(weights, key=lambda name: weights[name])
    own = [claim for claim in likely if claim.owner.value == best]
    lists = [claim.mark for claim in own if claim.mark.kind is MentionKind.OWNER]
    beside = [claim for mark in lists for claim in _listed(mark, marked, scene)]
    return [claim.owner for claim in sorted([own[0], *beside], key=lambda c: c.mark.place)]


def _listed(mark: Mention, claims: Iterable[Claim], scene: Scene) -> Iterator[Claim]:
    """The claims whose words stand in one list with a mark: 桂花、老陶和小林."""
    text = scene.text(mark.utterance)
    here = [claim for claim in claims if claim.mark.utterance == mark.utterance]
    end, start = mark.end, mark.start
    for claim in sorted(here, key=lambda c: c.mark.place):
        if claim.mark.start >= end and _LISTED.fullmatch(text, end, claim.mark.start):
            yield claim
            end = claim.mark.end
    for claim in sorted(here, key=lambda c: c.mark.place, reverse=True):
        if claim.mark.end <= start and _LISTED.fullmatch(text, claim.mark.end, start):
            yield claim
            start = claim.mark.start


def standing(mark: Mention, cluster: Cluster, scene: Scene) -> float:
    """How far the words around a name make its bearer the doer: above 1 or below."""
    text = scene.text(mark.utterance)
    before, after = text[: mark.start], text[mark.end :]
    return _by_words(before, after) * _by_place(mark, cluster, text)


def _by_words(before: str, after: str) -> float:
    """What the words right before and after a name say of its bearer."""
    if _VOTES.match(after):
        return 0.0
    value = 1.0
    if _TO.search(before) or cue("people", "receiver").search(before):
        value *= _AIMED_AT
    if _LOOKS_ON.match(after):
        value *= _WATCHES
    if _CHARGED_BEFORE.search(before) or _CHARGED_AFTER.match(after):
        value *= _CHARGED
    return value


def _by_place(mark: Mention, cluster: Cluster, text: str) -> float:
    """What it says of him that he is named near the action, or where nothing is settled."""
    acts = [u.act for u in cluster.units() if _inside(mark, u)]
    binds = Act.TAKE_ON in acts
    actions = cluster.of(MentionKind.ACTION)
    value = 1.0
    if binds and "我" in text[mark.start : mark.end]:
        value *= _BINDS_HIMSELF
    if acts and all(act in _TALKS for act in acts):
        value *= _TOLD_OF
    if any(_next_to(mark, action) for action in actions):
        value *= _BESIDE
    if not (binds or any(action.utterance == mark.utterance for action in actions)):
        value *= _APART
    return value


def _inside(mark: Mention, unit: Mention) -> bool:
    return unit.utterance == mark.utterance and unit.start < mark.end and mark.start < unit.end


def _next_to(mark: Mention, action: Mention) -> bool:
    """Whether the words of an action follow a name, or begin with it."""
    near = mark.start <= action.start <= mark.end + _NEAR
    begins = action.start <= mark.start <= action.start + 1 and mark.end < action.end
    return action.utterance == mark.utterance and (near or begins)
