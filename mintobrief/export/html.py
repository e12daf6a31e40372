"""The briefing as one web page that needs no other file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path

from mintobrief.domain import Briefing
from mintobrief.export.blocks import (
    Annex,
    Attendance,
    Block,
    Heading,
    Index,
    Labelled,
    Layout,
    Paragraph,
    Picture,
    Pictures,
    ResolutionBlock,
    Run,
    Runs,
    Signature,
    Table,
)
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.shipped import shipped_text

STYLE = Path(__file__).with_name("html.css")


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """UTF-8 HTML; it loads nothing and runs nothing."""
    return ("\n".join(_page(lay_out(briefing, edition, head))) + "\n").encode()


def _page(layout: Layout) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    title, style = escape(layout.title), shipped_text(STYLE)
    yield f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>"
    yield from _masthead(layout)
    for block in layout.blocks:
        yield from _block(block)
    yield "<footer>"
    for line in layout.imprint.lines:
        yield _labelled(line)
    if layout.imprint.copies:
        yield f'<p class="copies">{escape(layout.imprint.copies)}</p>'
    yield "</footer>\n</body>\n</html>"


def _masthead(layout: Layout) -> Iterator[str]:
    head = layout.masthead
    yield "<header>"
    if head.mark or head.code:
        marks = "".join(f"<span>{escape(words)}</span>" for words in (head.mark, head.code))
        yield f'<p class="marks">{marks}</p>'
    yield f'<p class="name">{escape(head.name)}</p>'
    if head.serial:
        yield f'<p class="serial">{escape(head.serial)}</p>'
    shown = (head.issuer, head.issued_on) if head.dateline else ()
    issue = "".join(f"<span>{_run(run)}</span>" for run in shown)
    yield f'<p class="issue">{issue}</p>'
    yield f"</header>\n<h1>{escape(layout.title)}</h1>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level):
            yield f"<h{level + 1}>{escape(block.numbered)}</h{level + 1}>"
        case Paragraph(runs):
            kind = ' class="flush"' if block.flush else ""
            yield f"<p{kind}>{escape(block.number)}{_runs(runs)}</p>"
        case Labelled():
            yield _labelled(block)
        case ResolutionBlock(heading, lines):
            yield f"<h3>{escape(heading.numbered)}</h3>"
            yield from map(_labelled, lines)
        case Table(head, rows):
            yield "<table>"
            yield _row("th", tuple(escape(cell) for cell in head))
            yield from (_row("td", tuple(map(_runs, row))) for row in rows)
            yield "</table>"
        case Attendance(lines):
            yield f'<section class="attendance">{"".join(map(_labelled, lines))}</section>'
        case Signature(issuer, issued_on):
            yield f'<p class="signature">{_run(issuer)}<br>{_run(issued_on)}</p>'
        case _:
            yield from _back(block)


def _back(block: Annex | Index | Pictures) -> Iterator[str]:
    """What stands behind the briefing itself."""
    match block:
        case Annex(label, items):
            entries = "".join(f"<li>{escape(item)}</li>" for item in items)
            yield f'<section class="annex"><h2>{escape(label)}</h2><ol>{entries}</ol></section>'
        case Index(label, entries):
            quoted = "".join(f"<li>{escape(e.place)}<q>{escape(e.words)}</q></li>" for e in entries)
            yield f'<section class="index"><h2>{escape(label)}</h2><ul>{quoted}</ul></section>'
        case Pictures(label, items):
            shown = "".join(map(_picture, items))
            yield f'<section class="pictures"><h2>{escape(label)}</h2>{shown}</section>'


def _picture(picture: Picture) -> str:
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>"
    if not picture.jpeg:
        return f"<figure>{caption}</figure>"
    data = b64encode(picture.jpeg).decode()
    words = escape(picture.caption, quote=True)
    style = f"width:{picture.width}mm"
    return (
        f'<figure><img alt="{words}" style="{style}" src="data:image/jpeg;base64,{data}">'
        f"{caption}</figure>"
    )


def _labelled(block: Labelled) -> str:
    lines = "<br>".join(map(_runs, block.lines))
    return f'<p class="labelled"><b>{escape(block.label)}：</b>{lines}</p>'


def _row(tag: str, cells: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text)
    return f'<span class="missing">{text}</span>' if run.missing else text
