"""Each hostile file is refused with a reason or read as harmless words, and touches nothing."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from mintobrief.errors import MintobriefError
from tests.hostile.doors import DOORS, Taken
from tests.hostile.recipe import CANARY, Fate, Kept, Recipe, Refused
from tests.hostile.room import Room
from tests.hostile.table import PAGE, RECIPES, page

SECONDS = 5.0  # of CPU; most take a hundredth
MEMORY = 400  # MB that the process may grow by
FILES = [recipe for recipe in RECIPES if recipe.door in DOORS]


def ids(recipe: Recipe) -> str:
    return f"{recipe.door.name.lower()}-{recipe.name}"


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("recipe", FILES, ids=ids)
def test_a_hostile_file_comes_to_what_is_told_of_it(recipe: Recipe, room: Room) -> None:
    path = recipe.make(room.inbox)
    before, memory = room.others(), _memory()
    start = time.process_time()
    found = _taken(recipe, path, room)
    assert time.process_time() - start < SECONDS
    assert _peak() - memory < MEMORY
    _check(found, recipe.fate)
    assert CANARY not in repr(found)
    assert room.seen == []
    assert room.others() == before


def _taken(recipe: Recipe, path: Path, room: Room) -> Taken | MintobriefError:
    try:
        return DOORS[recipe.door](path, room.scratch)
    except MintobriefError as exc:
        return exc


def _check(found: Taken | MintobriefError, fate: Fate) -> None:
    match fate:
        case Refused(error):
            assert isinstance(found, error), found
            assert not str(found).isascii()  # what happened and what to do, in Chinese
        case Kept():
            assert isinstance(found, Taken), found
        case _:
            raise AssertionError(fate)


def _memory() -> int:
    """What the process takes now, in MB; the peak begins anew here."""
    if sys.platform != "linux":
        return 0
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _peak() -> int:
    return _status("VmHWM") if sys.platform == "linux" else 0


def _status(key: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(key))


def test_there_are_at_least_three_hundred_each_with_a_name_of_its_own() -> None:
    counted = Counter(map(ids, RECIPES))
    assert len(RECIPES) >= 300
    assert [name for name, count in counted.items() if count > 1] == []


def test_the_page_lists_them_all_with_what_becomes_of_them() -> None:
    """It is written by `python -m tests.hostile.table`."""
    assert PAGE.read_text(encoding="utf-8") == page()
