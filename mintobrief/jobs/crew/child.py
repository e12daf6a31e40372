"""What runs in a child process: an engine, made once, and one task after the other."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any

from mintobrief.errors import MintobriefError
from mintobrief.jobs.crew.task import Call, Done, Failed, Limits, Ready, Told

OUT_OF_MEMORY = 77  # the exit code that says so
_PR_SET_PDEATHSIG = 1
_KILLED_FIRST = "800"  # of 1000: where memory runs out, a child goes and not its parent
_POOLS = ("OMP_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")


def serve(pipe: Connection, parent: int, make: Callable[[], object], limits: Limits) -> None:
    """Answer what comes through the pipe until its other end is closed."""
    _settle(parent, limits)
    try:
        engine = make()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as exc:  # noqa: BLE001 - the parent raises it
        pipe.send(Failed(_portable(exc)))
        return
    pipe.send(Ready())
    while (call := _next(pipe)) is not None:
        answer = _answer(call, engine, limits, pipe)
        pipe.send(answer)
        if isinstance(answer, Done) and answer.last:
            return


def _next(pipe: Connection) -> Call[Any] | None:
    try:
        call: Call[Any] = pipe.recv()
    except (EOFError, OSError):
        return None
    return call


def _answer(call: Call[Any], engine: object, limits: Limits, pipe: Connection) -> Done | Failed:
    def tell(what: object) -> None:
        pipe.send(Told(what))

    told = (tell,) if call.tells else ()
    try:
        answer = call.function(engine, *told, *call.arguments)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as exc:  # noqa: BLE001 - the parent raises it
        return Failed(_portable(exc))
    return Done(answer, last=_resident() > limits.grown)


def _portable(exc: Exception) -> Exception:
    """The error as another process can raise it: a bug keeps its traceback as text."""
    if isinstance(exc, MintobriefError):
        return exc
    return RuntimeError("in a child process:\n" + "".join(traceback.format_exception(exc)))


def _settle(parent: int, limits: Limits) -> None:
    """Ctrl-C is the parent's to answer; without a parent, a child ends. What libraries shout when
    they end would stand in the parent's terminal, across its bar."""
    _hush()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(_POOLS, str(limits.threads)))  # before libraries read it
    # matrices are small here: sharing one among threads takes longer than working it out
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if sys.platform == "linux":
        _die_with(parent)
        _bound_memory(limits)
    else:
        Thread(target=_watch_parent, daemon=True).start()


def _hush() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


if sys.platform == "linux":
    import resource

    def _die_with(parent: int) -> None:
        """The kernel kills us when the parent is gone, whatever we are at."""
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # gone before we asked
            os._exit(1)

    def _bound_memory(limits: Limits) -> None:
        """A picture that needs too much ends as a MemoryError, or ends this child alone. What a
        crash would leave on disk holds what a meeting said: nothing is left."""
        resource.setrlimit(resource.RLIMIT_DATA, (limits.most, limits.most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST)

    def _resident() -> int:
        """Bytes of memory in use now."""
        pages = Path("/proc/self/statm").read_text().split()[1]
        return int(pages) * resource.getpagesize()

else:

    def _resident() -> int:
        return 0  # not known here


def _watch_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
    os._exit(1)
