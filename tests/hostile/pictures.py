"""Pictures that are larger than they say, break off, bite their tail or are something else."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO

import numpy as np
import pillow_heif
from PIL import Image

from mintobrief.errors import TooLarge, UnknownType, UnreadableFile, UnreadablePage
from tests.hostile.recipe import CANARY, Kept, Make, Refused, Row, holding, words

pillow_heif.register_heif_opener()

_FORMATS = {
    "png": "PNG",
    "jpg": "JPEG",
    "tiff": "TIFF",
    "webp": "WEBP",
    "bmp": "BMP",
    "heic": "HEIF",
}
_BAD = Refused(UnreadableFile)
_WHOLE = Kept("读出图片本身，别的不看")
_HUGE = Refused(TooLarge)


def drawn(size: tuple[int, int] = (120, 80)) -> Image.Image:
    grey = np.random.default_rng(0).integers(0, 255, (size[1], size[0], 3), np.uint8)
    return Image.fromarray(grey)


@cache
def picture(kind: str) -> bytes:
    """A small picture as a phone or scanner would save it."""
    file = BytesIO()
    drawn().save(file, _FORMATS[kind])
    return file.getvalue()


def cut(kind: str) -> bytes:
    return picture(kind)[: len(picture(kind)) // 2]


def stump(kind: str) -> bytes:
    return picture(kind)[:32]


def spoilt(kind: str) -> bytes:
    return picture(kind)[:16] + np.random.default_rng(1).bytes(4000)


def doubled(kind: str) -> bytes:
    return picture(kind) + b"PK\3\4" + b"<?php system($_GET[1]); ?>" * 9


def _damaged() -> Iterator[Row]:
    for kind in _FORMATS:
        name = f"a.{kind}"
        yield Row(
            f"{kind}-stump", f"{kind} 只剩开头 32 字节", holding(name, partial(stump, kind)), _BAD
        )
        yield Row(f"{kind}-half", f"{kind} 只拷了一半", holding(name, partial(cut, kind)), _BAD)
        yield Row(
            f"{kind}-mark", f"{kind} 的开头，后面是乱码", holding(name, partial(spoilt, kind)), _BAD
        )
        yield Row(
            f"{kind}-tail",
            f"{kind} 后面接着压缩包和 PHP",
            holding(name, partial(doubled, kind)),
            _WHOLE,
        )


def png_chunk(kind: bytes, content: bytes, *, right: bool = True) -> bytes:
    total = zlib.crc32(kind + content) ^ (0 if right else 1)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", total)


def png(
    width: int,
    height: int,
    *,
    depth: int = 8,
    colour: int = 0,
    more: bytes = b"",
    data: bytes = b"",
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = png_chunk(b"IHDR", head) + more + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def zeros(size: int) -> bytes:
    """That many zeros, packed into a thousandth."""
    packer = zlib.compressobj(9)
    block = bytes(2**20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def text_bomb() -> bytes:
    packed = png_chunk(b"zTXt", b"Comment\0\0" + zeros(256 << 20))
    return png(8, 8, more=packed, data=zlib.compress(bytes(9 * 8)))


def profile_bomb() -> bytes:
    packed = png_chunk(b"iCCP", b"icc\0\0" + zeros(256 << 20))
    return png(8, 8, more=packed, data=zlib.compress(bytes(9 * 8)))


def data_bomb() -> bytes:
    """Eight by eight pixels, and 256 MB behind them."""
    return png(8, 8, data=zeros(256 << 20))


def good(more: bytes) -> bytes:
    return png(8, 8, more=more, data=zlib.compress(bytes(9 * 8)))


_PNGS = (
    Row(
        "png-bomb",
        "60000×60000 像素的炸弹",
        holding("a.png", lambda: png(60_000, 60_000, data=zeros(1 << 20))),
        _HUGE,
    ),
    Row("png-giant", "21 亿×21 亿像素", holding("a.png", lambda: png(2**31 - 1, 2**31 - 1)), _HUGE),
    Row("png-thread", "1×100 万像素的细线", holding("a.png", lambda: png(1, 1_000_000)), _HUGE),
    Row("png-ribbon", "100 万×1 像素的细线", holding("a.png", lambda: png(1_000_000, 1)), _HUGE),
    Row("png-nothing", "0×0 像素", holding("a.png", lambda: png(0, 0)), _BAD),
    Row("png-text-bomb", "注释展开有 256 MB", holding("a.png", text_bomb), _BAD),
    Row("png-profile-bomb", "颜色表展开有 256 MB", holding("a.png", profile_bomb), _BAD),
    Row("png-data-bomb", "8×8 的图后面跟着 256 MB", holding("a.png", data_bomb), _WHOLE),
    Row("png-no-data", "没有像素", holding("a.png", lambda: png(80, 80)), _BAD),
    Row(
        "png-few-data",
        "像素只有一行",
        holding("a.png", lambda: png(80, 80, data=zlib.compress(bytes(81)))),
        Kept("缺的行是黑的"),
    ),
    Row(
        "png-colour",
        "没有的颜色类型",
        holding("a.png", lambda: png(8, 8, colour=5, data=zlib.compress(bytes(99)))),
        _BAD,
    ),
    Row(
        "png-depth",
        "每点 77 位",
        holding("a.png", lambda: png(8, 8, depth=77, data=zlib.compress(bytes(99)))),
        _BAD,
    ),
    Row(
        "png-no-palette",
        "说有调色板而没有",
        holding("a.png", lambda: png(8, 8, colour=3, data=zlib.compress(bytes(72)))),
        Refused(UnreadablePage),
    ),
    Row(
        "png-sum",
        "校验和不对",
        holding("a.png", lambda: good(png_chunk(b"tEXt", b"a\0b", right=False))),
        _BAD,
    ),
    Row(
        "png-claims", "一块自称 2 GB", holding("a.png", lambda: good(b"\x7f\xff\xff\xfftEXt")), _BAD
    ),
    Row(
        "png-many",
        "两万块注释",
        holding("a.png", lambda: good(png_chunk(b"tEXt", b"a\0b") * 20_000)),
        _WHOLE,
    ),
    Row(
        "png-words",
        "注释里是网页代码",
        holding("a.png", lambda: good(png_chunk(b"tEXt", b"Title\0<script>alert(1)</script>"))),
        _WHOLE,
    ),
    Row(
        "apng",
        "动画自称 40 亿帧",
        holding("a.png", lambda: good(png_chunk(b"acTL", b"\xff" * 8))),
        _WHOLE,
    ),
)


def jpeg_sized(width: int, height: int) -> bytes:
    """A JPEG that says another size than it has."""
    content = bytearray(picture("jpg"))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def marked(marker: bytes) -> bytes:
    """A good JPEG with something between its mark and its head."""
    return picture("jpg")[:2] + marker + picture("jpg")[2:]


def segment(kind: int, content: bytes, claims: int | None = None) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(content) + 2 if claims is None else claims) + content


def exif(*entries: bytes, following: int = 0) -> bytes:
    head = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries))
    return segment(0xE1, head + b"".join(entries) + struct.pack("<I", following))


def entry(tag: int, kind: int, count: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, count, value)


def scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated: each costs a walk over the picture."""
    file = BytesIO()
    drawn((300, 300)).save(file, "JPEG", progressive=True)
    content = file.getvalue()
    at = content.rindex(b"\xff\xda")
    end = content.rindex(b"\xff\xd9")
    return content[:end] + content[at:end] * count + b"\xff\xd9"


_JPEGS = (
    Row(
        "jpeg-giant",
        "自称 65500×65500",
        holding("a.jpg", lambda: jpeg_sized(65_500, 65_500)),
        _HUGE,
    ),
    Row("jpeg-taller", "自称比实际高十倍", holding("a.jpg", lambda: jpeg_sized(120, 800)), _BAD),
    Row("jpeg-nothing", "0×0 像素", holding("a.jpg", lambda: jpeg_sized(0, 0)), _BAD),
    Row(
        "jpeg-comments",
        "一千段注释",
        holding("a.jpg", lambda: marked(segment(0xFE, b"<script>") * 1000)),
        _WHOLE,
    ),
    Row(
        "jpeg-claims",
        "一段自称 1 字节",
        holding("a.jpg", lambda: marked(segment(0xFE, b"", 1))),
        _BAD,
    ),
    Row(
        "exif-turn",
        "EXIF 说转到第 999 个方向",
        holding("a.jpg", lambda: marked(exif(entry(0x112, 3, 1, 999)))),
        _WHOLE,
    ),
    Row(
        "exif-loop",
        "EXIF 的下一页就是自己",
        holding("a.jpg", lambda: marked(exif(entry(0x112, 3, 1, 1), following=8))),
        _WHOLE,
    ),
    Row(
        "exif-self",
        "EXIF 的子目录就是自己",
        holding("a.jpg", lambda: marked(exif(entry(0x8769, 4, 1, 8)))),
        _WHOLE,
    ),
    Row(
        "exif-claims",
        "EXIF 的一项自称 40 亿个字",
        holding("a.jpg", lambda: marked(exif(entry(0x10E, 2, 2**32 - 1, 8)))),
        _WHOLE,
    ),
    Row(
        "exif-words",
        "EXIF 的作者是网页代码",
        holding("a.jpg", lambda: marked(segment(0xE1, b"Exif\0\0<script>"))),
        _WHOLE,
    ),
    Row(
        "jpeg-profile",
        "颜色表是乱码",
        holding("a.jpg", lambda: marked(segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(200)))),
        _WHOLE,
    ),
    Row(
        "jpeg-adobe",
        "说是 CMYK 而不是",
        holding("a.jpg", lambda: marked(segment(0xEE, b"Adobe\0\x64\0\0\0\0\2"))),
        _WHOLE,
    ),
    Row("jpeg-scans", "渐进式，最后一遍重复三百次", holding("a.jpg", lambda: scans(300)), _BAD),
    Row(
        "jpeg-tables",
        "没有量化表",
        holding("a.jpg", lambda: picture("jpg").replace(b"\xff\xdb", b"\xff\xfe")),
        _BAD,
    ),
    Row("jpeg-two", "两张 JPEG 接在一起", holding("a.jpg", lambda: picture("jpg") * 2), _WHOLE),
)


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
        _WHOLE,
    ),
    Row("tiff-many", "两万页空页", holding("a.tif", lambda: chain(20_000)), _HUGE),
    Row(
        "tiff-giant",
        "40 亿×40 亿像素",
        holding("a.tif", lambda: tiff(*shaped(2**32 - 1, 2**32 - 1))),
        _HUGE,
    ),
    Row("tiff-far", "像素在文件之外", holding("a.tif", lambda: tiff(*shaped(80, 80))), _BAD),
    Row("tiff-no-tags", "一项也没有", holding("a.tif", lambda: tiff()), _BAD),
    Row(
        "tiff-tags",
        "自称 65535 项",
        holding("a.tif", lambda: b"II*\0\x08\0\0\0\xff\xff" + bytes(40)),
        _BAD,
    ),
    Row(
        "tiff-next",
        "下一页在文件之外",
        holding("a.tif", lambda: tiff(*shaped(8, 8), following=2**32 - 1, body=bytes(64))),
        _BAD,
    ),
    Row(
        "tiff-count",
        "一项自称 40 亿个数",
        holding("a.tif", lambda: tiff(*shaped(8, 8, entry(320, 3, 2**32 - 1, 8)), body=bytes(64))),
        _WHOLE,
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
        _BAD,
    ),
    Row(
        "bigtiff-far",
        "BigTIFF，第一页在 16 EB 处",
        holding("a.tif", lambda: b"II+\0\x08\0\0\0" + b"\xff" * 8),
        _BAD,
    ),
    Row(
        "tiff-order", "字节次序不对", holding("a.tif", lambda: b"MM\0*\x08\0\0\0" + bytes(40)), _BAD
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
        _HUGE,
    ),
    Row("bmp-upside", "高是负数", holding("a.bmp", lambda: bmp(8, -8)), _WHOLE),
    Row("bmp-least", "高是负的 21 亿", holding("a.bmp", lambda: bmp(8, -(2**31))), _HUGE),
    Row("bmp-left", "宽是负数", holding("a.bmp", lambda: bmp(-8, 8)), _HUGE),
    Row("bmp-rle", "压缩的行越过右边", holding("a.bmp", lambda: bmp(8, 8, bits=8, packed=1)), _BAD),
    Row("bmp-far", "像素在文件之外", holding("a.bmp", lambda: bmp(8, 8, at=2**31)), _BAD),
    Row("bmp-bits", "每点 77 位", holding("a.bmp", lambda: bmp(8, 8, bits=77)), _BAD),
    Row("webp-giant", "自称 1600 万×1600 万像素", holding("a.webp", webp_sized), _BAD),
    Row("heic-giant", "自称 60000×60000 像素", holding("a.heic", heic_sized), _HUGE),
    Row("svg-png", "SVG（带脚本和外部实体）叫 png", svg("a.png"), _BAD),
    Row("svg", "SVG 就叫 svg", svg("a.svg"), Refused(UnknownType)),
    Row(
        "eps-png",
        "PostScript 程序叫 png",
        holding(
            "a.png",
            lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n",
        ),
        _BAD,
    ),
    Row(
        "eps-jpg",
        "JPEG 的头，后面是 PostScript",
        holding("a.jpg", lambda: b"\xff\xd8\xff%!PS-Adobe-3.0 EPSF-3.0\n"),
        _BAD,
    ),
    Row(
        "psd-tif",
        "PSD 叫 tif",
        holding("a.tif", lambda: b"8BPS\0\1" + bytes(6) + b"\0\3" + b"\x7f" * 8),
        _BAD,
    ),
    Row("gif-png", "GIF 叫 png", holding("a.png", lambda: b"GIF89a\1\0\1\0\0\0\0;"), _BAD),
    Row("ico-bmp", "图标叫 bmp", holding("a.bmp", lambda: b"\0\0\1\0\1\0" + bytes(40)), _BAD),
    Row("html-jpg", "网页叫 jpg", words("<html><script>alert(1)</script></html>", "a.jpg"), _BAD),
    Row("exe-png", "程序叫 png", holding("a.png", lambda: b"MZ" + bytes(500)), _BAD),
    Row("pdf-png", "PDF 叫 png", holding("a.png", lambda: b"%PDF-1.7\n"), _BAD),
    Row("wav-png", "录音叫 png", holding("a.png", lambda: b"RIFF\x24\0\0\0WAVEfmt "), _BAD),
)

ROWS: tuple[Row, ...] = (*_damaged(), *_PNGS, *_JPEGS, *_TIFFS, *_OTHERS)
