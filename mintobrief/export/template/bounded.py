"""Runs a template in a process that has so much time and memory and no more.

What a template may say is bounded already (vet.py); this bounds what libraries make of it: their
patterns over its XML can take the square of its length, and a parser can be driven out of memory.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection

from mintobrief.export.template.fields import Value
from mintobrief.export.template.fill import Filled, fill

SECONDS = 30.0
_MEMORY = 2 * 2**30  # bytes of address space


def fill_bounded(
    template: bytes,
    values: Mapping[str, Value],
    missing: tuple[str, ...],
    seconds: float = SECONDS,
) -> Filled:
    """`fill` in a child that is killed after so many seconds; then, too, the answer says why."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(there, template, values, missing), daemon=True)
    child.start()
    there.close()
    try:
        if not here.poll(seconds):
            return Filled(refused=f"{seconds:g} 秒内没有填完")
        answer: Filled = here.recv()
    except EOFError:
        return Filled(refused="填写时耗尽了内存，或程序中断了")
    else:
        return answer
    finally:
        child.kill()
        child.join()
        here.close()


def _work(
    there: Connection, template: bytes, values: Mapping[str, Value], missing: tuple[str, ...]
) -> None:
    _limit_memory()
    there.send(fill(template, values, missing))


def _limit_memory() -> None:
    """Where the system can; elsewhere the time is the limit."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
