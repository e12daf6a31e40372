"""Recordings: how long they are, and their sound as 16 kHz mono in a memory-mapped file.

The file is hostile until shown otherwise. Only demuxers of plain recordings may look at it,
so that a playlist in disguise cannot name other files, and only the `file` protocol exists,
so that none can reach the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from mintobrief.domain import Notice, NoticeCode, Source
from mintobrief.errors import CacheUnwritable, EmptyFile, NoAudio, TooLarge, UnreadableFile

RATE = 16_000
LONGEST = 24 * 3600.0

_DEMUXERS = "wav,w64,mp3,mov,aac,amr,amrnb,amrwb,flac,ogg,asf,matroska,avi"
_STATES_LENGTH = {"wav", "mov", "flac", "matroska", "avi"}  # the others only let one estimate it
_GAP = 0.1  # a jump in the recording's clock that is silence and no rounding, in seconds
_SHORTFALL = 1.0  # what may be missing at the end before the file counts as cut off


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A recording's sound, 16 kHz mono; sample n is what a player plays at second n / 16000."""

    samples: NDArray[np.int16]
    notices: tuple[Notice, ...] = ()


def probe_seconds(path: Path, name: str) -> float:
    """How long a recording is, read from its packets and not from what its head claims.

    Raises EmptyFile, UnreadableFile, NoAudio, and TooLarge beyond 24 hours.
    """
    end = 0.0
    with _opened(path, name) as (container, stream):
        for packet in _packets(container, stream):
            if packet.pts is not None:
                ticks = packet.pts + (packet.duration or 0)
                end = max(end, float(ticks * packet.time_base) - _zero(container))
            _check_length(end, name)
    return end


def open_sound(source: Source, folder: Path) -> Sound:
    """Decode a recording as a stream into a file under `folder`, which the samples map.

    A file that breaks off is used up to the break, with a notice. Raises EmptyFile,
    UnreadableFile where nothing can be decoded, NoAudio, TooLarge, CacheUnwritable.
    """
    path = folder / f"{source.sha256[:16]}.s16"
    try:
        with path.open("wb") as file:
            tape = _Tape(file)
            damage = _record(source, tape)
    except OSError as exc:
        if isinstance(exc, av.FFmpegError):
            raise
        raise CacheUnwritable(str(folder), exc) from exc
    if not tape.written and damage:
        raise UnreadableFile(source.name, "录音", "内容已损坏，没有一段声音能解码")
    return Sound(_mapped(path, tape.written), damage)


def _mapped(path: Path, samples: int) -> NDArray[np.int16]:
    if not samples:
        return np.zeros(0, np.int16)  # an empty file cannot be mapped
    mapped = np.memmap(path, np.int16, mode="r", shape=(samples,))
    with suppress(OSError):  # Windows keeps what is mapped
        path.unlink()  # a program killed leaves no recording behind
    return mapped


@contextmanager
def _opened(path: Path, name: str) -> Iterator[tuple[InputContainer, AudioStream]]:
    """The recording and its best audio stream."""
    if not path.stat().st_size:
        raise EmptyFile(name)
    options = {"format_whitelist": _DEMUXERS, "protocol_whitelist": "file"}
    try:
        container = av.open(
            f"file:{path.resolve()}", container_options=options, metadata_errors="replace"
        )
    except av.FFmpegError as exc:
        raise UnreadableFile(name, "录音", "内容已损坏，或者并不是录音") from exc
    with container:
        stream = container.streams.best("audio")
        if not isinstance(stream, AudioStream):
            if container.streams.video:
                raise NoAudio(name)
            raise UnreadableFile(name, "录音", "内容已损坏，或者并不是录音")
        yield container, stream


def _zero(container: InputContainer) -> float:
    """The time stamp that a player shows as 0:00, in seconds."""
    return (container.start_time or 0) / av.time_base


def _packets(container: InputContainer, stream: AudioStream) -> Iterator[av.Packet[AudioStream]]:
    """The stream's packets up to the end, or up to where the file cannot be followed."""
    try:
        yield from container.demux(stream)
    except av.FFmpegError:
        return


def _check_length(seconds: float, name: str) -> None:
    if seconds > LONGEST:
        raise TooLarge(name, f"{seconds / 3600:.0f} 小时", f"{LONGEST / 3600:.0f} 小时")


def _record(source: Source, tape: _Tape) -> tuple[Notice, ...]:
    """Decode the whole stream onto the tape; notices tell what could not be decoded."""
    holes = 0
    with _opened(source.path, source.name) as (container, stream):
        for packet in _packets(container, stream):
            try:
                for frame in packet.decode():
                    tape.write(frame, _zero(container))
            except av.FFmpegError:
                holes += 1
            _check_length(tape.seconds, source.name)
        tape.finish()
        stated = _stated_seconds(container, stream) * _stated_share(source.path)
        missing = stated - tape.seconds
    return _damage(source.name, tape.seconds, missing, holes)


def _stated_seconds(container: InputContainer, stream: AudioStream) -> float:
    """The length that the head of the file states; 0 where it does not state any."""
    if not _STATES_LENGTH & set(container.format.name.split(",")):
        return 0.0
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return 0.0 if container.streams.video else (container.duration or 0) / av.time_base


def _stated_share(path: Path) -> float:
    """How many times its real size a WAV file claims to be; the demuxer believes the size."""
    with path.open("rb") as file:
        head = file.read(8)
    claimed = int.from_bytes(head[4:], "little") + 8
    if head[:4] != b"RIFF" or claimed > 0xFFFF_FF00:  # a recorder that did not know yet
        return 1.0
    return max(1.0, claimed / path.stat().st_size)


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


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


class _Tape:
    """Writes frames as 16 kHz mono where their time stamps say; `written` counts samples."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._resampler = AudioResampler("s16", "mono", RATE)
        self._shape: tuple[str, str, int] | None = None
        self.written = 0

    @property
    def seconds(self) -> float:
        return self.written / RATE

    def write(self, frame: AudioFrame, zero: float) -> None:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._shape not in (None, shape):
            self.finish()  # the recorder changed its settings half-way
        self._shape = shape
        if frame.time is not None:
            self._skip_to(frame.time - zero)
        frame.pts = None  # the tape keeps the time; the resampler must not mend it as well
        self._store(self._resampler.resample(frame))

    def finish(self) -> None:
        """Write what the resampler still holds, and start it afresh."""
        if self._shape is not None:
            self._store(self._resampler.resample(None))
        self._resampler = AudioResampler("s16", "mono", RATE)
        self._shape = None

    def _skip_to(self, seconds: float) -> None:
        """Leave silence where the recording's clock jumped ahead; the file stays sparse."""
        if self.seconds + _GAP < seconds <= LONGEST:
            gap = round(seconds * RATE) - self.written
            self._file.seek(2 * gap, 1)
            self._file.truncate()
            self.written += gap

    def _store(self, frames: list[AudioFrame]) -> None:
        for frame in frames:
            samples = frame.to_ndarray()[0]
            self._file.write(samples.tobytes())
            self.written += len(samples)
