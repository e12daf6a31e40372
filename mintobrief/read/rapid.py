"""PP-OCRv6 small by way of rapidocr: handwriting and print, offline, on the processor."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, RuntimeException
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError
from rapidocr.main import DEFAULT_CFG_PATH
from rapidocr.utils.log import logger
from rapidocr.utils.parse_parameters import ParseParams

from mintobrief.config import Settings
from mintobrief.domain import Glyph
from mintobrief.errors import EngineFailed
from mintobrief.read.crops import Corners, box_around, boxes_along, cut_out, upright
from mintobrief.read.ctc import spikes_of
from mintobrief.read.line import Line
from mintobrief.read.recognise import Recogniser
from mintobrief.read.strips import strips_of
from mintobrief.weights import assemble

_MODEL = "ppocr-v6"
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_LONGEST = 1280  # pixels of the picture that lines are looked for in
_FAILURES = (cv2.error, ONNXRuntimeError, Fail, InvalidArgument, RuntimeException, MemoryError)


class RapidReader:
    """Reads a page as it is: making it black and white doubles the errors."""

    def __init__(self, settings: Settings) -> None:
        folder = assemble(_MODEL, settings)
        logger.setLevel("CRITICAL")
        self._detector = _detector(str(folder / _DETECTION), settings.threads)
        self._recogniser = Recogniser(folder / _RECOGNITION, settings.threads)

    @property
    def identity(self) -> str:
        """Which models these are."""
        return f"{_MODEL} {_LONGEST}"

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        """The lines of an RGB picture. Raises EngineFailed where the engine breaks down on it."""
        try:
            return tuple(self._lines(np.ascontiguousarray(image[:, :, ::-1])))
        except _FAILURES as exc:
            raise EngineFailed("rapidocr", type(exc).__name__) from exc

    def _lines(self, image: NDArray[np.uint8]) -> Iterator[Line]:
        for strip in strips_of(image):
            for corners in self._found(strip.image):
                placed = corners + np.array((0, strip.top))
                if strip.first <= placed[:, 1].mean() < strip.last:
                    line = self._line(image, placed)
                    if line.text.strip():
                        yield line

    def _found(self, image: NDArray[np.uint8]) -> Iterator[Corners]:
        """Where lines are, as four corners each, clockwise from the top left."""
        scale = min(1.0, _LONGEST / max(image.shape[:2]))
        found = self._detector(_scaled(image, scale)).boxes
        for corners in () if found is None else found:
            yield np.asarray(corners, np.float64) / scale

    def _line(self, image: NDArray[np.uint8], corners: Corners) -> Line:
        size = (image.shape[1], image.shape[0])
        along = upright(corners)
        posteriors = self._recogniser.read(cut_out(image, along))
        spikes = spikes_of(posteriors, self._recogniser.alphabet)
        boxes = boxes_along(along, [spike.middle / len(posteriors) for spike in spikes], size)
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


def _scaled(image: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    if scale == 1:
        return image
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _detector(model: str, threads: int) -> TextDetector:
    """rapidocr's detector alone, whose boxes are better than what one would write anew."""
    config = ParseParams.update_batch(
        ParseParams.load(DEFAULT_CFG_PATH),
        {
            "Det.model_path": model,  # else it downloads one
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        },
    )
    config.Det.engine_cfg = config.EngineConfig.onnxruntime
    return TextDetector(config.Det)
