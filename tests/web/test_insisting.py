"""Who was overtaken by somebody else tries again, and not for ever."""

from __future__ import annotations

import pytest

from mintobrief.errors import EditedMeanwhile
from mintobrief.web.insisting import insist


class Busy:
    """A meeting that others write to so many times before they leave it alone."""

    def __init__(self, others: int) -> None:
        self.others, self.looks = others, 0

    def act(self) -> str:
        self.looks += 1
        if self.looks <= self.others:
            raise EditedMeanwhile("m")
        return "saved"


@pytest.mark.parametrize("others", [0, 1, 4])
def test_what_others_wrote_meanwhile_is_looked_at_and_the_act_done_again(others: int) -> None:
    busy = Busy(others)
    assert insist(busy.act) == "saved"
    assert busy.looks == others + 1


def test_nobody_tries_for_ever() -> None:
    busy = Busy(100)
    with pytest.raises(EditedMeanwhile):
        insist(busy.act)
    assert busy.looks == 5
