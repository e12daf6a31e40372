"""Every character's probability: by the recogniser, by its neighbours, by the language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.read import Line
from mintobrief.read.trust.certainty import _WEIGHTS, certain
from tests.benchmarks.certainty import fitted, shipped_table
from tests.read.written import written


def sureness(line: Line, at: int, fit: float | None = -3.0) -> float:
    found = certain(line, [fit] * len(line.text)).glyphs[at]
    assert found
    return found.probability


def test_a_word_that_makes_no_sense_is_less_certain() -> None:
    line = written("电瓶车", wavering=0.7, 瓶="并")
    assert sureness(line, 1, -7.0) < sureness(line, 1, -1.0)


def test_the_same_character_is_less_certain_on_a_bad_line() -> None:
    good, bad = written("电瓶车进楼道"), written("电瓶车进楼道", 0.5)
    alike = replace(bad, glyphs=(*bad.glyphs[:2], good.glyphs[2], *bad.glyphs[3:]))
    assert sureness(alike, 2) < sureness(good, 2)


@given(st.floats(0, 1), st.floats(0, 1), st.one_of(st.none(), st.floats(-30, 0)))
def test_surer_readings_are_never_less_certain(one: float, other: float, fit: float | None) -> None:
    less, more = sorted((one, other))
    rest = written("电瓶车进楼道").glyphs
    lines = [
        replace(
            written("电瓶车进楼道"), glyphs=(rest[0], replace(rest[1], probability=p), *rest[2:])
        )
        for p in (less, more)
        if rest[1]
    ]
    assert sureness(lines[0], 1, fit) <= sureness(lines[1], 1, fit) + 1e-3


def test_a_lines_confidence_is_the_mean_of_its_characters() -> None:
    line = certain(written("电瓶 车", 0.9), [None] * 4)
    known = [glyph.probability for glyph in line.glyphs if glyph]
    assert len(known) == 3
    assert abs(line.confidence - sum(known) / 3) < 1e-9


def test_a_line_without_glyphs_is_as_certain_as_before() -> None:
    line = replace(written("电瓶车"), glyphs=())
    assert certain(line, [None] * 3) == line


def test_the_weights_are_those_that_the_shipped_table_gives() -> None:
    weights = fitted(*shipped_table())
    assert list(weights) == pytest.approx(list(_WEIGHTS), abs=0.000_51)
