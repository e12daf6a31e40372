"""证据包: a zip that shows offline what each resolution rests on, with the hashes of it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mintobrief.domain import Briefing, Clip, Resolution
from mintobrief.export import json, text
from mintobrief.export.blocks import plain_text
from mintobrief.export.edition import Edition
from mintobrief.export.heads import title_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.numerals import chinese_number
from mintobrief.export.outcome import deadline_of, owners_of
from mintobrief.export.pen import Pen, pen_for
from mintobrief.export.provenance import Passage, passages, place_of
from mintobrief.export.shipped import shipped_text

STYLE = Path(__file__).with_name("bundle.css")
SUMS = "SHA256SUMS.txt"
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; media-src 'self' file:"
)
_FOLDERS = {"wav": "audio", "jpg": "lines"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the bundle."""

    name: str
    content: bytes


def render(briefing: Briefing, _: Edition, head: Letterhead = PLAIN) -> bytes:
    """The bytes of a zip of the archive edition: the page `index.html`, the clips that the
    briefing has, the briefing as text and as JSON, and SHA256SUMS.txt over all of them."""
    pieces = [*_clips(briefing), *_papers(briefing, head)]
    pieces.append(Piece("index.html", _page(briefing, pen_for(Edition.ARCHIVE, head)).encode()))
    sums = "".join(f"{sha256(one.content).hexdigest()}  {one.name}\n" for one in pieces)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for piece in (*pieces, Piece(SUMS, sums.encode())):
            archive.writestr(ZipInfo(piece.name), piece.content, ZIP_DEFLATED)
    return packed.getvalue()


def _clips(briefing: Briefing) -> Iterator[Piece]:
    return (Piece(_file_of(clip), clip.content) for clip in briefing.clips if clip.content)


def _papers(briefing: Briefing, head: Letterhead) -> Iterator[Piece]:
    yield Piece("briefing.txt", text.render(briefing, Edition.ARCHIVE, head))
    yield Piece("briefing.json", json.render(briefing, Edition.ARCHIVE, head))


def _file_of(clip: Clip) -> str:
    return f"{_FOLDERS[clip.suffix]}/{clip.utterance + 1:05}.{clip.suffix}"


def _page(briefing: Briefing, pen: Pen) -> str:
    """One page without a script, which opens wherever the folder lies."""
    title = pen.say("bundle.title", title=title_of(briefing.meeting.header, pen))
    body = "\n".join(_body(briefing, title, pen))
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>\n{shipped_text(STYLE)}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(briefing: Briefing, title: str, pen: Pen) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    yield f"<p>{escape(pen.say('bundle.lead', count=len(briefing.resolutions)))}</p>"
    for number, resolution in enumerate(briefing.resolutions, start=1):
        yield from _resolution(number, resolution, briefing, pen)
    yield from _originals(briefing, pen)


def _resolution(number: int, resolution: Resolution, briefing: Briefing, pen: Pen) -> Iterator[str]:
    ordinal = pen.say("resolutions.ordinal", number=chinese_number(number))
    yield f"<section><h2>{escape(ordinal)}　{escape(pen.text(resolution.action.value))}</h2>"
    settled = (("owners", owners_of(resolution, pen)), ("deadline", deadline_of(resolution, pen)))
    for key, runs in settled:
        label = pen.say(f"resolutions.{key}")
        yield f"<p>{escape(label)}：{escape(plain_text(runs))}</p>"
    if not resolution.evidence:
        yield f"<p>{escape(pen.say('bundle.none'))}</p>"
    for passage in passages(briefing.meeting, resolution.evidence):
        yield from _evidence(passage, briefing, pen)
    yield "</section>"


def _evidence(passage: Passage, briefing: Briefing, pen: Pen) -> Iterator[str]:
    place = place_of(passage, briefing.meeting, pen)
    yield f"<h3>{escape(place)}</h3>"
    clips = {clip.utterance: clip for clip in briefing.clips}
    for number in passage.utterances:
        words = pen.quote(briefing.meeting.utterances[number].text)
        yield f"<blockquote>{escape(words)}</blockquote>"
        if number in clips:
            yield _shown(clips[number], place, pen)


def _shown(clip: Clip, place: str, pen: Pen) -> str:
    """What plays or shows the clip."""
    if not clip.content:
        return f"<p>{escape(pen.say('bundle.gone'))}</p>"
    kind = "sound" if clip.suffix == "wav" else "picture"
    told = escape(pen.say(f"bundle.{kind}", place=place), quote=True)
    if kind == "sound":
        return f'<audio controls preload="none" src="{_file_of(clip)}" aria-label="{told}"></audio>'
    return f'<img src="{_file_of(clip)}" alt="{told}">'


def _originals(briefing: Briefing, pen: Pen) -> Iterator[str]:
    """The hashes of the files handed in, which are not in the bundle."""
    yield f"<section><h2>{escape(pen.say('bundle.originals'))}</h2><table>"
    heads = (escape(pen.say(f"bundle.{key}")) for key in ("name", "sha256"))
    yield f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    for source in briefing.meeting.sources:
        yield f"<tr><td>{escape(pen.text(source.name))}</td><td>{source.sha256}</td></tr>"
    yield f"</table><p>{escape(pen.say('bundle.check'))}</p></section>"
