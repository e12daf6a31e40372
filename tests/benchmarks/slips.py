"""How much notes lose when characters are taken for others that look alike.

    python tests/benchmarks/slips.py EVAL_DIR --font FONT [--scorer SCORE_PY] [--shares 0,2,5,10]

The notes among the cases are converted as they are and with a share (%) of their characters, the
same ones each time, replaced by one of the six characters that look most like it in the font
given. Scored like resolutions.py; owners, deadlines and complete are shares of what was matched.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.benchmarks.resolutions import Case, convert, load_scorer

_SIDE = 48
_NEAREST = 6
_FIGURES = {"0": "OoD", "1": "lI7", "2": "Z", "3": "8", "5": "S6", "6": "5b", "7": "1", "8": "3B"}
_SEED = 20261122


class Lookalikes:
    """What a character may be taken for, by its shape in a font."""

    def __init__(self, font: Path) -> None:
        self._characters = _common_characters()
        face = ImageFont.truetype(str(font), 40, index=_index(font))
        self._shapes = np.stack([_shape(c, face) for c in self._characters])
        self._places = {c: i for i, c in enumerate(self._characters)}

    def of(self, character: str) -> str:
        """The likeliest others, best first; empty where nothing is known."""
        if character in _FIGURES:
            return _FIGURES[character]
        if character not in self._places:
            return ""
        alike = self._shapes @ self._shapes[self._places[character]]
        best = np.argsort(-alike)[1 : _NEAREST + 1]
        return "".join(self._characters[i] for i in best)


def _common_characters() -> list[str]:
    """The 3,755 of the first level of GB 2312."""
    codes = ((a, b) for a in range(0xB0, 0xD8) for b in range(0xA1, 0xFF))
    return [bytes(c).decode("gb2312") for c in codes if not (c[0] == 0xD7 and c[1] > 0xF9)]


def _index(font: Path) -> int:
    return 2 if font.suffix == ".ttc" else 0  # the simplified face of Noto's collections


def _shape(character: str, face: ImageFont.FreeTypeFont) -> np.ndarray:
    picture = Image.new("L", (_SIDE, _SIDE))
    pen = ImageDraw.Draw(picture)
    pen.text((_SIDE / 2, _SIDE / 2), character, font=face, fill=255, anchor="mm")
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(2)), dtype=np.float32).ravel()
    soft = soft - soft.mean()
    return np.asarray(soft / max(1e-6, float(np.linalg.norm(soft))), np.float32)


def noised(text: str, percent: float, alike: Lookalikes, seed: int) -> str:
    """The text with that share of its characters taken for others."""
    chance = random.Random(seed)  # noqa: S311 - the same slips each time
    out = []
    for character in text:
        roll, pick = chance.random(), chance.random()
        others = alike.of(character) if roll < percent / 100 else ""
        out.append(others[int(pick * len(others))] if others else character)
    return "".join(out)


def predict(case: Case, text: str) -> Case:
    """The notes with other words through `convert --json`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{case['id']}.json")
        path.write_text(json.dumps(case | {"notes": text}, ensure_ascii=False), encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return convert(path).prediction


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--font", type=Path, required=True)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--shares", default="0,2,5,10")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    scorer = load_scorer(given.scorer or given.eval_dir.parent / "score.py")
    loaded = [json.loads(p.read_text("utf-8")) for p in sorted(given.eval_dir.glob("*.json"))]
    notes = [case for case in loaded if case["kind"] == "notes"]
    alike = Lookalikes(given.font)
    for share in map(float, given.shares.split(",")):
        report(scorer.score, notes, share, alike, given.rounds if share else 1)


def report(score, notes: Sequence[Case], share: float, alike: Lookalikes, rounds: int) -> None:  # type: ignore[no-untyped-def]
    """One line: the figures at a share of slips, all rounds together."""
    cases: dict[str, Case] = {}
    found: dict[str, Case] = {}
    for turn in range(rounds):
        for case in notes:
            name = f"{case['id']}-{turn}"
            cases[name] = case
            text = noised(case["notes"], share, alike, _SEED + turn)
            found[name] = predict(case, text)
    row = score(cases, found)["micro"]
    names = ("precision", "recall", "f1", "owners", "deadline", "dated", "supervision", "complete")
    print(f"{share:4.0f} %", *(f"{n} {row[n]:.3f}" for n in names if n in row), flush=True)


if __name__ == "__main__":
    main()
