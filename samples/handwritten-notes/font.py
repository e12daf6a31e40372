"""One font with the characters of a text, from the slices a web font package holds."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from PIL import ImageFont

_LAYOUT_TABLES = ["GPOS", "GSUB"]  # differ from slice to slice and matter to no Chinese glyph


def load_font(slices: Path, text: str, size: int) -> ImageFont.FreeTypeFont:
    """The font whose slices lie in `slices`, at `size` pixels, cut down to `text`.

    Raises ValueError naming the characters that no slice has.
    """
    wanted = set(text) - set("\n")
    with TemporaryDirectory() as folder:
        pieces = []
        for path in sorted(slices.glob("*-400-normal.woff")):
            found = _cut(path, wanted, Path(folder) / f"{path.stem}.ttf")
            wanted -= found
            pieces += [str(Path(folder) / f"{path.stem}.ttf")] * bool(found)
        if wanted:
            raise ValueError(f"{slices} lacks {''.join(sorted(wanted))}")
        merged = BytesIO()
        Merger(Options(drop_tables=_LAYOUT_TABLES)).merge(pieces).save(merged)
    merged.seek(0)
    return ImageFont.truetype(merged, size)


def _cut(path: Path, wanted: set[str], target: Path) -> set[str]:
    """Which of `wanted` the slice has; those are written as a TrueType font to `target`."""
    font = TTFont(path)
    found = {chr(code) for code in font.getBestCmap()} & wanted
    if found:
        subsetter = Subsetter(SubsetOptions(drop_tables=_LAYOUT_TABLES))
        subsetter.populate(text="".join(found))
        subsetter.subset(font)
        font.flavor = None
        font.save(target)
    return found
