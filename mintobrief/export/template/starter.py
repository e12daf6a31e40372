"""A template to begin with: our own styles, and every field in its place."""

from __future__ import annotations

import tomllib
from io import BytesIO

from docx.document import Document as WordDocument

from mintobrief.config import resource
from mintobrief.errors import MissingResource
from mintobrief.export.docx_page import blank, frame_at_foot, restyle, styled_run
from mintobrief.export.edition import Edition
from mintobrief.export.heads import masthead_of
from mintobrief.export.letterhead import Letterhead
from mintobrief.export.pen import pen_for
from mintobrief.export.profile import load_profile

_FILE = "prompts/briefing/starter.toml"
_LABELLED = ("Labelled", "Annex", "Imprint")


def starter(head: Letterhead) -> bytes:
    """The bytes of a docx that `mintobrief export --template` can fill."""
    pen = pen_for(Edition.ARCHIVE, head)
    document = blank(masthead_of(None, load_profile(head.profile), pen), "")
    for line in _lines():
        style, _, words = line.partition("|")
        _write(document, style, words)
    restyle(document.add_paragraph(), "Tail")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lines() -> list[str]:
    path = resource("prompts") / "briefing" / "starter.toml"
    try:
        return list(map(str, tomllib.loads(path.read_text(encoding="utf-8"))["lines"]))
    except (OSError, ValueError, LookupError) as exc:
        raise MissingResource(_FILE) from exc


def _write(document: WordDocument, style: str, words: str) -> None:
    paragraph = restyle(document.add_paragraph(), style)
    if style == "Imprint":
        frame_at_foot(paragraph)
    label, colon, rest = words.partition("：")
    if colon and style.startswith(_LABELLED):
        styled_run(paragraph, label + colon, "Label")
        words = rest
    paragraph.add_run(words)
