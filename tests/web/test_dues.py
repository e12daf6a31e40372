"""How what is due stands on a day."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.domain.limit import Limit
from mintobrief.web.signoff.dues import dues

TODAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("limit", "state", "told"),
    [
        (Limit("纪要", date(2026, 3, 20), ""), "ahead", "还有 2 天"),
        (Limit("纪要", TODAY, ""), "today", "今天到期"),
        (Limit("纪要", date(2026, 3, 17), ""), "late", "1 天前到期"),
        (Limit("通知", date(2026, 3, 7), "", before=True), "past", "11 天前到期"),
        (Limit("公示", None, "", note="从签发那天起算 7 天"), "open", "从签发那天起算 7 天"),
        (Limit("纪要", TODAY, "", done_on=date(2026, 3, 16)), "done", "3月16日签发"),
        (Limit("纪要", date(2026, 3, 17), "", done_on=TODAY), "late", "3月18日签发，晚了 1 天"),
    ],
)
def test_a_limit_stands_as_the_day_has_it(limit: Limit, state: str, told: str) -> None:
    (due,) = dues([limit], TODAY)
    assert (due.state, due.told) == (state, told)
