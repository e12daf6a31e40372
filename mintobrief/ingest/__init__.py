"""Files in: what each is, whether it can be used, its hash, and its text, pages or sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from mintobrief.domain import (
    Clip,
    Cutting,
    Meeting,
    Notice,
    PageReport,
    Resolution,
    Source,
    SourceKind,
)
from mintobrief.errors import (
    BadTranscript,
    EmptyFile,
    FileGone,
    IsFolder,
    NotText,
    NoWords,
    TooLarge,
)
from mintobrief.ingest.parts import collect
from mintobrief.ingest.scratch import scratch_folder
from mintobrief.ingest.sniff import Format, sniff
from mintobrief.progress import Progress, no_progress

if TYPE_CHECKING:
    from mintobrief.ingest.audio import Sound
    from mintobrief.ingest.notes import Decoded
    from mintobrief.ingest.scan import Page

__all__ = [
    "Format",
    "Glance",
    "check_file",
    "clips_of",
    "cuttings_of",
    "glance",
    "hash_of",
    "may_draw",
    "open_pages",
    "open_sound",
    "open_source",
    "open_sources",
    "read_list",
    "scratch_folder",
]

_MB = 2**20
_LIMITS = {
    Format.RECORDING: 8192 * _MB,
    Format.PICTURE: 500 * _MB,
    Format.PDF: 500 * _MB,
    Format.DOCX: 200 * _MB,
}
_TEXT_LIMIT = 20 * _MB
_MOST_LINES = 200_000  # of a text: ten hours of talk take twenty thousand


@dataclass(frozen=True, slots=True)
class Glance:
    """What a file is, and how much of it there is: `seconds` of sound, `pages` of a scan."""

    kind: SourceKind
    seconds: float = 0.0
    pages: int = 0


def open_sources(paths: Iterable[Path]) -> tuple[tuple[Source, ...], tuple[Notice, ...]]:
    """The files of one meeting, each once and parts in order; the notices tell what was changed.

    Raises an InputError for the first file that cannot be used.
    """
    return collect([open_source(path) for path in paths])


def open_source(path: Path) -> Source:
    """Look at a file: its kind, hash, and length in seconds or pages, or its decoded text.

    Raises an InputError that says what is wrong with the file and what to do.
    """
    try:
        format_ = _checked(path)
        return _OPENERS[format_](path, hash_of(path))
    except OSError as exc:  # not ours to read, on a stick pulled out, on a server that is away
        raise FileGone(path.name) from exc


def hash_of(path: Path) -> str:
    """The sha256 by which a file is known from then on. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def check_file(path: Path) -> Format:
    """What a file seems to be, by its size and its first bytes: quick, and no library sees it.

    Raises an InputError as `open_source` does.
    """
    try:
        return _checked(path)
    except OSError as exc:
        raise FileGone(path.name) from exc


def glance(path: Path) -> Glance:
    """Open a file without reading it through: whether it can be used, and how much there is.

    Raises an InputError as `open_source` does.
    """
    try:
        seen = _OPENERS[_checked(path)](path, "")
    except OSError as exc:
        raise FileGone(path.name) from exc
    return Glance(seen.kind, seen.seconds or 0.0, seen.pages or 0)


def _checked(path: Path) -> Format:
    if path.is_dir():
        raise IsFolder(str(path))
    if not path.is_file():
        raise FileGone(path.name)
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(path.name)
    format_ = sniff(path, path.name)
    _check_size(path.name, size, format_)
    return format_


def read_list(path: Path) -> str:
    """The text of a small list a person keeps (agenda, roster): csv, or whatever notes may be.

    Raises an InputError, or NotText for a recording or a picture.
    """
    if path.suffix.lower() == ".csv" and path.is_file():
        return _csv(path)
    text = open_source(path).text
    if text is None:
        raise NotText(path.name)
    return text


def _csv(path: Path) -> str:
    try:
        _check_size(path.name, path.stat().st_size, Format.TEXT)
        return _decoded(path).text
    except OSError as exc:
        raise FileGone(path.name) from exc


def open_sound(source: Source, folder: Path, progress: Progress = no_progress) -> Sound:
    """The sound of a recording, 16 kHz mono, in a file under `folder`. See `ingest.audio`."""
    from mintobrief.ingest import audio

    return audio.open_sound(source, folder, progress)


def open_pages(source: Source) -> Iterator[Page]:
    """The pages of a scan, upright, each decoded when it is asked for. See `ingest.scan`."""
    from mintobrief.ingest import scan

    return scan.open_pages(source)


def may_draw(source: Source, report: PageReport | None) -> bool:
    """Whether a page may be drawn where nothing bounds what it takes. See `ingest.scan`."""
    from mintobrief.ingest import scan

    return scan.may_draw(source, report)


def cuttings_of(meeting: Meeting) -> tuple[Cutting, ...]:
    """Pictures of what could not be read on the meeting's pages. See `ingest.cuttings`."""
    if not meeting.pages:
        return ()
    from mintobrief.ingest import cuttings

    return cuttings.cuttings_of(meeting)


def clips_of(meeting: Meeting, resolutions: Iterable[Resolution]) -> tuple[Clip, ...]:
    """What the resolutions rest on, cut out of the meeting's recordings and scans; clips of a
    file that is gone are empty. Raises CacheUnwritable.
    """
    from mintobrief.ingest import clips

    return clips.clips_of(meeting, resolutions)


def _check_size(name: str, size: int, format_: Format) -> None:
    limit = _LIMITS.get(format_, _TEXT_LIMIT)
    if size > limit:
        raise TooLarge(name, f"{size / _MB:.0f} MB", f"{limit // _MB} MB")


def _check_lines(name: str, text: str) -> None:
    lines = text.count("\n")
    if lines > _MOST_LINES:
        raise TooLarge(name, f"{lines} 行", f"{_MOST_LINES} 行")


def _open_recording(path: Path, digest: str) -> Source:
    from mintobrief.ingest import audio

    probed = audio.probe(path, path.name)
    return Source(
        digest[:12],
        SourceKind.AUDIO,
        path.name,
        digest,
        path,
        seconds=probed.seconds,
        recorded_on=probed.recorded_on,
    )


def _open_picture(path: Path, digest: str) -> Source:
    return _open_scan(path, digest, pdf=False)


def _open_pdf(path: Path, digest: str) -> Source:
    return _open_scan(path, digest, pdf=True)


def _open_scan(path: Path, digest: str, *, pdf: bool) -> Source:
    from mintobrief.ingest import scan

    pages = scan.count_pages(path, path.name, pdf=pdf)
    return Source(digest[:12], SourceKind.SCAN, path.name, digest, path, pages=pages)


def _open_docx(path: Path, digest: str) -> Source:
    from mintobrief.ingest.docx import read_docx
    from mintobrief.ingest.notes import Decoded

    return _typed(path, digest, Decoded(read_docx(path)))


def _open_text(path: Path, digest: str) -> Source:
    return _typed(path, digest, _decoded(path))


def _open_captions(path: Path, digest: str) -> Source:
    from mintobrief.layouts import is_transcript

    decoded = _decoded(path)
    if not is_transcript(decoded.text):
        raise BadTranscript(path.name, "没有一条带时间的字幕")
    return _typed(path, digest, decoded)


def _open_case(path: Path, digest: str) -> Source:
    from mintobrief.ingest.cases import read_case
    from mintobrief.ingest.notes import decode

    case = read_case(decode(path.read_bytes(), path.name).text, path.name)
    if not case.text.strip():
        raise NoWords(path.name)
    return Source(
        digest[:12], case.kind, path.name, digest, path, text=case.text, held_on=case.held_on
    )


def _decoded(path: Path) -> Decoded:
    from mintobrief.ingest.notes import decode_text

    return decode_text(path.read_bytes(), path.name)


def _typed(path: Path, digest: str, decoded: Decoded) -> Source:
    """Notes, or the transcript of another tool where the text is laid out as one."""
    from mintobrief.layouts import is_transcript

    if not decoded.text.strip():
        raise NoWords(path.name)
    _check_lines(path.name, decoded.text)
    kind = SourceKind.TRANSCRIPT if is_transcript(decoded.text) else SourceKind.NOTES
    return Source(
        digest[:12],
        kind,
        path.name,
        digest,
        path,
        text=decoded.text,
        guessed_encoding=decoded.guessed,
    )


_OPENERS = {
    Format.RECORDING: _open_recording,
    Format.PICTURE: _open_picture,
    Format.PDF: _open_pdf,
    Format.DOCX: _open_docx,
    Format.CASE: _open_case,
    Format.CAPTIONS: _open_captions,
    Format.TEXT: _open_text,
}
