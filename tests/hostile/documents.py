"""Word documents: zips that lie, XML that reaches out, and numbering that grows without end."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mintobrief.errors import EncryptedFile, NoWords, TooLarge, UnknownType, UnreadableFile
from tests.hostile.pictures import zeros
from tests.hostile.recipe import CANARY, Kept, Refused, Row, holding

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BODY = "word/document.xml"
_BAD = Refused(UnreadableFile)
_BOMB = Refused(TooLarge)
_WORDS = Kept("只读出正文的字")
_ASIDE = Kept("正文照读，这一件不看")
_SAID = "会议决定由物业公司修好电梯。"


def xml(body: str, before: str = "") -> bytes:
    return f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>".encode()


def paragraph(text: str = _SAID, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def package(*parts: tuple[str | ZipInfo, bytes], method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str = paragraph(), *more: tuple[str | ZipInfo, bytes], before: str = "") -> bytes:
    return package((_BODY, xml(body, before)), *more)


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
    entry = ZipInfo(_BODY)
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
    word("bomb", "正文展开有 256 MB", lambda: docx(" " * (256 << 20)), _BOMB),
    word(
        "bomb-aside",
        "旁边一张“图”展开有 300 MB",
        lambda: docx(paragraph(), ("word/media/a.png", bytes(300 << 20))),
        _BOMB,
    ),
    word(
        "bomb-nested",
        "压缩包里套压缩包",
        lambda: docx(paragraph(), ("word/a.zip", package(("b.zip", zeros(64 << 20))))),
        _ASIDE,
    ),
    word("bomb-overlap", "三百项共用一块压缩数据", overlapping, _BOMB),
    word(
        "bomb-says-less",
        "说展开只有 10 字节",
        lambda: patched(docx(paragraph("会" * 9999)), b"PK\1\2", 24, b"\x0a\0\0\0"),
        _BAD,
    ),
    word(
        "says-more",
        "说展开有 4 GB",
        lambda: patched(docx(), b"PK\1\2", 24, b"\xf0\xff\xff\xff"),
        _BOMB,
    ),
    word("slip", "夹一件 ../../evil", lambda: docx(paragraph(), ("../../evil", b"x")), _ASIDE),
    word(
        "slip-absolute", "夹一件 /var/evil", lambda: docx(paragraph(), ("/var/evil", b"x")), _ASIDE
    ),
    word(
        "slip-windows", "夹一件 C:\\evil", lambda: docx(paragraph(), ("C:\\..\\evil", b"x")), _ASIDE
    ),
    word(
        "slip-nul",
        "名字里有 NUL",
        lambda: docx().replace(b"word/document.xml", b"word/document\0xml"),
        _BAD,
    ),
    word("link", "正文是指向别处的链接", lambda: package((linked(_BODY), b"../secret.txt")), _BAD),
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
        _ASIDE,
    ),
    word(
        "locked",
        "正文有压缩包密码",
        lambda: patched(patched(docx(), b"PK\1\2", 8, b"\1\0"), b"PK\3\4", 6, b"\1\0"),
        _BAD,
    ),
    word("method", "没有的压缩方法", lambda: patched(docx(), b"PK\1\2", 10, b"\x63\0"), _BAD),
    word("sum", "校验和不对", lambda: patched(docx(), b"PK\1\2", 16, b"\1\2\3\4"), _BAD),
    word("far", "一件在 16 EB 处", far_entry, _ASIDE),
    word("far-body", "正文在 16 EB 处", far_body, _BAD),
    word(
        "far-table",
        "总目录在 4 GB 处",
        lambda: patched(docx(), b"PK\5\6", 16, b"\xf0\xff\xff\xff"),
        _BAD,
    ),
    word(
        "huge-table",
        "总目录自称 4 GB",
        lambda: patched(docx(), b"PK\5\6", 12, b"\xf0\xff\xff\xff"),
        _BAD,
    ),
    word(
        "comment",
        "压缩包的注释里又是一个压缩包",
        lambda: patched(docx(), b"PK\5\6", 20, b"\x10\0") + b"PK\5\6" + bytes(12),
        _BAD,
    ),
    word("before", "前面接一段程序", lambda: b"PK\3\4#!/bin/sh\n" + docx(), _WORDS),
    word("stump", "只剩开头", lambda: docx()[:40], _BAD),
    word("half", "只拷了一半", lambda: docx()[:250], _BAD),
    word("no-body", "没有正文", lambda: package(("word/styles.xml", b"<x/>")), _BAD),
    word("folder", "正文是文件夹", lambda: package((_BODY + "/", b"")), _BAD),
)

_LAUGHS = "".join(f"<!ENTITY a{at + 1} '{f'&a{at};' * 10}'>" for at in range(9))
_DTD = '<!DOCTYPE x [<!ENTITY a0 "哈">' + _LAUGHS + "]>"


def typed(dtd: str, entity: str = "&e;") -> Callable[[], bytes]:
    return lambda: docx(paragraph(entity), before=f"<!DOCTYPE x [{dtd}]>")


def said_as(encoding: str, told: str) -> bytes:
    text = f'<?xml version="1.0" encoding="{told}"?>' + xml(paragraph()).decode()
    return package((_BODY, text.encode(encoding)))


def attributed() -> bytes:
    many = " ".join(f"a{at}=''" for at in range(100_000))
    return docx(f"<w:p {many}/>" + paragraph())


_XMLS = (
    word("laughs", "十亿个哈哈（实体套实体）", lambda: docx(paragraph("&a9;"), before=_DTD), _BAD),
    word(
        "blowup",
        "一个大实体用一万遍",
        lambda: docx(
            paragraph("&e;" * 10_000), before=f'<!DOCTYPE x [<!ENTITY e "{"哈" * 10_000}">]>'
        ),
        _BAD,
    ),
    word("entity-file", "外部实体读旁边的秘密", typed('<!ENTITY e SYSTEM "../secret.txt">'), _BAD),
    word(
        "entity-passwd",
        "外部实体读 /etc/passwd",
        typed('<!ENTITY e SYSTEM "file:///etc/passwd">'),
        _BAD,
    ),
    word(
        "entity-web", "外部实体去内网取", typed('<!ENTITY e SYSTEM "http://127.0.0.1:1/x">'), _BAD
    ),
    word(
        "entity-parameter",
        "参数实体",
        typed('<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;', ""),
        _BAD,
    ),
    word(
        "dtd-outside",
        "外部的文档类型",
        lambda: docx(before='<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'),
        _BAD,
    ),
    word("dtd-empty", "空的文档类型声明", lambda: docx(before="<!DOCTYPE x>"), _BAD),
    word(
        "stylesheet",
        "指定网上的样式表",
        lambda: docx(before='<?xml-stylesheet href="http://127.0.0.1:1/x.xsl"?>'),
        _WORDS,
    ),
    word(
        "include",
        "XInclude 读旁边的秘密",
        lambda: docx(
            paragraph() + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude"'
            ' href="../secret.txt" parse="text"/>'
        ),
        _WORDS,
    ),
    word("deep", "标记套十万层", lambda: docx("<w:p>" * 100_000), _BAD),
    word(
        "deep-closed",
        "标记套一千层，都关上",
        lambda: docx("<w:sdt>" * 1000 + paragraph() + "</w:sdt>" * 1000),
        _BAD,
    ),
    word(
        "deep-tables",
        "表套表二百层",
        lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + paragraph() + "</w:tc></w:tr></w:tbl>" * 80),
        _WORDS,
    ),
    word("utf-7", "说自己是 UTF-7", lambda: said_as("utf-7", "utf-7"), _WORDS),
    word("utf-16", "真的是 UTF-16", lambda: said_as("utf-16", "utf-16"), _WORDS),
    word("ebcdic", "说自己是 EBCDIC", lambda: said_as("utf-8", "cp037"), _BAD),
    word("encoding", "没有的编码", lambda: said_as("utf-8", "x-evil"), _BAD),
    word("nul", "字里有 NUL", lambda: docx(paragraph("电\0梯")), _BAD),
    word("nul-escaped", "字里有 &#0;", lambda: docx(paragraph("电&#0;梯")), _BAD),
    word("surrogate", "半个字符", lambda: docx(paragraph("电&#xD800;梯")), _BAD),
    word(
        "not-utf-8",
        "不合规定的字节",
        lambda: package((_BODY, xml(paragraph("电梯")).replace("电".encode(), b"\xff\xfe"))),
        _BAD,
    ),
    word("attributes", "一个标记十万个属性", attributed, _WORDS),
    word(
        "namespaces",
        "别的名字空间",
        lambda: package(
            (_BODY, b'<d xmlns="urn:x"><p><r><t>' + _SAID.encode() + b"</t></r></p></d>")
        ),
        _WORDS,
    ),
    word(
        "cdata",
        "正文在 CDATA 里",
        lambda: docx(paragraph("<![CDATA[<script>alert(1)</script>]]>")),
        _WORDS,
    ),
    word("comments", "五万个注释", lambda: docx("<!--x-->" * 50_000 + paragraph()), _WORDS),
    word(
        "instructions",
        "五万个处理指令",
        lambda: docx("<?php system()?>" * 50_000 + paragraph()),
        _WORDS,
    ),
)


def numbering(*definitions: str) -> tuple[str, bytes]:
    return "word/numbering.xml", f"<w:numbering {_W}>{''.join(definitions)}</w:numbering>".encode()


def styles(*definitions: str) -> tuple[str, bytes]:
    return "word/styles.xml", f"<w:styles {_W}>{''.join(definitions)}</w:styles>".encode()


def level(pattern: str, style: str = "decimal", start: str = "1", depth: str = "0") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def listed(*levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def item(text: str = _SAID) -> str:
    return paragraph(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def numbered(pattern: str, style: str, start: str, items: int) -> bytes:
    return docx(item() * items, numbering(listed(level(pattern, style, start))))


def many_lists() -> bytes:
    """Ten thousand lists that each take all levels of one definition with ten thousand."""
    levels = (level("%1", depth=str(at)) for at in range(10_000))
    nums = (f'<w:num w:numId="{at}"><w:abstractNumId w:val="1"/></w:num>' for at in range(10_000))
    return docx(item() * 3, numbering(listed(*levels), *nums))


def based(pairs: Iterable[tuple[str, str]]) -> tuple[str, bytes]:
    return styles(
        *(f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in pairs)
    )


def boxed(number: int) -> str:
    return f"<w:tc>{paragraph(f'{number * 7919 % 100_003}号')}</w:tc>"


_GROWTH = (
    word(
        "letters",
        "编号从 999999 起用字母",
        lambda: numbered("%1%1%1%1%1%1%1%1", "upperLetter", "999999", 400),
        _WORDS,
    ),
    word(
        "pattern",
        "编号的样子有一百万字",
        lambda: numbered("%1" * 500_000, "decimal", "1", 400),
        _WORDS,
    ),
    word(
        "roman",
        "罗马数字一百万",
        lambda: numbered("%1" * 1000, "upperRoman", "999999", 400),
        _WORDS,
    ),
    word("levels", "一万个列表各一万级", many_lists, _WORDS),
    word(
        "start",
        "编号从负数、字、40 位数起",
        lambda: numbered("%1.", "decimal", "-" + "9" * 40, 3),
        _WORDS,
    ),
    word(
        "style-circle",
        "样式互为依据",
        lambda: docx(paragraph(_SAID, '<w:pStyle w:val="a"/>'), based([("a", "b"), ("b", "a")])),
        _WORDS,
    ),
    word(
        "style-chain",
        "样式一级依据一级，两万级",
        lambda: docx(
            paragraph(_SAID, '<w:pStyle w:val="s0"/>'),
            based((f"s{at}", f"s{at + 1}") for at in range(20_000)),
        ),
        _WORDS,
    ),
    word(
        "numbering-broken",
        "编号定义是坏的",
        lambda: docx(item(), ("word/numbering.xml", b"<w:numb")),
        _BAD,
    ),
    word("paragraphs", "十万个空段", lambda: docx("<w:p/>" * 100_000 + paragraph()), _WORDS),
    word(
        "boxes",
        "文本框里套文本框二十层",
        lambda: docx(
            "<w:p><w:r><w:txbxContent>" * 40 + paragraph() + "</w:txbxContent></w:r></w:p>" * 40
        ),
        _WORDS,
    ),
    word("line", "一段五百万字", lambda: docx(paragraph("修好电梯。" * 1_000_000)), _BOMB),
    word(
        "cells",
        "一行两万格",
        lambda: docx(f"<w:tbl><w:tr>{''.join(map(boxed, range(20_000)))}</w:tr></w:tbl>"),
        _WORDS,
    ),
    word("blank", "只有空白", lambda: docx(paragraph("　 ")), Refused(NoWords)),
)

_RELATION = '<Relationship Id="r1" Type="http://x/{}" Target="{}" TargetMode="External"/>'


def relations(kind: str, target: str) -> tuple[str, bytes]:
    told = _RELATION.format(kind, target)
    return "word/_rels/document.xml.rels", f"<Relationships>{told}</Relationships>".encode()


def fielded(words: str) -> str:
    return f"<w:p><w:r><w:instrText>{words}</w:instrText></w:r><w:r><w:t>{_SAID}</w:t></w:r></w:p>"


_ACTING = (
    word(
        "macro",
        "带宏（docm）",
        lambda: docx(paragraph(), ("word/vbaProject.bin", b"Attribute VB_Name")),
        _ASIDE,
        "a.docm",
    ),
    word(
        "template",
        "打开就去取网上的模板",
        lambda: docx(paragraph(), relations("attachedTemplate", "http://127.0.0.1:1/a.dotm")),
        _ASIDE,
    ),
    word(
        "picture",
        "图片在网上（打开就报到）",
        lambda: docx(paragraph(), relations("image", "\\\\127.0.0.1\\x\\a.png")),
        _ASIDE,
    ),
    word(
        "frame",
        "框架指向旁边的秘密",
        lambda: docx(paragraph(), relations("frame", "../secret.txt")),
        _ASIDE,
    ),
    word(
        "chunk",
        "外部内容块",
        lambda: docx(
            paragraph() + '<w:altChunk r:id="r1" xmlns:r="http://r"/>',
            relations("aFChunk", "../secret.txt"),
        ),
        _ASIDE,
    ),
    word(
        "object",
        "嵌入一个程序",
        lambda: docx(paragraph(), ("word/embeddings/oleObject1.bin", b"MZ")),
        _ASIDE,
    ),
    word(
        "control",
        "ActiveX 控件",
        lambda: docx(paragraph(), ("word/activeX/activeX1.xml", b"<x/>")),
        _ASIDE,
    ),
    word(
        "dde",
        "域：启动计算器",
        lambda: docx(fielded('DDEAUTO c:\\\\windows\\\\system32\\\\calc.exe "x"')),
        _ASIDE,
    ),
    word(
        "include-text",
        "域：插入旁边的秘密",
        lambda: docx(fielded("INCLUDETEXT ../secret.txt")),
        _ASIDE,
    ),
    word(
        "include-picture",
        "域：取网上的图",
        lambda: docx(fielded("INCLUDEPICTURE http://127.0.0.1:1/a.png")),
        _ASIDE,
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
    word("xlsx", "工作簿叫 docx", lambda: package(("xl/workbook.xml", b"<x/>")), _BAD),
    word("odt", "odt 叫 docx", lambda: package(("content.xml", b"<x/>")), _BAD),
    word("jar", "jar 叫 docx", lambda: package(("META-INF/MANIFEST.MF", b"x")), _BAD),
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
    word("html", "网页叫 docx", lambda: b"<html><script>alert(1)</script></html>", _BAD),
    word("tar", "tar 叫 docx", lambda: b"a.txt" + bytes(252) + b"ustar" + bytes(300), _BAD),
    word("7z", "7z 叫 docx", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(300), _BAD),
    word("rar", "rar 叫 docx", lambda: b"Rar!\x1a\7\0" + bytes(300), _BAD),
)

ROWS: tuple[Row, ...] = (*_ZIPS, *_XMLS, *_GROWTH, *_ACTING, *_WRONG)
