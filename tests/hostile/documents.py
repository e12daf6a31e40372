"""Word documents: zips that lie, XML that reaches out, and numbering that grows without end."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mintobrief.errors import EncryptedFile, TooLarge, UnknownType, UnreadableFile
from tests.hostile.pictures import zeros
from tests.hostile.recipe import CANARY, Kept, Refused, Row, holding

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"
BAD = Refused(UnreadableFile)
BOMB = Refused(TooLarge)
WORDS = Kept("只读出正文的字")
ASIDE = Kept("正文照读，这一件不看")
SAID = "会议决定由物业公司修好电梯。"


def xml(body: str, before: str = "") -> bytes:
    return f"{before}<w:document {W}><w:body>{body}</w:body></w:document>".encode()


def paragraph(text: str = SAID, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def package(*parts: tuple[str | ZipInfo, bytes], method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str = paragraph(), *more: tuple[str | ZipInfo, bytes], before: str = "") -> bytes:
    return package((BODY, xml(body, before)), *more)


def word(
    name: str, harm: str, content: Callable[[], bytes], fate: Kept | Refused, file: str = "a.docx"
) -> Row:
    return Row(name, harm, holding(file, content), fate)


def patched(content: bytes, signature: bytes, at: int, new: bytes) -> bytes:
    """A zip with some bytes of its last entry of that kind replaced."""
    start = content.rindex(signature) + at
    return content[:start] + new + content[start + len(new) :]


def linked(path: str) -> ZipInfo:
    entry = ZipInfo(path)
    entry.external_attr = 0o120777 << 16
    return entry


def far_entry() -> bytes:
    """The place of the last part is said in 64 bits: 16 exabytes on."""
    entry = ZipInfo("word/x.xml")
    entry.extra = struct.pack("<HHQ", 1, 8, 2**64 - 1)
    return patched(docx(paragraph(), (entry, b"<x/>")), b"PK\1\2", 42, b"\xff" * 4)


def far_body() -> bytes:
    entry = ZipInfo(BODY)
    entry.extra = struct.pack("<HHQ", 1, 8, 2**64 - 1)
    return patched(package((entry, xml(paragraph()))), b"PK\1\2", 42, b"\xff" * 4)


def overlapping() -> bytes:
    """A hundred entries that share one packed part, as quoted bombs do."""
    bomb = package(("word/a.xml", bytes(900_000)))
    start, end = bomb.index(b"PK\1\2"), bomb.index(b"PK\5\6")
    entry = bomb[start:end]
    others = b"".join(entry.replace(b"a.xml", b"%c.xml" % (97 + at % 26)) for at in range(300))
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 300, 300, len(others), start, 0)
    return bomb[:start] + others + tail


_ZIPS = (
    word("bomb", "正文展开有 256 MB", lambda: docx(" " * (256 << 20)), BOMB),
    word(
        "bomb-aside",
        "旁边一张“图”展开有 300 MB",
        lambda: docx(paragraph(), ("word/media/a.png", bytes(300 << 20))),
        BOMB,
    ),
    word(
        "bomb-nested",
        "压缩包里套压缩包",
        lambda: docx(paragraph(), ("word/a.zip", package(("b.zip", zeros(64 << 20))))),
        ASIDE,
    ),
    word("bomb-overlap", "三百项共用一块压缩数据", overlapping, BOMB),
    word(
        "bomb-says-less",
        "说展开只有 10 字节",
        lambda: patched(docx(paragraph("会" * 9999)), b"PK\1\2", 24, b"\x0a\0\0\0"),
        BAD,
    ),
    word(
        "says-more",
        "说展开有 4 GB",
        lambda: patched(docx(), b"PK\1\2", 24, b"\xf0\xff\xff\xff"),
        BOMB,
    ),
    word("slip", "夹一件 ../../evil", lambda: docx(paragraph(), ("../../evil", b"x")), ASIDE),
    word(
        "slip-absolute", "夹一件 /var/evil", lambda: docx(paragraph(), ("/var/evil", b"x")), ASIDE
    ),
    word(
        "slip-windows", "夹一件 C:\\evil", lambda: docx(paragraph(), ("C:\\..\\evil", b"x")), ASIDE
    ),
    word(
        "slip-nul",
        "名字里有 NUL",
        lambda: docx().replace(b"word/document.xml", b"word/document\0xml"),
        BAD,
    ),
    word("link", "正文是指向别处的链接", lambda: package((linked(BODY), b"../secret.txt")), BAD),
    word(
        "twice",
        "两份正文，一份藏着",
        lambda: docx() + docx(paragraph("真的")),
        Kept("读后一份，和 Word 一样"),
    ),
    word(
        "many",
        "五千件空的",
        lambda: docx(paragraph(), *((f"word/{at}", b"") for at in range(5_000))),
        ASIDE,
    ),
    word(
        "locked",
        "正文有压缩包密码",
        lambda: patched(patched(docx(), b"PK\1\2", 8, b"\1\0"), b"PK\3\4", 6, b"\1\0"),
        BAD,
    ),
    word("method", "没有的压缩方法", lambda: patched(docx(), b"PK\1\2", 10, b"\x63\0"), BAD),
    word("sum", "校验和不对", lambda: patched(docx(), b"PK\1\2", 16, b"\1\2\3\4"), BAD),
    word("far", "一件在 16 EB 处", far_entry, ASIDE),
    word("far-body", "正文在 16 EB 处", far_body, BAD),
    word(
        "far-table",
        "总目录在 4 GB 处",
        lambda: patched(docx(), b"PK\5\6", 16, b"\xf0\xff\xff\xff"),
        BAD,
    ),
    word(
        "huge-table",
        "总目录自称 4 GB",
        lambda: patched(docx(), b"PK\5\6", 12, b"\xf0\xff\xff\xff"),
        BAD,
    ),
    word(
        "comment",
        "压缩包的注释里又是一个压缩包",
        lambda: patched(docx(), b"PK\5\6", 20, b"\x10\0") + b"PK\5\6" + bytes(12),
        BAD,
    ),
    word("before", "前面接一段程序", lambda: b"PK\3\4#!/bin/sh\n" + docx(), WORDS),
    word("stump", "只剩开头", lambda: docx()[:40], BAD),
    word("half", "只拷了一半", lambda: docx()[:250], BAD),
    word("no-body", "没有正文", lambda: package(("word/styles.xml", b"<x/>")), BAD),
    word("folder", "正文是文件夹", lambda: package((BODY + "/", b"")), BAD),
)

_RELATION = '<Relationship Id="r1" Type="http://x/{}" Target="{}" TargetMode="External"/>'


def relations(kind: str, target: str) -> tuple[str, bytes]:
    told = _RELATION.format(kind, target)
    return "word/_rels/document.xml.rels", f"<Relationships>{told}</Relationships>".encode()


def fielded(words: str) -> str:
    return f"<w:p><w:r><w:instrText>{words}</w:instrText></w:r><w:r><w:t>{SAID}</w:t></w:r></w:p>"


_ACTING = (
    word(
        "macro",
        "带宏（docm）",
        lambda: docx(paragraph(), ("word/vbaProject.bin", b"Attribute VB_Name")),
        ASIDE,
        "a.docm",
    ),
    word(
        "template",
        "打开就去取网上的模板",
        lambda: docx(paragraph(), relations("attachedTemplate", "http://127.0.0.1:1/a.dotm")),
        ASIDE,
    ),
    word(
        "picture",
        "图片在网上（打开就报到）",
        lambda: docx(paragraph(), relations("image", "\\\\127.0.0.1\\x\\a.png")),
        ASIDE,
    ),
    word(
        "frame",
        "框架指向旁边的秘密",
        lambda: docx(paragraph(), relations("frame", "../secret.txt")),
        ASIDE,
    ),
    word(
        "chunk",
        "外部内容块",
        lambda: docx(
            paragraph() + '<w:altChunk r:id="r1" xmlns:r="http://r"/>',
            relations("aFChunk", "../secret.txt"),
        ),
        ASIDE,
    ),
    word(
        "object",
        "嵌入一个程序",
        lambda: docx(paragraph(), ("word/embeddings/oleObject1.bin", b"MZ")),
        ASIDE,
    ),
    word(
        "control",
        "ActiveX 控件",
        lambda: docx(paragraph(), ("word/activeX/activeX1.xml", b"<x/>")),
        ASIDE,
    ),
    word(
        "dde",
        "域：启动计算器",
        lambda: docx(fielded('DDEAUTO c:\\\\windows\\\\system32\\\\calc.exe "x"')),
        ASIDE,
    ),
    word(
        "include-text",
        "域：插入旁边的秘密",
        lambda: docx(fielded("INCLUDETEXT ../secret.txt")),
        ASIDE,
    ),
    word(
        "include-picture",
        "域：取网上的图",
        lambda: docx(fielded("INCLUDEPICTURE http://127.0.0.1:1/a.png")),
        ASIDE,
    ),
    word(
        "hidden",
        "看不见的字",
        lambda: docx(
            f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{CANARY}</w:t></w:r></w:p>" + paragraph()
        ),
        Kept("看不见的不读"),
    ),
    word(
        "deleted",
        "修订里删掉的字",
        lambda: docx(
            f"<w:p><w:del><w:r><w:delText>{CANARY}</w:delText></w:r></w:del></w:p>" + paragraph()
        ),
        Kept("删掉的不读"),
    ),
)

_WRONG = (
    word("xlsx", "工作簿叫 docx", lambda: package(("xl/workbook.xml", b"<x/>")), BAD),
    word("odt", "odt 叫 docx", lambda: package(("content.xml", b"<x/>")), BAD),
    word("jar", "jar 叫 docx", lambda: package(("META-INF/MANIFEST.MF", b"x")), BAD),
    word("zip", "压缩包就叫 zip", lambda: package(("a.txt", b"x")), Refused(UnknownType), "a.zip"),
    word(
        "doc",
        "旧版 doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        Refused(UnknownType),
        "a.doc",
    ),
    word(
        "doc-locked",
        "有打开密码",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        Refused(EncryptedFile),
    ),
    word(
        "rtf",
        "rtf（可带 OLE 和域）",
        lambda: b"{\\rtf1{\\object\\objautlink}}",
        Refused(UnknownType),
        "a.rtf",
    ),
    word("html", "网页叫 docx", lambda: b"<html><script>alert(1)</script></html>", BAD),
    word("tar", "tar 叫 docx", lambda: b"a.txt" + bytes(252) + b"ustar" + bytes(300), BAD),
    word("7z", "7z 叫 docx", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(300), BAD),
    word("rar", "rar 叫 docx", lambda: b"Rar!\x1a\7\0" + bytes(300), BAD),
)

ROWS: tuple[Row, ...] = (*_ZIPS, *_ACTING, *_WRONG)
