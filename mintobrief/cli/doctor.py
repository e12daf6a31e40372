"""`mintobrief doctor`: what is there, what is missing, and how to get it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
from rich.table import Table

from mintobrief import __version__
from mintobrief.cli import licences
from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.pages import listing, screen
from mintobrief.cli.parameters import library_of, settings_of
from mintobrief.config import Settings
from mintobrief.errors import MintobriefError, Unwell

ENGINES = {
    "faster-whisper": "听写录音",
    "av": "读取录音和视频",
    "onnxruntime": "区分发言人",
    "pypinyin": "按读音改正听错的字",
    "rapidocr": "识别扫描件",
    "pypdfium2": "读取 PDF",
    "spacy": "理解会议内容",
    "jieba": "分词",
    "python-docx": "读写 docx",
    "typst": "导出 PDF",
}
MODELS = ("ngrams", "ppocr-v6", "punctuation", "speaker-turns", "understanding", "whisper-base")
GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at; `advice` is empty where nothing need be done.

    What is not `needed` may be missing: the program does without, less well.
    """

    what: str
    found: str
    advice: str = ""
    needed: bool = True

    @property
    def mark(self) -> str:
        if not self.advice:
            return "✓"
        return "✗" if self.needed else "–"


@click.command("doctor", cls=ChineseCommand)
@click.option("--licenses", is_flag=True, help="列出装了的每个软件包、每个模型文件的许可，不做检查")
@click.pass_context
def command(context: click.Context, *, licenses: bool) -> None:
    """检查程序是否装好：引擎、模型、字体、资料库、磁盘。"""
    if licenses:
        screen().print(_licences(settings_of(context).models))
        return
    findings = list(examine(settings_of(context)))
    table = listing("项目", "情况", "怎么办")
    for finding in findings:
        table.add_row(f"{finding.mark} {finding.what}", finding.found, finding.advice)
    screen().print(table)
    if unwell := sum(finding.mark == "✗" for finding in findings):
        raise Unwell(unwell)


def _licences(folder: Path) -> Table:
    table = listing("软件包、模型文件", "版本、来历", "许可")
    for one in (*licences.packages(), *licences.models(folder)):
        table.add_row(one.name, one.origin, one.licence)
    return table


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Look at everything a conversion needs; loads no model."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Diagnosis("程序", f"mintobrief {__version__}，Python {python}，{settings.threads} 个线程")
    yield from (_engine(package, use) for package, use in ENGINES.items())
    yield from _weights(settings)
    yield _hearing(settings)
    yield _language_model(settings)
    yield _fonts()
    yield _library(settings)
    yield _disk(settings.library)


def _engine(package: str, use: str) -> Diagnosis:
    try:
        return Diagnosis(f"{package}（{use}）", version(package))
    except PackageNotFoundError:
        return Diagnosis(f"{package}（{use}）", "没有安装", "请照 README 重新安装一遍")


def _attempt(what: str, look: Callable[[], str]) -> Diagnosis:
    try:
        return Diagnosis(what, look())
    except MintobriefError as error:
        return Diagnosis(what, "有问题", str(error))


def _weights(settings: Settings) -> Iterator[Diagnosis]:
    for name in MODELS:
        yield _attempt(f"模型 {name}", partial(_assembled, name, settings))


def _assembled(name: str, settings: Settings) -> str:
    from mintobrief.weights import assemble

    return str(assemble(name, settings))


def _hearing(settings: Settings) -> Diagnosis:
    """Which speech model is used, and whether this machine could use a better one."""
    what = "听写录音用的模型"
    if settings.model != "base":
        return Diagnosis(what, settings.model)
    if not _graphics_cards():
        return Diagnosis(what, "自带的 base，没有可用的显卡")
    advice = (
        "有显卡，可以用更大、更准的模型：convert --model large-v3-turbo"
        "（第一次要联网下载，约 1.6 GB；不能联网就先下载到一个文件夹，再用 --model 指定它）。"
    )
    return Diagnosis(what, "自带的 base", advice, needed=False)


def _language_model(settings: Settings) -> Diagnosis:
    """Whether a language model is asked, and whether the words of a meeting leave the house."""
    from mintobrief.extract.llm.address import Reach, read_address

    what, llm = "语言模型", settings.llm
    if not llm.chosen or settings.finder != "model":
        return Diagnosis(what, "没有启用，会议内容不离开这台电脑")
    if llm.tape and not llm.recording:
        return Diagnosis(what, f"只回放 {llm.tape} 里的回答，不问任何模型")
    if llm.gguf:
        return Diagnosis(
            what, f"本机的文件 {llm.gguf}", "" if llm.gguf.is_file() else "没有这个文件"
        )
    try:
        address = read_address(llm.url, plain_http=llm.plain_http)
    except MintobriefError as error:
        return Diagnosis(what, "有问题", str(error))
    found = f"{address.reach}的 {address.shown}，模型 {llm.model}"
    advice = "会议文字会发到那里去，请确认单位允许。见 docs/what-leaves-the-machine.md。"
    return Diagnosis(what, found, advice if address.reach is Reach.OUTSIDE else "", needed=False)


def _graphics_cards() -> int:
    try:
        import ctranslate2
    except ImportError:
        return 0
    try:
        return int(ctranslate2.get_cuda_device_count())
    except RuntimeError:  # a driver that does not fit
        return 0


def _fonts() -> Diagnosis:
    from mintobrief.export.pdf import fonts_used

    found = _attempt("字体（导出 PDF）", lambda: "、".join(dict.fromkeys(fonts_used().values())))
    return replace(found, needed=False)


def _library(settings: Settings) -> Diagnosis:
    def look() -> str:
        if settings.database is None and not settings.library.exists():
            return f"{settings.library}（第一次使用时建立）"
        with library_of(settings) as library:
            return f"{library.place}，{len(library.list_meetings())} 次会议"

    found = _attempt("资料库", look)
    return found if found.advice else _sealed(settings, found)


def _sealed(settings: Settings, library: Diagnosis) -> Diagnosis:
    """Whether meetings and judgements are still as the log says they were stored."""
    if settings.database is None and not settings.library.exists():
        return library
    with library_of(settings) as opened:
        faults = opened.faults()
    told = "；".join(f"{fault.place}：{fault.reason}" for fault in faults[:3])
    if not faults:
        return replace(library, found=f"{library.found}，操作记录完整")
    advice = f"与操作记录对不上：{told}。请先备份整个资料库，再查是谁改动了数据库。"
    return replace(library, advice=advice)


def _disk(folder: Path) -> Diagnosis:
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    advice = "" if free > 2 * GIGABYTE else "空间不足 2 GB，长录音可能放不下。请清理磁盘。"
    return Diagnosis("磁盘", f"剩余 {free / GIGABYTE:.0f} GB", advice)
