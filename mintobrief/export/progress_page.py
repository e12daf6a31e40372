"""进展公示: what became of a compound's resolutions, as one web page to be posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from mintobrief.domain.compound import Compound
from mintobrief.domain.day import written_day
from mintobrief.domain.task import TaskProgress, TaskState, TaskStatus
from mintobrief.domain.task_line import Life
from mintobrief.export.check.leaks import refuse_leaks_of
from mintobrief.export.edition import Edition
from mintobrief.export.pen import Pen, printable
from mintobrief.export.shipped import shipped_text
from mintobrief.export.texts import texts_of
from mintobrief.export.wording import load_wording
from mintobrief.privacy.masker import Masker
from mintobrief.privacy.people import Roll, people_of

STYLE = Path(__file__).with_name("progress_page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_ORDER = (TaskStatus.OVERDUE, TaskStatus.OPEN, TaskStatus.CARRIED, TaskStatus.DONE)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page tells: the tasks by how they stand on that day."""

    compound: Compound
    lives: tuple[Life, ...]
    today: date
    pen: Pen
    notes: bool

    def standing(self, status: TaskStatus) -> tuple[Life, ...]:
        found = [life for life in self.lives if life.line.status(self.today) is status]
        return tuple(sorted(found, key=_newest_first) if status is TaskStatus.DONE else found)


def progress_page(
    compound: Compound, lives: Sequence[Life], today: date, *, notes: bool = True
) -> bytes:
    """UTF-8 HTML that loads nothing and runs nothing, masked as the posted edition is.

    `lives` are the compound's tasks, the most urgent first; without `notes` their progress is
    told by state and day alone. Raises LeakFound where something is in it that should be gone.
    """
    masker = _masker(compound, lives)
    page = _Page(compound, tuple(lives), today, Pen(load_wording(), Edition.PUBLIC, masker), notes)
    content = ("\n".join(_lines(page)) + "\n").encode()
    refuse_leaks_of(content, masker)
    return content


def _masker(compound: Compound, lives: Sequence[Life]) -> Masker:
    """Residents of the roster and of all that is told are called by their surname."""
    owners = frozenset(owner for life in lives for owner in life.line.task.owners)
    told = [text for life in lives for text in texts_of(life.line.task)]
    told += [said.note for life in lives for said in life.standing]
    return Masker(people_of(Roll(compound.people, charged=owners), told))


def _lines(page: _Page) -> Iterator[str]:
    title = page.pen.say("progress_page.title", compound=page.pen.text(page.compound.name))
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(title)}</title>\n<style>\n{shipped_text(STYLE)}</style>\n</head>\n<body>"
    yield f"<header><h1>{escape(title)}</h1>\n<p>{escape(_summary(page))}</p></header>\n<main>"
    for status in _ORDER:
        yield from _section(status, page)
    yield f"</main>\n<footer><p>{escape(_foot(page))}</p></footer>\n</body>\n</html>"


def _summary(page: _Page) -> str:
    counts = [(status, len(page.standing(status))) for status in _ORDER]
    told = "，".join(
        page.pen.say("followed.counted", status=status.called, count=count)
        for status, count in counts
        if count
    )
    if not told:
        return page.pen.say("progress_page.none")
    day = written_day(page.today)
    return page.pen.say("progress_page.updated", day=day, count=len(page.lives), counts=told)


def _foot(page: _Page) -> str:
    issuer = page.pen.text(page.compound.issuer or "")
    return page.pen.say(
        "progress_page.foot", issuer=issuer or page.pen.say("progress_page.somebody")
    )


def _section(status: TaskStatus, page: _Page) -> Iterator[str]:
    lives = page.standing(status)
    if not lives:
        return
    named = f"h-{status}"
    yield f'<section aria-labelledby="{named}">'
    yield f'<h2 id="{named}">{escape(status.called)} <span>{len(lives)}</span></h2>\n<ol>'
    for life in lives:
        yield f'<li class="is-{status}">'
        yield from _task(life, page)
        yield "</li>"
    yield "</ol>\n</section>"


def _task(life: Life, page: _Page) -> Iterator[str]:
    say, task = page.pen.say, life.line.task
    yield f"<h3>{escape(page.pen.text(task.action))}</h3>\n<dl>"
    owners = "、".join(page.pen.text(owner) for owner in task.owners)
    yield _fact(say("progress_page.owners"), owners or say("progress_page.unowned"))
    yield _fact(say("progress_page.deadline"), _limit(life, page.pen))
    if task.agreed_on:
        meeting = page.pen.text(task.meeting or "")
        day = written_day(task.agreed_on)
        told = say("progress_page.meeting", meeting=meeting, day=day) if meeting else day
        yield _fact(say("progress_page.agreed"), told)
    yield "</dl>"
    yield from _progress(life, page)


def _fact(label: str, value: str) -> str:
    return f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"


def _limit(life: Life, pen: Pen) -> str:
    """The last day as it stands, and the first where it was moved; the words where no day is."""
    first = life.line.task.deadline
    words = pen.text(first.text) if first else ""
    if life.line.due is None:
        return words or pen.say("progress_page.undated")
    day = written_day(life.line.due)
    if first and first.day and first.day != life.line.due:
        return pen.say("progress_page.moved", day=day, first=written_day(first.day))
    return day


def _progress(life: Life, page: _Page) -> Iterator[str]:
    """What was told, the newest first; files and names of who told it stay in the office."""
    told = [item for said in reversed(life.standing) if (item := _told(said, page))]
    label = page.pen.say("progress_page.told")
    if not told:
        yield f'<p class="told">{escape(page.pen.say("progress_page.nothing"))}</p>'
        return
    yield f'<ol class="told" aria-label="{escape(label, quote=True)}">{"".join(told)}</ol>'


def _told(said: TaskProgress, page: _Page) -> str:
    day = said.at.astimezone().date()
    text = page.pen.text(said.note) if page.notes else ""
    stated = f"{said.state.called}。" if said.state is not TaskState.OPEN or not text else ""
    when = f'<time datetime="{day.isoformat()}">{escape(written_day(day))}</time>'
    return f"<li>{when} {escape(printable(stated + text))}</li>"


def _newest_first(life: Life) -> tuple[int, str]:
    """By the day it was done or told to be."""
    last = life.standing[-1]
    day = last.day or last.at.astimezone().date()
    return -day.toordinal(), life.line.task.action
