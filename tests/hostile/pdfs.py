"""PDFs that run in circles, unfold without end, or would run something."""

from __future__ import annotations

import zlib
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from mintobrief.errors import NoPages, TooLarge, UnreadableFile, UnreadablePage
from tests.hostile.pictures import zeros
from tests.hostile.recipe import Kept, Make, Refused, Row, holding
from tests.ingest import pdfs
from tests.ingest.pdfs import written

BAD = Refused(UnreadableFile)
DRAWN = Kept("只画出页面，什么也不运行、不打开")
NO_PAGE = Refused(UnreadablePage)
KIDS = b"<</Type/Pages/Count 1/Kids[%s]>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<%s>>>>"


def one_page(
    drawn: bytes = b"",
    *others: bytes,
    catalog: bytes = b"",
    resources: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """One page; `others` are the objects from number 5 on."""
    return written(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        KIDS % b"3 0 R",
        (page or PAGE) % resources,
        drawn if drawn.startswith(b"<<") else pdfs.stream(drawn),
        *others,
    )


def counting(pages: bytes) -> bytes:
    return written(CATALOG, KIDS.replace(b"1", pages) % b"3 0 R", PAGE % b"", pdfs.stream(b""))


def boxed(box: bytes) -> bytes:
    return one_page(page=PAGE.replace(b"[0 0 200 200]", box))


def packed(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return pdfs.stream(content, b"/Filter[%s]" % filters)


def acting(action: bytes) -> Make:
    return holding("a.pdf", lambda: one_page(catalog=b"/OpenAction<<%s>>" % action))


@lru_cache(maxsize=1)
def good() -> bytes:
    out = BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "PDF")
    return out.getvalue()


def locked(folder: Path) -> Path:
    """Encrypted with a password, by the standard handler; what is encrypted is never reached."""
    keys = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"41" * 32, b"42" * 32)
    path = folder / "a.pdf"
    pages = (b"<</Type/Catalog/Pages 2 0 R>>", KIDS % b"", keys)
    path.write_bytes(written(*pages, trailer=b"/Encrypt 3 0 R/ID[<41><41>]"))
    return path


def tree(depth: int) -> bytes:
    """Pages within pages within pages."""
    nodes = (b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (at + 3) for at in range(depth))
    last = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1)
    return written(CATALOG, *nodes, last)


def form(content: bytes, resources: bytes) -> bytes:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<<%s>>" % resources
    return pdfs.stream(content, head)


def doubling(depth: int) -> bytes:
    """Each form draws the next one ten times: ten to the power of `depth` in the end."""
    forms = [form(b"/F Do " * 10, b"/XObject<</F %d 0 R>>" % (at + 6)) for at in range(depth)]
    return one_page(b"/F Do", *forms, form(b"0 0 1 1 re f", b""), resources=b"/XObject<</F 5 0 R>>")


def image(width: int, height: int, content: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
    stream = pdfs.stream(
        content, head + b"/Width %d/Height %d/Filter[%s]" % (width, height, filters)
    )
    return one_page(b"200 0 0 200 0 0 cm /I Do", stream, resources=b"/XObject<</I 5 0 R>>")


def type3(content: bytes) -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65"
        b"/LastChar 65/Widths[9]/Encoding<</Differences[65/a]>>/CharProcs<</a 6 0 R>>"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    drawn = b"BT /F 9 Tf (A) Tj ET"
    return one_page(drawn, font, pdfs.stream(content), resources=b"/Font<</F 5 0 R>>")


def shading(kind: bytes) -> bytes:
    return one_page(b"/S sh", b"<<%s>>" % kind, resources=b"/Shading<</S 5 0 R>>")


_CALCULATOR = b"<</FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]/Length 0>>stream\n\nendstream"
_TRAVEL = b"/ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1e30 1e30]/Function 5 0 R"

_CIRCLES = (
    Row(
        "page-of-itself",
        "页的上级就是自己",
        holding("a.pdf", lambda: written(CATALOG, KIDS % b"2 0 R")),
        NO_PAGE,
    ),
    Row(
        "kids-circle",
        "两层目录互为上下级",
        holding("a.pdf", lambda: written(CATALOG, KIDS % b"3 0 R", KIDS % b"2 0 R")),
        NO_PAGE,
    ),
    Row(
        "form-circle",
        "图形里画自己",
        holding(
            "a.pdf",
            lambda: one_page(
                b"/F Do", form(b"/F Do", b"/XObject<</F 5 0 R>>"), resources=b"/XObject<</F 5 0 R>>"
            ),
        ),
        DRAWN,
    ),
    Row("form-doubling", "图形里画十个图形，六层", holding("a.pdf", partial(doubling, 4)), DRAWN),
    Row(
        "font-circle",
        "字形里写自己",
        holding("a.pdf", lambda: type3(b"9 0 d0 BT /F 9 Tf (A) Tj ET")),
        DRAWN,
    ),
    Row(
        "contents-circle",
        "正文就是这一页自己",
        holding("a.pdf", lambda: one_page().replace(b"4 0 R", b"3 0 R")),
        DRAWN,
    ),
    Row(
        "length-circle",
        "长度写在自己里面",
        holding("a.pdf", lambda: one_page(b"<</Length 4 0 R>>stream\n0 0 1 1 re f\nendstream")),
        DRAWN,
    ),
    Row(
        "table-circle",
        "上一版就是这一版",
        holding(
            "a.pdf",
            lambda: good().replace(b"trailer\n<<", b"trailer\n<< /Prev 9 "),
        ),
        DRAWN,
    ),
    Row(
        "reference-circle",
        "对象指向自己",
        holding("a.pdf", lambda: written(CATALOG, b"2 0 R")),
        Refused(NoPages),
    ),
    Row("deep-tree", "目录套目录五千层", holding("a.pdf", partial(tree, 5000)), NO_PAGE),
    Row(
        "deep-array",
        "方括号套十万层",
        holding("a.pdf", lambda: one_page(catalog=b"/X" + b"[" * 100_000 + b"]" * 100_000)),
        DRAWN,
    ),
    Row(
        "deep-braces",
        "正文里方括号套十万层",
        holding("a.pdf", lambda: one_page(b"[" * 100_000)),
        DRAWN,
    ),
    Row(
        "deep-state",
        "保存画笔十万次，一次不还",
        holding("a.pdf", lambda: one_page(b"q " * 100_000)),
        DRAWN,
    ),
)

_BOMBS = (
    Row(
        "pages-claimed",
        "自称十亿页",
        holding("a.pdf", lambda: counting(b"1000000000")),
        Kept("按真有的页读"),
    ),
    Row(
        "pages-negative",
        "自称 -1 页",
        holding("a.pdf", lambda: counting(b"-1")),
        Kept("按真有的页读"),
    ),
    Row(
        "content-bomb",
        "正文展开有 64 MB",
        holding("a.pdf", lambda: one_page(packed(zeros(64 << 20)))),
        DRAWN,
    ),
    Row(
        "content-bomb-twice",
        "压缩两遍的正文",
        holding(
            "a.pdf",
            lambda: one_page(packed(zlib.compress(zeros(64 << 20)), b"/FlateDecode/FlateDecode")),
        ),
        DRAWN,
    ),
    Row(
        "filters",
        "同一段过一千遍滤镜",
        holding("a.pdf", lambda: one_page(packed(b"00>", b"/ASCIIHexDecode" * 1000))),
        DRAWN,
    ),
    Row(
        "runs",
        "游程展开",
        holding("a.pdf", lambda: one_page(packed(b"\x81\0" * 500_000, b"/RunLengthDecode"))),
        DRAWN,
    ),
    Row(
        "image-giant",
        "页里的图 9 亿像素",
        holding("a.pdf", lambda: image(30_000, 30_000, zeros(1 << 20))),
        Refused(TooLarge),
    ),
    Row(
        "image-claims",
        "页里的图自称 21 亿×21 亿",
        holding("a.pdf", lambda: image(2**31 - 1, 2**31 - 1)),
        Refused(TooLarge),
    ),
    Row(
        "image-jbig",
        "JBIG2 图是乱码",
        holding("a.pdf", lambda: image(900, 900, b"\x97JB2" + bytes(99), b"/JBIG2Decode")),
        DRAWN,
    ),
    Row(
        "image-jpx",
        "JPEG 2000 图是乱码",
        holding("a.pdf", lambda: image(900, 900, b"\xff\x4f\xff\x51" + bytes(99), b"/JPXDecode")),
        DRAWN,
    ),
    Row(
        "image-fax",
        "传真图是乱码",
        holding("a.pdf", lambda: image(900, 900, b"\xaa" * 999, b"/CCITTFaxDecode")),
        DRAWN,
    ),
    Row(
        "image-jpeg",
        "页里的 JPEG 只有开头",
        holding("a.pdf", lambda: image(900, 900, b"\xff\xd8\xff\xe0", b"/DCTDecode")),
        NO_PAGE,
    ),
    Row(
        "box-giant",
        "纸长宽各一亿",
        holding("a.pdf", lambda: boxed(b"[0 0 1e8 1e8]")),
        Kept("缩小了画"),
    ),
    Row(
        "box-thread",
        "纸像一根线",
        holding("a.pdf", lambda: boxed(b"[0 0 1 100000]")),
        Refused(TooLarge),
    ),
    Row(
        "box-nothing",
        "纸没有大小",
        holding("a.pdf", lambda: boxed(b"[0 0 0 0]")),
        Kept("按 A4 信纸画"),
    ),
    Row(
        "box-negative",
        "纸的大小是负数",
        holding("a.pdf", lambda: boxed(b"[0 0 -200 -200]")),
        DRAWN,
    ),
    Row("box-words", "纸的大小是字", holding("a.pdf", lambda: boxed(b"[/a (b) <43> null]")), DRAWN),
    Row(
        "box-infinite",
        "纸的大小超出了数",
        holding("a.pdf", lambda: boxed(b"[0 0 1e999 1e999]")),
        DRAWN,
    ),
    Row("shading", "渐变从 0 到 1e30", holding("a.pdf", lambda: shading(_TRAVEL)), DRAWN),
    Row(
        "calculator",
        "用函数当程序",
        holding(
            "a.pdf", lambda: one_page(b"/S sh", _CALCULATOR, resources=b"/Shading<</S 5 0 R>>")
        ),
        DRAWN,
    ),
    Row(
        "strokes",
        "一万条线",
        holding("a.pdf", lambda: one_page(packed(zlib.compress(b"0 0 m 200 200 l S " * 10_000)))),
        DRAWN,
    ),
    Row(
        "dashes",
        "一条线上十亿个虚点",
        holding("a.pdf", lambda: one_page(b"[0.000001] 0 d 0 0 m 200 200 l S")),
        DRAWN,
    ),
)


ROWS: tuple[Row, ...] = (*_CIRCLES, *_BOMBS)
