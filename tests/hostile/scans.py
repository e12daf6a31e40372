"""TIFF, BMP and others; and what calls itself a picture and is none."""

from __future__ import annotations

import struct

from mintobrief.errors import UnknownType
from tests.hostile.pictures import BAD, HUGE, WHOLE, entry, picture
from tests.hostile.recipe import CANARY, Make, Refused, Row, holding, words


def tiff(*entries: bytes, following: int = 0, body: bytes = b"") -> bytes:
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(entries)
    return head + struct.pack("<I", following) + body


def shaped(width: int, height: int, *others: bytes) -> tuple[bytes, ...]:
    return (
        entry(256, 4, 1, width),
        entry(257, 4, 1, height),
        entry(258, 3, 1, 8),
        entry(259, 3, 1, 1),
        entry(262, 3, 1, 1),
        entry(273, 4, 1, 8),
        entry(278, 4, 1, height),
        entry(279, 4, 1, width * height & 0xFFFFFFFF),
        *others,
    )


def chain(pages: int) -> bytes:
    """So many pages without anything, each in 6 bytes."""
    directories = (struct.pack("<HI", 0, 8 + 6 * (at + 1)) for at in range(pages - 1))
    return b"II*\0\x08\0\0\0" + b"".join(directories) + struct.pack("<HI", 0, 0)


_TIFFS = (
    Row(
        "tiff-loop",
        "页的链子咬住自己的尾巴",
        holding("a.tif", lambda: tiff(*shaped(8, 8), following=8, body=bytes(64))),
        WHOLE,
    ),
    Row("tiff-many", "两万页空页", holding("a.tif", lambda: chain(20_000)), HUGE),
    Row(
        "tiff-giant",
        "40 亿×40 亿像素",
        holding("a.tif", lambda: tiff(*shaped(2**32 - 1, 2**32 - 1))),
        HUGE,
    ),
    Row("tiff-far", "像素在文件之外", holding("a.tif", lambda: tiff(*shaped(80, 80))), BAD),
    Row("tiff-no-tags", "一项也没有", holding("a.tif", lambda: tiff()), BAD),
    Row(
        "tiff-tags",
        "自称 65535 项",
        holding("a.tif", lambda: b"II*\0\x08\0\0\0\xff\xff" + bytes(40)),
        BAD,
    ),
    Row(
        "tiff-next",
        "下一页在文件之外",
        holding("a.tif", lambda: tiff(*shaped(8, 8), following=2**32 - 1, body=bytes(64))),
        BAD,
    ),
    Row(
        "tiff-count",
        "一项自称 40 亿个数",
        holding("a.tif", lambda: tiff(*shaped(8, 8, entry(320, 3, 2**32 - 1, 8)), body=bytes(64))),
        WHOLE,
    ),
    Row(
        "tiff-code",
        "没有的压缩方法",
        holding(
            "a.tif",
            lambda: tiff(
                *(e if e[:2] != b"\3\1" else entry(259, 3, 1, 9999) for e in shaped(8, 8)),
                body=bytes(64),
            ),
        ),
        BAD,
    ),
    Row(
        "bigtiff-far",
        "BigTIFF，第一页在 16 EB 处",
        holding("a.tif", lambda: b"II+\0\x08\0\0\0" + b"\xff" * 8),
        BAD,
    ),
    Row(
        "tiff-order", "字节次序不对", holding("a.tif", lambda: b"MM\0*\x08\0\0\0" + bytes(40)), BAD
    ),
)


def bmp(width: int, height: int, *, bits: int = 24, packed: int = 0, at: int = 54) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, packed, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + 192, 0, 0, at) + head + bytes(192)


def webp_sized() -> bytes:
    """A frame of 16 million by 16 million pixels, as the extended head may say."""
    extended = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + b"\xff" * 6
    body = b"WEBP" + extended + picture("webp")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic_sized() -> bytes:
    content = bytearray(picture("heic"))
    at = content.index(b"ispe") + 8
    content[at : at + 8] = struct.pack(">II", 60_000, 60_000)
    return bytes(content)


def svg(name: str) -> Make:
    return words(
        f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "../secret.txt">]>'
        f'<svg xmlns="http://www.w3.org/2000/svg"><script>{CANARY}</script><text>&x;</text></svg>',
        name,
    )


_OTHERS = (
    Row(
        "bmp-giant",
        "自称 20 亿×20 亿像素",
        holding("a.bmp", lambda: bmp(2**31 - 1, 2**31 - 1)),
        HUGE,
    ),
    Row("bmp-upside", "高是负数", holding("a.bmp", lambda: bmp(8, -8)), WHOLE),
    Row("bmp-least", "高是负的 21 亿", holding("a.bmp", lambda: bmp(8, -(2**31))), HUGE),
    Row("bmp-left", "宽是负数", holding("a.bmp", lambda: bmp(-8, 8)), HUGE),
    Row("bmp-rle", "压缩的行越过右边", holding("a.bmp", lambda: bmp(8, 8, bits=8, packed=1)), BAD),
    Row("bmp-far", "像素在文件之外", holding("a.bmp", lambda: bmp(8, 8, at=2**31)), BAD),
    Row("bmp-bits", "每点 77 位", holding("a.bmp", lambda: bmp(8, 8, bits=77)), BAD),
    Row("webp-giant", "自称 1600 万×1600 万像素", holding("a.webp", webp_sized), BAD),
    Row("heic-giant", "自称 60000×60000 像素", holding("a.heic", heic_sized), HUGE),
    Row("svg-png", "SVG（带脚本和外部实体）叫 png", svg("a.png"), BAD),
    Row("svg", "SVG 就叫 svg", svg("a.svg"), Refused(UnknownType)),
    Row(
        "eps-png",
        "PostScript 程序叫 png",
        holding(
            "a.png",
            lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n",
        ),
        BAD,
    ),
    Row(
        "eps-jpg",
        "JPEG 的头，后面是 PostScript",
        holding("a.jpg", lambda: b"\xff\xd8\xff%!PS-Adobe-3.0 EPSF-3.0\n"),
        BAD,
    ),
    Row(
        "psd-tif",
        "PSD 叫 tif",
        holding("a.tif", lambda: b"8BPS\0\1" + bytes(6) + b"\0\3" + b"\x7f" * 8),
        BAD,
    ),
    Row("gif-png", "GIF 叫 png", holding("a.png", lambda: b"GIF89a\1\0\1\0\0\0\0;"), BAD),
    Row("ico-bmp", "图标叫 bmp", holding("a.bmp", lambda: b"\0\0\1\0\1\0" + bytes(40)), BAD),
    Row("html-jpg", "网页叫 jpg", words("<html><script>alert(1)</script></html>", "a.jpg"), BAD),
    Row("exe-png", "程序叫 png", holding("a.png", lambda: b"MZ" + bytes(500)), BAD),
    Row("pdf-png", "PDF 叫 png", holding("a.png", lambda: b"%PDF-1.7\n"), BAD),
    Row("wav-png", "录音叫 png", holding("a.png", lambda: b"RIFF\x24\0\0\0WAVEfmt "), BAD),
)

ROWS: tuple[Row, ...] = (*_TIFFS, *_OTHERS)
