"""Every hostile file there is, and the page that lists them with what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mintobrief.errors import (
    BadBackup,
    BadList,
    BadTemplate,
    BadText,
    BadTranscript,
    EmptyFile,
    EncryptedFile,
    FileGone,
    InputError,
    IsFolder,
    MintobriefError,
    NoAudio,
    NoPages,
    NoWords,
    ProtectedSound,
    TooLarge,
    UnknownType,
    UnreadableFile,
    UnreadablePage,
)
from tests.hostile import (
    backups,
    documents,
    films,
    growth,
    lists,
    markup,
    odd,
    pdf_actions,
    pdfs,
    pictures,
    scans,
    served,
    sounds,
    templates,
    texts,
)
from tests.hostile.recipe import Door, Fate, Kept, Recipe, Refused, Row

PAGE = Path(__file__).parents[2] / "docs" / "hostile-files.md"

_TABLES: dict[Door, Iterable[Row]] = {
    Door.SOUND: (*sounds.ROWS, *films.ROWS),
    Door.PICTURE: (*pictures.ROWS, *scans.ROWS),
    Door.PDF: (*pdfs.ROWS, *pdf_actions.ROWS),
    Door.WORD: (*documents.ROWS, *markup.ROWS, *growth.ROWS),
    Door.TEXT: texts.ROWS,
    Door.LIST: lists.ROWS,
    Door.ODD: odd.ROWS,
    Door.TEMPLATE: templates.ROWS,
    Door.BACKUP: backups.ROWS,
    Door.UPLOAD: (*served.NAMES, *served.HEADS),
    Door.API: served.BODIES,
}
RECIPES: tuple[Recipe, ...] = tuple(row.at(door) for door, rows in _TABLES.items() for row in rows)

_TOLD: dict[type[MintobriefError], str] = {
    BadBackup: "不能用来恢复，资料库不动",
    BadList: "没有读到名册或词表",
    BadTemplate: "模板用不了",
    BadText: "编码认不出来",
    BadTranscript: "不是能用的转写稿",
    EmptyFile: "文件是空的",
    EncryptedFile: "有密码",
    FileGone: "找不到或打不开",
    InputError: "打不开",
    IsFolder: "是文件夹",
    NoAudio: "没有声音",
    NoPages: "一页也没有",
    NoWords: "没有读到文字",
    ProtectedSound: "有版权保护",
    TooLarge: "太大",
    UnknownType: "不认识的类型",
    UnreadableFile: "打不开",
    UnreadablePage: "这一页读不出来",
}
_HEAD = """# 试过的恶意文件

一共 {count} 个，每个都由 `tests/hostile/` 里的一个配方做出来，每次检查都重做一遍、交进来一遍。
要求：要么被拒绝并说清原因，要么只读出无害的内容；几秒钟之内完，内存不涨，不连网，不启动别的程序，
不读旁边的文件，不在别处留下文件，资料库一个字节不变。

这一页由同一张表写成（`python -m tests.hostile.table`），对不上检查就不过。
更多是随机改出来的，见 `tests/fuzz/`。
"""


def told(fate: Fate) -> str:
    """What becomes of it, in Chinese."""
    match fate:
        case Refused(error):
            return f"拒绝：{_TOLD[error]}"
        case Kept(words):
            return f"收下：{words}"
        case _:
            return f"拒绝（{'、'.join(map(str, fate.statuses))}）"


def page() -> str:
    """The page of docs/."""
    parts = [_HEAD.format(count=len(RECIPES))]
    for door in _TABLES:
        ours = [recipe for recipe in RECIPES if recipe.door is door]
        parts.append(
            f"\n## {door}（{len(ours)} 个）\n\n| 配方 | 想干什么 | 结果 |\n|---|---|---|\n"
        )
        parts += [f"| `{one.name}` | {_cell(one.harm)} | {told(one.fate)} |\n" for one in ours]
    return "".join(parts)


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
