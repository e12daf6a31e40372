"""A room for each hostile file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.room import Room, furnished


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = furnished(tmp_path)
    yield made
    made.seen.clear()
