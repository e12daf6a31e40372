"""The command line in this process, with a library of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from mintobrief.cli import main


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def call(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Runs `mintobrief --library … WORDS` and returns its exit code and what it printed."""

    def run(*words: str | Path) -> Answer:
        argv = ["mintobrief", "--library", str(library), *map(str, words)]
        monkeypatch.setattr("sys.argv", argv)
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run
