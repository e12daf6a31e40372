"""llama.cpp in this process: an extra that says so where it is missing, and works where it is."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from mintobrief.config import LanguageModelSettings, read_settings
from mintobrief.errors import BadSetting, MissingEngine, MissingModel
from mintobrief.extract.llm import load_language_model
from tests.extract.llm.server import ASKED, allowance

WEIGHTS = os.environ.get("MINTOBRIEF_TEST_GGUF", "")
BARE = read_settings({"HOME": "/nowhere"})


def with_file(path: str) -> LanguageModelSettings:
    return LanguageModelSettings(gguf=Path(path), model="m")


@pytest.mark.skipif(find_spec("xllamacpp") is not None, reason="the extra is installed")
def test_without_the_extra_it_is_named() -> None:
    with pytest.raises(MissingEngine, match=r"mintobrief\[llm\]"):
        load_language_model(replace(BARE, llm=with_file("/nowhere/m.gguf")))


@pytest.mark.skipif(find_spec("xllamacpp") is None, reason="needs the extra llm")
def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(MissingModel, match=r"m\.gguf"):
        load_language_model(replace(BARE, llm=with_file("/nowhere/m.gguf")))


def test_a_finder_without_a_model_asks_for_one() -> None:
    with pytest.raises(BadSetting, match="MINTOBRIEF_LLM_URL"):
        load_language_model(BARE)


@pytest.mark.slow
@pytest.mark.skipif(
    not WEIGHTS or find_spec("xllamacpp") is None,
    reason="needs the extra llm, and MINTOBRIEF_TEST_GGUF naming a model",
)
def test_a_model_answers_in_the_form_it_is_held_to() -> None:
    model = load_language_model(replace(BARE, llm=with_file(WEIGHTS)))
    schema = {
        "type": "object",
        "properties": {"answer": {"type": "string"}},
        "required": ["answer"],
        "additionalProperties": False,
    }
    said = model.answer(replace(ASKED, schema=schema, max_tokens=64), allowance(600))
    assert said.lstrip().startswith("{")
