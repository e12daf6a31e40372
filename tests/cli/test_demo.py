"""The demo, with the real engines: what a newcomer sees first."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from mintobrief.cli.demo import REVIEWER, fresh
from tests.cli.conftest import Call


@pytest.mark.slow
def test_the_demo_ends_with_briefings_one_can_open(call: Call, library: Path) -> None:
    """A recording, a page of handwriting, a typed note and a transcript become four briefings."""
    answer = call("demo")
    assert answer.code == 0, answer.err
    assert REVIEWER in answer.out
    briefings = sorted(library.glob("*.docx"))
    assert len(briefings) == 4
    texts = ["\n".join(p.text for p in Document(str(path)).paragraphs) for path in briefings]
    assert all("会议成果与重要决议" in text for text in texts)
    assert any("车库" in text for text in texts)


def test_a_demo_never_writes_into_a_library_that_holds_something(tmp_path: Path) -> None:
    """Yesterday's demo, or a real library, is left alone."""
    (tmp_path / "demo").mkdir()
    assert fresh(tmp_path / "demo") == tmp_path / "demo"
    (tmp_path / "demo" / "something").touch()
    assert fresh(tmp_path / "demo") == tmp_path / "demo-2"
