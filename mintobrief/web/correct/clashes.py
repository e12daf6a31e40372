"""Two people changed the same words: both versions, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from mintobrief.web.drawing import draw
from mintobrief.web.review.asking import Asked


@dataclass(frozen=True, slots=True)
class Clash:
    """What is so now, what was typed, and the form that insists on it; `told` says of what."""

    told: str
    theirs: str
    mine: str
    again: Mapping[str, str]


def clashing(asked: Asked, clash: Clash) -> Response:
    """Nothing was saved: the person is asked."""
    pieces = {"clash": clash, "path": asked.request.url.path}
    return draw(asked.request, "_clash.html", pieces, 409)
