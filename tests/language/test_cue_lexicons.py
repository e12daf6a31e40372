"""Cue lexicons are data: every list is read whole, and every expression in them compiles."""

from __future__ import annotations

import re

import pytest

from mintobrief.config import resource
from mintobrief.errors import MissingResource
from mintobrief.language import lexicon

NAMES = sorted(path.stem for path in (resource("prompts") / "lexicons").glob("*.toml"))


def test_a_lexicon_that_is_not_shipped_is_named() -> None:
    with pytest.raises(MissingResource, match=r"nowhere\.toml"):
        lexicon.load("nowhere")


@pytest.mark.parametrize("name", NAMES)
def test_no_list_is_empty(name: str) -> None:
    assert all(lexicon.load(name).lists.values())


@pytest.mark.parametrize("name", ["topics", "header", "points"])
def test_every_expression_compiles(name: str) -> None:
    for key in lexicon.load(name).lists:
        for entry in lexicon.load(name)[key]:
            re.compile(entry)


def test_the_longest_word_of_a_list_is_found_first() -> None:
    words = lexicon.load("header").pattern("labels.time")
    found = re.match(words, "会议时间：三点")
    assert found is not None
    assert found.group() == "会议时间"
