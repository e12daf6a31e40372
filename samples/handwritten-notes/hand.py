"""Write characters the way a hand does: no two alike, no line quite level."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

_INK = (38, 44, 92)


@dataclass(frozen=True, slots=True)
class Hand:
    """A writer: the letter forms, and the chance behind every wobble."""

    font: ImageFont.FreeTypeFont
    chance: np.random.Generator

    def write(self, page: Image.Image, text: str, left: float, baseline: float) -> float:
        """Write one line in ink on `page`; returns where the pen stops, in pixels."""
        slope = self.chance.normal(0, 0.004)
        x = left + self.chance.normal(0, 5)
        for character in text:
            self._draw(page, character, x, baseline + slope * (x - left))
            x += self.font.getlength(character) * self.chance.normal(1.0, 0.025)
        return x

    def strike(self, page: Image.Image, left: float, right: float, middle: float) -> None:
        """Cross out what stands between `left` and `right`."""
        pen = ImageDraw.Draw(page)
        for dip in (-8, 0, 7):
            ends = [(left - 6, middle + dip), (right + 4, middle + self.chance.normal(-dip, 3))]
            pen.line(ends, fill=_INK, width=5)

    def _draw(self, page: Image.Image, character: str, x: float, baseline: float) -> None:
        size = round(self.font.size * 2)
        stamp = Image.new("L", (size, size))
        pressure = int(np.clip(self.chance.normal(215, 18), 150, 255))
        pen = ImageDraw.Draw(stamp)
        pen.text((size / 4, size * 0.75), character, font=self.font, fill=pressure, anchor="ls")
        turned = stamp.rotate(self.chance.normal(0, 1.8), resample=Image.Resampling.BICUBIC)
        top = baseline - size * 0.75 + self.chance.normal(0, 1.8)
        page.paste(_INK, (round(x - size / 4), round(top)), turned)
