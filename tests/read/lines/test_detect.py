"""A page comes to the detector's network as rapidocr would have it."""

from __future__ import annotations

import numpy as np
import pytest
from rapidocr.ch_ppocr_det.utils import DetPreProcess

from mintobrief.read.lines.detect import levels_of, planes_of


@pytest.mark.parametrize("mean", [[0.5, 0.5, 0.5], [0.485, 0.456, 0.406]])
def test_levels_are_looked_up_as_rapidocr_works_them_out(mean: list[float]) -> None:
    sizing = DetPreProcess(mean=mean)
    image = np.random.default_rng(2).integers(0, 256, (736, 768, 3), np.uint8)
    worked_out = sizing(image)
    assert worked_out is not None
    assert np.array_equal(planes_of(image, levels_of(sizing)), worked_out)
