"""报头 and title: what a paper is called, and how it is cut into lines."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise

from mintobrief.domain import Header
from mintobrief.domain.day import written_day
from mintobrief.export.blocks import Masthead, Run
from mintobrief.export.naming import meeting_name
from mintobrief.export.pen import Pen, printable
from mintobrief.export.profile import Profile

TYPE_WIDTH = 442  # points: 156 mm
SMALLEST_NAME, LARGEST_NAME = 22, 60  # points
TITLE_WIDTH = 20  # characters of 22 pt in 156 mm
MOST_TITLE_LINES = 3
# words end here: 小区, 2026年, 季度, 关于…的
_TITLE_CUT = re.compile("(?<=[区年度月的、）》])(?=.)")
_MOST_CUTS = 40  # a title with more of them is no title; the last ones are left out


def masthead_of(day: date | None, profile: Profile, pen: Pen) -> Masthead:
    """The head as this kind of paper has it, issued on that day."""
    return Masthead(
        name=pen.said("masthead.name"),
        serial=pen.said("masthead.serial"),
        issuer=issuer_of(pen),
        issued_on=issued_on(day, pen),
        mark=pen.said("masthead.mark"),
        code=pen.said("masthead.number"),
        name_top=profile.name_top,
        dateline=profile.dateline,
    )


def issuer_of(pen: Pen) -> Run:
    """发布单位, in red where nobody said who."""
    issuer = pen.said("masthead.issuer")
    return Run(issuer) if issuer else Run(pen.say("missing.issuer"), missing=True)


def address_of(pen: Pen) -> str:
    """Where the public page is, to the letter: its figures are no numbers of persons."""
    return printable(pen.say("public.address"))


def issued_on(day: date | None, pen: Pen) -> Run:
    """发布日期, in red where there is none."""
    return Run(written_day(day)) if day else Run(pen.say("missing.issued_on"), missing=True)


def title_of(header: Header, pen: Pen) -> str:
    """XX联席会议简报; a meeting that calls itself minutes (纪要) becomes a briefing."""
    title = pen.text(header.title.value) if header.title else ""
    if title.endswith(pen.say("masthead.kind")):
        return title
    return pen.say("masthead.title", title=meeting_name(title) or pen.say("masthead.untitled"))


def name_size(name: str) -> int:
    """The size in points at which the red name of the briefing fills its line."""
    fitting = int(TYPE_WIDTH / max(1, len(name)) - 0.5)
    return min(LARGEST_NAME, max(SMALLEST_NAME, fitting))


def title_lines(title: str) -> tuple[str, ...]:
    """The title on as few lines as hold it, three at most, cut between words and evenly.

    A title for which no good place is found is left for the page to break.
    """
    if text_width(title) <= TITLE_WIDTH:
        return (title,)
    cuts = [found.end() for found in _TITLE_CUT.finditer(title)][:_MOST_CUTS]
    for count in range(1, MOST_TITLE_LINES):
        pieces = [_cut(title, places) for places in combinations(cuts, count)]
        fitting = [piece for piece in pieces if max(map(text_width, piece)) <= TITLE_WIDTH]
        if fitting:
            return min(fitting, key=lambda lines: max(map(text_width, lines)))
    return (title,)


def text_width(text: str) -> float:
    """In full-width characters; figures and letters are half as wide."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _cut(title: str, places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(title[a:b] for a, b in pairwise((0, *places, len(title))))
