"""Corrections (更正): a person's edits folded over the machine's draft.

`apply` makes the meeting as corrected. For the pages: `same_words` finds where else words stand,
`reworded_everywhere` makes the edits that change them all, and `counted_from` the edit that writes
a header with the time limits counted from its day.
"""

from mintobrief.review.correct.candidates import fits, numbered
from mintobrief.review.correct.fold import apply, standing_corrections, still_standing
from mintobrief.review.correct.header import counted_from
from mintobrief.review.correct.judged import moved_by, reopened_by
from mintobrief.review.correct.words import reworded_everywhere, same_words

__all__ = [
    "apply",
    "counted_from",
    "fits",
    "moved_by",
    "numbered",
    "reopened_by",
    "reworded_everywhere",
    "same_words",
    "standing_corrections",
    "still_standing",
]
