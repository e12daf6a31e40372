"""Word templates that would be programs, or bring some."""

from __future__ import annotations

from collections.abc import Callable

from mintobrief.errors import BadTemplate
from tests.export.test_template import RELS, part, repacked, template
from tests.hostile.documents import package
from tests.hostile.recipe import Kept, Refused, Row, holding

_BAD = Refused(BadTemplate)
_PICTURE = b"docProps/thumbnail.jpeg"
_BODY = "word/document.xml"


def row(name: str, harm: str, content: Callable[[], bytes], fate: Kept | Refused = _BAD) -> Row:
    return Row(name, harm, holding("t.docx", content), fate)


def saying(name: str, harm: str, *lines: str, fate: Kept | Refused = _BAD) -> Row:
    return row(name, harm, lambda: template(*lines), fate)


def with_part(name: str, content: bytes) -> bytes:
    return repacked(template("{{ 标题 }}"), {name: content})


def with_body(change: Callable[[bytes], bytes]) -> bytes:
    whole = template("{{ 标题 }}")
    return repacked(whole, {_BODY: change(part(whole, _BODY))})


def related(kind: str, target: str) -> bytes:
    told = f'<Relationship Id="r9" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    whole = template("{{ 标题 }}")
    rels = part(whole, RELS).replace(b"</Relationships>", told.encode() + b"</Relationships>")
    return repacked(whole, {RELS: rels})


def field(words: str) -> bytes:
    run = f"<w:r><w:instrText>{words}</w:instrText></w:r>".encode()
    return with_body(lambda body: body.replace(b"</w:p>", run + b"</w:p>", 1))


def torn() -> bytes:
    """A picture whose packed bytes are spoilt; nothing reads it before the document is built."""
    content = bytearray(template("{{ 标题 }}"))
    at = content.index(_PICTURE) + len(_PICTURE)
    content[at : at + 40] = b"\xff" * 40
    return bytes(content)


_LANGUAGE = (
    saying("class", "从字找到全部的类", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    saying("globals", "拿到程序的变量", "{{ 标题.__init__.__globals__ }}"),
    saying("attr", "用过滤器取属性", "{{ ''|attr('__class__') }}"),
    saying(
        "cycler", "借内置对象导入 os", "{{ cycler.__init__.__globals__.os.popen('id').read() }}"
    ),
    saying("lipsum", "借内置函数导入 os", "{{ lipsum.__globals__['os'].system('id') }}"),
    saying("self", "拿到模板自己", "{{ self._TemplateReference__context }}"),
    saying("format", "用格式串取属性", "{{ '{0.__class__}'.format(1) }}"),
    saying("call", "调用方法", "{{ 标题.upper() }}"),
    saying("include", "插入旁边的秘密", "{% include '../secret.txt' %}"),
    saying("import", "导入别的模板", "{% import 'x' as y %}"),
    saying("extends", "继承别的模板", "{% extends 'x' %}"),
    saying("macro", "递归的宏", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    saying("loop", "循环十亿次", "{% for x in range(1000000000) %}x{% endfor %}"),
    saying("nested-loops", "循环套循环六层", "{% for a in 决议 %}" * 6 + "x" + "{% endfor %}" * 6),
    saying("multiply", "一个字乘十亿", "{{ '哈' * 1000000000 }}"),
    saying("power", "九的九次方的九次方", "{{ 9 ** 9 ** 9 }}"),
    saying("pad", "补到十亿个字", "{{ '哈'|center(1000000000) }}"),
    saying("set", "改变量", "{% set 标题 = 1 %}"),
    saying("do", "执行语句", "{% do 决议.clear() %}"),
    saying("unknown", "没有的字段", "{{ 密码 }}"),
    saying("open", "括号不关", "{{ 标题"),
    saying("open-loop", "循环不关", "{% for 决 in 决议 %}{{ 决.内容 }}"),
    saying("safe", "不转义地写", "{{ 标题|safe }}"),
    saying("markup", "字段旁边写 XML", "{{ 标题 }}</w:t><w:t>", fate=Kept("当文字填，转义")),
    saying("braces", "两万个花括号", "{" * 20_000),
    saying("debug", "打印全部变量", "{% debug %}"),
)
_PARTS = (
    row("no-zip", "不是压缩包", lambda: b"PK\3\4" + bytes(99)),
    row("no-word", "是工作簿", lambda: package(("xl/workbook.xml", b"<x/>"))),
    row("vba", "带宏", lambda: with_part("word/vbaProject.bin", b"Attribute VB_Name")),
    row("ole", "嵌入一个程序", lambda: with_part("word/embeddings/oleObject1.bin", b"MZ")),
    row("control", "ActiveX 控件", lambda: with_part("word/activeX/activeX1.xml", b"<x/>")),
    row("chunk", "夹一张网页", lambda: with_part("word/afchunk.htm", b"<script>1</script>")),
    row("exe", "夹一个 exe", lambda: with_part("word/media/a.exe", b"MZ")),
    row("torn", "图片的压缩数据断了", torn),
    row(
        "many",
        "一千零一件",
        lambda: repacked(template("x"), {f"word/{n}.xml": b"<x/>" for n in range(1001)}),
    ),
    row("bomb", "一件展开有 64 MB", lambda: with_part("word/media/a.png", bytes(64 << 20))),
    row("long-part", "一件 XML 有 9 MB", lambda: with_part("word/x.xml", bytes(9 << 20))),
    row(
        "laughs",
        "实体套实体",
        lambda: with_part("word/x.xml", b'<!DOCTYPE x [<!ENTITY a "1">]><x>&a;</x>'),
    ),
    row(
        "entity-file",
        "外部实体读旁边的秘密",
        lambda: with_part(
            "word/x.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "../secret.txt">]><x>&a;</x>'
        ),
    ),
    row("broken", "一件 XML 是坏的", lambda: with_part("word/x.xml", b"<x>")),
    row(
        "template",
        "打开就取网上的模板",
        lambda: related("attachedTemplate", "http://127.0.0.1:1/a.dotm"),
    ),
    row("picture", "图片在网上", lambda: related("image", "http://127.0.0.1:1/a.png")),
    row("object", "对象在旁边的文件里", lambda: related("oleObject", "../secret.txt")),
    row(
        "link",
        "一个网址",
        lambda: related("hyperlink", "http://127.0.0.1:1/"),
        Kept("网址要人点才去，保留"),
    ),
    row("dde", "域：启动计算器", lambda: field("DDEAUTO c:\\\\calc.exe")),
    row("include-text", "域：插入旁边的秘密", lambda: field("INCLUDETEXT ../secret.txt")),
    row("include-picture", "域：取网上的图", lambda: field("INCLUDEPICTURE http://127.0.0.1:1/")),
    row("fill-in", "域：打开就问人要话", lambda: field("FILLIN 密码")),
    row("macro-button", "域：点了就运行宏", lambda: field("MACROBUTTON x 点我")),
    row("page", "域：页码", lambda: field("PAGE"), Kept("只会数数的域，保留")),
    row(
        "deep",
        "标记套五千层",
        lambda: with_body(lambda b: b.replace(b"<w:p>", b"<w:sdt>" * 5000 + b"<w:p>", 1)),
    ),
    row("canary", "藏着的字不填到别处", lambda: template("{{ 标题 }}", header="x"), Kept("照填")),
)
ROWS: tuple[Row, ...] = (*_LANGUAGE, *_PARTS)
