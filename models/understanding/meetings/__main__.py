"""Write the annotated meetings as gold cases that a scorer reads.

python -m models.understanding.meetings OUT [FOLDER]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from models.understanding.meetings.case import as_case
from models.understanding.meetings.read import FOLDER, read_meetings


def main(argv: Sequence[str]) -> None:
    """Write every meeting, of another folder where one is named, as a case into the first."""
    out = Path(argv[0])
    folder = Path(argv[1]) if len(argv) > 1 else FOLDER
    out.mkdir(parents=True, exist_ok=True)
    for meeting in read_meetings(folder):
        text = json.dumps(as_case(meeting), ensure_ascii=False, indent=1)
        (out / f"{meeting.id}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
