"""A sheet of ruled paper, and the photograph that a telephone takes of it."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Picture = NDArray[np.float64]

_PAPER = (246, 243, 232)
_RULE = (168, 190, 214)
_MARGIN_RULE = (222, 150, 150)
_TABLE = (112, 92, 74)
_NARROWER = 18  # pixels, on each side of the far edge


def ruled_paper(size: tuple[int, int], first_rule: int, pitch: int) -> Image.Image:
    """An empty sheet with a rule every `pitch` pixels and a red margin line."""
    sheet = Image.new("RGB", size, _PAPER)
    pen = ImageDraw.Draw(sheet)
    for y in range(first_rule, size[1] - pitch, pitch):
        pen.line([(0, y), (size[0], y)], fill=_RULE, width=2)
    pen.line([(118, 0), (118, size[1])], fill=_MARGIN_RULE, width=2)
    return sheet


def photograph(sheet: Image.Image, chance: np.random.Generator) -> Image.Image:
    """The sheet on a table, seen from not quite above in lamp light."""
    framed = Image.new("RGB", (sheet.width + 90, sheet.height + 90), _TABLE)
    framed.paste(sheet, (45, 45))
    turned = framed.rotate(-0.9, resample=Image.Resampling.BICUBIC, fillcolor=_TABLE)
    seen = _tilt(turned).filter(ImageFilter.GaussianBlur(0.7))
    lit = np.asarray(seen, dtype=np.float64) * _light(seen.size)[:, :, None]
    grain = chance.normal(0, 4.0, lit.shape[:2])[:, :, None] + chance.normal(0, 1.5, lit.shape)
    return Image.fromarray(np.clip(lit + grain, 0, 255).astype(np.uint8))


def _tilt(image: Image.Image) -> Image.Image:
    """The far edge of the sheet a little narrower than the near one."""
    width, height = image.size
    seen = (-_NARROWER, 0, 0, height, width, height, width + _NARROWER, 0)
    return image.transform(
        image.size,
        Image.Transform.QUAD,
        seen,
        resample=Image.Resampling.BICUBIC,
        fillcolor=_TABLE,
    )


def _light(size: tuple[int, int]) -> Picture:
    """Brightness by place: a lamp at the top left, a shadow over the bottom right corner."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width]
    away = np.hypot(x / width - 0.2, y / height - 0.15)
    shadow = 1 / (1 + np.exp(-14 * (x / width + y / height - 1.72)))
    return np.asarray(1.04 - 0.2 * away - 0.16 * shadow, dtype=np.float64)
