"""Rehearsals walk the real pages in a real browser, as tests/browser does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import chromium, page
from tests.browser.house import House, opened

__all__ = ["chromium", "page"]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A clean library, or the one below MINTOBRIEF_REHEARSAL_HOME, heard before.

    Hearing takes longer than all that a person does after it.
    """
    told = os.environ.get("MINTOBRIEF_REHEARSAL_HOME")
    if told:
        shutil.copytree(Path(told, "library"), tmp_path / "library")
    with opened(tmp_path) as house:
        yield house


@pytest.fixture
def sound() -> Path:
    """The recording that `meeting_sound.py mix` made, its .json beside it."""
    told = os.environ.get("MINTOBRIEF_REHEARSAL_SOUND")
    if not told:
        pytest.skip("MINTOBRIEF_REHEARSAL_SOUND names no recording; meeting_sound.py makes one")
    return Path(told)


@pytest.fixture
def pictures() -> Path | None:
    """Where to keep what the eye saw; nowhere where MINTOBRIEF_REHEARSAL_PICTURES is not set."""
    told = os.environ.get("MINTOBRIEF_REHEARSAL_PICTURES")
    return Path(told) if told else None
