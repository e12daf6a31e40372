"""PP-OCRv6's recogniser: one line of writing to what it may say, step by step.

rapidocr would answer with the best characters alone; what else the network weighed is worth
as much (`read.words.correct`). A line at a time: batches cost the padding of the shorter lines and
gain nothing on a processor.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from mintobrief.read.lines.network import options_of

if TYPE_CHECKING:
    from mintobrief.read.lines.ctc import Posteriors

_HEIGHT = 48
_NARROWEST = 320  # what it was trained on; narrower lines are padded
_LEAST = 64  # the same for a piece of a line
_WIDEST = 3200
_ROOM = 48  # empty columns after the line: a character at its very end is told only there


class Seen(NamedTuple):
    """What may stand in a picture, step by step; the picture itself takes `steps` of them."""

    posteriors: Posteriors
    steps: float


class Recogniser:
    """The network and the characters that it knows."""

    def __init__(self, model: Path, threads: int) -> None:
        options = options_of(threads)
        options.enable_cpu_mem_arena = False  # else every width of line keeps memory of its own
        self._session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        known = self._session.get_modelmeta().custom_metadata_map["character"]
        self.alphabet = (*known.split("\n"), " ")

    def read(
        self,
        crop: NDArray[np.uint8],
        stretch: float = 1.0,
        *,
        piece: bool = False,
        ends: bool = True,
    ) -> Seen:
        """What stands in a BGR picture of one upright line, as `posteriors[step, character]`.

        The line is read that many times as wide as it is written: wider, neighbours that are
        alike come apart. A `piece` of a line needs less around it, and none after it unless the
        line `ends` there.
        """
        height, width = crop.shape[:2]
        wide = min(_WIDEST, max(1, round(stretch * width * _HEIGHT / height)))
        used = wide + (_ROOM if ends else 0)
        paper = np.zeros((1, 3, _HEIGHT, max(_LEAST if piece else _NARROWEST, used)), np.float32)
        resized = cv2.resize(crop, (wide, _HEIGHT)).astype(np.float32)
        paper[0, :, :, :wide] = resized.transpose(2, 0, 1) / 127.5 - 1
        (posteriors,) = self._session.run(None, {self._session.get_inputs()[0].name: paper})
        each = paper.shape[3] / len(posteriors[0])
        steps = -(-used // each)
        return Seen(cast("Posteriors", posteriors[0, : int(steps)]), wide / each)
