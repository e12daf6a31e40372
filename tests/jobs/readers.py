"""Readers that tests have children make, and scans for them."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from PIL import Image

import mintobrief.ingest.scan  # noqa: F401 - so that no page has to wait for it
from mintobrief.domain import Box, Source
from mintobrief.errors import EngineFailed
from mintobrief.ingest import open_source
from mintobrief.read import Line

HANG, DIE, FAIL = 251, 252, 253


@dataclass(frozen=True)
class GreyReader:
    """Reads how grey a page is, and leaves a file in `log` for each that it read."""

    log: Path
    identity: str = "grey"

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        grey = int(image[0, 0, 0])
        (self.log / f"{grey}-{uuid4().hex}").touch()
        if grey == HANG:
            time.sleep(600)
        if grey == DIE:
            os.kill(os.getpid(), signal.SIGKILL)
        if grey == FAIL:
            raise EngineFailed("grey", "坏")
        return (Line(Box(0, 0, 20, 10), f"灰度{grey}", 0.9),)


def scan(path: Path, *greys: int) -> Source:
    """A TIFF with a page of each grey."""
    pages = [Image.new("RGB", (40, 20), (grey, grey, grey)) for grey in greys]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    return open_source(path)
