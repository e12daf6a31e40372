"""PP-OCRv6 small through rapidocr: handwriting and print, offline, on the processor."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError
from rapidocr.utils.output import RapidOCROutput

from mintobrief.config import Settings
from mintobrief.domain import Box
from mintobrief.errors import EngineFailed
from mintobrief.read.line import Line
from mintobrief.read.strips import strips_of
from mintobrief.weights import assemble

Corners = NDArray[np.float64]

_MODEL = "ppocr-v6"
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"


class RapidReader:
    """Reads a page as it is: making it black and white doubles the errors."""

    def __init__(self, settings: Settings) -> None:
        folder = assemble(_MODEL, settings)
        self._engine = RapidOCR(
            params={
                # explicit paths: rapidocr downloads what it does not find
                "Det.model_path": str(folder / _DETECTION),
                "Rec.model_path": str(folder / _RECOGNITION),
                "Global.use_cls": False,
                "Global.text_score": 0.0,  # a doubtful line is shown as doubtful, never dropped
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": settings.threads,
            }
        )

    @property
    def identity(self) -> str:
        """Which models these are."""
        return _MODEL

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        """The lines of an RGB picture. Raises EngineFailed where the engine breaks down on it."""
        height, width = image.shape[:2]
        return tuple(
            line
            for strip in strips_of(image)
            for corners, text, score in self._pieces(strip.image)
            if strip.first <= corners[:, 1].mean() + strip.top < strip.last
            if (line := _line(corners + np.array((0, strip.top)), text, score, width, height))
        )

    def _pieces(self, image: NDArray[np.uint8]) -> Iterator[tuple[Corners, str, float]]:
        try:
            found = self._engine(np.ascontiguousarray(image[:, :, ::-1]))
        except (cv2.error, ONNXRuntimeError, MemoryError) as exc:
            raise EngineFailed("rapidocr", type(exc).__name__) from exc
        if not isinstance(found, RapidOCROutput) or found.boxes is None:
            return iter(())  # nothing that looks like writing
        boxes = np.asarray(found.boxes, dtype=np.float64)
        return zip(boxes, found.txts or (), found.scores or (), strict=True)


def _line(points: Corners, text: str, score: float, width: int, height: int) -> Line | None:
    """A line from its four corners, clockwise from the top left; None for an empty one."""
    left, top = np.floor(points.min(axis=0)).clip(0, None).astype(int)
    right, bottom = np.ceil(points.max(axis=0)).clip(0, (width, height)).astype(int)
    if left >= right or top >= bottom or not text.strip():
        return None
    across, down = (points[1] - points[0] + points[2] - points[3]) / 2
    slope = float(down / across) if across > 0 else 0.0
    box = Box(int(left), int(top), int(right), int(bottom))
    return Line(box, text, min(1.0, max(0.0, float(score))), slope)
