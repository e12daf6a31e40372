"""Time limits in Chinese (完成时限): found in what was said, and counted to a day.

folding    half-width, no gaps, slips of the recogniser mended, offsets kept
grammar    what a rule is and what it finds
days weeks periods festivals spans anchored recurring events    the rules, by what they read
unread     times with a gap, which are none
tail       之前, 起, 截至: what the words around a day make of it
finder     all rules over a text, the longest match first
"""

from mintobrief.extract.deadline.finder import (
    Expression,
    find_deadlines,
    read_day,
    read_deadline,
)
from mintobrief.extract.deadline.unread import has_unread_time

__all__ = ["Expression", "find_deadlines", "has_unread_time", "read_day", "read_deadline"]
