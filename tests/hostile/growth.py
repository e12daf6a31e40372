"""Word documents whose numbers, styles and lines grow without end."""

from __future__ import annotations

from collections.abc import Iterable

from mintobrief.errors import NoWords
from tests.hostile.documents import BAD, BOMB, SAID, WORDS, W, docx, paragraph, word
from tests.hostile.recipe import Refused, Row


def numbering(*definitions: str) -> tuple[str, bytes]:
    return "word/numbering.xml", f"<w:numbering {W}>{''.join(definitions)}</w:numbering>".encode()


def styles(*definitions: str) -> tuple[str, bytes]:
    return "word/styles.xml", f"<w:styles {W}>{''.join(definitions)}</w:styles>".encode()


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


def item(text: str = SAID) -> str:
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


ROWS: tuple[Row, ...] = (
    word(
        "letters",
        "编号从 999999 起用字母",
        lambda: numbered("%1%1%1%1%1%1%1%1", "upperLetter", "999999", 400),
        WORDS,
    ),
    word(
        "pattern",
        "编号的样子有一百万字",
        lambda: numbered("%1" * 500_000, "decimal", "1", 400),
        WORDS,
    ),
    word(
        "roman",
        "罗马数字一百万",
        lambda: numbered("%1" * 1000, "upperRoman", "999999", 400),
        WORDS,
    ),
    word("levels", "一万个列表各一万级", many_lists, WORDS),
    word(
        "start",
        "编号从负数、字、40 位数起",
        lambda: numbered("%1.", "decimal", "-" + "9" * 40, 3),
        WORDS,
    ),
    word(
        "style-circle",
        "样式互为依据",
        lambda: docx(paragraph(SAID, '<w:pStyle w:val="a"/>'), based([("a", "b"), ("b", "a")])),
        WORDS,
    ),
    word(
        "style-chain",
        "样式一级依据一级，五千级",
        lambda: docx(
            paragraph(SAID, '<w:pStyle w:val="s0"/>'),
            based((f"s{at}", f"s{at + 1}") for at in range(5_000)),
        ),
        WORDS,
    ),
    word(
        "numbering-broken",
        "编号定义是坏的",
        lambda: docx(item(), ("word/numbering.xml", b"<w:numb")),
        BAD,
    ),
    word("paragraphs", "十万个空段", lambda: docx("<w:p/>" * 100_000 + paragraph()), WORDS),
    word(
        "boxes",
        "文本框里套文本框二十层",
        lambda: docx(
            "<w:p><w:r><w:txbxContent>" * 40 + paragraph() + "</w:txbxContent></w:r></w:p>" * 40
        ),
        WORDS,
    ),
    word("line", "一段五百万字", lambda: docx(paragraph("修好电梯。" * 1_000_000)), BOMB),
    word(
        "cells",
        "一行两万格",
        lambda: docx(f"<w:tbl><w:tr>{''.join(map(boxed, range(20_000)))}</w:tr></w:tbl>"),
        WORDS,
    ),
    word("blank", "只有空白", lambda: docx(paragraph("　 ")), Refused(NoWords)),
)
