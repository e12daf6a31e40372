"""The pages of a Word document, rendered by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from mintobrief.export.check.pages import Rendered, read_pdf

_SECONDS = 120


def office() -> str | None:
    """Where LibreOffice is."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def rendered_by_office(path: Path) -> Rendered | None:
    """The pages as LibreOffice sets them; None where it is not there or makes none in time."""
    program = office()
    if program is None:
        return None
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # a profile of its own: a LibreOffice that is open would take the job and drop it
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        call = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        copy = Path(folder, "document.docx")
        copy.write_bytes(path.read_bytes())
        try:
            subprocess.run(  # noqa: S603 - the program's own path, a file of our naming
                [*call, str(copy)], capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = Path(folder, "document.pdf")
        return read_pdf(made) if made.is_file() else None
