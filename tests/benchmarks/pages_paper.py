"""Paper, and how it comes into a file: scanned, or photographed on a table."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]  # height x width x 3, 0 to 255
Points = NDArray[np.float64]
_Move = Callable[[Points], Points]


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture of a sheet, and where each point of the sheet is in it."""

    picture: NDArray[np.uint8]
    moved: _Move


def paper(width: int, height: int, kind: str, pitch: int, chance: random.Random) -> Picture:
    """An empty sheet: blank, ruled, grid or margin (ruled, with a red line at the left)."""
    tone = np.array([chance.uniform(236, 252), chance.uniform(236, 250), chance.uniform(222, 246)])
    sheet = np.ones((height, width, 3), np.float32) * tone.astype(np.float32)
    rule = np.array([chance.uniform(150, 205), chance.uniform(170, 210), chance.uniform(190, 225)])
    if kind in ("ruled", "grid", "margin"):
        for y in range(pitch * 2, height - pitch, pitch):
            sheet[y : y + 2] = rule
    if kind == "grid":
        for x in range(pitch, width - pitch // 2, pitch):
            sheet[:, x : x + 2] = rule
    if kind == "margin":
        sheet[:, 170:173] = (214, 140, 140)
    return sheet


def inked(sheet: Picture, ink: NDArray[np.uint8], colour: tuple[int, int, int]) -> Picture:
    """The sheet with ink of a colour on it."""
    share = (ink.astype(np.float32) / 255)[:, :, None]
    return np.asarray(sheet * (1 - share) + np.array(colour, np.float32) * share, np.float32)


def scanned(sheet: Picture, chance: random.Random) -> Taken:
    """Laid on a flatbed, not quite straight."""
    height, width = sheet.shape[:2]
    turn = np.radians(chance.gauss(0, 0.7))
    middle = np.array([width / 2, height / 2])
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = np.eye(3)
    matrix[:2, :2], matrix[:2, 2] = spin, middle - spin @ middle
    seen = cv2.warpPerspective(sheet, matrix, (width, height), borderValue=(245, 245, 245))
    return Taken(_grained(seen, chance, 2.5), lambda points: _projected(matrix, points))


def photographed(sheet: Picture, chance: random.Random, *, crumple: float) -> Taken:
    """On a table, from not quite above, in uneven light; `crumple` pixels out of flat."""
    height, width = sheet.shape[:2]
    frame = int(min(height, width) * 0.05)
    size = (width + 2 * frame, height + 2 * frame)
    matrix = _view(width, height, frame, chance)
    bulge = _bulge(size, crumple, chance)
    x, y = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
    back = np.linalg.inv(matrix)
    flat = _projected(back, np.stack((x.ravel(), y.ravel()), 1).astype(np.float64))
    maps = flat.reshape(size[1], size[0], 2).astype(np.float32) + bulge
    table = [chance.uniform(40, 130) for _ in range(3)]
    seen = cv2.remap(sheet, maps[..., 0], maps[..., 1], cv2.INTER_LINEAR, borderValue=table)
    lit = seen * _light(size, chance)[:, :, None] * _folds(bulge)[:, :, None]
    soft = cv2.GaussianBlur(lit, (0, 0), chance.uniform(0.5, 1.0))

    def moved(points: Points) -> Points:
        there = _projected(matrix, points).round().astype(int)
        there[:, 0] = there[:, 0].clip(0, size[0] - 1)
        there[:, 1] = there[:, 1].clip(0, size[1] - 1)
        return _projected(matrix, points - bulge[there[:, 1], there[:, 0]])

    return Taken(_grained(soft, chance, 4.0), moved)


def turned(taken: Taken, quarters: int) -> Taken:
    """The picture turned by so many quarters to the right."""
    height, width = taken.picture.shape[:2]

    def moved(points: Points) -> Points:
        x, y = taken.moved(points).T
        places = {0: (x, y), 1: (height - y, x), 2: (width - x, height - y), 3: (y, width - x)}
        return np.stack(places[quarters % 4], axis=1)

    return Taken(np.ascontiguousarray(np.rot90(taken.picture, -quarters)), moved)


def _view(width: int, height: int, frame: int, chance: random.Random) -> Points:
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    away = np.array([[chance.uniform(-0.6, 0.9) * frame for _ in range(2)] for _ in range(4)])
    inward = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
    target = (source + frame + away * inward).astype(np.float32)
    return np.asarray(cv2.getPerspectiveTransform(source, target), np.float64)


def _projected(matrix: NDArray[Any], points: Points) -> Points:
    there = np.column_stack((points, np.ones(len(points)))) @ matrix.T
    return np.asarray(there[:, :2] / there[:, 2:], np.float64)


def _bulge(size: tuple[int, int], reach: float, chance: random.Random) -> Picture:
    draws = np.random.default_rng(chance.getrandbits(32)).normal(0, 1, (9, 7, 2))
    smooth = cv2.resize(draws.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(smooth * reach, np.float32)


def _folds(bulge: Picture) -> Picture:
    """Slopes of the paper catch more or less light."""
    across = cv2.Sobel(bulge[..., 0], cv2.CV_32F, 1, 0) + cv2.Sobel(bulge[..., 1], cv2.CV_32F, 0, 1)
    return np.asarray(1 + np.clip(across * 0.6, -0.18, 0.12), np.float32)


def _light(size: tuple[int, int], chance: random.Random) -> Picture:
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / width, y / height
    lamp = 1.04 - chance.uniform(0.05, 0.3) * np.hypot(x - chance.random(), y - chance.random())
    edge = chance.uniform(0.9, 1.8)  # a hand or the telephone itself, over one corner
    shadow = 1 / (1 + np.exp(-chance.uniform(12, 60) * (x + y - edge)))
    return np.asarray(lamp - chance.uniform(0.1, 0.4) * shadow, np.float32)


def _grained(picture: NDArray[Any], chance: random.Random, noise: float) -> NDArray[np.uint8]:
    draws = np.random.default_rng(chance.getrandbits(32))
    grain = draws.normal(0, noise, picture.shape[:2]).astype(np.float32)[:, :, None]
    return np.asarray(np.clip(picture + grain, 0, 255), np.uint8)
