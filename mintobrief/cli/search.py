"""`mintobrief search`: where something was said or resolved, over all meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import screen
from mintobrief.cli.parameters import Count, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain import Meeting, Utterance
from mintobrief.errors import BrokenLibrary, UnknownMeeting
from mintobrief.export.provenance import whereabouts

if TYPE_CHECKING:
    from mintobrief.store.library import Library
    from mintobrief.store.search import Hit

_MOST = 1000
_TOLD = 40  # characters of what was asked for that are said again


@click.command("search", cls=ChineseCommand)
@click.argument("words", nargs=-1, required=True, metavar="词…")
@click.option(
    "--limit",
    type=Count(1, _MOST),
    default=20,
    metavar="条数",
    help=f"最多列出几处，默认 20，最多 {_MOST}。",
)
@click.pass_context
def command(context: click.Context, words: tuple[str, ...], limit: int) -> None:
    """在所有会议的发言、决议和简报名称里找，几个词都有的才算；最近的会议在前。

    词有几个字都行，大小写、全角半角、中间的空格和标点不影响。
    """
    query = " ".join(words)
    if not query.strip():
        raise click.UsageError("没有写要找什么。请写出几个字，如：mintobrief search 电梯")
    with library_of(settings_of(context)) as library:
        hits = library.search(query, limit + 1)
        pages = list(_pages(library, hits[:limit]))
    if not pages:
        asked = query if len(query) <= _TOLD else f"{query[:_TOLD]}……"
        click.echo(f"没有找到“{plain(asked)}”。可以少写几个字再找。")
        return
    screen().print(Group(*pages))
    if len(hits) > limit:
        click.echo(f"\n只列出了前 {limit} 处，更多的用 --limit 列出，或者多写几个字。")


def _pages(library: Library, hits: Iterable[Hit]) -> Iterator[RenderableType]:
    """Each meeting that holds hits, with them."""
    for meeting_id, found in groupby(hits, lambda hit: hit.meeting_id):
        yield _page(list(found), _opened(library, meeting_id))


def _opened(library: Library, meeting_id: str) -> Meeting | None:
    """The meeting with its speakers' names; None where it was deleted since, or is damaged."""
    from mintobrief.review import with_namings

    try:
        seen = library.look(meeting_id)
    except (UnknownMeeting, BrokenLibrary):
        return None
    return with_namings(seen.meeting, seen.namings)


def _page(hits: Sequence[Hit], meeting: Meeting | None) -> RenderableType:
    first = hits[0]
    told = (first.meeting_id, plain(first.title or ""), str(first.held_on or "日期未知"))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for hit in hits:
        table.add_row(*_row(hit, meeting))
    return Group(Text("  ".join(told), style="bold"), Padding(table, (0, 4)))


def _row(hit: Hit, meeting: Meeting | None) -> tuple[str, str, Text]:
    """What was found, where it is, and the words."""
    from mintobrief.store.search import Kind

    match hit.kind:
        case Kind.TITLE:
            return "简报", "名称", _words(hit)
        case Kind.RESOLUTION:
            return f"决议 {hit.place}", _place(meeting, _evidence(hit, meeting)), _words(hit)
        case Kind.UTTERANCE:
            said = _utterance(meeting, int(hit.place))
            who = plain((said.name or said.speaker or "") if said else "")
            words = Text(f"{who}：" if who else "").append_text(_words(hit))
            return "发言", _place(meeting, said), words


def _evidence(hit: Hit, meeting: Meeting | None) -> Utterance | None:
    """The first utterance that a resolution rests on."""
    candidates = (*meeting.resolutions, *meeting.near_misses) if meeting else ()
    rests = next((c.evidence for c in candidates if c.id == hit.place), ())
    return _utterance(meeting, rests[0]) if rests else None


def _utterance(meeting: Meeting | None, index: int) -> Utterance | None:
    """None too where a newer draft, made since, has fewer."""
    there = meeting.utterances if meeting else ()
    return there[index] if index < len(there) else None


def _place(meeting: Meeting | None, said: Utterance | None) -> str:
    return whereabouts(meeting, said.evidence) if meeting and said else ""


def _words(hit: Hit) -> Text:
    """The snippet with the words that were asked for in 【】, seen without colours too."""
    shown, done = Text(), 0
    for start, end in hit.marks:
        shown.append(plain(hit.snippet[done:start]))
        shown.append(f"【{plain(hit.snippet[start:end])}】", style="bold red")
        done = end
    return shown.append(plain(hit.snippet[done:]))
