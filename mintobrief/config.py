"""Settings, read once at the edge and passed down; nothing else reads the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mintobrief import machine
from mintobrief.errors import BadSetting, MissingResource

_WORKER = 800 * 2**20  # bytes that reading a page takes
_RESERVED = 1_200 * 2**20  # bytes for the system, and for the process that puts pages together
_MOST_WORKERS = 64  # that may be asked for: each takes its memory
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's choices.

    `library` holds what people did, `cache` what can be made again. `model` names the speech
    model: "base" (comes with the program), a name the hub knows, or a folder. `finder` is what
    finds the candidates: "reader", which has learnt from annotated meetings, or "rules" alone.
    `threads` is what one engine may use, `workers` how many pages are read at once, each in a
    process of its own with one thread. `database` is the URL of a PostgreSQL, which may hold a
    password; None is a file in the library's folder. The lexicons and wordings under prompts/ are
    part of the program and not of its settings: who needs them asks `resource`.
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
    return Settings(
        library=library or _folder(environ, "MINTOBRIEF_LIBRARY", "mintobrief"),
        cache=_folder(environ, "MINTOBRIEF_CACHE", ".cache/mintobrief"),
        models=resource("models"),
        samples=resource("samples"),
        model=model or environ.get("MINTOBRIEF_MODEL") or "base",
        finder=environ.get("MINTOBRIEF_FINDER") or "reader",
        threads=_count(environ, "MINTOBRIEF_THREADS") or min(4, os.cpu_count() or 1),
        workers=_count(environ, "MINTOBRIEF_WORKERS", _MOST_WORKERS)
        or workers_for(machine.memory()),
        database=environ.get("MINTOBRIEF_DATABASE_URL") or None,
    )


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
    if not re.fullmatch("[1-9][0-9]{0,2}", given) or int(given) > most:
        raise BadSetting(name, given, f"应是 1 到 {most} 的整数")
    return int(given)
