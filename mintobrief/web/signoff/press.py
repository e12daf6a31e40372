"""Where briefings are set and packed: in a child that may use only so much time and memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mintobrief import __version__
from mintobrief.domain import Briefing, Judgement, Meeting, Naming, SourceKind
from mintobrief.domain.codec import dumps, dumps_judgement, dumps_naming
from mintobrief.domain.followed import Followed
from mintobrief.domain.followed_codec import encode_followed
from mintobrief.errors import LeakFound, MintobriefError, PreviewFailed
from mintobrief.export import Edition, Letterhead, editions_of, write_briefing
from mintobrief.ingest import clips_of, cuttings_of
from mintobrief.jobs.crew import Call, Crew, Limits, Lost
from mintobrief.web.signoff.masked import masks_kept

R = TypeVar("R")

INPUT = "input.json"  # in a packet: what the briefing was compiled from
TOLD = "packet.json"  # in a packet: which files there are, and why others could not be made
_PLACES = BoundedSemaphore(2)  # however many ask, the machine has room for so many children
LIMITS = Limits(seconds=90, wall=180, most=2 << 30, tries=1)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A briefing with what stands around it, ready to be set."""

    briefing: Briefing
    head: Letterhead


@dataclass(frozen=True, slots=True)
class Basis:
    """What the briefing was compiled from: the meeting, and what persons said of it."""

    meeting: Meeting
    judgements: tuple[Judgement, ...]
    namings: tuple[Naming, ...]
    followed: tuple[Followed, ...] = ()


def pages_of(issue: Manuscript, edition: Edition) -> tuple[bytes, ...]:
    """The briefing's pages as PNG. Raises PreviewFailed, MissingFont, MissingEngine."""
    return in_a_child(Call(_draw, (issue, edition)))


def packet_of(issue: Manuscript, formats: Iterable[str], told: Basis) -> bytes:
    """A zip of the briefing in all `formats` and both editions, and what it was compiled from.

    A format that cannot be made here is left out, and the packet says why. Raises PreviewFailed.
    """
    return in_a_child(Call(_pack, (issue, tuple(formats), told)))


def kinds_for(name: str) -> tuple[SourceKind, ...]:
    """Of which files of the meeting pieces stand in that format."""
    return (SourceKind.AUDIO, SourceKind.SCAN) if name == "bundle" else (SourceKind.SCAN,)


def file_of(issue: Manuscript, name: str, edition: Edition) -> bytes:
    """One file. Raises what `write_briefing` raises."""
    shown = _with_cuttings(issue.briefing, edition)
    if name == "bundle":
        shown = replace(shown, clips=clips_of(shown.meeting, shown.resolutions))
    with TemporaryDirectory() as folder:
        path = Path(folder, f"briefing.{name}")
        write_briefing(shown, name, path, edition, issue.head)
        return path.read_bytes()


def in_a_child(call: Call[R], limits: Limits = LIMITS) -> R:
    """What the call answers. Raises PreviewFailed where it takes too much of anything."""
    with _PLACES, Crew(_nothing, 1, limits) as crew:
        answer = next(crew.run([call]))
    if isinstance(answer, Lost):
        raise PreviewFailed(str(answer.why))
    return answer


def _nothing() -> None:
    """No engine has to be made."""


def _draw(_: None, issue: Manuscript, edition: Edition) -> tuple[bytes, ...]:
    from mintobrief.export.pages import pictures  # typst: only the child loads it

    return pictures(_with_cuttings(issue.briefing, edition), edition, issue.head)


def _with_cuttings(briefing: Briefing, edition: Edition) -> Briefing:
    if edition is Edition.ARCHIVE:
        return replace(briefing, cuttings=cuttings_of(briefing.meeting))
    return briefing


def _pack(_: None, issue: Manuscript, formats: tuple[str, ...], told: Basis) -> bytes:
    missing: dict[str, str] = {}
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(issue, formats, missing):
            archive.writestr(_entry(name), content)
        archive.writestr(_entry(INPUT), _input(issue, told))
        manifest = {"program": __version__, "missing": missing}
        archive.writestr(_entry(TOLD), json.dumps(manifest, ensure_ascii=False))
    return packed.getvalue()


def _files(
    issue: Manuscript, formats: tuple[str, ...], missing: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    for edition in Edition:
        for name in (one for one in formats if edition in editions_of(one)):
            file = f"{edition}.{name}"
            try:
                yield file, file_of(issue, name, edition)
            except LeakFound:  # it would be posted
                raise
            except MintobriefError as exc:  # a font or an engine is not there
                missing[file] = str(exc)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    return entry


def _input(issue: Manuscript, told: Basis) -> str:
    """What compiles to the same briefing again, by whatever program."""
    utterances = told.meeting.utterances
    said = {
        "meeting": json.loads(dumps(told.meeting)),
        "judgements": [json.loads(dumps_judgement(j, utterances)) for j in told.judgements],
        "namings": [json.loads(dumps_naming(naming)) for naming in told.namings],
        "followed": [encode_followed(one) for one in told.followed],
        "head": asdict(issue.head),
        **masks_kept(issue.briefing),
    }
    return json.dumps(said, ensure_ascii=True)
