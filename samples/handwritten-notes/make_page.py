"""Write text.txt by hand on ruled paper and photograph it as input.jpg.

    python make_page.py SLICES

SLICES is the folder `files` of the font package that SOURCE.md names.
"""

import argparse
from pathlib import Path

import numpy as np
from camera import photograph, ruled_paper
from font import load_font
from hand import Hand

HERE = Path(__file__).resolve().parent
SEED = 20251203
SIZE = (1510, 2110)  # of the sheet; the photograph has a rim of table around it
FONT_SIZE, PITCH, FIRST_RULE, LEFT = 66, 78, 150, 140
QUALITY = 76
STRUCK = ("结果发", "班")  # after these words the writer begins a wrong one and crosses it out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slices", type=Path)
    text = (HERE / "text.txt").read_text(encoding="utf-8").rstrip("\n")
    font = load_font(parser.parse_args().slices, text + STRUCK[1], FONT_SIZE)
    chance = np.random.default_rng(SEED)
    hand, sheet = Hand(font, chance), ruled_paper(SIZE, FIRST_RULE, PITCH)
    for number, line in enumerate(text.split("\n")):
        baseline = FIRST_RULE + number * PITCH - 12
        before, mark, after = line.partition(STRUCK[0])
        x = hand.write(sheet, before + mark, LEFT, baseline)
        if mark:
            stop = hand.write(sheet, STRUCK[1], x, baseline)
            hand.strike(sheet, x, stop, baseline - FONT_SIZE * 0.35)
            hand.write(sheet, after, stop + 8, baseline)
    photograph(sheet, chance).save(HERE / "input.jpg", quality=QUALITY)


if __name__ == "__main__":
    main()
