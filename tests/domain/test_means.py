"""Who found a field is kept with it."""

from __future__ import annotations

from mintobrief.domain import Field, Means, Resolution, found_by
from mintobrief.domain.decode import decode_resolution
from mintobrief.domain.encode import encode_resolution
from mintobrief.domain.node import Node

TASK = Resolution("r1", Field("修灯"), (), owners=(Field("谭雨"), Field("蔡建平")))


def test_who_found_what_is_in_the_json_and_comes_back() -> None:
    model = Field("谭雨", (), (Means.RULES, Means.LANGUAGE_MODEL))
    task = Resolution("r1", Field("修灯", (), (Means.NETWORK,)), (), owners=(model, Field("他")))
    written = encode_resolution(task, ())
    told = {"action": ["network"], "owners": [["rules", "language_model"], []]}
    assert written["found_by"] == told
    assert decode_resolution(Node.of(written, "r")) == task


def test_a_draft_that_does_not_say_has_none() -> None:
    written = encode_resolution(TASK, ())
    assert "found_by" not in written
    assert decode_resolution(Node.of(written, "r")) == TASK


def test_all_fields_are_marked_at_once() -> None:
    marked = found_by(TASK, Means.RULES)
    assert marked.action.found_by == marked.owners[1].found_by == (Means.RULES,)
    assert marked.deadline is None
