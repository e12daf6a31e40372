"""设置: what is set for this installation and where, in words; nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief import __version__
from mintobrief.config import LanguageModelSettings, Settings, read_settings
from mintobrief.web.drawing import draw
from mintobrief.web.office import Office, TheOffice

router = APIRouter(include_in_schema=False)

_FINDERS = {
    "reader": "学过会议的小模型，加规则",
    "rules": "只用规则",
    "model": "规则和小模型之外，还问语言模型",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be set: what it is, what it does, by which variable of the environment."""

    name: str
    value: str
    about: str
    variable: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices about one thing."""

    name: str
    choices: tuple[Choice, ...]


@router.get("/settings")
def page(request: Request, office: TheOffice) -> Response:
    return draw(request, "settings.html", {"groups": groups_of(office), "version": __version__})


def groups_of(office: Office) -> tuple[Group, ...]:
    """Everything that is set; no password and no key is among it."""
    now = office.settings
    usual = read_settings({"HOME": str(now.library.parent)}, now.library)
    return (
        Group("材料放在哪里", tuple(_places(office, usual))),
        Group("怎么转写和整理", tuple(_work(now, usual))),
        Group("语言模型", tuple(_language_model(now.llm))),
        Group("保存多久", tuple(_keeping(now))),
    )


def _places(office: Office, usual: Settings) -> Iterator[Choice]:
    now = office.settings
    yield Choice(
        "资料库",
        str(now.library),
        "会议、审核、名册都在这个文件夹里。备份用 mintobrief backup。",
        "MINTOBRIEF_LIBRARY",
        is_default=False,
    )
    yield Choice(
        "数据库",
        office.library.place if now.database else "资料库文件夹里的 library.db",
        "几台电脑要共用一个资料库，才需要 PostgreSQL。",
        "MINTOBRIEF_DATABASE_URL",
        is_default=now.database is None,
    )
    yield Choice(
        "录音、扫描件的原件",
        now.blobs or "资料库文件夹里的 files",
        "可以放到共享文件夹，或者单位自己的对象存储。",
        "MINTOBRIEF_BLOBS",
        is_default=now.blobs is None,
    )
    yield Choice(
        "中间结果",
        str(now.cache),
        "丢了也能重做。磁盘不够时可以换个地方。",
        "MINTOBRIEF_CACHE",
        is_default=now.cache == usual.cache,
    )


def _work(now: Settings, usual: Settings) -> Iterator[Choice]:
    yield Choice(
        "语音模型",
        "自带的 base" if now.model == usual.model else now.model,
        "听录音用的模型。换更大的更准，也更慢。",
        "MINTOBRIEF_MODEL",
        is_default=now.model == usual.model,
    )
    yield Choice(
        "怎么找决议",
        _FINDERS.get(now.finder, now.finder),
        "从发言里找出候选决议的办法。定下来的总是审核的人。",
        "MINTOBRIEF_FINDER",
        is_default=now.finder == usual.finder,
    )
    yield Choice(
        "一个引擎用几个核",
        str(now.threads),
        "多了快一些，电脑会卡一些。",
        "MINTOBRIEF_THREADS",
        is_default=now.threads == usual.threads,
    )
    yield Choice(
        "同时认几页扫描件",
        str(now.workers),
        "每页要用 800 MB 内存，内存小就设成 1。",
        "MINTOBRIEF_WORKERS",
        is_default=now.workers == usual.workers,
    )


def _language_model(llm: LanguageModelSettings) -> Iterator[Choice]:
    yield Choice(
        "问不问语言模型",
        _asked(llm),
        "默认不问，会议的文字不出这台电脑。设了网址，会议的文字就会发给它。",
        "MINTOBRIEF_LLM_URL 或 MINTOBRIEF_LLM_GGUF",
        is_default=not llm.chosen,
    )
    if llm.chosen:
        limits = llm.limits
        cost = f"{limits.requests} 次、{limits.characters} 字、{limits.seconds} 秒"
        yield Choice(
            "一次会议最多问",
            cost,
            "用完就不再问，剩下的照规则整理。",
            "MINTOBRIEF_LLM_REQUESTS、MINTOBRIEF_LLM_CHARACTERS、MINTOBRIEF_LLM_SECONDS",
            is_default=limits == LanguageModelSettings().limits,
        )


def _asked(llm: LanguageModelSettings) -> str:
    if llm.url:
        return f"问 {_without_secrets(llm.url)} 的 {llm.model}"
    if llm.gguf:
        return f"问这台电脑上的 {llm.gguf.name}"
    return "只用录下来的回答" if llm.tape else "不问"


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _keeping(now: Settings) -> Iterator[Choice]:
    days = now.keep_recordings
    yield Choice(
        "录音留多久",
        f"发布以后 {days} 天" if days else "一直留着",
        "到期由 mintobrief gc 删去录音，转写稿和决议都留着。",
        "MINTOBRIEF_KEEP_RECORDINGS_DAYS",
        is_default=days is None,
    )
