"""Films and their boxes, and lists of other files that call themselves recordings."""

from __future__ import annotations

import struct

from mintobrief.errors import NoAudio, ProtectedSound
from tests.hostile.recipe import Kept, Refused, Row, holding
from tests.hostile.sounds import BAD, REST, beside, box, film, in_table, mp4, nested, sound


def far_film() -> bytes:
    """Time runs a million times slower: a second of sound claims eleven days."""
    content = sound("m4a")
    at = content.index(b"mdhd") + 16
    return content[:at] + struct.pack(">I", 1) + content[at + 4 :]


def linked() -> bytes:
    """Its sound is said to lie in another file."""
    link = box(b"url ", b"\0\0\0\1")
    other = box(b"url ", b"\0\0\0\0file:///etc/passwd\0")
    return sound("m4a").replace(link, other[: len(link)])


def locked() -> bytes:
    return mp4(box(b"moov", box(b"trak", b"enca" + b"sinf" + bytes(40))), box(b"mdat", bytes(99)))


_FILMS = (
    Row(
        "mp4-no-end",
        "录像时断了电，没有索引",
        holding("a.m4a", lambda: mp4(box(b"mdat", bytes(9000)))),
        BAD,
    ),
    Row("mp4-box-zero", "盒子大小 0", holding("a.m4a", lambda: mp4(box(b"moov", b"", 0))), BAD),
    Row(
        "mp4-box-tiny",
        "盒子大小 1，后面 8 字节也是 1",
        holding("a.m4a", lambda: mp4(b"\0\0\0\1moov" + bytes(7) + b"\1")),
        BAD,
    ),
    Row(
        "mp4-box-far",
        "盒子自称 16 EB",
        holding("a.m4a", lambda: mp4(b"\0\0\0\1moov" + b"\xff" * 8)),
        BAD,
    ),
    Row(
        "mp4-deep", "盒子套盒子一万层", holding("a.m4a", lambda: mp4(nested(b"moov", 10_000))), BAD
    ),
    Row(
        "mp4-many",
        "十万个空盒子",
        holding("a.m4a", lambda: mp4(box(b"free", b"") * 100_000)),
        BAD,
    ),
    Row(
        "mp4-many-indexes",
        "十万个空索引",
        holding("a.m4a", lambda: mp4(box(b"moov", b"") * 100_000)),
        BAD,
    ),
    Row(
        "mp4-times",
        "时间表自称 40 亿行",
        holding("a.m4a", lambda: in_table(b"stts", 2**32 - 1)),
        BAD,
    ),
    Row(
        "mp4-sizes",
        "大小表自称 40 亿行",
        holding("a.m4a", lambda: in_table(b"stsz", 2**32 - 1)),
        BAD,
    ),
    Row(
        "mp4-chunks",
        "位置表自称 40 亿行",
        holding("a.m4a", lambda: in_table(b"stco", 2**32 - 1)),
        Kept(REST),
    ),
    Row("mp4-slow", "一秒的声音自称好几个小时", holding("a.m4a", far_film), Kept(REST)),
    Row("mp4-link", "说声音在 /etc/passwd 里", holding("a.m4a", linked), Kept(REST)),
    Row("mp4-locked", "有版权保护", holding("a.m4a", locked), Refused(ProtectedSound)),
    Row("mp4-picture", "只有画面", holding("a.mp4", film), Refused(NoAudio)),
)

_LISTS = (
    Row(
        "m3u8",
        "播放列表叫 m4a，指向旁边的秘密",
        beside("a.m4a", "#EXTM3U\n#EXTINF:1,\n{}\n".format),
        BAD,
    ),
    Row(
        "hls",
        "HLS 列表叫 mp3，要去内网取",
        holding(
            "a.mp3", lambda: b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/\n"
        ),
        BAD,
    ),
    Row(
        "ffconcat",
        "拼接清单叫 wav",
        beside("a.wav", "ffconcat version 1.0\nfile '{}'\n".format),
        BAD,
    ),
    Row(
        "sdp",
        "会话描述叫 wma，要开网络端口",
        holding("a.wma", lambda: b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n"),
        BAD,
    ),
    Row(
        "asx",
        "网页式列表叫 wma",
        beside("a.wma", '<asx><entry><ref href="{}"/></entry></asx>'.format),
        BAD,
    ),
    Row("pls", "pls 列表叫 ogg", beside("a.ogg", "[playlist]\nFile1={}\n".format), BAD),
    Row(
        "dash",
        "DASH 清单叫 webm",
        beside(
            "a.webm",
            '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{}</BaseURL></MPD>'.format,
        ),
        BAD,
    ),
    Row("text-wav", "文字叫 wav", holding("a.wav", lambda: "会议记录".encode() * 100), BAD),
)

ROWS: tuple[Row, ...] = (*_FILMS, *_LISTS)
