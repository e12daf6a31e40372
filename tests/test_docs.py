"""What the documents say is there is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mintobrief.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/*.md"),
    *(ROOT / "samples").rglob("*.md"),
    *(ROOT / "models").rglob("*.md"),
    *(ROOT / "tests").rglob("*.md"),
]
NAMED = re.compile(r"`((?:\w+/)+(?:\w+\.py)?)`")
HOUSES = ("", "mintobrief", "prompts")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", ["DESIGN.md", "docs/developer.md"])
def test_every_file_and_folder_that_is_named_is_there(page: str) -> None:
    """Who reads how the house is built goes there next."""
    named = set(NAMED.findall((ROOT / page).read_text(encoding="utf-8")))
    assert named
    assert [n for n in named if not any((ROOT / house / n).exists() for house in HOUSES)] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"mintobrief {name}" not in readme] == []


def test_every_sample_and_model_says_where_it_comes_from() -> None:
    """A sample has a SOURCE.md, a model a CARD.md."""
    samples = [path.parent for path in (ROOT / "samples").glob("*/input.*")]
    models = [path.parent for path in (ROOT / "models").glob("*/weights.json")]
    assert samples
    assert models
    assert all((folder / "SOURCE.md").is_file() for folder in samples)
    assert all((folder / "CARD.md").is_file() for folder in models)
