"""Recordings: how long they are, and their sound as 16 kHz mono in a memory-mapped file.

The file is hostile until shown otherwise. Only demuxers of plain recordings may look at it,
so that a playlist in disguise cannot name other files, and only the `file` protocol exists,
so that none can reach the network.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Stream
from numpy.typing import NDArray

from mintobrief.domain import Notice, NoticeCode, Source
from mintobrief.errors import (
    CacheUnwritable,
    EmptyFile,
    NoAudio,
    ProtectedSound,
    TooLarge,
    UnreadableFile,
)
from mintobrief.ingest.heads import (
    claimed_share,
    is_protected,
    lacks_end,
    lacks_index,
    states_frames,
)
from mintobrief.ingest.stamp import stamped_day
from mintobrief.ingest.tape import LONGEST, RATE, Tape, is_audible, make_audible
from mintobrief.progress import Progress, Stage, no_progress

__all__ = ["RATE", "Probed", "Sound", "open_sound", "probe"]

_DEMUXERS = "wav,w64,mp3,mov,aac,amr,amrnb,amrwb,flac,ogg,asf,matroska,avi"
_STATES_LENGTH = {"wav", "mov", "flac", "matroska", "avi"}  # the others only let one estimate it
_SHORTFALL = 1.0  # what may be missing at the end before the file counts as cut off


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A recording's sound, 16 kHz mono; sample n is what a player plays at second n / 16000.

    The samples lie on disk. `mapping` is the window through which they are seen.
    """

    samples: NDArray[np.int16]
    notices: tuple[Notice, ...] = ()
    mapping: mmap.mmap | None = None

    def release(self) -> None:
        """Give back the memory of what was read; it is read again where it is needed again."""
        if self.mapping is not None and hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
            self.mapping.madvise(mmap.MADV_DONTNEED)


@dataclass(frozen=True, slots=True)
class Probed:
    """How long a recording is, and the day that the recorder stamped on it."""

    seconds: float
    recorded_on: date | None


def probe(path: Path, name: str) -> Probed:
    """Look at a recording; its length is read from its packets and not from what its head claims.

    Raises EmptyFile, UnreadableFile, ProtectedSound, NoAudio, and TooLarge beyond 24 hours.
    """
    end = 0.0
    if path.stat().st_size and is_protected(path):
        raise ProtectedSound(name)
    with _opened(path, name) as (container, (stream, *_)):
        for packet in _packets(container, [stream]):
            end = max(end, _end(packet, container))
            _check_length(end, name)
        return Probed(end, stamped_day(container.metadata))


def open_sound(source: Source, folder: Path, progress: Progress = no_progress) -> Sound:
    """Decode a recording as a stream into a file under `folder`, which the samples map.

    Of several sound tracks the best is taken that is not silent. A file that breaks off is
    used up to the break, with a notice. Raises EmptyFile, UnreadableFile where nothing can be
    decoded, NoAudio, TooLarge, CacheUnwritable.
    """
    path = folder / f"{source.sha256[:16]}.s16"
    try:
        with path.open("w+b") as file:
            written, damage = _record(source, file, progress)
            make_audible(file)
    except OSError as exc:
        if isinstance(exc, av.FFmpegError):
            raise
        raise CacheUnwritable(str(folder), exc) from exc
    if not written and damage:
        raise UnreadableFile(source.name, "录音", "内容已损坏，没有一段声音能解码")
    return _mapped(path, written, damage)


def _mapped(path: Path, samples: int, notices: tuple[Notice, ...]) -> Sound:
    if not samples:
        return Sound(np.zeros(0, np.int16), notices)  # an empty file cannot be mapped
    with path.open("rb") as file:
        mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with suppress(OSError):  # Windows keeps what is mapped
        path.unlink()  # a program killed leaves no recording behind
    return Sound(np.frombuffer(mapping, np.int16, count=samples), notices, mapping)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[tuple[InputContainer, list[AudioStream]]]:
    """The recording and its audio streams, the best one first."""
    if not path.stat().st_size:
        raise EmptyFile(name)
    options = {"format_whitelist": _DEMUXERS, "protocol_whitelist": "file"}
    try:
        container = av.open(
            f"file:{path.resolve()}", container_options=options, metadata_errors="replace"
        )
    except av.FFmpegError as exc:
        raise UnreadableFile(name, "录音", _why(path)) from exc
    with container:
        best = container.streams.best("audio")
        if not isinstance(best, AudioStream):
            if container.streams.video:
                raise NoAudio(name)
            raise UnreadableFile(name, "录音", "内容已损坏，或者并不是录音")
        yield container, [best, *(other for other in container.streams.audio if other != best)]


def _why(path: Path) -> str:
    if lacks_index(path):
        return "录音没有正常结束（可能断过电），文件缺少结尾的索引，要先用视频修复工具修好"
    return "内容已损坏，或者并不是录音"


def _zero(container: InputContainer) -> float:
    """The time stamp that a player shows as 0:00, in seconds."""
    return (container.start_time or 0) / av.time_base


def _packets(container: InputContainer, streams: Sequence[Stream]) -> Iterator[av.Packet[Stream]]:
    """The streams' packets up to the end, or up to where the file cannot be followed."""
    try:
        yield from container.demux(streams)
    except av.FFmpegError:
        return


def _check_length(seconds: float, name: str) -> None:
    if seconds > LONGEST:
        raise TooLarge(name, f"{seconds / 3600:.0f} 小时", f"{LONGEST / 3600:.0f} 小时")


def _end(packet: av.Packet[Stream], container: InputContainer) -> float:
    """Up to what second a packet reaches."""
    if packet.pts is None:
        return 0.0
    return float((packet.pts + (packet.duration or 0)) * packet.time_base) - _zero(container)


def _record(source: Source, file: BinaryIO, progress: Progress) -> tuple[int, tuple[Notice, ...]]:
    """Decode the first track with sound into the file; how many samples, and the damage."""
    with _opened(source.path, source.name) as (_, streams):
        tracks = len(streams)
    for track in range(tracks):
        if track:
            file.seek(0)
            file.truncate()
        taped = _record_track(source, track, Tape(file), progress)
        if track + 1 == tracks or is_audible(file):
            break
    return taped


def _record_track(
    source: Source, track: int, tape: Tape, progress: Progress
) -> tuple[int, tuple[Notice, ...]]:
    holes, reached = 0, 0.0
    with _opened(source.path, source.name) as (container, streams):
        stream = streams[track]
        for packet in _packets(container, _followed(container, stream)):
            reached = max(reached, _end(packet, container))
            if packet.stream_index == stream.index:
                holes += not _is_taped(packet, tape, _zero(container))
            _check_length(tape.seconds, source.name)
            progress(Stage.DECODE, tape.seconds, max(source.seconds or 0.0, tape.seconds))
        holes += not _is_finished(tape)
        stated = _stated_seconds(source.path, container, stream)
        missing = stated - (reached if _is_interleaved(container) else tape.seconds)
    damage = _damage(source.name, tape.seconds, missing, holes)
    return tape.written, damage or _unfinished(source)


def _followed(container: InputContainer, stream: AudioStream) -> list[Stream]:
    """Where sound and picture break off together, the picture shows where the end was due."""
    return [stream, *(container.streams.video if _is_interleaved(container) else ())]


def _is_interleaved(container: InputContainer) -> bool:
    return "matroska" in container.format.name


def _is_taped(packet: av.Packet[Stream], tape: Tape, zero: float) -> bool:
    try:
        for frame in packet.decode():
            if isinstance(frame, AudioFrame):
                tape.write(frame, zero)
    except av.FFmpegError:
        return False
    return True


def _is_finished(tape: Tape) -> bool:
    try:
        tape.finish()
    except av.FFmpegError:
        return False
    return True


def _stated_seconds(path: Path, container: InputContainer, stream: AudioStream) -> float:
    """The length that the head of the file states; 0 where it does not state any."""
    kinds = set(container.format.name.split(","))
    if not (_STATES_LENGTH & kinds or ("mp3" in kinds and states_frames(path))):
        return 0.0
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base) * claimed_share(path)
    return (container.duration or 0) / av.time_base


def _damage(name: str, seconds: float, missing: float, holes: int) -> tuple[Notice, ...]:
    if missing > _SHORTFALL:
        message = (
            f"{name} 不完整：应有的声音在 {_clock(seconds)} 处中断，之后约 {_clock(missing)} "
            "读不出来，只用了中断之前的部分。如有完整的文件，请重新导入。"
        )
    elif holes:
        message = f"{name} 有 {holes} 处损坏，那里的声音读不出来。如有完好的文件，请重新导入。"
    else:
        return ()
    return (Notice(NoticeCode.TRUNCATED, message),)


def _unfinished(source: Source) -> tuple[Notice, ...]:
    if not lacks_end(source.path):
        return ()
    message = (
        f"{source.name} 没有正常结束，可能没有录完，或没有拷贝完整，只用了现有的部分。"
        "如有完整的文件，请重新导入。"
    )
    return (Notice(NoticeCode.TRUNCATED, message),)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
