"""What somebody typed, on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain.line import one_line


@given(st.text())
def test_a_line_is_one_and_all_of_it_is_seen(typed: str) -> None:
    made = one_line(typed)
    assert made.isprintable()
    assert made == made.strip()
    assert "  " not in made
    assert one_line(made) == made


@pytest.mark.parametrize("typed", ["王 芳", "  王\n芳 ", "王\u202e芳", "王\t\t芳"])
def test_what_cannot_be_seen_is_a_blank(typed: str) -> None:
    assert one_line(typed) == "王 芳"
