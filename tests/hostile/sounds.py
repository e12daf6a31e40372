"""Recordings that lie about themselves, break off, or point elsewhere."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np

from mintobrief.errors import EmptyFile, UnreadableFile
from tests.hostile.recipe import Kept, Make, Refused, Row, holding
from tests.ingest.sounds import noise, write_sound

_CODECS = {
    "wav": "pcm_s16le",
    "mp3": "libmp3lame",
    "m4a": "aac",
    "aac": "aac",
    "flac": "flac",
    "ogg": "flac",
    "opus": "libopus",
    "wma": "wmav2",
    "webm": "libopus",
    "avi": "pcm_s16le",
}
_RATES = {"opus": 48_000, "webm": 48_000}
_CONTAINERS = {"aac": "adts", "m4a": "ipod", "wma": "asf", "opus": "ogg"}
_SECONDS = 3.0
REST = "只用还能解码的声音"


@cache
def sound(kind: str) -> bytes:
    """Some seconds of noise as a recorder would save them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        container = _CONTAINERS.get(kind)
        rate = _RATES.get(kind, 16_000)
        write_sound(path, _CODECS[kind], rate, container=container, seconds=_SECONDS)
        return path.read_bytes()


@cache
def film() -> bytes:
    """A film without sound."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.mp4"
        with av.open(str(path), "w") as output:
            stream = output.add_stream("mpeg4", rate=5)
            stream.width = stream.height = 64
            stream.pix_fmt = "yuv420p"
            for number in range(5):
                frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), number, np.uint8))
                output.mux(stream.encode(frame))
            output.mux(stream.encode(None))
        return path.read_bytes()


def chunk(name: bytes, content: bytes, claims: int | None = None) -> bytes:
    return name + struct.pack("<I", len(content) if claims is None else claims) + content


def wav(
    data: bytes,
    *,
    code: int = 1,
    channels: int = 1,
    rate: int = 16_000,
    bits: int = 16,
    claims: int | None = None,
    before: bytes = b"",
) -> bytes:
    """A WAV file whose head says whatever it is told to say."""
    block = max(1, channels * bits // 8) & 0xFFFF
    speed = (rate * block) & 0xFFFFFFFF
    head = struct.pack("<HHIIHH", code, channels, rate, speed, block, bits)
    body = b"WAVE" + before + chunk(b"fmt ", head) + chunk(b"data", data, claims)
    return chunk(b"RIFF", body)


def floats(value: float) -> bytes:
    """Half of the samples are that value."""
    samples = (noise(1.0) / 32768).astype("<f4")
    samples[::2] = value
    return wav(samples.tobytes(), code=3, bits=32)


def pcm(seconds: float = 1.0) -> bytes:
    return noise(seconds).tobytes()


def box(kind: bytes, content: bytes, claims: int | None = None) -> bytes:
    """A box of an MP4."""
    size = 8 + len(content) if claims is None else claims
    return struct.pack(">I", size) + kind + content


def mp4(*boxes: bytes) -> bytes:
    return box(b"ftyp", b"M4A \0\0\0\0M4A isom") + b"".join(boxes)


def nested(kind: bytes, depth: int) -> bytes:
    content = b""
    for _ in range(depth):
        content = box(kind, content)
    return content


def in_table(kind: bytes, count: int) -> bytes:
    """An M4A whose table of that kind claims so many entries."""
    content = bytearray(sound("m4a"))
    at = content.index(kind) + 8
    content[at : at + 4] = struct.pack(">I", count)
    return bytes(content)


def beside(name: str, content: Callable[[str], str]) -> Make:
    """A list of files in disguise: it names the secret that lies beside it."""

    def make(folder: Path) -> Path:
        secret = folder.parent / "secret.txt"
        path = folder / name
        path.write_text(content(secret.as_uri()), encoding="utf-8")
        return path

    return make


def stumped(kind: str) -> bytes:
    return sound(kind)[:40]


def halved(kind: str) -> bytes:
    return sound(kind)[: len(sound(kind)) // 2]


def holed(kind: str) -> bytes:
    """The middle third is zeros."""
    content = bytearray(sound(kind))
    third = len(content) // 3
    content[third : 2 * third] = bytes(third)
    return bytes(content)


def spoilt(kind: str) -> bytes:
    """Only its mark is right."""
    return sound(kind)[:16] + np.random.default_rng(1).bytes(4000)


def _damaged() -> Iterator[Row]:
    for kind in _CODECS:
        stump, half, hole, marked = (partial(f, kind) for f in (stumped, halved, holed, spoilt))
        yield Row(f"{kind}-stump", f"{kind} 只剩开头 40 字节", holding(f"a.{kind}", stump), BAD)
        fate = BAD if kind == "m4a" else Kept(REST)  # its index stands at the end
        yield Row(f"{kind}-half", f"{kind} 只拷了一半", holding(f"a.{kind}", half), fate)
        yield Row(
            f"{kind}-hole", f"{kind} 中间三分之一是零", holding(f"a.{kind}", hole), Kept(REST)
        )
        yield Row(f"{kind}-mark", f"{kind} 的开头，后面是乱码", holding(f"a.{kind}", marked), BAD)


BAD = Refused(UnreadableFile)

_HEADS = (
    Row(
        "wav-nan", "样本是 NaN", holding("a.wav", lambda: floats(float("nan"))), Kept("NaN 当静音")
    ),
    Row(
        "wav-inf",
        "样本是无穷大",
        holding("a.wav", lambda: floats(float("inf"))),
        Kept("削到最大值"),
    ),
    Row("wav-huge", "样本是 1e38", holding("a.wav", lambda: floats(1e38)), Kept("削到最大值")),
    Row("wav-no-rate", "采样率 0", holding("a.wav", lambda: wav(pcm(), rate=0)), BAD),
    Row("wav-rate", "采样率 40 亿", holding("a.wav", lambda: wav(pcm(), rate=0xFFFFFFFF)), BAD),
    Row("wav-no-channels", "0 个声道", holding("a.wav", lambda: wav(pcm(), channels=0)), BAD),
    Row("wav-channels", "65535 个声道", holding("a.wav", lambda: wav(pcm(), channels=65535)), BAD),
    Row("wav-257", "257 个声道", holding("a.wav", lambda: wav(pcm(), channels=257)), BAD),
    Row("wav-no-bits", "每个样本 0 位", holding("a.wav", lambda: wav(pcm(), bits=0)), BAD),
    Row("wav-bits", "每个样本 65535 位", holding("a.wav", lambda: wav(pcm(), bits=65535)), BAD),
    Row("wav-code", "没有的编码 0xDEAD", holding("a.wav", lambda: wav(pcm(), code=0xDEAD)), BAD),
    Row(
        "wav-claims",
        "自称有 4 GB 声音",
        holding("a.wav", lambda: wav(pcm(), claims=0xFFFFFFFE)),
        Kept(REST),
    ),
    Row("wav-empty", "一个样本也没有", holding("a.wav", lambda: wav(b"")), Kept("没有声音的录音")),
    Row(
        "wav-one-sample",
        "只有一个样本",
        holding("a.wav", lambda: wav(b"\1\0")),
        Kept("没有声音的录音"),
    ),
    Row(
        "wav-odd",
        "样本多出半个",
        holding("a.wav", lambda: wav(pcm() + b"\1")),
        Kept(REST),
    ),
    Row(
        "wav-chunks",
        "正文前有一万个空块",
        holding("a.wav", lambda: wav(pcm(), before=chunk(b"junk", b"") * 10_000)),
        Kept(REST),
    ),
    Row(
        "wav-chunk-claims",
        "第一个块自称 4 GB",
        holding("a.wav", lambda: wav(pcm(), before=chunk(b"LIST", b"INFO", 0xFFFFFFF0))),
        BAD,
    ),
    Row(
        "wav-tags",
        "标签里是网页代码和控制符",
        holding(
            "a.wav",
            lambda: wav(
                pcm(), before=chunk(b"LIST", b"INFO" + chunk(b"INAM", b"<script>\x1b[2J\0\0"))
            ),
        ),
        Kept("标签不读"),
    ),
    Row("wav-in-wav", "WAV 里套 WAV", holding("a.wav", lambda: wav(wav(wav(pcm())))), Kept(REST)),
    Row("rf64", "RF64 自称 16 EB", holding("a.wav", lambda: rf64()), BAD),
    Row("wav-zeros", "全是零的“录音”", holding("a.wav", lambda: bytes(100_000)), BAD),
    Row(
        "wav-noise",
        "随机字节叫 wav",
        holding("a.wav", lambda: np.random.default_rng(2).bytes(100_000)),
        BAD,
    ),
    Row("empty", "0 字节", holding("a.wav", lambda: b""), Refused(EmptyFile)),
    Row("one-byte", "1 字节", holding("a.mp3", lambda: b"\xff"), BAD),
)


def rf64() -> bytes:
    sizes = struct.pack("<QQQI", 2**64 - 1, 2**64 - 1, 2**64 - 1, 0)
    head = struct.pack("<HHIIHH", 1, 1, 16_000, 32_000, 2, 16)
    body = b"WAVE" + chunk(b"ds64", sizes) + chunk(b"fmt ", head)
    return b"RF64\xff\xff\xff\xff" + body + chunk(b"data", pcm(), 0xFFFFFFFF)


def id3(size: int, content: bytes = b"") -> bytes:
    parts = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\4\0\0" + parts + content


_TAGS = (
    Row(
        "id3-claims",
        "标签自称 256 MB",
        holding("a.mp3", lambda: id3(2**28 - 1) + sound("mp3")),
        BAD,
    ),
    Row(
        "id3-many",
        "一千个标签叠在前面",
        holding("a.mp3", lambda: id3(0) * 1000 + sound("mp3")),
        Kept(REST),
    ),
    Row(
        "id3-frame",
        "标签里的一项自称 256 MB",
        holding("a.mp3", lambda: id3(20, b"APIC\x7f\x7f\x7f\x7f\0\0" + bytes(10)) + sound("mp3")),
        Kept(REST),
    ),
    Row(
        "mp3-zip",
        "又是 MP3 又是 ZIP",
        holding("a.mp3", lambda: sound("mp3") + b"PK\3\4" + bytes(100)),
        Kept(REST),
    ),
    Row(
        "mp3-script",
        "MP3 尾上接一段 PHP",
        holding(
            "a.mp3.php", lambda: b"ID3\4\0\0\0\0\0\0" + sound("mp3") + b"<?php system($_GET[1]);"
        ),
        Kept("按内容当录音，什么也不执行"),
    ),
    Row(
        "ogg-granule",
        "Ogg 的时间是 -2",
        holding("a.ogg", lambda: last_page(b"\xfe" + b"\xff" * 7)),
        Kept(REST),
    ),
    Row(
        "ogg-far",
        "Ogg 的时间在 58 万年后",
        holding("a.ogg", lambda: last_page(b"\xff" * 7 + b"\x7f")),
        Kept(REST),
    ),
    Row(
        "flac-claims",
        "FLAC 自称 680 亿个样本",
        holding("a.flac", lambda: flac_samples(2**36 - 1)),
        Kept(REST),
    ),
    Row(
        "avi-wav",
        "AVI 的头，WAV 的身子",
        holding("a.avi", lambda: sound("wav").replace(b"WAVE", b"AVI ")),
        BAD,
    ),
    Row("gif-mp3", "GIF 图片叫 mp3", holding("a.mp3", lambda: b"GIF89a\1\0\1\0\0\0\0;"), BAD),
    Row(
        "exe-m4a",
        "程序（exe）叫 m4a",
        holding("a.m4a", lambda: b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(5000)),
        BAD,
    ),
)


def last_page(granule: bytes) -> bytes:
    """An Ogg file whose last page says another time; the checksum is the decoder's to mind."""
    content = bytearray(sound("ogg"))
    at = content.rindex(b"OggS")
    content[at + 6 : at + 14] = granule
    content[at + 22 : at + 26] = bytes(4)
    content[at + 22 : at + 26] = struct.pack("<I", _ogg_sum(bytes(content[at:])))
    return bytes(content)


def _ogg_sum(page: bytes) -> int:
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1) ^ (0x04C11DB7 if total & 0x80000000 else 0)
            total &= 0xFFFFFFFF
    return total


def flac_samples(count: int) -> bytes:
    content = bytearray(sound("flac"))
    content[21] = content[21] & 0xF0 | count >> 32
    content[22:26] = struct.pack(">I", count & 0xFFFFFFFF)
    return bytes(content)


ROWS: tuple[Row, ...] = (*_damaged(), *_HEADS, *_TAGS)
