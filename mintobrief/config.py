"""Settings, read once at the edge and passed down; nothing else reads the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mintobrief.errors import BadSetting, MissingResource

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's choices.

    `library` holds what people did, `cache` what can be made again. `model` names the speech
    model: "base" (comes with the program), a name the hub knows, or a folder. `threads` is
    what one engine may use. The lexicons and wordings under prompts/ are part of the program and
    not of its settings: who needs them asks `resource`.
    """

    library: Path
    cache: Path
    models: Path
    samples: Path
    model: str = "base"
    threads: int = 2


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
        threads=_threads(environ.get("MINTOBRIEF_THREADS")),
    )


def _folder(environ: Mapping[str, str], name: str, in_home: str) -> Path:
    if named := environ.get(name):
        return Path(named)
    try:
        return Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home()) / in_home
    except RuntimeError as exc:  # a user that the system knows no home of
        raise BadSetting("HOME", "", f"应是您的主目录；也可以用 {name} 指定文件夹") from exc


def _threads(given: str | None) -> int:
    if not given:
        return min(4, os.cpu_count() or 1)
    if not re.fullmatch("[1-9][0-9]{0,2}", given):
        raise BadSetting("MINTOBRIEF_THREADS", given, "应是 1 到 999 的整数")
    return int(given)
