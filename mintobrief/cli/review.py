"""`mintobrief review`: the judgements of the review page, for scripts and the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import candidate, near_misses, program, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain import Judgement, Meeting, Naming, Resolution
from mintobrief.errors import AcceptedAndRejected, MissingReviewer, UnknownResolution


@click.command("review", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.option("--accept", multiple=True, metavar="决议|all", help="通过一条；all 通过所有待审的。")
@click.option(
    "--add",
    "added",
    multiple=True,
    metavar="n1",
    help="把“像决议、没有列入”的一条收进来并通过；要改字段，再用 --set。",
)
@click.option("--reject", multiple=True, metavar="决议", help="退回一条，不写进简报。")
@click.option(
    "--set",
    "edits",
    nargs=2,
    multiple=True,
    metavar="决议 字段=内容",
    help="修改并通过，如 --set r1 deadline=2026年3月20日。"
    "字段：action measures owners deadline supervision vote；内容留空表示会议确实没定。",
)
@click.option(
    "--speaker",
    "names",
    multiple=True,
    metavar="标签=姓名|标签",
    help="说明发言人是谁，如 --speaker S1=王主任；只写标签是确认推定的姓名，S1= 是取消。",
)
@click.option("--reviewer", metavar="姓名", help="审核人，写进简报和记录。")
@click.pass_context
def command(
    context: click.Context,
    meeting: str,
    accept: tuple[str, ...],
    added: tuple[str, ...],
    reject: tuple[str, ...],
    edits: tuple[tuple[str, str], ...],
    names: tuple[str, ...],
    reviewer: str | None,
) -> None:
    """审核候选决议。什么选项都不给，就列出还没审的。"""
    from mintobrief.review import with_namings
    from mintobrief.store import Seen

    with library_of(settings_of(context)) as library:
        found = library.load_meeting(meeting)
        judged, named = library.judgements(found.id), library.namings(found.id)
        if accept or added or reject or edits or names:
            signature = plain(reviewer or "").strip()
            if not signature:
                raise MissingReviewer
            if twice := {*accept, *added} & {*reject}:
                raise AcceptedAndRejected(sorted(twice))
            desk = Desk(found, judged, signature)
            made = [*desk.add(added), *desk.judge(edits, accept, reject)]
            told = desk.name(names)
            library.add_judgements(found.id, made, Seen(found, judged, named), told)
            judged, named = library.judgements(found.id), library.namings(found.id)
            _print_left_alone(found, told)
    _print_queue(with_namings(found, named), judged)


class Desk:
    """One reviewer at work on one meeting: each judgement starts from the latest."""

    def __init__(self, meeting: Meeting, judged: Sequence[Judgement], reviewer: str) -> None:
        from mintobrief.review import latest_judgements

        self._meeting = meeting
        self._missed = {near.id: near for near in meeting.near_misses}
        self._latest = latest_judgements(judged)
        self._reviewer = reviewer

    def judge(
        self, edits: Iterable[tuple[str, str]], accept: Iterable[str], reject: Iterable[str]
    ) -> list[Judgement]:
        """The judgements in the order they count: edits, then rejections, then acceptances."""
        made = [self._amended(resolution_id, assignment) for resolution_id, assignment in edits]
        made += [self._rejected(resolution_id) for resolution_id in reject]
        return made + [j for wanted in accept for j in self._accepted(wanted)]

    def add(self, wanted: Iterable[str]) -> list[Judgement]:
        """Near misses let stand as candidates."""
        from mintobrief.review import accept

        made = []
        for near_id in wanted:
            if near_id not in self._missed:
                raise UnknownResolution(near_id, self._missed)
            latest = self._latest.get(near_id)
            accepted = accept(self._missed[near_id], latest, self._reviewer, _now())
            made.append(self._signed(accepted))
        return made

    def name(self, given: Iterable[str]) -> list[Naming]:
        """Who the voices are, as typed: S1=王主任, S1, S1=."""
        from mintobrief.review import read_namings

        return [
            naming
            for text in given
            for naming in read_namings(text, self._meeting, self._reviewer, _now())
        ]

    def _amended(self, resolution_id: str, assignment: str) -> Judgement:
        from mintobrief.extract.deadline import read_deadline
        from mintobrief.review import amend, edit, read_assignment, standing

        name, value = read_assignment(assignment)
        held_on = self._meeting.header.day
        before = standing(self._candidate(resolution_id), self._latest.get(resolution_id))
        after = edit(before, name, value, partial(read_deadline, held_on=held_on), held_on=held_on)
        return self._signed(amend(after, self._reviewer, _now()))

    def _rejected(self, resolution_id: str) -> Judgement:
        from mintobrief.review import reject

        return self._signed(reject(self._candidate(resolution_id), self._reviewer, _now()))

    def _accepted(self, wanted: str) -> Iterator[Judgement]:
        from mintobrief.review import accept

        for found in self._waiting() if wanted == "all" else [self._candidate(wanted)]:
            latest = self._latest.get(found.id)
            yield self._signed(accept(found, latest, self._reviewer, _now()))

    def _waiting(self) -> list[Resolution]:
        return [r for r in self._meeting.resolutions if r.id not in self._latest]

    def _candidate(self, resolution_id: str) -> Resolution:
        known = self._missed | {r.id: r for r in self._meeting.resolutions}
        if resolution_id not in known:
            raise UnknownResolution(resolution_id, known)
        return known[resolution_id]

    def _signed(self, judgement: Judgement) -> Judgement:
        self._latest[judgement.resolution_id] = judgement
        return judgement


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _print_left_alone(meeting: Meeting, told: Sequence[Naming]) -> None:
    """Which resolutions still name as owner who has another name now: they stay as they are."""
    new = {(naming.source_id, naming.label): naming.name for naming in told}
    for speaker in meeting.speakers:
        name = new.get((speaker.source_id, speaker.label), speaker.name)
        owns = [r.id for r in meeting.resolutions if speaker.name in [o.value for o in r.owners]]
        if name != speaker.name and owns:
            ids = "、".join(owns)
            click.echo(plain(f"{ids} 的责任人仍写“{speaker.name}”。要改，请用 --set 决议 owners=…"))


def _print_queue(meeting: Meeting, judged: Sequence[Judgement]) -> None:
    """What still waits, and what to do next."""
    from mintobrief.review import latest_judgements, with_added

    settled = latest_judgements(judged)
    left = with_added(meeting, settled).near_misses
    waiting = [r for r in meeting.resolutions if r.id not in settled]
    for resolution in waiting:
        screen().print(candidate(meeting, resolution, None))
    if left:
        screen().print(near_misses(meeting, left))
    if waiting:
        click.echo(f"\n还有 {len(waiting)} 条待审。")
    else:
        click.echo(f"全部审完。导出：{program()} export {meeting.id} -f docx -o 简报.docx")
