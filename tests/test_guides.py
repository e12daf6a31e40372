"""What the guides under docs/ show is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
SHOWING = [p for p in sorted(ROOT.glob("docs/*.md")) if BLOCK.search(p.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("guide", SHOWING, ids=lambda guide: guide.name)
def test_the_code_of_a_guide_runs(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its blocks one after the other, as a reader would type them in at the project's root."""
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for block in BLOCK.findall(guide.read_text(encoding="utf-8")):
        exec(compile(block, guide.name, "exec"), names)  # noqa: S102 - our own guide
    assert names
