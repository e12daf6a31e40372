"""What is set, in words: each choice with its value, where that comes from, what changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from mintobrief.config import INBOX, LanguageModelSettings, Settings, read_settings, with_kept
from mintobrief.store import settings as store
from mintobrief.web.office import Office

FINDERS = {
    "reader": "学过会议的小模型，加规则",
    "rules": "只用规则",
    "model": "规则和小模型之外，还问语言模型",
}
BASE = "base"
_BASE_CALLED = "自带的 base"
_WATCHED = {INBOX: "看着资料库里的 inbox 文件夹"}
_WORDS = {"MINTOBRIEF_FINDER": FINDERS, "MINTOBRIEF_WATCH": _WATCHED}


@dataclass(frozen=True, slots=True)
class Blank:
    """What an administrator may write for a choice: one of the `options`, by value and word, or
    where there are none a text. `value` is what the library keeps now,
    `usual` what setting nothing is called."""

    name: str
    value: str
    kind: str = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    usual: str = "用默认的"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be set: what it is, what it does, where its value comes from.

    Where there is no `blank` only the environment sets it, by `variable`.
    """

    name: str
    value: str
    about: str
    variable: str
    source: str
    blank: Blank | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Choices about one thing."""

    name: str
    choices: tuple[Choice, ...]
    warning: str = ""

    @property
    def is_open(self) -> bool:
        """Whether anything of it can be changed in the page."""
        return any(choice.blank for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the choices are told by: as it is, as it would be if nothing were set, and what the
    library keeps."""

    office: Office
    now: Settings
    usual: Settings
    kept: Mapping[str, str]

    def source(self, *variables: str, differs: bool) -> str:
        """Where the value comes from; a program that was given another one says that too."""
        if self.now.given.intersection(variables):
            return "环境变量"
        if any(name in self.kept for name in variables):
            return "在这里设的"
        return "启动时给的" if differs else "默认"

    def blank(self, blank: Blank, variable: str) -> Blank | None:
        """None where the environment says what it is: then nothing else counts."""
        return None if variable in self.now.given else blank


def scene_of(office: Office) -> Scene:
    """Raises a StateError."""
    kept = store.values(office.library.database)
    given = office.settings
    usual = read_settings({"HOME": str(given.library.parent)}, given.library)
    return Scene(office, with_kept(given, kept), usual, kept)


def groups_of(scene: Scene) -> tuple[Group, ...]:
    """Everything that is set; no password and no key is among it."""
    return (
        Group("怎么转写和整理", tuple(_work(scene))),
        Group("收件夹", tuple(_inbox(scene))),
        Group("语言模型", tuple(_language_model(scene)), _WARNING),
        Group("保存多久", tuple(_keeping(scene))),
        Group("材料放在哪里", tuple(_places(scene))),
        Group("这台电脑用多少力气", tuple(_strength(scene))),
    )


_WARNING = (
    "设了地址，每次会议的文字（谁说了什么、门牌、电话）都会发到那里。只填您单位自己的服务器；"
    "填外面的，要先有单位的同意。密钥不在这里填，用环境变量 MINTOBRIEF_LLM_KEY。"
)


def models_of(now: Settings) -> tuple[tuple[str, str], ...]:
    """The speech models that are here: the one that comes along, those fetched before, and the
    one that is used; each by its name and what a person calls it."""
    fetched = sorted((now.cache / "hub").glob("models--*/snapshots/*/model.bin"))
    names = [path.parents[2].name.removeprefix("models--").replace("--", "/") for path in fetched]
    found = dict.fromkeys([BASE, *names, now.model])
    return tuple((name, _called(name)) for name in found)


def worded(variable: str, value: str) -> str:
    """What is kept of a choice, as the page calls it."""
    if variable == "MINTOBRIEF_MODEL":
        return _called(value)
    return _WORDS.get(variable, {}).get(value, value)


def _called(model: str) -> str:
    return _BASE_CALLED if model == BASE else model.rpartition("faster-whisper-")[2] or model


def _work(scene: Scene) -> Iterator[Choice]:
    now, usual, kept = scene.now, scene.usual, scene.kept
    model, finder = "MINTOBRIEF_MODEL", "MINTOBRIEF_FINDER"
    yield Choice(
        "语音模型",
        _called(now.model),
        "听录音用的模型。换更大的更准，也更慢。换了以后，新交的录音才用新的。",
        model,
        scene.source(model, differs=now.model != usual.model),
        scene.blank(Blank("model", kept.get(model, ""), options=models_of(now)), model),
    )
    yield Choice(
        "怎么找决议",
        FINDERS.get(now.finder, now.finder),
        "从发言里找出候选决议的办法。定下来的总是审核的人。",
        finder,
        scene.source(finder, differs=now.finder != usual.finder),
        scene.blank(Blank("finder", kept.get(finder, ""), options=tuple(FINDERS.items())), finder),
    )


def _language_model(scene: Scene) -> Iterator[Choice]:
    llm, kept = scene.now.llm, scene.kept
    url, name, gguf = "MINTOBRIEF_LLM_URL", "MINTOBRIEF_LLM_MODEL", "MINTOBRIEF_LLM_GGUF"
    hint = "http://127.0.0.1:11434/v1，不用就留空"
    is_free = not scene.now.given.intersection((url, name, gguf, "MINTOBRIEF_LLM_TAPE"))
    yield Choice(
        "问不问语言模型",
        _asked(llm),
        "默认不问，会议的文字不出这台电脑。",
        f"{url} 或 {gguf}",
        scene.source(url, gguf, "MINTOBRIEF_LLM_TAPE", differs=llm.chosen),
        Blank("url", kept.get(url, ""), "url", hint) if is_free else None,
    )
    yield Choice(
        "用哪个模型",
        llm.model if llm.chosen else "没有设",
        "那台服务器上的名字。",
        name,
        scene.source(name, differs=llm.chosen),
        Blank("llm_model", kept.get(name, ""), hint="如 qwen3:8b") if is_free else None,
    )
    if llm.chosen:
        yield _cost(scene)


def _cost(scene: Scene) -> Choice:
    limits = scene.now.llm.limits
    return Choice(
        "一次会议最多问",
        f"{limits.requests} 次、{limits.characters} 字、{limits.seconds} 秒",
        "用完就不再问，剩下的照规则整理。",
        "MINTOBRIEF_LLM_REQUESTS、MINTOBRIEF_LLM_CHARACTERS、MINTOBRIEF_LLM_SECONDS",
        "默认" if limits == LanguageModelSettings().limits else "环境变量",
    )


def _asked(llm: LanguageModelSettings) -> str:
    if llm.url:
        return f"问 {without_secrets(llm.url)}"
    if llm.gguf:
        return f"问这台电脑上的 {llm.gguf.name}"
    return "只用录下来的回答" if llm.tape else "不问"


def without_secrets(url: str) -> str:
    """The address without what may be a name, a password or a key."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _inbox(scene: Scene) -> Iterator[Choice]:
    watch, variable = scene.now.watch, "MINTOBRIEF_WATCH"
    yield Choice(
        "收件夹",
        str(watch) if watch else "不看",
        "放进去的文件拷完几秒后自动转换，一个文件夹里的合成一次会议。要看别的文件夹，请设变量。",
        variable,
        scene.source(variable, differs=watch is not None),
        scene.blank(
            Blank(
                "watch",
                scene.kept.get(variable, ""),
                options=tuple(_WATCHED.items()),
                usual="不看",
            ),
            variable,
        ),
    )


def _keeping(scene: Scene) -> Iterator[Choice]:
    days, variable = scene.now.keep_recordings, "MINTOBRIEF_KEEP_RECORDINGS_DAYS"
    yield Choice(
        "录音留多久",
        f"发布以后 {days} 天" if days else "一直留着",
        "到期由 mintobrief gc 删去录音，转写稿和决议都留着。",
        variable,
        scene.source(variable, differs=days is not None),
        scene.blank(
            Blank("days", scene.kept.get(variable, ""), "number", "天数，一直留着就留空"), variable
        ),
    )


def _places(scene: Scene) -> Iterator[Choice]:
    now = scene.now
    yield Choice(
        "资料库",
        str(now.library),
        "会议、审核、名册都在这个文件夹里。备份用 mintobrief backup。",
        "MINTOBRIEF_LIBRARY",
        "",
    )
    yield Choice(
        "数据库",
        scene.office.library.place if now.database else "资料库文件夹里的 library.db",
        "几台电脑要共用一个资料库，才需要 PostgreSQL。",
        "MINTOBRIEF_DATABASE_URL",
        "环境变量" if now.database else "默认",
    )
    yield Choice(
        "录音、扫描件的原件",
        now.blobs or "资料库文件夹里的 files",
        "可以放到共享文件夹，或者单位自己的对象存储。",
        "MINTOBRIEF_BLOBS",
        "环境变量" if now.blobs else "默认",
    )
    yield Choice(
        "中间结果",
        str(now.cache),
        "丢了也能重做。磁盘不够时可以换个地方。",
        "MINTOBRIEF_CACHE",
        "默认" if now.cache == scene.usual.cache else "环境变量",
    )


def _strength(scene: Scene) -> Iterator[Choice]:
    now, usual = scene.now, scene.usual
    yield Choice(
        "一个引擎用几个核",
        str(now.threads),
        "多了快一些，电脑会卡一些。",
        "MINTOBRIEF_THREADS",
        "默认" if now.threads == usual.threads else "环境变量",
    )
    yield Choice(
        "同时认几页扫描件",
        str(now.workers),
        "每页要用 800 MB 内存，内存小就设成 1。",
        "MINTOBRIEF_WORKERS",
        "默认" if now.workers == usual.workers else "环境变量",
    )
