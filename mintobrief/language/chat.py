"""Lines that are talk though no speaker is marked: copied from a chat, or subtitles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mintobrief.domain import TextSpan, Utterance

_STAMP = re.compile(
    r"^\s*(?P<who>\S{1,16})\s+(?:\d{2,4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*)?"
    r"(?:上午|下午|晚上)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*$"
)
_LABEL = re.compile(
    r"^\s*(?:[\[【(]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])】]?\s*)?"
    r"(?P<who>[^\s：:，,。！？、|（）()\d]{1,8})(?:[（(][^）)]{1,10}[）)])?"
    r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*[：:]\s*"
)
# Lines that begin a message make up at least this share of a chat of either kind.
_KINDS = ((_STAMP, 0.2), (_LABEL, 0.5))
_FEWEST = 6
# 00:01:12,000 --> 00:01:15,000 is longer than this.
_TIMES = 15
_BODY = re.compile(r"^[^-—_\s\d]{1,4}[-—_](?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class Sender:
    """The name a line begins with, and where its words begin (the length: no words)."""

    name: str
    words: int


def read_senders(lines: Sequence[str]) -> tuple[Sender | None, ...] | None:
    """The sender at the head of each line, None where a message goes on; None for no chat.

    Lines of which many begin with one of a few names are a chat.
    """
    for kind, share in _KINDS:
        senders = tuple(_sender(kind, line) for line in lines)
        names = [sender.name for sender in senders if sender]
        often = len(names) >= _FEWEST and len(names) > share * len(lines)
        if often and len(set(names)) <= len(names) / 2:
            return senders
    return None


def _sender(kind: re.Pattern[str], line: str) -> Sender | None:
    found = kind.match(line)
    return Sender(_BODY.sub("", found["who"]), found.end()) if found else None


def are_subtitles(utterances: Sequence[Utterance]) -> bool:
    """Whether nameless lines come from subtitles: between them stood times, which are gone.

    Lines of notes follow each other at once; those of subtitles are some thirty characters apart.
    """
    spans = [u.evidence for u in utterances if isinstance(u.evidence, TextSpan)]
    gaps = [b.start - a.end for a, b in pairwise(spans) if a.source_id == b.source_id]
    nameless = len(spans) == len(utterances) and all(u.speaker is None for u in utterances)
    return nameless and sum(gap >= _TIMES for gap in gaps) * 2 > len(gaps) > 0
