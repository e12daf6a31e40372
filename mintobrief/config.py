"""Settings, read once at the edge and passed down; nothing else reads the environment."""

from __future__ import annotations

import os
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
    what one engine may use.
    """

    library: Path
    cache: Path
    models: Path
    prompts: Path
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
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    return Settings(
        library=library or Path(environ.get("MINTOBRIEF_LIBRARY") or home / "mintobrief"),
        cache=Path(environ.get("MINTOBRIEF_CACHE") or home / ".cache" / "mintobrief"),
        models=resource("models"),
        prompts=resource("prompts"),
        samples=resource("samples"),
        model=model or environ.get("MINTOBRIEF_MODEL") or "base",
        threads=_threads(environ.get("MINTOBRIEF_THREADS")),
    )


def _threads(given: str | None) -> int:
    if not given:
        return min(4, os.cpu_count() or 1)
    if not given.isdecimal() or int(given) < 1:
        raise BadSetting("MINTOBRIEF_THREADS", given, "应是 1 以上的整数")
    return int(given)
