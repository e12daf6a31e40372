"""公告栏海报: what was decided in large type, on one sheet where that has room, with a QR code."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import segno

from mintobrief.domain import Briefing, Resolution
from mintobrief.export import text
from mintobrief.export.blocks import Run, Runs, plain_text
from mintobrief.export.edition import Edition
from mintobrief.export.framing import filled
from mintobrief.export.heads import address_of, issued_on, issuer_of, title_lines
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.particulars import Particulars
from mintobrief.export.pen import Pen, pen_for
from mintobrief.export.posted import posted_deadline, posted_owners
from mintobrief.export.typefaces import fonts_used
from mintobrief.export.typesetting import compiled, given_to

TEMPLATE = Path(__file__).with_name("poster.typ")
_LONGEST = 60  # characters of a name in a code: more make it too fine for a telephone
_QUIET = 4  # modules of white around a code, without which many cameras do not find it


@dataclass(frozen=True, slots=True)
class Item:
    """A resolution, and what is told of it under labels."""

    action: str
    lines: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as SVG, with what stands below it, what it holds, and a line beside it."""

    svg: str
    caption: str
    content: str
    note: str


def render(briefing: Briefing, _: Edition, head: Letterhead = PLAIN) -> bytes:
    """The bytes of a PDF of the posted edition, whichever is asked for; raises MissingFont."""
    pen = pen_for(Edition.PUBLIC, head, briefing)
    known, code = Particulars(briefing.meeting, pen), code_of(briefing, pen, head)
    title = plain_text(known.title)
    given = {
        "name": pen.said("poster.name"),
        "title": title,
        "title_lines": title_lines(title),
        "lead": _lead(briefing, known, pen),
        "items": tuple(_item(resolution, pen) for resolution in briefing.resolutions),
        "issuer": issuer_of(pen),
        "issued_on": issued_on(briefing.reviewed_on, pen),
        "code": code.svg,
        "caption": code.caption,
        "note": code.note,
        "alt": pen.say("poster.alt", content=code.content),
        "fonts": fonts_used(),
    }
    return compiled(TEMPLATE, given_to(given), briefing.reviewed_on)


def code_of(briefing: Briefing, pen: Pen, head: Letterhead) -> Code:
    """Leads to the public page; where none is known it holds the digest of the posted text, by
    which anybody can tell whether what he was sent is what was posted."""
    address = address_of(pen)
    if address:
        return Code(_drawn(address), pen.say("poster.page"), address, address)
    digest = sha256(text.render(briefing, Edition.PUBLIC, head)).hexdigest()
    title = plain_text(Particulars(briefing.meeting, pen).title)[:_LONGEST]
    issuer = issuer_of(pen).text[:_LONGEST]
    content = pen.say("poster.code", title=title, issuer=issuer, digest=digest)
    return Code(_drawn(content), pen.say("poster.digest"), content, "")


def _lead(briefing: Briefing, known: Particulars, pen: Pen) -> Runs:
    """When and where the meeting was, and how much it decided."""
    count = len(briefing.resolutions)
    phrase = pen.wording.phrases["poster.lead" if count else "poster.lead_none"]
    words = {"time": known.time, "place": known.place, "count": (Run(str(count)),)}
    return filled(phrase, words)


def _item(resolution: Resolution, pen: Pen) -> Item:
    said = (
        ("owners", posted_owners(resolution, pen)),
        ("deadline", posted_deadline(resolution, pen)),
    )
    lines = tuple((pen.say(f"poster.{key}"), runs) for key, runs in said)
    return Item(pen.text(resolution.action.value), lines)


def _drawn(content: str) -> str:
    """Of medium redundancy: a corner that is torn or wet does no harm."""
    drawn = BytesIO()
    segno.make(content, error="m", micro=False, encoding="utf-8").save(
        drawn, kind="svg", border=_QUIET, scale=10
    )
    return drawn.getvalue().decode()
