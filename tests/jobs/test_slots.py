"""A place for a worker is held by one living process, and free as soon as that is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mintobrief.jobs.slots import FileSlots, first_free, if_free, slots_of
from mintobrief.store.library import Library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")

_HOLD = """
import sys, time
from pathlib import Path
from mintobrief.jobs.slots import FileSlots
slot = FileSlots(Path(sys.argv[1])).take(0)
print(slot is not None, flush=True)
time.sleep(60)
"""


def test_a_place_is_held_by_one(library: Library) -> None:
    """The second worker takes the next; what was released is free again."""
    slots = slots_of(library)
    first, second = first_free(slots), first_free(slots)
    assert (first.number, second.number) == (0, 1)
    assert first.is_held()
    with if_free(slots, 0) as free:
        assert not free
    first.release()
    with if_free(slots, 0) as free:
        assert free
        assert slots.take(0) is None
    again = first_free(slots)
    assert again.number == 0
    again.release()
    second.release()


def test_a_place_is_free_when_its_process_was_killed(tmp_path: Path) -> None:
    """However it ended: nobody has to tidy up."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        slots = FileSlots(tmp_path)
        assert slots.take(0) is None
        holder.kill()
        holder.wait()
        taken = slots.take(0)
        assert taken
        taken.release()
