"""Cue lexicons are data: every list is read whole, and every expression in them compiles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mintobrief
from mintobrief.config import resource
from mintobrief.errors import MissingResource
from mintobrief.extract.cues import cue_patterns
from mintobrief.language import lexicon

ROOT = Path(mintobrief.__file__).parent
CODE = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py")).replace("'", '"')
NAMES = sorted(path.stem for path in (resource("prompts") / "lexicons").glob("*.toml"))


def test_a_lexicon_that_is_not_shipped_is_named() -> None:
    with pytest.raises(MissingResource, match=r"nowhere\.toml"):
        lexicon.load("nowhere")


@pytest.mark.parametrize("name", NAMES)
def test_no_list_is_empty(name: str) -> None:
    assert all(lexicon.load(name).lists.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_expression_compiles_with_those_it_names(name: str) -> None:
    for key in lexicon.load(name).lists:
        assert all(pattern.pattern for pattern in cue_patterns(name, key))


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_read_by_somebody(name: str) -> None:
    assert [key for key in lexicon.load(name).lists if not is_read(name, key)] == []


def test_a_list_nobody_reads_is_found() -> None:
    assert not is_read("moves", "a_list_nobody_reads")


def is_read(name: str, key: str) -> bool:
    """Whether the program or the lexicon names a list, as a whole or in parts: f"edges.{name}"."""
    entries = (entry for listed in lexicon.load(name).lists.values() for entry in listed)
    if f'"{key}"' in CODE or any(f"{{{key}}}" in entry for entry in entries):
        return True
    parted = (key.partition(sign) for sign in "._")
    return any(f'"{head}{sign}{{' in CODE and f'"{rest}"' in CODE for head, sign, rest in parted)


def test_the_longest_word_of_a_list_is_found_first() -> None:
    words = lexicon.load("header").pattern("labels.time")
    found = re.match(words, "会议时间：三点")
    assert found is not None
    assert found.group() == "会议时间"
