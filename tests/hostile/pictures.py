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

from mintobrief.errors import TooLarge, UnreadableFile, UnreadablePage
from tests.hostile.recipe import Kept, Refused, Row, holding

pillow_heif.register_heif_opener()

_FORMATS = {
    "png": "PNG",
    "jpg": "JPEG",
    "tiff": "TIFF",
    "webp": "WEBP",
    "bmp": "BMP",
    "heic": "HEIF",
}
BAD = Refused(UnreadableFile)
WHOLE = Kept("读出图片本身，别的不看")
HUGE = Refused(TooLarge)


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
            f"{kind}-stump", f"{kind} 只剩开头 32 字节", holding(name, partial(stump, kind)), BAD
        )
        yield Row(f"{kind}-half", f"{kind} 只拷了一半", holding(name, partial(cut, kind)), BAD)
        yield Row(
            f"{kind}-mark", f"{kind} 的开头，后面是乱码", holding(name, partial(spoilt, kind)), BAD
        )
        yield Row(
            f"{kind}-tail",
            f"{kind} 后面接着压缩包和 PHP",
            holding(name, partial(doubled, kind)),
            WHOLE,
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
        HUGE,
    ),
    Row("png-giant", "21 亿×21 亿像素", holding("a.png", lambda: png(2**31 - 1, 2**31 - 1)), HUGE),
    Row("png-thread", "1×100 万像素的细线", holding("a.png", lambda: png(1, 1_000_000)), HUGE),
    Row("png-ribbon", "100 万×1 像素的细线", holding("a.png", lambda: png(1_000_000, 1)), HUGE),
    Row("png-nothing", "0×0 像素", holding("a.png", lambda: png(0, 0)), BAD),
    Row("png-text-bomb", "注释展开有 256 MB", holding("a.png", text_bomb), BAD),
    Row("png-profile-bomb", "颜色表展开有 256 MB", holding("a.png", profile_bomb), BAD),
    Row("png-data-bomb", "8×8 的图后面跟着 256 MB", holding("a.png", data_bomb), WHOLE),
    Row("png-no-data", "没有像素", holding("a.png", lambda: png(80, 80)), BAD),
    Row(
        "png-few-data",
        "像素只有一行",
        holding("a.png", lambda: png(80, 80, data=zlib.compress(bytes(81)))),
        BAD,
    ),
    Row(
        "png-colour",
        "没有的颜色类型",
        holding("a.png", lambda: png(8, 8, colour=5, data=zlib.compress(bytes(99)))),
        BAD,
    ),
    Row(
        "png-depth",
        "每点 77 位",
        holding("a.png", lambda: png(8, 8, depth=77, data=zlib.compress(bytes(99)))),
        BAD,
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
        BAD,
    ),
    Row(
        "png-claims", "一块自称 2 GB", holding("a.png", lambda: good(b"\x7f\xff\xff\xfftEXt")), BAD
    ),
    Row(
        "png-many",
        "两万块注释",
        holding("a.png", lambda: good(png_chunk(b"tEXt", b"a\0b") * 20_000)),
        WHOLE,
    ),
    Row(
        "png-words",
        "注释里是网页代码",
        holding("a.png", lambda: good(png_chunk(b"tEXt", b"Title\0<script>alert(1)</script>"))),
        WHOLE,
    ),
    Row(
        "apng",
        "动画自称 40 亿帧",
        holding("a.png", lambda: good(png_chunk(b"acTL", b"\xff" * 8))),
        WHOLE,
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
        HUGE,
    ),
    Row("jpeg-taller", "自称比实际高十倍", holding("a.jpg", lambda: jpeg_sized(120, 800)), BAD),
    Row("jpeg-nothing", "0×0 像素", holding("a.jpg", lambda: jpeg_sized(0, 0)), BAD),
    Row(
        "jpeg-comments",
        "一千段注释",
        holding("a.jpg", lambda: marked(segment(0xFE, b"<script>") * 1000)),
        WHOLE,
    ),
    Row(
        "jpeg-claims",
        "一段自称 1 字节",
        holding("a.jpg", lambda: marked(segment(0xFE, b"", 1))),
        BAD,
    ),
    Row(
        "exif-turn",
        "EXIF 说转到第 999 个方向",
        holding("a.jpg", lambda: marked(exif(entry(0x112, 3, 1, 999)))),
        WHOLE,
    ),
    Row(
        "exif-loop",
        "EXIF 的下一页就是自己",
        holding("a.jpg", lambda: marked(exif(entry(0x112, 3, 1, 1), following=8))),
        WHOLE,
    ),
    Row(
        "exif-self",
        "EXIF 的子目录就是自己",
        holding("a.jpg", lambda: marked(exif(entry(0x8769, 4, 1, 8)))),
        WHOLE,
    ),
    Row(
        "exif-claims",
        "EXIF 的一项自称 40 亿个字",
        holding("a.jpg", lambda: marked(exif(entry(0x10E, 2, 2**32 - 1, 8)))),
        WHOLE,
    ),
    Row(
        "exif-words",
        "EXIF 的作者是网页代码",
        holding("a.jpg", lambda: marked(segment(0xE1, b"Exif\0\0<script>"))),
        WHOLE,
    ),
    Row(
        "jpeg-profile",
        "颜色表是乱码",
        holding("a.jpg", lambda: marked(segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(200)))),
        WHOLE,
    ),
    Row(
        "jpeg-adobe",
        "说是 CMYK 而不是",
        holding("a.jpg", lambda: marked(segment(0xEE, b"Adobe\0\x64\0\0\0\0\2"))),
        WHOLE,
    ),
    Row("jpeg-scans", "渐进式，最后一遍重复三百次", holding("a.jpg", lambda: scans(300)), BAD),
    Row(
        "jpeg-tables",
        "没有量化表",
        holding("a.jpg", lambda: picture("jpg").replace(b"\xff\xdb", b"\xff\xfe")),
        BAD,
    ),
    Row("jpeg-two", "两张 JPEG 接在一起", holding("a.jpg", lambda: picture("jpg") * 2), WHOLE),
)


ROWS: tuple[Row, ...] = (*_damaged(), *_PNGS, *_JPEGS)
