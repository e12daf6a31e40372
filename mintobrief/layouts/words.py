"""Take a transcript's words apart by turn, whichever tool wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from mintobrief.layouts.captions import is_captions, read_captions
from mintobrief.layouts.labels import Label, heading_of, is_generic, label_of, rendered_of
from mintobrief.layouts.lines import Row, Words, rows_of

__all__ = ["Words", "is_generic", "is_transcript", "read_words"]

Reader = Callable[[Row], Label | None]

# The heads that 飞书妙记, 讯飞听见 and 通义听悟 put above the words, and the one before the words.
_BODY = re.compile(r"^[\s#*]*(?:文字记录|原文|转写原文|转写内容|逐字稿|会议转写)\s*+[：:]?[\s*]*$")
_ASIDE = re.compile(
    r"^[\s#*]*(?:关键词|全文摘要|全文概要|摘要|章节速览|章节|智能总结|智能纪要|发言总结|问答回顾|"
    r"要点回顾|思维导图|待办|待办事项|时长|录音时长|音频时长)\s*+(?:[：:].*)?[\s*]*$"
)
_OPENING = 300.0  # a recording's first words come within five minutes; a chat starts by the clock


def is_transcript(text: str) -> bool:
    """Whether a plain text is laid out as a transcript and not as notes.

    A group chat (名字 20:00 over each message) counts as notes: its times are of the day,
    not of a recording.
    """
    rows = rows_of(text)
    return is_captions(rows) or _has_headings(rows) or _has_labels(rows)


def read_words(text: str) -> tuple[Words, ...]:
    """The words of a transcript with turn and label, in order.

    Lines above the first speaker (title, day, who came) are turns of nobody's; what a tool
    adds of its own there (关键词, 摘要) is left out.
    """
    rows = rows_of(text)
    if all(rendered_of(row) for row in rows):
        return _read_rows(rows, rendered_of)
    if is_captions(rows):
        return read_captions(text)
    return _read_rows(_body(rows), heading_of if _has_headings(rows) else label_of)


def _has_headings(rows: Sequence[Row]) -> bool:
    labels = [label for row in rows if (label := heading_of(row))]
    times = [label.seconds or 0.0 for label in labels]
    if len(labels) < 2 or not _rising(times):
        return False
    return times[0] < _OPENING or any(is_generic(label.name or "") for label in labels)


def _rising(times: Sequence[float]) -> bool:
    """Whether the times run on, but for a few that a tool or a person got wrong."""
    falls = sum(later < earlier for earlier, later in pairwise(times))
    return falls * 10 <= len(times)


def _has_labels(rows: Sequence[Row]) -> bool:
    """Whether most lines begin with one of a few names that come again."""
    body = [row for row in rows if not row.blank]
    names = Counter(label.name for row in body if (label := label_of(row)))
    labelled = names.total()
    return labelled >= 4 and labelled * 2 >= len(body) and 2 <= len(names) <= labelled * 2 // 3


def _body(rows: Sequence[Row]) -> list[Row]:
    """The rows without what a tool adds of its own above the words."""
    marker = next((i for i, row in enumerate(rows) if _BODY.match(row.text)), None)
    if marker is not None:
        above = list(rows[:marker])
        aside = next((i for i, row in enumerate(above) if _ASIDE.match(row.text)), marker)
        return above[:aside] + list(rows[marker + 1 :])
    return list(_without_asides(rows))


def _without_asides(rows: Sequence[Row]) -> Iterator[Row]:
    skipped = False  # the line below a bare 关键词 holds the keywords
    for row in rows:
        if _ASIDE.match(row.text):
            skipped = not re.search(r"[：:]\s*\S", row.text)
        elif not (skipped and not row.blank):
            yield row
        else:
            skipped = False


def _read_rows(rows: Sequence[Row], label_on: Reader) -> tuple[Words, ...]:
    words: list[Words] = []
    turn, name, began = -1, None, False
    for row in rows:
        label = label_on(row)
        if label is not None:
            turn, name, began = turn + 1, label.name, True
        elif not began and not row.blank:
            turn += 1
        start = row.start + (label.words if label else 0)
        if row.text[start - row.start :].strip():
            words.append(Words(turn, start, row.end, name))
    return tuple(words)
