"""PP-OCRv6 small by way of rapidocr: handwriting and print, offline, on the processor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, RuntimeException
from rapidocr.utils.log import logger

from mintobrief.config import Settings
from mintobrief.domain import Box, Glyph
from mintobrief.errors import EngineFailed
from mintobrief.read.line import Line
from mintobrief.read.lines.crops import Corners, box_around, boxes_along, cut_out, upright
from mintobrief.read.lines.ctc import Spike, spikes_of
from mintobrief.read.lines.detect import Detector
from mintobrief.read.lines.figures import WHOLE, Part, read_twice
from mintobrief.read.lines.recognise import Recogniser
from mintobrief.read.lines.strips import strips_of
from mintobrief.weights import assemble

_MODEL = "ppocr-v6"
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_LONGEST = 1280  # pixels of the picture that lines are looked for in
_FINER = 2000  # for a page that reads badly or is written small: lines may have become one
_BADLY = 0.92  # mean probability of its characters
_SMALL = 26  # pixels at the first look: how high its lines are, by the median
_NEAR = 0.2  # of its height: how far the edges of one line lie apart that was found twice
_FAILURES = (cv2.error, Fail, InvalidArgument, RuntimeException, MemoryError)


class RapidReader:
    """Reads a page as it is: making it black and white doubles the errors."""

    def __init__(self, settings: Settings) -> None:
        folder = assemble(_MODEL, settings)
        logger.setLevel("CRITICAL")
        self._detector = Detector(folder / _DETECTION, settings.threads)
        self._recogniser = Recogniser(folder / _RECOGNITION, settings.threads)

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        """The lines of an RGB picture. Raises EngineFailed where the engine breaks down on it."""
        try:
            return self._read(np.ascontiguousarray(image[:, :, ::-1]))
        except _FAILURES as exc:
            raise EngineFailed("rapidocr", type(exc).__name__) from exc

    def _read(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        places = tuple(self._places(image, _LONGEST))
        scale = _LONGEST / max(image.shape[:2])
        if not places or scale >= 1:
            return tuple(self._lines(image, places))
        if _height(places) * scale < _SMALL:
            return tuple(self._lines(image, self._places(image, _FINER)))
        lines = tuple(self._lines(image, places))
        if not _is_bad(lines) or _are_standing(places):
            return lines
        finer = tuple(self._places(image, _FINER))
        return max(lines, tuple(self._lines(image, finer, lines)), key=_legible)

    def _places(self, image: NDArray[np.uint8], longest: int) -> Iterator[Corners]:
        """Where lines are, as four corners each, clockwise from the top left."""
        for strip in strips_of(image):
            for corners in self._found(strip.image, longest):
                placed = corners + np.array((0, strip.top))
                if strip.first <= placed[:, 1].mean() < strip.last:
                    yield placed

    def _found(self, image: NDArray[np.uint8], longest: int) -> Iterator[Corners]:
        scale = min(1.0, longest / max(image.shape[:2]))
        for corners in self._detector.find(_scaled(image, scale)):
            yield corners / scale

    def _lines(
        self, image: NDArray[np.uint8], places: Iterable[Corners], known: Sequence[Line] = ()
    ) -> Iterator[Line]:
        """What is written at these places; what is known already is not read again."""
        size = (image.shape[1], image.shape[0])
        for corners in places:
            box = box_around(corners, size)
            line = next((line for line in known if _is_same(line.box, box)), None)
            line = line or self._line(image, corners)
            if line.text.strip():
                yield line

    def _line(self, image: NDArray[np.uint8], corners: Corners) -> Line:
        size = (image.shape[1], image.shape[0])
        along = upright(corners)
        crop = cut_out(image, along)
        spikes = read_twice(self._spikes(crop), partial(self._spikes, crop))
        boxes = boxes_along(along, [spike.middle for spike in spikes], size)
        across, down = (corners[1] - corners[0] + corners[2] - corners[3]) / 2
        return Line(
            box=box_around(corners, size),
            text="".join(spike.text for spike in spikes),
            confidence=float(np.mean([spike.probability for spike in spikes] or [0.0])),
            slope=float(down / across) if across > 0 else 0.0,
            glyphs=tuple(
                Glyph(box, spike.probability, spike.others) if spike.text.strip() else None
                for spike, box in zip(spikes, boxes, strict=True)
            ),
        )

    def _spikes(self, crop: NDArray[np.uint8], part: Part = WHOLE) -> tuple[Spike, ...]:
        """The characters in part of a line's picture; their places count in its width."""
        width = crop.shape[1]
        left = min(width - 1, int(part.left * width))
        right = max(left + 1, round(part.right * width))
        posteriors, steps = self._recogniser.read(
            crop[:, left:right], part.stretch, piece=part != WHOLE, ends=right >= width
        )
        return tuple(
            replace(spike, middle=(left + min(1.0, spike.middle / steps) * (right - left)) / width)
            for spike in spikes_of(posteriors, self._recogniser.alphabet)
        )


def _is_bad(lines: Sequence[Line]) -> bool:
    return _legible(lines) < _BADLY * sum(len(line.text) for line in lines)


def _height(places: Iterable[Corners]) -> float:
    return median(min(_sides(corners)) for corners in places)


def _are_standing(places: Iterable[Corners]) -> bool:
    """Whether most of the writing runs up or down: such a page may have to be turned first."""
    sides = [_sides(corners) for corners in places]
    return sum(high for wide, high in sides if high > wide) > sum(max(both) for both in sides) / 2


def _sides(corners: Corners) -> tuple[float, float]:
    """How wide and how high a line is."""
    top, right = corners[1] - corners[0], corners[2] - corners[1]
    return float(np.hypot(*top)), float(np.hypot(*right))


def _is_same(one: Box, other: Box) -> bool:
    """Whether two looks found the same line."""
    near = _NEAR * min(one.right - one.left, one.bottom - one.top)
    return all(
        abs(a - b) <= near
        for a, b in zip(
            (one.left, one.top, one.right, one.bottom),
            (other.left, other.top, other.right, other.bottom),
            strict=True,
        )
    )


def _legible(lines: Iterable[Line]) -> float:
    """How many characters are likely right."""
    return sum(len(line.text) * line.confidence for line in lines)


def _scaled(image: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    if scale == 1:
        return image
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)
