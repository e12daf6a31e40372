"""What a person should know of a conversion that went through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mintobrief.domain.evidence import Evidence


class NoticeCode(StrEnum):
    """What a person should know of a conversion that went through."""

    SILENT_GAP = "silent_gap"  # speech was heard, no words were recognised
    SILENT = "silent"  # nobody speaks in a recording; other files have words
    TRUNCATED = "truncated"  # the file breaks off, what came before was used
    NO_DATE = "no_date"  # no day of the meeting was found
    DAY_INFERRED = "day_inferred"  # nobody said the day of the meeting: a file's name, its clock
    UNREADABLE_PAGE = "unreadable_page"
    DOUBTFUL_PAGES = "doubtful_pages"  # more than a few characters on them are doubtful
    ILLEGIBLE = "illegible"  # some words could not be read: □ stands for them
    NOT_CHINESE = "not_chinese"
    UNCLEAR = "unclear"  # much of what was recognised is doubtful: a dialect, a far microphone
    UNSURE_SPEAKERS = "unsure_speakers"
    CROWDED = "crowded"  # several people spoke at once
    NO_RESOLUTIONS = "no_resolutions"
    ENCODING = "encoding"  # the text's encoding was guessed
    REPEATED_INPUT = "repeated_input"  # the same file was handed in twice
    SEVERAL_MEETINGS = "several_meetings"  # the pages seem to be of more than one
    DIVIDED = "divided"  # the pages were of more than one meeting, and this is one of them
    PAGE_ORDER = "page_order"  # the numbers on the pages do not follow each other
    REORDERED = "reordered"  # recordings were joined in the order that their names tell
    UNASKED = "unasked"  # the language model did not answer for all of the meeting
    CORRECTIONS_LOST = "corrections_lost"  # what a person corrected in the draft before this one
    TEXT_KEPT = "text_kept"  # what a person told of topics stands over a newer draft
    REOPENED = "reopened"  # read anew, and what was judged before is to be judged again
    SENT_OUT = "sent_out"  # the words of the meeting left the house for a language model


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning a person can act on, in Chinese; `evidence` is the place it speaks of."""

    code: NoticeCode
    message: str
    evidence: Evidence | None = None
