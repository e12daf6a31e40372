"""A user's own Word template, filled with a briefing."""

from __future__ import annotations

from pathlib import Path

from mintobrief.domain import Briefing
from mintobrief.errors import BadTemplate, FileGone, IsFolder
from mintobrief.export.edition import Edition
from mintobrief.export.files import write_atomically
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.pen import pen_for

__all__ = ["write_from_template"]


def write_from_template(
    briefing: Briefing, template: Path, path: Path, edition: Edition, head: Letterhead = PLAIN
) -> tuple[str, ...]:
    """Write the briefing to `path` as the template has it, whole or not at all.

    Returns the fields that hold something of this meeting and that the template does not name:
    what they hold is not in the file. Raises BadTemplate, FileGone, IsFolder, OutputUnwritable,
    LeakFound (posted).
    """
    from mintobrief.export.check.leaks import refuse_leaks
    from mintobrief.export.template.bounded import fill_bounded
    from mintobrief.export.template.fields import filled_fields, values_of

    values = values_of(briefing, edition, head)
    filled = fill_bounded(_read(template), values, _missing(edition, head))
    if filled.refused:
        raise BadTemplate(template.name, filled.refused)
    if edition is Edition.PUBLIC:
        refuse_leaks(filled.content, briefing, path.name)
    write_atomically(path, filled.content)
    lacking = filled_fields(values) - filled.used
    # 决议.内容 need not be told where 决议 is lacking whole
    return tuple(sorted(f for f in lacking if f.partition(".")[0] not in lacking - {f}))


def _read(template: Path) -> bytes:
    from mintobrief.export.template.package import LARGEST

    try:
        with template.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as exc:
        raise FileGone(str(template)) from exc
    except IsADirectoryError as exc:
        raise IsFolder(str(template)) from exc
    except OSError as exc:
        raise BadTemplate(template.name, "读不出来") from exc


def _missing(edition: Edition, head: Letterhead) -> tuple[str, ...]:
    """The set phrases that stand in red; those with gaps are no words of a field."""
    phrases = pen_for(edition, head).wording.phrases
    return tuple(
        words for key, words in phrases.items() if key.startswith("missing.") and "{" not in words
    )
