"""Why a candidate is one, or is none, in a sentence that a secretary understands."""

from __future__ import annotations

from collections.abc import Container, Iterator

from mintobrief.extract.assemble.certainty import Signs
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.telling import in_quotes, place_of
from mintobrief.tagging.mentions import Act, Mention, MentionKind

_DOES = {
    Act.PROPOSE: "提出",
    Act.DECIDE: "定下",
    Act.TAKE_ON: "认领",
    Act.AGREE: "同意",
    Act.CORRECT: "改定",
    Act.REJECT: "不同意",
    Act.DEFER: "说以后再定",
}
_WRITTEN = {Act.PROPOSE: "记着提议", Act.TAKE_ON: "写明有人来办", Act.CORRECT: "写明改定"}
_CHAIRED = {Act.DECIDE: "拍板"}
_MOST = 4
_LIKELY = 0.5


def because(cluster: Cluster, scene: Scene, evidence: Container[int]) -> str:
    """Who proposed it, who settled it with which words, and who said it again.

    Only by the words it rests on: what was linked to it by mistake is no reason.
    """
    parts = list(_steps(cluster, scene, evidence))
    echo = _echo(cluster)
    if echo is not None:
        parts.append(f"{_who(echo, scene)}{_place(echo, scene)}又重复确认")
    return "，".join(parts) + "。" if parts else ""


def why_not(cluster: Cluster, signs: Signs, scene: Scene) -> str:
    """What keeps a candidate from being one."""
    proposed = "".join(f"{_step(u, scene)}，" for u in cluster.units(Act.PROPOSE)[:1])
    refused = cluster.units(Act.REJECT, Act.DEFER)
    if signs.refused >= _LIKELY and refused:
        return f"{proposed}后来{_step(refused[-1], scene)}，没有定下。"
    if signs.refused >= _LIKELY:
        return f"{proposed}随后被否决或推到以后，没有定下。"
    if not cluster.settling:
        return f"{proposed}只是提议，没有看到有人拍板、认领或同意。"
    return f"{_last_step(cluster, scene)}但话说得不够确定，看不准是不是决定。"


def _last_step(cluster: Cluster, scene: Scene) -> str:
    everywhere = range(len(scene.utterances))
    return "".join(f"{step}，" for step in list(_steps(cluster, scene, everywhere))[-1:])


def _steps(cluster: Cluster, scene: Scene, evidence: Container[int]) -> Iterator[str]:
    """Who did what, in order: the first proposal, then what settled it."""
    done: set[tuple[str, Act | None]] = set()
    proposed = [unit for unit in cluster.units(Act.PROPOSE) if unit.utterance in evidence]
    settling = [unit for unit in cluster.settling if unit.utterance in evidence]
    for unit in (*proposed[:1], *settling[:_MOST]):
        key = (_who(unit, scene), unit.act)
        if unit.act is not None and key not in done:
            done.add(key)
            yield _step(unit, scene)


def _step(unit: Mention, scene: Scene) -> str:
    """One step of the story: 主持人黄秀梅在第3段拍板“就这么办”."""
    act, who = unit.act, _who(unit, scene)
    words = in_quotes(scene.text(unit.utterance)[unit.start : unit.end])
    if act is None:
        return ""
    if not who:
        return f"{_place(unit, scene)}{_WRITTEN.get(act, '写着')}{words}"
    does = _CHAIRED.get(act) if scene.chairs(unit.utterance) else None
    return f"{who}{_place(unit, scene)}{does or _DOES.get(act, '说')}{words}"


def _who(mention: Mention, scene: Scene) -> str:
    """The name, or the label of a voice, 主持人 before who is in the chair; empty in notes."""
    name = scene.name(mention.utterance) or scene.speech(mention.utterance).speaker or ""
    if name.startswith("?"):
        name = "发言人"
    return f"主持人{name}" if name and scene.chairs(mention.utterance) else name


def _place(mention: Mention, scene: Scene) -> str:
    place = place_of(scene.utterances[mention.utterance])
    return f"在{place}" if scene.speech(mention.utterance).speaker else place


def _echo(cluster: Cluster) -> Mention | None:
    """A unit that says it again after it was settled."""
    last = max((unit.place for unit in cluster.settling), default=None)
    units = cluster.of(MentionKind.UNIT, current=False)
    later = (u for u in units if not u.current and last is not None and u.place > last)
    return next(later, None)
