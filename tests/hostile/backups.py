"""Backups that somebody made to harm, or that broke."""

from __future__ import annotations

import stat
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

from mintobrief.errors import BadBackup
from mintobrief.store import open_library
from mintobrief.store.backup import write_backup
from tests.hostile.documents import patched
from tests.hostile.recipe import Refused, Row, holding
from tests.store.backups import quiet
from tests.store.test_hostile_backup import copied, with_bytes, with_entry, with_manifest

_BAD = Refused(BadBackup)
Change = Callable[[ZipFile, ZipFile], None]
_NOBODY = "files/" + "0" * 64


@cache
def good() -> bytes:
    """A backup of a small library."""
    with TemporaryDirectory() as folder:
        with open_library(Path(folder) / "library") as library:
            library.compounds.add("阳光花园", "王芳")
            write_backup(library, Path(folder) / "b.zip", quiet)
        return (Path(folder) / "b.zip").read_bytes()


def changed(change: Change) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(good())) as old, ZipFile(out, "w") as new:
        change(old, new)
    return out.getvalue()


def row(name: str, harm: str, content: Callable[[], bytes]) -> Row:
    return Row(name, harm, holding("b.zip", content), _BAD)


def entry(name: str, harm: str, path: str, content: bytes = b"x", mode: int = 0o600) -> Row:
    return row(name, harm, lambda: changed(with_entry(path, content, mode)))


def told(name: str, harm: str, edit: Callable[[dict[str, Any]], object]) -> Row:
    return row(name, harm, lambda: changed(with_manifest(lambda said: void(edit(said)))))


def void(_: object) -> None:
    """What an edit gives back is of no use."""


def manifest(content: bytes) -> bytes:
    def change(old: ZipFile, out: ZipFile) -> None:
        copied(old, out, ("manifest.json",))
        out.writestr("manifest.json", content)

    return changed(change)


def bomb(name: str) -> bytes:
    """256 MB of nothing in a quarter of one."""

    def change(old: ZipFile, out: ZipFile) -> None:
        copied(old, out, (name,))
        packed = ZipInfo(name)
        packed.compress_type = ZIP_DEFLATED
        with out.open(packed, "w") as file:
            for _ in range(64):
                file.write(bytes(4 << 20))

    return changed(change)


def folded(method: int) -> bytes:
    return changed(with_entry(_NOBODY, b"x" * 9, method=method))


ROWS: tuple[Row, ...] = (
    entry("slip", "夹一件 ../evil", "../evil"),
    entry("slip-deep", "夹一件 files/../../evil", "files/../../evil"),
    entry("slip-absolute", "夹一件 /etc/evil", "/etc/evil"),
    entry("slip-windows", "夹一件 C:\\evil", "C:\\evil"),
    entry("stranger", "夹一个清单里没有的文件", _NOBODY),
    entry("link", "夹一个链接", _NOBODY, b"/etc/passwd", stat.S_IFLNK | 0o777),
    entry("device", "夹一个设备", _NOBODY, b"", stat.S_IFCHR | 0o666),
    entry("pipe", "夹一个管道", _NOBODY, b"", stat.S_IFIFO | 0o666),
    entry("folder", "夹一个文件夹", "files/", b""),
    entry("table", "夹一张没有的表", "rows/sqlite_master.jsonl", b"[]\n"),
    entry("program", "夹一个程序", "mintobrief/__init__.py", b"import os"),
    row(
        "no-manifest",
        "没有清单",
        lambda: changed(lambda old, out: copied(old, out, ("manifest.json",))),
    ),
    row(
        "no-rows",
        "没有一张表的内容",
        lambda: changed(lambda old, out: copied(old, out, ("rows/",))),
    ),
    row("wrong-rows", "表的内容被换掉", lambda: changed(with_bytes("rows/", b"x"))),
    row("not-json", "清单不是 JSON", lambda: manifest(b"<manifest/>")),
    row("deep-json", "清单的方括号套十万层", lambda: manifest(b"[" * 100_000)),
    row(
        "long-number", "清单里有一万位的数", lambda: manifest(b'{"format": ' + b"9" * 10_000 + b"}")
    ),
    row("list", "清单是列表", lambda: manifest(b"[]")),
    row("null", "清单是 null", lambda: manifest(b"null")),
    row("half-character", "清单里有不合规定的字节", lambda: manifest(b'{"format": "\xff"}')),
    row("manifest-bomb", "清单展开有 256 MB", lambda: bomb("manifest.json")),
    row("bomb", "一件展开有 256 MB", lambda: bomb(_NOBODY)),
    row("lzma", "少见的压缩方法", lambda: folded(ZIP_LZMA)),
    row("locked", "有压缩包密码", lambda: patched(good(), b"PK\1\2", 8, b"\1\0")),
    row("twice", "同一件两份", lambda: changed(with_entry("manifest.json", b"{}"))),
    row("half", "只拷了一半", lambda: good()[: len(good()) // 2]),
    row("stump", "只剩开头", lambda: good()[:100]),
    row("tail", "总目录断了", lambda: good()[:-30]),
    row("empty", "空的压缩包", lambda: b"PK\5\6" + bytes(18)),
    row("words", "一段文字", lambda: "备份".encode() * 99),
    row("nothing", "0 字节", lambda: b""),
    told("format", "没有的格式", lambda said: said.update(format=99)),
    told("newer", "新版程序做的", lambda said: said.update(schema="9999")),
    told("schema-slip", "版本号是路径", lambda said: said.update(schema="../x")),
    told("day", "日期不是日期", lambda said: said.update(made_at="昨天")),
    told("tables", "表是列表", lambda said: said.update(tables=[])),
    told(
        "columns",
        "列名里有 SQL",
        lambda said: said["tables"]["meeting"]["columns"].update({"id); DROP TABLE x": "plain"}),
    ),
    told(
        "tag",
        "没有的列类型",
        lambda said: said["tables"]["meeting"]["columns"].update({"id": "pickle"}),
    ),
    told("rows", "行数是负数", lambda said: said["tables"]["meeting"].update(rows=-1)),
    told("rows-word", "行数是字", lambda said: said["tables"]["meeting"].update(rows="1")),
    told("hash", "散列是路径", lambda said: said["tables"]["meeting"].update(sha256="../x")),
    told("files-slip", "文件名是 ../x", lambda said: said["files"].update({"../x": 1})),
    told("files-count", "文件大小是负数", lambda said: said["files"].update({_NOBODY: -1})),
    told("missing", "缺的文件是路径", lambda said: said["missing"].append("../x")),
)
