"""Settings, read once at the edge and passed down; nothing else reads the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from mintobrief import machine
from mintobrief.errors import BadSetting, MissingResource

_WORKER = 800 * 2**20  # bytes that reading a page takes
_RESERVED = 1_200 * 2**20  # bytes for the system, and for the process that puts pages together
_MOST_WORKERS = 64  # that may be asked for: each takes its memory
_MOST_ASKED = 9_999_999  # requests, characters or seconds that one meeting may cost
MOST_DAYS = 36_500  # that a recording may be kept: a hundred years
_PACKAGE = Path(__file__).resolve().parent

# what an administrator may set in the pages, kept in the library; the rest is each machine's own
CHANGEABLE = (
    "MINTOBRIEF_MODEL",
    "MINTOBRIEF_FINDER",
    "MINTOBRIEF_KEEP_RECORDINGS_DAYS",
    "MINTOBRIEF_LLM_URL",
    "MINTOBRIEF_LLM_MODEL",
    "MINTOBRIEF_WATCH",
)
INBOX = "inbox"  # in the library: a folder elsewhere is named by who manages the machine
_LLM = ("MINTOBRIEF_LLM_URL", "MINTOBRIEF_LLM_MODEL", "MINTOBRIEF_LLM_GGUF", "MINTOBRIEF_LLM_TAPE")


@dataclass(frozen=True, slots=True)
class Limits:
    """What asking a language model about one meeting may cost.

    `window` is how many characters of the meeting go into one request; `characters` are those
    of all requests, prompts included.
    """

    window: int = 6_000
    requests: int = 40
    characters: int = 400_000
    seconds: int = 900


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """Which language model is asked, if any, and what one meeting may cost.

    `url` is an OpenAI-compatible endpoint (up to and with /v1), `gguf` a file for llama.cpp; of
    the two there is one at most. With a `tape` answers are kept in that folder as they come
    (`recording`), or taken from it and nobody is asked. `plain_http` allows addresses outside
    the house without encryption.
    """

    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    gguf: Path | None = None
    tape: Path | None = None
    recording: bool = False
    plain_http: bool = False
    limits: Limits = Limits()

    @property
    def chosen(self) -> bool:
        """Whether a person named one: by itself the program asks none."""
        return bool(self.url or self.gguf or self.tape)


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's choices.

    `library` holds what people did, `cache` what can be made again. `model` names the speech
    model: "base" (comes with the program), a name the hub knows, or a folder. `finder` is what
    finds the candidates: "reader", which has learnt from annotated meetings, "rules" alone, or
    "model", which asks the language model of `llm` besides.
    `threads` is what one engine may use, `workers` how many pages are read at once, each in a
    process of its own with one thread. `database` is the URL of a PostgreSQL, which may hold a
    password; None is a file in the library's folder. `blobs` is where the files handed in are
    kept: a folder or s3://bucket/prefix; None is in the library's folder. `keep_recordings` is
    for how many days after publication recordings are kept, None for ever. The lexicons and
    wordings under prompts/ are part of the program and not of its settings: who needs them asks
    `resource`. `watch` is a folder whose files `serve` hands in as they arrive. `given` are the
    variables of the environment that are set, among those that a library may keep too: it says
    nothing against them.
    """

    library: Path
    cache: Path
    models: Path
    samples: Path
    model: str = "base"
    finder: str = "reader"
    threads: int = 2
    workers: int = 1
    database: str | None = field(default=None, repr=False)
    blobs: str | None = None
    keep_recordings: int | None = None
    llm: LanguageModelSettings = LanguageModelSettings()
    watch: Path | None = None
    given: frozenset[str] = frozenset()


def resource(name: str) -> Path:
    """The folder of shipped files `name`: inside the installed package, or the checkout's."""
    for home in (_PACKAGE / "_resources", _PACKAGE.parent):
        if (home / name).is_dir():
            return home / name
    raise MissingResource(name)


def read_settings(
    environ: Mapping[str, str], library: Path | None = None, model: str | None = None
) -> Settings:
    """Settings from the command's options first, then MINTOBRIEF_… , then the defaults."""
    llm = _language_model(environ)
    return Settings(
        library=library or _folder(environ, "MINTOBRIEF_LIBRARY", "mintobrief"),
        cache=_folder(environ, "MINTOBRIEF_CACHE", ".cache/mintobrief"),
        models=resource("models"),
        samples=resource("samples"),
        model=model or environ.get("MINTOBRIEF_MODEL") or "base",
        finder=environ.get("MINTOBRIEF_FINDER") or ("model" if llm.chosen else "reader"),
        threads=_count(environ, "MINTOBRIEF_THREADS") or min(4, os.cpu_count() or 1),
        workers=_count(environ, "MINTOBRIEF_WORKERS", _MOST_WORKERS)
        or workers_for(machine.memory()),
        database=environ.get("MINTOBRIEF_DATABASE_URL") or None,
        blobs=environ.get("MINTOBRIEF_BLOBS") or None,
        keep_recordings=_count(environ, "MINTOBRIEF_KEEP_RECORDINGS_DAYS", MOST_DAYS),
        llm=llm,
        watch=Path(environ["MINTOBRIEF_WATCH"]) if environ.get("MINTOBRIEF_WATCH") else None,
        given=_given(environ, model),
    )


def with_kept(settings: Settings, kept: Mapping[str, str]) -> Settings:
    """The settings with what a library keeps, by variable, where the environment says nothing.

    Raises BadSetting.
    """
    left = {name: value for name, value in kept.items() if name not in settings.given}
    if settings.given.intersection(_LLM):  # an address and its model belong together
        left = {name: value for name, value in left.items() if name not in _LLM}
    if not left:
        return settings
    llm = _with_model(settings.llm, left)
    usual = "model" if llm.chosen and not settings.llm.chosen else settings.finder
    days = _count(left, "MINTOBRIEF_KEEP_RECORDINGS_DAYS", MOST_DAYS)
    return replace(
        settings,
        model=left.get("MINTOBRIEF_MODEL", settings.model),
        finder=_finder(left, usual, settings.given),
        keep_recordings=days or settings.keep_recordings,
        llm=llm,
        watch=settings.library / INBOX if left.get("MINTOBRIEF_WATCH") else settings.watch,
    )


def _with_model(llm: LanguageModelSettings, left: Mapping[str, str]) -> LanguageModelSettings:
    if "MINTOBRIEF_LLM_URL" not in left:
        return llm
    read = _language_model(left)
    return replace(llm, url=read.url, model=read.model)


def _finder(left: Mapping[str, str], usual: str, given: Set[str]) -> str:
    """One that the environment names was read already."""
    if "MINTOBRIEF_FINDER" in given:
        return usual
    return left.get("MINTOBRIEF_FINDER", usual)


def _given(environ: Mapping[str, str], model: str | None) -> frozenset[str]:
    named = {name for name in (*CHANGEABLE, *_LLM) if environ.get(name)}
    return frozenset(named | ({"MINTOBRIEF_MODEL"} if model else set()))


def _language_model(environ: Mapping[str, str]) -> LanguageModelSettings:
    url, gguf = environ.get("MINTOBRIEF_LLM_URL") or "", environ.get("MINTOBRIEF_LLM_GGUF") or ""
    tape, model = environ.get("MINTOBRIEF_LLM_TAPE"), environ.get("MINTOBRIEF_LLM_MODEL") or ""
    if url and gguf:
        raise BadSetting("MINTOBRIEF_LLM_GGUF", gguf, "MINTOBRIEF_LLM_URL 也设了，只能用一个")
    if url and not model:
        raise BadSetting("MINTOBRIEF_LLM_MODEL", "", "应写明用那里的哪个模型，如 qwen3:8b")
    return LanguageModelSettings(
        url=url,
        model=model or Path(gguf).stem or "recorded",
        key=environ.get("MINTOBRIEF_LLM_KEY") or "",
        gguf=Path(gguf) if gguf else None,
        tape=Path(tape) if tape else None,
        recording=_word(environ, "MINTOBRIEF_LLM_TAPE_MODE", ("replay", "record")) == "record",
        plain_http=_word(environ, "MINTOBRIEF_LLM_PLAIN_HTTP", ("0", "1")) == "1",
        limits=_limits(environ),
    )


def _limits(environ: Mapping[str, str]) -> Limits:
    given = {
        name: _count(environ, f"MINTOBRIEF_LLM_{name.upper()}", _MOST_ASKED)
        for name in ("window", "requests", "characters", "seconds")
    }
    return Limits(**{name: limit for name, limit in given.items() if limit})


def _word(environ: Mapping[str, str], name: str, words: Sequence[str]) -> str:
    """The setting, one of these words; the first where nothing is set."""
    given = environ.get(name) or words[0]
    if given not in words:
        raise BadSetting(name, given, f"应是 {'、'.join(words)} 之一")
    return given


def _folder(environ: Mapping[str, str], name: str, in_home: str) -> Path:
    if named := environ.get(name):
        return Path(named)
    try:
        return Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home()) / in_home
    except RuntimeError as exc:  # a user that the system knows no home of
        raise BadSetting("HOME", "", f"应是您的主目录；也可以用 {name} 指定文件夹") from exc


def workers_for(memory: int | None) -> int:
    """One for each core that there is memory for, and at least one."""
    if memory is None:
        return machine.cores()
    return max(1, min(machine.cores(), (memory - _RESERVED) // _WORKER))


def _count(environ: Mapping[str, str], name: str, most: int = 999) -> int | None:
    given = environ.get(name)
    if not given:
        return None
    if not re.fullmatch("[1-9][0-9]{0,6}", given) or int(given) > most:
        raise BadSetting(name, given, f"应是 1 到 {most} 的整数")
    return int(given)
