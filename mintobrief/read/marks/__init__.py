"""What hands and stamps added to the writing of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mintobrief.domain import Mark
from mintobrief.read.line import Line, Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def find_marks(
    image: NDArray[np.uint8], lines: Sequence[Line], reader: Reader | None = None
) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
    """The lines of writing as they are meant, and the marks on the page.

    Words drawn through are taken out, words of stamps are no lines, words inserted stand where
    they belong; a `reader` reads those that were passed over. `image` is the upright RGB picture
    that the lines were read from.
    """
    from mintobrief.read.marks.finder import find  # heavy: cv2

    return find(image, lines, reader)
