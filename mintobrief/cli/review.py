"""`mintobrief review`: the judgements of the review page, for scripts and the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import candidate, program, screen
from mintobrief.cli.parameters import settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain import Judgement, Meeting, Resolution
from mintobrief.errors import AcceptedAndRejected, MissingReviewer, UnknownResolution


@click.command("review", cls=ChineseCommand)
@click.argument("meeting", metavar="会议编号")
@click.option("--accept", multiple=True, metavar="决议|all", help="通过一条；all 通过所有待审的。")
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
@click.option("--reviewer", metavar="姓名", help="审核人，写进简报和记录。")
@click.pass_context
def command(
    context: click.Context,
    meeting: str,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    edits: tuple[tuple[str, str], ...],
    reviewer: str | None,
) -> None:
    """审核候选决议。什么选项都不给，就列出还没审的。"""
    from mintobrief.store import Seen, open_library

    with open_library(settings_of(context).library) as library:
        found = library.load_meeting(meeting)
        judged = library.judgements(found.id)
        if accept or reject or edits:
            signature = plain(reviewer or "").strip()
            if not signature:
                raise MissingReviewer
            if twice := set(accept) & set(reject):
                raise AcceptedAndRejected(sorted(twice))
            desk = Desk(found, judged, signature)
            made = desk.judge(edits, accept, reject)
            library.add_judgements(found.id, made, Seen(found, judged))
            judged = library.judgements(found.id)
    _print_queue(found, judged)


class Desk:
    """One reviewer at work on one meeting: each judgement starts from the latest."""

    def __init__(self, meeting: Meeting, judged: Sequence[Judgement], reviewer: str) -> None:
        from mintobrief.review import latest_judgements

        self._meeting = meeting
        self._latest = latest_judgements(judged)
        self._reviewer = reviewer

    def judge(
        self, edits: Iterable[tuple[str, str]], accept: Iterable[str], reject: Iterable[str]
    ) -> list[Judgement]:
        """The judgements in the order they count: edits, then rejections, then acceptances."""
        made = [self._amended(resolution_id, assignment) for resolution_id, assignment in edits]
        made += [self._rejected(resolution_id) for resolution_id in reject]
        return made + [j for wanted in accept for j in self._accepted(wanted)]

    def _amended(self, resolution_id: str, assignment: str) -> Judgement:
        from mintobrief.extract.deadline import read_deadline
        from mintobrief.review import amend, edit, read_assignment, standing

        name, value = read_assignment(assignment)
        held_on = self._meeting.header.held_on.value if self._meeting.header.held_on else None
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
        known = {r.id: r for r in self._meeting.resolutions}
        if resolution_id not in known:
            raise UnknownResolution(resolution_id, known)
        return known[resolution_id]

    def _signed(self, judgement: Judgement) -> Judgement:
        self._latest[judgement.resolution_id] = judgement
        return judgement


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _print_queue(meeting: Meeting, judged: Sequence[Judgement]) -> None:
    """What still waits, and what to do next."""
    from mintobrief.review import latest_judgements

    settled = latest_judgements(judged)
    waiting = [r for r in meeting.resolutions if r.id not in settled]
    for resolution in waiting:
        screen().print(candidate(meeting, resolution, None))
    if waiting:
        click.echo(f"\n还有 {len(waiting)} 条待审。")
    else:
        click.echo(f"全部审完。导出：{program()} export {meeting.id} -f docx -o 简报.docx")
