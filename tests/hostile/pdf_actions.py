"""PDFs that would run something, and PDFs that are broken."""

from __future__ import annotations

from mintobrief.errors import EncryptedFile, NoPages
from tests.hostile.pdfs import (
    BAD,
    CATALOG,
    DRAWN,
    KIDS,
    acting,
    good,
    locked,
    one_page,
)
from tests.hostile.recipe import Kept, Refused, Row, holding
from tests.ingest import pdfs
from tests.ingest.pdfs import written

_ACTIONS = (
    Row(
        "script",
        "打开就运行脚本",
        acting(b"/S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:1'\\))"),
        DRAWN,
    ),
    Row("launch", "打开就启动程序", acting(b"/S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>"), DRAWN),
    Row("uri", "打开就访问网址", acting(b"/S/URI/URI(http://127.0.0.1:1/)"), DRAWN),
    Row("elsewhere", "打开就跳到别的文件", acting(b"/S/GoToR/F(../secret.txt)/D[0/Fit]"), DRAWN),
    Row("submit", "打开就把表单交出去", acting(b"/S/SubmitForm/F(http://127.0.0.1:1/)"), DRAWN),
    Row("import", "打开就读入外部数据", acting(b"/S/ImportData/F(../secret.txt)"), DRAWN),
    Row(
        "chain",
        "动作接着动作，首尾相连",
        holding(
            "a.pdf",
            lambda: one_page(
                b"", b"<</S/Named/N/NextPage/Next 5 0 R>>", catalog=b"/OpenAction 5 0 R"
            ),
        ),
        DRAWN,
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
        DRAWN,
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
        DRAWN,
    ),
    Row(
        "outside-stream",
        "正文说在别的文件里",
        holding("a.pdf", lambda: one_page(b"<</Length 0/F(../secret.txt)>>stream\n\nendstream")),
        DRAWN,
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
        DRAWN,
    ),
)

_BROKEN = (
    Row("stump", "只剩开头", holding("a.pdf", lambda: good()[:60]), BAD),
    Row("half", "只拷了一半", holding("a.pdf", lambda: good()[: len(good()) // 2]), BAD),
    Row(
        "no-table",
        "没有目录表",
        holding("a.pdf", lambda: good()[: good().rindex(b"xref")]),
        Kept("重建目录后照读"),
    ),
    Row("mark-only", "只有 %PDF- 几个字", holding("a.pdf", lambda: b"%PDF-1.7"), BAD),
    Row("late", "开头有 1000 字节别的", holding("a.pdf", lambda: b"\n" * 1000 + good()), DRAWN),
    Row("too-late", "开头有 2000 字节别的", holding("a.pdf", lambda: b"\n" * 2000 + good()), BAD),
    Row(
        "zip",
        "又是 PDF 又是压缩包",
        holding("a.pdf", lambda: good() + b"PK\5\6" + bytes(18)),
        DRAWN,
    ),
    Row(
        "html",
        "又是 PDF 又是网页",
        holding("a.pdf.html", lambda: b"<script>alert(1)</script>\n" + good()),
        DRAWN,
    ),
    Row(
        "no-pages",
        "一页也没有",
        holding("a.pdf", lambda: written(CATALOG, KIDS.replace(b"1", b"0") % b"")),
        Refused(NoPages),
    ),
    Row("no-catalog", "没有总目录", holding("a.pdf", lambda: written(b"null")), BAD),
    Row("password", "有密码", locked, Refused(EncryptedFile)),
    Row(
        "negative-length",
        "长度是负数",
        holding("a.pdf", lambda: one_page(b"<</Length -5>>stream\n0 0 1 1 re f\nendstream")),
        DRAWN,
    ),
    Row(
        "long-length",
        "长度是 4 GB",
        holding(
            "a.pdf", lambda: one_page(b"<</Length 4294967295>>stream\n0 0 1 1 re f\nendstream")
        ),
        DRAWN,
    ),
    Row(
        "big-number",
        "对象编号 40 亿",
        holding("a.pdf", lambda: one_page().replace(b"1 0 obj", b"4294967295 0 obj")),
        BAD,
    ),
    Row(
        "noise", "头对，其余随机", holding("a.pdf", lambda: b"%PDF-1.7\n" + good()[40:][::-1]), BAD
    ),
)

ROWS: tuple[Row, ...] = (*_ACTIONS, *_BROKEN)
