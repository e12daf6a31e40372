"""What `convert`, `show` and `review` print of a meeting."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from mintobrief.cli.plain import plain
from mintobrief.cli.scans import marked, page_rows, respelt, stressed, to_compare
from mintobrief.domain import (
    Attendee,
    Field,
    Header,
    Judgement,
    Means,
    Meeting,
    Resolution,
    Speaker,
    Verdict,
)
from mintobrief.domain.day import weekday
from mintobrief.export.pen import written_deadline, written_vote
from mintobrief.export.provenance import whereabouts
from mintobrief.review import latest_judgements, standing, with_added

MEANS = {Means.RULES: "用语规则", Means.NETWORK: "小模型", Means.LANGUAGE_MODEL: "语言模型"}
_LONGEST = 40  # characters of an utterance that tells who speaks


def meeting_page(meeting: Meeting, judgements: Iterable[Judgement]) -> RenderableType:
    """The meeting: particulars, topics, candidates with their evidence, warnings."""
    latest = latest_judgements(judgements)
    meeting = with_added(meeting, latest)
    parts: list[RenderableType] = [_particulars(meeting), _speakers(meeting), _topics(meeting)]
    parts += [candidate(meeting, r, latest.get(r.id)) for r in meeting.resolutions]
    if meeting.near_misses:
        parts.append(near_misses(meeting, meeting.near_misses))
    told = [notice.message for notice in meeting.notices]
    gone = [source for source in meeting.sources if source.removed_on]
    told += [f"{one.name}：录音已按规定删除（{one.removed_on}）。" for one in gone]
    parts += [Text(f"提醒：{plain(message)}", style="yellow") for message in told]
    return Group(*parts)


def candidate(
    meeting: Meeting, resolution: Resolution, judgement: Judgement | None
) -> RenderableType:
    """One candidate as it stands after the latest judgement, beside its evidence."""
    left = standing(resolution, judgement)
    verdict = (judgement.verdict if judgement else Verdict.REOPENED).called
    head = Text(f"\n{resolution.id}  {plain(left.action.value)}  ", style="bold")
    head.append(f"［{verdict}］", style="green" if judgement else "magenta")
    tables = (_fields(meeting, left), _sources(meeting, left))
    return Group(head, *(Padding(table, (0, 4)) for table in tables))


def near_misses(meeting: Meeting, left: Sequence[Resolution]) -> RenderableType:
    """What sounds like a resolution and was not taken for one, why, and how to add it."""
    table = _grid()
    for near in left:
        place = whereabouts(meeting, meeting.utterances[near.evidence[0]].evidence)
        said = Text(plain(near.action.value)).append(f"  {plain(near.because)}", style="dim")
        table.add_row(near.id, Text(place, style="cyan"), said)
    how = f"要收进来：{program()} review {meeting.id} --add {left[0].id} --reviewer 姓名"
    head = Text("\n像决议、没有列入的：", style="bold")
    return Group(head, Padding(table, (0, 4)), Text(how, style="dim"))


def _particulars(meeting: Meeting) -> Table:
    table = _grid()
    table.add_row("编号", meeting.id)
    for label, value in _header_rows(meeting.header):
        table.add_row(label, plain(value) or Text("（没有读到）", style="red"))
    for label, told in page_rows(meeting):
        table.add_row(label, told)
    return table


def _header_rows(header: Header) -> list[tuple[str, str]]:
    day = header.day
    hours = "—".join(v for v in (_value(header.start), _value(header.end)) if v)
    when = f"{day:%Y-%m-%d} {weekday(day)} {hours}".strip() if day else hours
    return [
        ("会议名称", _value(header.title)),
        ("会议时间", when),
        ("会议地点", _value(header.place)),
        ("主持人", _value(header.host)),
        ("记录人", _value(header.recorder)),
        ("参会人员", _people(header.attendees)),
        *([("请假人员", _people(header.absent))] if header.absent else []),
        *([("列席人员", _people(header.observers))] if header.observers else []),
    ]


def _people(people: Sequence[Attendee]) -> str:
    return "、".join(
        f"{p.name}（{' '.join(w for w in (p.org, p.role) if w)}）" if p.org or p.role else p.name
        for p in people
    )


def _speakers(meeting: Meeting) -> Table:
    """Who the voices seem to be, with the words that tell it."""
    table = _grid()
    for speaker in meeting.speakers:
        told = (_told(meeting, i) for i in speaker.evidence) if not speaker.confirmed else ()
        words = Text(plain(_named(speaker)))
        words.append(
            "［已确认］" if speaker.confirmed else "［推定，待确认］", style=_style(speaker)
        )
        table.add_row(f"发言人{plain(speaker.label)}", Group(words, *map(Text, told)))
    return table


def _named(speaker: Speaker) -> str:
    known = "，".join(w for w in (speaker.org, speaker.role) if w)
    name = speaker.name or "（没有说出姓名）"
    chair = "，主持" if speaker.is_chair else ""
    return f"{name}（{known}）{chair}" if known else name + chair


def _style(speaker: Speaker) -> str:
    return "green" if speaker.confirmed else "magenta"


def _told(meeting: Meeting, index: int) -> str:
    """An utterance that tells who speaks, cut short, and where it is."""
    utterance = meeting.utterances[index]
    words = plain(utterance.text)
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"
    return f"{whereabouts(meeting, utterance.evidence)} {utterance.speaker}：{cut}"


def _topics(meeting: Meeting) -> Table:
    table = _grid()
    for number, topic in enumerate(meeting.topics, start=1):
        table.add_row(f"议题{number}", plain(topic.title))
    return table


def _fields(meeting: Meeting, resolution: Resolution) -> Table:
    table = _grid()
    deadline = written_deadline(resolution.deadline.value) if resolution.deadline else ""
    table.add_row("责任", plain("、".join(o.value for o in resolution.owners)))
    table.add_row("时限", plain(deadline))
    for label, field in (("措施", resolution.measures), ("监督", resolution.supervision)):
        if field:
            table.add_row(label, plain(field.value))
    if resolution.vote:
        table.add_row("表决", written_vote(resolution.vote.value))
    if resolution.flags:
        table.add_row("注意", Text("、".join(f.called for f in resolution.flags), style="red"))
    if words := to_compare(meeting, resolution):
        table.add_row("对照", words)
    if resolution.because:
        table.add_row("缘由", plain(resolution.because))
    if told := origins(resolution):
        table.add_row("由来", told)
    return table


def origins(resolution: Resolution) -> str:
    """Which means read which field, where a language model read any."""
    fields = {
        "事项": (resolution.action,),
        "责任": resolution.owners,
        "时限": (resolution.deadline,),
        "监督": (resolution.supervision,),
        "表决": (resolution.vote,),
    }
    told = {
        name: "、".join(dict.fromkeys(MEANS[m] for f in found if f for m in f.found_by))
        for name, found in fields.items()
    }
    if not any(MEANS[Means.LANGUAGE_MODEL] in by for by in told.values()):
        return ""
    return "；".join(f"{name}：{by}" for name, by in told.items() if by)


def _sources(meeting: Meeting, resolution: Resolution) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for index in resolution.evidence:
        utterance = meeting.utterances[index]
        who = utterance.name or utterance.speaker
        said = Text(plain(f"{who}：") if who else "").append_text(marked(utterance))
        said.append(respelt(utterance)).append(stressed(utterance, meeting))
        table.add_row(Text(whereabouts(meeting, utterance.evidence), style="cyan"), said)
    return table


def program() -> str:
    """How to call this program, for the commands we suggest: mintobrief, .venv/bin/mintobrief."""
    called = Path(sys.argv[0])
    if called.stem != "mintobrief" or shutil.which("mintobrief"):
        return "mintobrief"
    return str(called)


def screen(stderr: bool = False) -> Console:
    """A console that prints what it is given: `[…]` and `:…:` in a meeting mean nothing to it."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def listing(*titles: str) -> Table:
    """An empty table under these titles; long cells are folded, never cut short."""
    columns = (Column(title, overflow="fold") for title in titles)
    return Table(*columns, box=None, pad_edge=False)


def _grid() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")  # Chinese has no spaces: rich would cut a long line short
    return table


def _value(field: Field[str] | None) -> str:
    return field.value if field else ""
