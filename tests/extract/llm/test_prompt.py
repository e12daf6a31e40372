"""The prompts: given out as they are, shown with examples that keep their own rules."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mintobrief.extract.llm.answer import Said, read_answer
from mintobrief.extract.llm.prompt import VERSION, load_prompt
from mintobrief.extract.llm.quotes import find_quote

ROOT = Path(__file__).parents[3] / "prompts" / "resolutions"
# a prompt that was given out stays: recorded answers are found by the digest of what was asked
GIVEN_OUT = {"v1": "2e97a68656b70eb41d1044b14c58c0d1232d0bc1b1e27d91837999a80cba6891"}


@pytest.mark.parametrize("version", sorted(folder.name for folder in ROOT.iterdir()))
def test_a_prompt_that_was_given_out_is_not_changed(version: str) -> None:
    """Another wording is another version."""
    digest = sha256()
    for path in sorted((ROOT / version).iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    assert digest.hexdigest() == GIVEN_OUT[version]


def test_every_example_answers_in_the_form_and_quotes_what_stands_there() -> None:
    examples = load_prompt(VERSION).examples
    assert [message.role for message in examples] == ["user", "assistant"] * 2
    for question, answer in zip(examples[::2], examples[1::2], strict=True):
        lines = dict(re.findall(r"^(\d+)｜(.*)$", question.content, flags=re.MULTILINE))
        for line, quote in quotes(json.loads(answer.content)):
            assert find_quote(0, lines[str(line)], quote), (line, quote)


def quotes(value: object) -> list[tuple[int, str]]:
    """Every line and quote in a JSON value."""
    if isinstance(value, list):
        return [found for item in value for found in quotes(item)]
    if not isinstance(value, dict):
        return []
    if {*value} == {"line", "quote"}:
        return [(value["line"], value["quote"])]
    return [found for item in value.values() for found in quotes(item)]


def test_nothing_of_an_example_is_lost_when_it_is_read() -> None:
    for answer in load_prompt().examples[1::2]:
        told, read = json.loads(answer.content), read_answer(answer.content)
        assert len(read.proposals) == len(told["resolutions"])
        assert len(read.dismissals) == len(told["not_resolutions"])
        for item, proposal in zip(told["resolutions"], read.proposals, strict=True):
            assert isinstance(proposal.action, Said)
            assert len(proposal.owners) == len(item["owners"])
            for key in ("deadline", "measures", "supervision", "vote"):
                assert (getattr(proposal, key) is None) == (item[key] is None)


def test_every_object_of_the_schema_is_closed_and_wants_all_its_keys() -> None:
    """As strict servers demand."""
    schema = load_prompt().schema
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    objects = [node for node in walk([schema, *definitions.values()]) if "properties" in node]
    assert len(objects) == 6
    for node in objects:
        assert node["additionalProperties"] is False
        assert sorted(node["required"]) == sorted(node["properties"])


def walk(value: object) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for item in value for node in walk(item)]
    if not isinstance(value, dict):
        return []
    inner = [node for key, item in value.items() if key != "$defs" for node in walk(item)]
    return [value, *inner]
