"""Word documents: paragraphs and tables as lines of text, with the numbers Word shows.

The XML is read directly: python-docx's object model leaves out list numbers, text boxes and
content controls, and shows deleted words of tracked changes as if they stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from mintobrief.errors import UnreadableFile
from mintobrief.ingest.numbering import Counter, Item, Level
from mintobrief.ingest.package import read_parts

_BODY, _NUMBERS, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
# What stands in the file and not on the page: deletions, the old place of moved words, the
# second copy of a drawing for old versions, pinyin over characters, field codes.
_UNSEEN = frozenset(("del", "moveFrom", "Fallback", "rt", "instrText", "delText"))
_LEVELS = 9  # of a list, as Word has them
_COLUMNS = 63  # of a table, as Word has them
_SAME = "〃"
_ITEM_DEPTH = 20  # styles based on styles based on …: deeper is a loop

Node = Any  # an lxml element; lxml has no types


def read_docx(path: Path) -> str:
    """The text of a Word document, a line for each paragraph and each row of a table.

    Cells are joined by " | ", 〃 stands in one that is merged with the one above. Headers, footers,
    notes and comments are left out. Raises UnreadableFile where the file is broken.
    """
    parts = read_parts(path, (_BODY, _NUMBERS, _STYLES))
    if _BODY not in parts:
        raise UnreadableFile(path.name, "Word 文档（docx）", "里面没有正文")
    try:
        trees = {name: _parse(content) for name, content in parts.items()}
    except (XMLSyntaxError, ValueError) as exc:
        raise UnreadableFile(path.name, "Word 文档（docx）", "正文已损坏") from exc
    styles = _style_items(trees.get(_STYLES))
    document = _Document(styles, _counter(trees.get(_NUMBERS)))
    return "\n".join(document.lines(trees[_BODY]))


def _parse(content: bytes) -> Node:
    """Parse without entities; Word writes no DOCTYPE, so one is nobody's honest work."""
    tree = parse_xml(content)
    if tree.getroottree().docinfo.doctype:
        raise ValueError("a document type in a Word document")
    return tree


@dataclass(slots=True)
class _Document:
    """Reads lines in document order; list numbers depend on what came before."""

    styles: dict[str, Item]
    counter: Counter

    def lines(self, node: Node) -> Iterator[str]:
        for child in node:
            match _name(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case name if name not in _UNSEEN:
                    yield from self.lines(child)

    def _paragraph(self, node: Node) -> Iterator[str]:
        text = "".join(_runs(node))
        number = self._number(node, text)
        yield from (number + text if text.strip() else text).split("\n")
        for box in _boxes(node):
            yield from self.lines(box)

    def _number(self, node: Node, text: str) -> str:
        """Empty items count as Word counts them; items that were deleted do not."""
        item = _item(node) or self.styles.get(_style(node))
        deleted = not text and _first(node, "pPr", "rPr", "del") is not None
        return self.counter.next(item) if item and not deleted else ""

    def _table(self, node: Node) -> Iterator[str]:
        for row in _children(node, "tr"):
            cells = [text for cell in _children(row, "tc") for text in self._columns(cell)]
            if set(cells) - {"", _SAME} and _first(row, "trPr", "del") is None:
                yield " | ".join(cells).rstrip()

    def _columns(self, node: Node) -> Iterator[str]:
        """What stands in the columns that a cell takes up, the same as above in merged ones."""
        yield _SAME if _goes_on(node) else self._cell(node)
        span = _first(node, "tcPr", "gridSpan")
        wide = _whole(_value(span), 1) if span is not None else 1
        yield from [""] * min(wide - 1, _COLUMNS)

    def _cell(self, node: Node) -> str:
        return " ".join(line.strip() for line in self.lines(node) if line.strip())


def _name(node: Node) -> str:
    """The name without its namespace: the strict and the usual kind of file differ only there."""
    return str(node.tag).rpartition("}")[2]


def _value(node: Node, attribute: str = "val") -> str:
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == attribute:
            return str(value)
    return ""


def _first(node: Node, *path: str) -> Node | None:
    """The first descendant along a path of names."""
    for name in path:
        node = next((child for child in node if _name(child) == name), None)
        if node is None:
            return None
    return node


def _goes_on(cell: Node) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = _first(cell, "tcPr", "vMerge")
    return merged is not None and _value(merged) in ("", "continue")


def _children(node: Node, name: str) -> Iterator[Node]:
    """The children of that name, through content controls and tracked insertions."""
    for child in node:
        if _name(child) == name:
            yield child
        elif _name(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _children(child, name)


def _runs(node: Node) -> Iterator[str]:
    for child in node:
        match _name(child):
            case "t":
                yield re.sub(r"\s", " ", child.text or "")
            case "tab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "pPr" | "rPr" | "txbxContent":
                continue
            case "r" if _hidden(child):
                continue
            case name if name not in _UNSEEN:
                yield from _runs(child)


def _hidden(run: Node) -> bool:
    mark = _first(run, "rPr", "vanish")
    return mark is not None and _value(mark) not in ("0", "false", "off")


def _boxes(node: Node) -> Iterator[Node]:
    """The text boxes anchored in a paragraph."""
    for child in node:
        if _name(child) == "txbxContent":
            yield child
        elif _name(child) not in _UNSEEN:
            yield from _boxes(child)


def _style(paragraph: Node) -> str:
    style = _first(paragraph, "pPr", "pStyle")
    return "" if style is None else _value(style)


def _item(node: Node) -> Item | None:
    """The list a paragraph, or a style, says it belongs to."""
    number = _first(node, "pPr", "numPr", "numId")
    level = _first(node, "pPr", "numPr", "ilvl")
    if number is None:
        return None
    return Item(_value(number), _whole(_value(level), 0) if level is not None else 0)


def _style_items(tree: Node | None) -> dict[str, Item]:
    """The lists that come with a style, inherited ones too."""
    styles = (
        {_value(s, "styleId"): s for s in tree if _name(s) == "style"} if tree is not None else {}
    )
    found = {}
    for name in styles:
        if item := _inherited(styles, name):
            found[name] = item
    return found


def _inherited(styles: dict[str, Node], name: str) -> Item | None:
    for _ in range(_ITEM_DEPTH):
        style = styles.get(name)
        if style is None:
            return None
        if item := _item(style):
            return item
        based = _first(style, "basedOn")
        name = "" if based is None else _value(based)
    return None


class _Definitions(NamedTuple):
    levels: dict[str, dict[int, Level]]
    shared: dict[str, str]


def _counter(tree: Node | None) -> Counter:
    """The lists that numbering.xml defines. A list that restarts counts for itself."""
    found = _Definitions({}, {})
    nodes = list(tree) if tree is not None else []
    abstract = [node for node in nodes if _name(node) == "abstractNum"]
    defined = {_value(node, "abstractNumId"): _levels(node) for node in abstract}
    for node in nodes:
        definition = _first(node, "abstractNumId")
        if _name(node) != "num" or definition is None or _value(definition) not in defined:
            continue
        number, shared = _value(node, "numId"), _value(definition)
        levels = dict(defined[shared])
        overrides = [n for n in node if _name(n) == "lvlOverride"]
        for override in overrides:
            _override(levels, override)
        found.levels[number] = levels
        found.shared[number] = f"num {number}" if overrides else shared
    return Counter(found.levels, found.shared)


def _levels(node: Node) -> dict[int, Level]:
    nodes = {_whole(_value(n, "ilvl"), 0): n for n in node if _name(n) == "lvl"}
    return {depth: _level(n) for depth, n in nodes.items() if depth < _LEVELS}


def _level(node: Node) -> Level:
    values = {_name(child): _value(child) for child in node}
    return Level(
        format=values.get("numFmt", "decimal"),
        pattern=values.get("lvlText", ""),
        start=_whole(values.get("start", ""), 1),
        spaced=values.get("suff", "tab") != "nothing",
    )


def _override(levels: dict[int, Level], node: Node) -> None:
    depth = _whole(_value(node, "ilvl"), 0)
    replaced = _first(node, "lvl")
    if replaced is not None:
        levels[depth] = _level(replaced)
    start = _first(node, "startOverride")
    if start is not None and depth in levels:
        levels[depth] = levels[depth]._replace(start=_whole(_value(start), 1))


def _whole(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
