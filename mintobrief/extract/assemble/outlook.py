"""How much a meeting settles as a whole: what is found in one that settles nothing is doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mintobrief.extract.assemble.certainty import Signs
from mintobrief.tagging.mentions import Act, Marked

_LEAST_SETTLING = 0.05  # of all that was said or written
_LITTLE = 0.8


def outlook(marked: Marked, found: Sequence[Signs]) -> float:
    """What the sureness of a meeting's candidates is to be multiplied with: 1, or less where
    hardly a word decides or takes on anything, or of several candidates none is anybody's."""
    nobodys = len(found) > 1 and not any(signs.owned for signs in found)
    settles = _share_that_settles(marked) >= _LEAST_SETTLING
    return 1.0 if settles and not nobodys else _LITTLE


def _share_that_settles(marked: Marked) -> float:
    said: Counter[Act] = Counter()
    for stretches in marked.stretches:
        for stretch in stretches:
            said[stretch.act] += stretch.end - stretch.start
    total = said.total()
    return (said[Act.DECIDE] + said[Act.TAKE_ON]) / total if total else 1.0  # nobody told acts
