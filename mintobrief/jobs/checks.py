"""What is wrong with an installation is said before work begins, not by the first job."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from mintobrief.config import Settings
from mintobrief.errors import (
    BlobsUnreachable,
    MintobriefError,
    MissingModel,
    UnknownEngine,
)
from mintobrief.store import library_of
from mintobrief.store.blobs import Blobs

_ANSWER = 8.0  # seconds that the store of files has to answer in
_NOBODY = "0" * 64  # the hash of no file


def check_ready(settings: Settings) -> None:
    """Raises what would keep every job from being done: a model or finder that is none, a
    database or a store of files that does not answer."""
    from mintobrief.extract import FINDERS

    if settings.finder not in FINDERS:
        raise UnknownEngine(settings.finder, FINDERS)
    check_model(settings.model)
    with library_of(settings) as library:
        check_answer(library.blobs)


def check_model(model: str) -> None:
    """Raises MissingModel for a folder that is not there; a mere name may be known to the hub."""
    is_place = model.startswith(("~", ".")) or Path(model).is_absolute()
    if is_place and not Path(model).expanduser().is_dir():
        raise MissingModel(model, "没有这个文件夹。请检查路径，或写 base 用自带的模型。")


def check_answer(blobs: Blobs, within: float = _ANSWER) -> None:
    """Raises BlobsUnreachable where the store of files does not answer in time."""
    wrong: list[MintobriefError] = []

    def ask() -> None:
        try:
            blobs.has(_NOBODY)
        except MintobriefError as exc:
            wrong.append(exc)

    asking = Thread(target=ask, daemon=True)  # it may hang for minutes: nobody waits for it
    asking.start()
    asking.join(within)
    if asking.is_alive():
        raise BlobsUnreachable(blobs.place, f"{within:.0f} 秒没有回答")
    if wrong:
        raise wrong[0]
