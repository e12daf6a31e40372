"""Write the annotated meetings as gold cases that a scorer reads.

python -m models.understanding.meetings OUT
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from models.understanding.meetings.case import as_case
from models.understanding.meetings.read import read_meetings


def main(argv: Sequence[str]) -> None:
    """Write every meeting as a case into the folder named."""
    out = Path(argv[0])
    out.mkdir(parents=True, exist_ok=True)
    for meeting in read_meetings():
        text = json.dumps(as_case(meeting), ensure_ascii=False, indent=1)
        (out / f"{meeting.id}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
