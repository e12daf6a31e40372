"""Why a candidate is one, or is none, in a sentence that a secretary understands."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.extract.assemble.certainty import Signs
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.scene import Scene
from mintobrief.tagging.mentions import Act, Mention, MentionKind

_DOES = {
    Act.PROPOSE: "提出",
    Act.DECIDE: "定下",
    Act.TAKE_ON: "认领",
    Act.AGREE: "同意",
    Act.CORRECT: "改定",
}
_MOST = 4
_SHORT = 12
_LIKELY = 0.5


def because(cluster: Cluster, scene: Scene) -> str:
    """Who proposed it, who settled it with which words, and who said it again."""
    parts = list(_steps(cluster, scene))
    echo = _echo(cluster)
    if echo is not None:
        parts.append(f"{_who(echo, scene)}后来又重复确认")
    return "，".join(parts) + "。" if parts else ""


def why_not(cluster: Cluster, signs: Signs, scene: Scene) -> str:
    """What keeps a candidate from being one."""
    proposed = cluster.units(Act.PROPOSE)
    who = f"{_who(proposed[0], scene)}提出过，" if proposed else ""
    if signs.refused >= _LIKELY:
        return f"{who}随后被否决或推到以后，没有定下。"
    if not cluster.settling:
        return f"{who}没有看到有人拍板、认领或同意。"
    return f"{''.join(_first_step(cluster, scene))}但说得不够确定，看不准是不是决定。"


def _first_step(cluster: Cluster, scene: Scene) -> Iterator[str]:
    for step in list(_steps(cluster, scene))[-1:]:
        yield f"{step}，"


def _steps(cluster: Cluster, scene: Scene) -> Iterator[str]:
    """Who did what, in order: the first proposal, then what settled it."""
    acts = cluster.settling
    done: set[tuple[str, Act | None]] = set()
    for unit in (*cluster.units(Act.PROPOSE)[:1], *acts[:_MOST]):
        who = _who(unit, scene)
        if unit.act is not None and (who, unit.act) not in done:
            done.add((who, unit.act))
            yield f"{who}{_place(unit, scene)}{_DOES[unit.act]}{_quoted(unit, scene)}"


def _who(mention: Mention, scene: Scene) -> str:
    """The name, or the label of a voice; what is written down has none."""
    speech = scene.speech(mention.utterance)
    return scene.name(mention.utterance) or speech.speaker or "记录"


def _place(mention: Mention, scene: Scene) -> str:
    utterance = scene.utterances[mention.utterance]
    return f"在第{utterance.turn + 1}{'行' if utterance.speaker is None else '段'}"


def _quoted(unit: Mention, scene: Scene) -> str:
    words = _words(unit, scene)
    return f"（“{words}”）" if 0 < len(words) <= _SHORT else ""


def _words(mention: Mention, scene: Scene) -> str:
    return scene.text(mention.utterance)[mention.start : mention.end].strip("，,。；;！!、 ")


def _echo(cluster: Cluster) -> Mention | None:
    """A unit that says it again after it was settled."""
    last = max((unit.place for unit in cluster.settling), default=None)
    units = cluster.of(MentionKind.UNIT, current=False)
    later = (u for u in units if not u.current and last is not None and u.place > last)
    return next(later, None)
