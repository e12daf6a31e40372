"""A page tells which fields a language model read."""

from __future__ import annotations

from mintobrief.cli.pages import origins
from mintobrief.domain import Field, Means, Resolution, found_by

TASK = Resolution("r1", Field("修灯"), (), owners=(Field("谭雨"),))


def test_fields_that_a_language_model_read_are_told() -> None:
    owner = Field("谭雨", (), (Means.RULES, Means.LANGUAGE_MODEL))
    task = Resolution("r1", Field("修灯", (), (Means.LANGUAGE_MODEL,)), (), owners=(owner,))
    assert origins(task) == "事项：语言模型；责任：用语规则、语言模型"


def test_without_a_language_model_nothing_is_said() -> None:
    assert origins(TASK) == origins(found_by(TASK, Means.RULES, Means.NETWORK)) == ""
