"""What the person must know of the draft as a whole before judging it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mintobrief.domain import Header, Notice, NoticeCode, Resolution


def shortcomings(header: Header, resolutions: Sequence[Resolution]) -> Iterator[Notice]:
    """What was looked for and not found at all."""
    if header.held_on is None:
        yield Notice(
            NoticeCode.NO_DATE,
            "没有找到开会日期，“下周五”之类的时限无法换算。"
            "请加上 --held-on 2026-03-14 这样的日期重新转换。",
        )
    if not resolutions:
        yield Notice(NoticeCode.NO_RESOLUTIONS, "没有找到决议。如果会上有决定，请人工补充。")
