"""A meeting that settles nothing makes what is found in it doubtful."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mintobrief.extract.assemble.certainty import Signs
from mintobrief.extract.assemble.outlook import outlook
from mintobrief.tagging.mentions import Act, Marked, Stretch

OWNED = Signs(1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0)
NOBODYS = replace(OWNED, owned=0.0)


def acts(**lengths: int) -> Marked:
    """One utterance for each act, of so many characters."""
    return Marked(stretches=tuple((Stretch(0, n, Act(act)),) for act, n in lengths.items()))


def test_where_things_are_settled_and_taken_on_nothing_is_doubted() -> None:
    assert outlook(acts(decide=4, take_on=3, inform=60), [NOBODYS, OWNED]) == 1


@pytest.mark.parametrize("found", [[OWNED], [NOBODYS], []])
def test_where_hardly_a_word_settles_anything_all_is_doubted(found: list[Signs]) -> None:
    assert outlook(acts(decide=2, inform=70, ask=20), found) < 1


def test_where_nobody_is_given_anything_all_is_doubted() -> None:
    assert outlook(acts(decide=40, inform=60), [NOBODYS, NOBODYS]) < 1


def test_one_candidate_that_is_nobodys_tells_nothing_of_the_meeting() -> None:
    assert outlook(acts(decide=40, inform=60), [NOBODYS]) == 1


def test_where_nobody_told_what_words_do_owners_decide() -> None:
    assert outlook(Marked(), [OWNED]) == 1
    assert outlook(Marked(), [NOBODYS, NOBODYS]) < 1
