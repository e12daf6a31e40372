"""Days as official papers write them."""

from __future__ import annotations

from datetime import date

WEEKDAYS = "一二三四五六日"  # from Monday on


def written_day(day: date) -> str:
    """2026年3月20日: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """星期五."""
    return f"星期{WEEKDAYS[day.weekday()]}"
