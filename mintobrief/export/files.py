"""A file is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from mintobrief.errors import OutputUnwritable, reason_of


def check_target(path: Path) -> None:
    """Say that no file can be put at `path`, before any work for it is done.

    Raises OutputUnwritable: for a device or a pipe too, which a file written whole would put
    itself in the place of.
    """
    if path.is_dir():
        raise OutputUnwritable(str(path), "那里是一个文件夹，请写上文件名")
    if path.exists() and not path.is_file():
        raise OutputUnwritable(str(path), "那里不是普通的文件")
    if not path.parent.is_dir():
        raise OutputUnwritable(str(path), "没有这个文件夹")
    if not os.access(path.parent, os.W_OK):
        raise OutputUnwritable(str(path), "没有写入权限")


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`; what stood there stays until all of it is on the disk.

    Raises OutputUnwritable.
    """
    check_target(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    except OSError as exc:
        raise OutputUnwritable(str(path), reason_of(exc)) from exc
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_usual_mode())
        Path(name).replace(path)
    except OSError as exc:
        raise OutputUnwritable(str(path), reason_of(exc)) from exc
    finally:
        Path(name).unlink(missing_ok=True)


def _usual_mode() -> int:
    """What a plain new file would get; mkstemp gives it to the owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
