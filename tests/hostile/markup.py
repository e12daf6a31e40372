"""Word documents whose XML reaches out, unfolds or is of a strange kind."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.documents import BAD, BODY, SAID, WORDS, docx, package, paragraph, word, xml
from tests.hostile.recipe import Row

_LAUGHS = "".join(f"<!ENTITY a{at + 1} '{f'&a{at};' * 10}'>" for at in range(9))
_DTD = '<!DOCTYPE x [<!ENTITY a0 "哈">' + _LAUGHS + "]>"


def typed(dtd: str, entity: str = "&e;") -> Callable[[], bytes]:
    return lambda: docx(paragraph(entity), before=f"<!DOCTYPE x [{dtd}]>")


def said_as(encoding: str, told: str) -> bytes:
    text = f'<?xml version="1.0" encoding="{told}"?>' + xml(paragraph()).decode()
    return package((BODY, text.encode(encoding)))


def attributed() -> bytes:
    many = " ".join(f"a{at}=''" for at in range(100_000))
    return docx(f"<w:p {many}/>" + paragraph())


ROWS: tuple[Row, ...] = (
    word("laughs", "十亿个哈哈（实体套实体）", lambda: docx(paragraph("&a9;"), before=_DTD), BAD),
    word(
        "blowup",
        "一个大实体用一万遍",
        lambda: docx(
            paragraph("&e;" * 10_000), before=f'<!DOCTYPE x [<!ENTITY e "{"哈" * 10_000}">]>'
        ),
        BAD,
    ),
    word("entity-file", "外部实体读旁边的秘密", typed('<!ENTITY e SYSTEM "../secret.txt">'), BAD),
    word(
        "entity-passwd",
        "外部实体读 /etc/passwd",
        typed('<!ENTITY e SYSTEM "file:///etc/passwd">'),
        BAD,
    ),
    word("entity-web", "外部实体去内网取", typed('<!ENTITY e SYSTEM "http://127.0.0.1:1/x">'), BAD),
    word(
        "entity-parameter",
        "参数实体",
        typed('<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;', ""),
        BAD,
    ),
    word(
        "dtd-outside",
        "外部的文档类型",
        lambda: docx(before='<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'),
        BAD,
    ),
    word("dtd-empty", "空的文档类型声明", lambda: docx(before="<!DOCTYPE x>"), BAD),
    word(
        "stylesheet",
        "指定网上的样式表",
        lambda: docx(before='<?xml-stylesheet href="http://127.0.0.1:1/x.xsl"?>'),
        WORDS,
    ),
    word(
        "include",
        "XInclude 读旁边的秘密",
        lambda: docx(
            paragraph() + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude"'
            ' href="../secret.txt" parse="text"/>'
        ),
        WORDS,
    ),
    word("deep", "标记套十万层", lambda: docx("<w:p>" * 100_000), BAD),
    word(
        "deep-closed",
        "标记套一千层，都关上",
        lambda: docx("<w:sdt>" * 1000 + paragraph() + "</w:sdt>" * 1000),
        BAD,
    ),
    word(
        "deep-tables",
        "表套表二百层",
        lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + paragraph() + "</w:tc></w:tr></w:tbl>" * 80),
        WORDS,
    ),
    word("utf-7", "说自己是 UTF-7", lambda: said_as("utf-7", "utf-7"), WORDS),
    word("utf-16", "真的是 UTF-16", lambda: said_as("utf-16", "utf-16"), WORDS),
    word("ebcdic", "说自己是 EBCDIC", lambda: said_as("utf-8", "cp037"), BAD),
    word("encoding", "没有的编码", lambda: said_as("utf-8", "x-evil"), BAD),
    word("nul", "字里有 NUL", lambda: docx(paragraph("电\0梯")), BAD),
    word("nul-escaped", "字里有 &#0;", lambda: docx(paragraph("电&#0;梯")), BAD),
    word("surrogate", "半个字符", lambda: docx(paragraph("电&#xD800;梯")), BAD),
    word(
        "not-utf-8",
        "不合规定的字节",
        lambda: package((BODY, xml(paragraph("电梯")).replace("电".encode(), b"\xff\xfe"))),
        BAD,
    ),
    word("attributes", "一个标记十万个属性", attributed, WORDS),
    word(
        "namespaces",
        "别的名字空间",
        lambda: package(
            (BODY, b'<d xmlns="urn:x"><p><r><t>' + SAID.encode() + b"</t></r></p></d>")
        ),
        WORDS,
    ),
    word(
        "cdata",
        "正文在 CDATA 里",
        lambda: docx(paragraph("<![CDATA[<script>alert(1)</script>]]>")),
        WORDS,
    ),
    word("comments", "五万个注释", lambda: docx("<!--x-->" * 50_000 + paragraph()), WORDS),
    word(
        "instructions",
        "五万个处理指令",
        lambda: docx("<?php system()?>" * 50_000 + paragraph()),
        WORDS,
    ),
)
