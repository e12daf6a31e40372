"""What a form carries, read strictly: a page of ours sends nothing else."""

from __future__ import annotations

from fastapi import HTTPException

INVALID = "地址或填的内容不对。"
OUTDATED = "页面太旧了，请刷新再试。"
STALE = "别人刚改过这里，已经换成最新的。请再做一次。"


def is_whole(typed: str, digits: int = 9) -> bool:
    """Whether it is a whole number of so many digits at most, and nothing beside."""
    return typed.isascii() and typed.isdecimal() and len(typed) <= digits


def whole(typed: str) -> int:
    """A number that a form carries. Refuses others with 422."""
    if not is_whole(typed):
        raise HTTPException(422, INVALID)
    return int(typed)
