"""PDFs that run in circles, unfold without end, or would run something."""

from __future__ import annotations

import io
import zlib
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from mintobrief.errors import EncryptedFile, NoPages, TooLarge, UnreadableFile, UnreadablePage
from tests.hostile.pictures import zeros
from tests.hostile.recipe import Kept, Make, Refused, Row, holding
from tests.ingest import pdfs

_BAD = Refused(UnreadableFile)
_DRAWN = Kept("只画出页面，什么也不运行、不打开")
_NO_PAGE = Refused(UnreadablePage)
_KIDS = b"<</Type/Pages/Count 1/Kids[%s]>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<%s>>>>"


def written(*objects: bytes, head: bytes = b"%PDF-1.7\n", trailer: bytes = b"") -> bytes:
    """Objects as they are given, from number 1 on, with a right table of where they stand."""
    out, places = io.BytesIO(), []
    out.write(head)
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


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
        _KIDS % b"3 0 R",
        (page or _PAGE) % resources,
        drawn if drawn.startswith(b"<<") else pdfs.stream(drawn),
        *others,
    )


def counting(pages: bytes) -> bytes:
    return written(_CATALOG, _KIDS.replace(b"1", pages) % b"3 0 R", _PAGE % b"", pdfs.stream(b""))


def boxed(box: bytes) -> bytes:
    return one_page(page=_PAGE.replace(b"[0 0 200 200]", box))


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
    pages = (b"<</Type/Catalog/Pages 2 0 R>>", _KIDS % b"", keys)
    path.write_bytes(written(*pages, trailer=b"/Encrypt 3 0 R/ID[<41><41>]"))
    return path


def tree(depth: int) -> bytes:
    """Pages within pages within pages."""
    nodes = (b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (at + 3) for at in range(depth))
    last = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1)
    return written(_CATALOG, *nodes, last)


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
        holding("a.pdf", lambda: written(_CATALOG, _KIDS % b"2 0 R")),
        _NO_PAGE,
    ),
    Row(
        "kids-circle",
        "两层目录互为上下级",
        holding("a.pdf", lambda: written(_CATALOG, _KIDS % b"3 0 R", _KIDS % b"2 0 R")),
        _NO_PAGE,
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
        _DRAWN,
    ),
    Row("form-doubling", "图形里画十个图形，六层", holding("a.pdf", partial(doubling, 4)), _DRAWN),
    Row(
        "font-circle",
        "字形里写自己",
        holding("a.pdf", lambda: type3(b"9 0 d0 BT /F 9 Tf (A) Tj ET")),
        _DRAWN,
    ),
    Row(
        "contents-circle",
        "正文就是这一页自己",
        holding("a.pdf", lambda: one_page().replace(b"4 0 R", b"3 0 R")),
        _DRAWN,
    ),
    Row(
        "length-circle",
        "长度写在自己里面",
        holding("a.pdf", lambda: one_page(b"<</Length 4 0 R>>stream\n0 0 1 1 re f\nendstream")),
        _DRAWN,
    ),
    Row(
        "table-circle",
        "上一版就是这一版",
        holding(
            "a.pdf",
            lambda: good().replace(b"trailer\n<<", b"trailer\n<< /Prev 9 "),
        ),
        _DRAWN,
    ),
    Row(
        "reference-circle",
        "对象指向自己",
        holding("a.pdf", lambda: written(_CATALOG, b"2 0 R")),
        Refused(NoPages),
    ),
    Row("deep-tree", "目录套目录五千层", holding("a.pdf", partial(tree, 5000)), _NO_PAGE),
    Row(
        "deep-array",
        "方括号套十万层",
        holding("a.pdf", lambda: one_page(catalog=b"/X" + b"[" * 100_000 + b"]" * 100_000)),
        _DRAWN,
    ),
    Row(
        "deep-braces",
        "正文里方括号套十万层",
        holding("a.pdf", lambda: one_page(b"[" * 100_000)),
        _DRAWN,
    ),
    Row(
        "deep-state",
        "保存画笔十万次，一次不还",
        holding("a.pdf", lambda: one_page(b"q " * 100_000)),
        _DRAWN,
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
        _DRAWN,
    ),
    Row(
        "content-bomb-twice",
        "压缩两遍的正文",
        holding(
            "a.pdf",
            lambda: one_page(packed(zlib.compress(zeros(64 << 20)), b"/FlateDecode/FlateDecode")),
        ),
        _DRAWN,
    ),
    Row(
        "filters",
        "同一段过一千遍滤镜",
        holding("a.pdf", lambda: one_page(packed(b"00>", b"/ASCIIHexDecode" * 1000))),
        _DRAWN,
    ),
    Row(
        "runs",
        "游程展开",
        holding("a.pdf", lambda: one_page(packed(b"\x81\0" * 500_000, b"/RunLengthDecode"))),
        _DRAWN,
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
        _DRAWN,
    ),
    Row(
        "image-jpx",
        "JPEG 2000 图是乱码",
        holding("a.pdf", lambda: image(900, 900, b"\xff\x4f\xff\x51" + bytes(99), b"/JPXDecode")),
        _DRAWN,
    ),
    Row(
        "image-fax",
        "传真图是乱码",
        holding("a.pdf", lambda: image(900, 900, b"\xaa" * 999, b"/CCITTFaxDecode")),
        _DRAWN,
    ),
    Row(
        "image-jpeg",
        "页里的 JPEG 只有开头",
        holding("a.pdf", lambda: image(900, 900, b"\xff\xd8\xff\xe0", b"/DCTDecode")),
        _NO_PAGE,
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
        _DRAWN,
    ),
    Row(
        "box-words", "纸的大小是字", holding("a.pdf", lambda: boxed(b"[/a (b) <43> null]")), _DRAWN
    ),
    Row(
        "box-infinite",
        "纸的大小超出了数",
        holding("a.pdf", lambda: boxed(b"[0 0 1e999 1e999]")),
        _DRAWN,
    ),
    Row("shading", "渐变从 0 到 1e30", holding("a.pdf", lambda: shading(_TRAVEL)), _DRAWN),
    Row(
        "calculator",
        "用函数当程序",
        holding(
            "a.pdf", lambda: one_page(b"/S sh", _CALCULATOR, resources=b"/Shading<</S 5 0 R>>")
        ),
        _DRAWN,
    ),
    Row(
        "strokes",
        "一万条线",
        holding("a.pdf", lambda: one_page(packed(zlib.compress(b"0 0 m 200 200 l S " * 10_000)))),
        _DRAWN,
    ),
    Row(
        "dashes",
        "一条线上十亿个虚点",
        holding("a.pdf", lambda: one_page(b"[0.000001] 0 d 0 0 m 200 200 l S")),
        _DRAWN,
    ),
)

_ACTIONS = (
    Row(
        "script",
        "打开就运行脚本",
        acting(b"/S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:1'\\))"),
        _DRAWN,
    ),
    Row("launch", "打开就启动程序", acting(b"/S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>"), _DRAWN),
    Row("uri", "打开就访问网址", acting(b"/S/URI/URI(http://127.0.0.1:1/)"), _DRAWN),
    Row("elsewhere", "打开就跳到别的文件", acting(b"/S/GoToR/F(../secret.txt)/D[0/Fit]"), _DRAWN),
    Row("submit", "打开就把表单交出去", acting(b"/S/SubmitForm/F(http://127.0.0.1:1/)"), _DRAWN),
    Row("import", "打开就读入外部数据", acting(b"/S/ImportData/F(../secret.txt)"), _DRAWN),
    Row(
        "chain",
        "动作接着动作，首尾相连",
        holding(
            "a.pdf",
            lambda: one_page(
                b"", b"<</S/Named/N/NextPage/Next 5 0 R>>", catalog=b"/OpenAction 5 0 R"
            ),
        ),
        _DRAWN,
    ),
    Row(
        "attachment",
        "夹带一个程序",
        holding(
            "a.pdf",
            lambda: one_page(
                b"",
                b"<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>",
                pdfs.stream(b"MZ"),
                catalog=b"/Names<</EmbeddedFiles<</Names[(a.exe)5 0 R]>>>>",
            ),
        ),
        _DRAWN,
    ),
    Row(
        "xfa",
        "XFA 表单里有外部实体",
        holding(
            "a.pdf",
            lambda: one_page(
                b"",
                pdfs.stream(b'<!DOCTYPE x [<!ENTITY e SYSTEM "../secret.txt">]><x>&e;</x>'),
                catalog=b"/AcroForm<</XFA 5 0 R/Fields[]>>",
            ),
        ),
        _DRAWN,
    ),
    Row(
        "outside-stream",
        "正文说在别的文件里",
        holding("a.pdf", lambda: one_page(b"<</Length 0/F(../secret.txt)>>stream\n\nendstream")),
        _DRAWN,
    ),
    Row(
        "font-file",
        "字体文件是乱码",
        holding(
            "a.pdf",
            lambda: one_page(
                b"BT /F 9 Tf (A) Tj ET",
                b"<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor 6 0 R>>",
                b"<</Type/FontDescriptor/FontName/A/FontFile2 7 0 R>>",
                pdfs.stream(bytes(range(256)) * 9),
                resources=b"/Font<</F 5 0 R>>",
            ),
        ),
        _DRAWN,
    ),
)

_BROKEN = (
    Row("stump", "只剩开头", holding("a.pdf", lambda: good()[:60]), _BAD),
    Row("half", "只拷了一半", holding("a.pdf", lambda: good()[: len(good()) // 2]), _BAD),
    Row(
        "no-table",
        "没有目录表",
        holding("a.pdf", lambda: good()[: good().rindex(b"xref")]),
        Kept("重建目录后照读"),
    ),
    Row("mark-only", "只有 %PDF- 几个字", holding("a.pdf", lambda: b"%PDF-1.7"), _BAD),
    Row("late", "开头有 1000 字节别的", holding("a.pdf", lambda: b"\n" * 1000 + good()), _DRAWN),
    Row("too-late", "开头有 2000 字节别的", holding("a.pdf", lambda: b"\n" * 2000 + good()), _BAD),
    Row(
        "zip",
        "又是 PDF 又是压缩包",
        holding("a.pdf", lambda: good() + b"PK\5\6" + bytes(18)),
        _DRAWN,
    ),
    Row(
        "html",
        "又是 PDF 又是网页",
        holding("a.pdf.html", lambda: b"<script>alert(1)</script>\n" + good()),
        _DRAWN,
    ),
    Row(
        "no-pages",
        "一页也没有",
        holding("a.pdf", lambda: written(_CATALOG, _KIDS.replace(b"1", b"0") % b"")),
        Refused(NoPages),
    ),
    Row("no-catalog", "没有总目录", holding("a.pdf", lambda: written(b"null")), _BAD),
    Row("password", "有密码", locked, Refused(EncryptedFile)),
    Row(
        "negative-length",
        "长度是负数",
        holding("a.pdf", lambda: one_page(b"<</Length -5>>stream\n0 0 1 1 re f\nendstream")),
        _DRAWN,
    ),
    Row(
        "long-length",
        "长度是 4 GB",
        holding(
            "a.pdf", lambda: one_page(b"<</Length 4294967295>>stream\n0 0 1 1 re f\nendstream")
        ),
        _DRAWN,
    ),
    Row(
        "big-number",
        "对象编号 40 亿",
        holding("a.pdf", lambda: one_page().replace(b"1 0 obj", b"4294967295 0 obj")),
        _BAD,
    ),
    Row(
        "noise", "头对，其余随机", holding("a.pdf", lambda: b"%PDF-1.7\n" + good()[40:][::-1]), _BAD
    ),
)

ROWS: tuple[Row, ...] = (*_CIRCLES, *_BOMBS, *_ACTIONS, *_BROKEN)
