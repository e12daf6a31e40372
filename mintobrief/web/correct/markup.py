"""The transcript as HTML. Written here and not as a template: thousands of lines are drawn in the
time in which a template draws hundreds. Everything that somebody said is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from mintobrief.web.correct.transcript import Block, Line, Piece, Section

_GUESSED = '<i title="程序推定，还没有人确认">推定</i>'


def transcript(meeting_id: str, sections: Iterable[Section]) -> Markup:
    """Topics, turns, lines."""
    return Markup("".join(_section(meeting_id, section) for section in sections))  # noqa: S704 - escaped below


def line_span(line: Line) -> Markup:
    """A line alone."""
    return Markup(_line(line))  # noqa: S704 - escaped below


def _section(meeting_id: str, section: Section) -> str:
    heading = _heading(meeting_id, section) if section.title else ""
    blocks = "\n".join(map(_block, section.blocks))
    return f'<section class="topic" id="t{section.number}">\n{heading}{blocks}\n</section>\n'


def _heading(meeting_id: str, section: Section) -> str:
    asked = f"/meetings/{escape(meeting_id)}/topics?line={section.first}"
    return (
        f'<h2 tabindex="-1"><span class="quiet">议题{section.number}</span> '
        f'{escape(section.title)} <button type="button" class="link" data-dialog="{asked}" '
        f'aria-label="改议题{section.number}">改</button></h2>\n'
    )


def _block(block: Block) -> str:
    voice = "" if block.voice is None else f" voice-{block.voice}"
    guessed = _GUESSED if block.proposed else ""
    who = f"<b>{escape(block.speaker)}</b>{guessed}" if block.speaker else ""
    lines = "".join(map(_line, block.lines))
    return (
        f'<div class="turn{voice}">\n<div class="side"><span class="place">'
        f"{escape(block.place)}</span>{who}</div>\n<p>{lines}</p>\n</div>"
    )


def _line(line: Line) -> str:
    at = "".join(f' data-{name}="{escape(value)}"' for name, value in line.at.items())
    was = f' title="{escape(line.was)}"' if line.was else ""
    return f'<span class="u" id="u{line.index}"{at}{was}>{"".join(_words(line.pieces))}</span>'


def _words(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        words = str(escape(piece.text))
        yield f'<mark class="{piece.state}">{words}</mark>' if piece.state else words
