"""One version, said alike wherever it is said."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from mintobrief import __version__

ROOT = Path(__file__).parents[1]


def test_the_package_and_the_program_say_the_same_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__


def test_the_change_log_begins_with_this_version() -> None:
    log = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[(\d+\.\d+\.\d+)\]", log, re.MULTILINE)[0] == __version__
