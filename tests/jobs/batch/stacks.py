"""Stacks of pages whose words are known by their grey."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mintobrief.config import Settings
from mintobrief.domain import Box
from mintobrief.jobs.bench import Bench
from mintobrief.read import Line, OneDesk
from tests.jobs.benches import recorded_bench

MARCH = (
    "金桥苑业委会会议记录",
    "时间：2026年3月14日 14:00",
    "地点：社区二楼",
    "主持：李红",
    "会议决定由李明于4月30日前完成电梯维修。",
)
APRIL = (
    "金桥苑业委会会议记录",
    "时间：2026年4月11日 14:00",
    "地点：社区二楼",
    "主持：李红",
    "会议决定由王强于5月30日前完成门禁更换。",
)
DEADLY = ("这一页会让识别程序退出",)
_GREYS: dict[int, Sequence[str]] = {200: MARCH, 220: APRIL, 240: DEADLY, 255: ()}


def write_stack(path: Path, *pages: Sequence[str] | None, width: int = 300) -> Path:
    """A file with these pages; None is a blank one."""
    greys = {tuple(words): grey for grey, words in _GREYS.items()}
    sheets = [Image.new("L", (width, 400), greys[tuple(page or ())]) for page in pages]
    if len(sheets) == 1:
        sheets[0].save(path)
    else:
        sheets[0].save(path, save_all=True, append_images=sheets[1:])
    return path


@dataclass(frozen=True)
class ByGrey:
    """A reader that tells pages apart by their grey; one kills it."""

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        words = _GREYS[int(image[5, 5, 0])]
        if words is DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return tuple(
            Line(Box(10, 30 * row + 5, 290, 30 * row + 30), text, 0.95)
            for row, text in enumerate(words)
        )


def paged_bench(settings: Settings) -> Bench:
    """As the recorded one, with pages of several meetings."""
    engines = recorded_bench(settings).engines
    return Bench.with_engines(replace(engines, desk=lambda: OneDesk(ByGrey())))
