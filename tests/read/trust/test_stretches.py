"""Runs of neighbours."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.read.trust.stretches import stretches


@given(st.lists(st.booleans()))
def test_stretches_hold_all_that_is_marked_and_nothing_else(marked: list[bool]) -> None:
    """And no two of them touch."""
    found = list(stretches(marked))
    inside = [at for start, end in found for at in range(start, end)]
    assert inside == [at for at, true in enumerate(marked) if true]
    assert all(end < start for (_, end), (start, _) in pairwise(found))
