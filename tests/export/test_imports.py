"""The heavy libraries wait until somebody wants their format."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("docx", "openpyxl", "typst", "sqlalchemy", "alembic", "lxml")


def test_naming_the_formats_loads_no_heavy_library() -> None:
    """The help lists the formats in a fraction of a second, and opening a library is lazy too."""
    code = (
        "import sys, mintobrief.export, mintobrief.review, mintobrief.store;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
