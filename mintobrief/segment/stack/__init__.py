"""A stack of pages split into the meetings they are of: 一叠笔记里有几次会议."""

from mintobrief.segment.stack.divide import divide
from mintobrief.segment.stack.leaves import Leaf, leaves_of
from mintobrief.segment.stack.notice import stack_notices
from mintobrief.segment.stack.signs import Sign
from mintobrief.segment.stack.split import Cut, Misplaced, Part, Stack, split_stack

__all__ = [
    "Cut",
    "Leaf",
    "Misplaced",
    "Part",
    "Sign",
    "Stack",
    "divide",
    "leaves_of",
    "split_stack",
    "stack_notices",
]
