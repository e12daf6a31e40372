"""What a person sees while the program works."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from mintobrief.cli.bars import Bars, duration
from mintobrief.progress import Stage


def screen(width: int = 60) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None)


def drawn(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_last_words_heard_are_shown() -> None:
    console = screen()
    with Bars(console) as bars:
        bars(Stage.TRANSCRIBE, 30, 600, "我们先说电梯的事")
        bars(Stage.LISTEN, 60, 600)
        bars._drawn.refresh()
    assert "我们先说电梯的事" in drawn(console)


def test_the_end_of_a_long_speech_is_shown_on_one_line() -> None:
    console = screen(width=40)
    with Bars(console) as bars:
        bars(Stage.TRANSCRIBE, 30, 600, "这一句不用看" * 50 + "物业费下月起交")
        bars._drawn.refresh()
    lines = [line for line in drawn(console).splitlines() if "物业费下月起交" in line]
    assert lines
    assert all(len(line) < 40 for line in lines)


def test_words_heard_cannot_drive_the_terminal() -> None:
    """A recording may be made to say anything, and a model in a folder to write anything."""
    console = screen()
    with Bars(console) as bars:
        bars(Stage.TRANSCRIBE, 1, 2, "好\x1b]0;owned\x07[red]的[/nothing]\r\n")
        bars._drawn.refresh()
    assert "owned\x07" not in drawn(console)
    assert "\x1b]0" not in drawn(console)
    assert "[red]的[/nothing]" in drawn(console)


def test_nothing_heard_is_left_on_the_screen() -> None:
    """The last drawing, which stays, has the bars alone."""
    console = Console(file=io.StringIO(), width=60)
    with Bars(console) as bars:
        bars(Stage.TRANSCRIBE, 1, 2, "我们先说电梯的事")
    assert "听写录音" in drawn(console)
    assert "电梯" not in drawn(console)


def test_pages_are_counted_and_the_remaining_time_is_told_from_the_third_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console, clock = screen(80), iter([0.0, *(10.0 + page for page in range(60))])
    with Bars(console) as bars:
        for done in range(4):
            now = next(clock)
            monkeypatch.setattr("mintobrief.cli.bars.monotonic", lambda at=now: at)
            bars(Stage.READ, done, 20)
            bars._drawn.refresh()
            assert f"{done}/20 页" in drawn(console)
            assert ("还要约 20 秒" in drawn(console)) == (done == 3)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        *((0, "约 5 秒"), (12, "约 15 秒"), (54, "约 55 秒"), (56, "约 1 分钟"), (61, "约 2 分钟")),
        *((3599, "约 1 小时 0 分"), (7270, "约 2 小时 2 分")),
    ],
)
def test_a_duration_is_told_as_a_person_says_it(seconds: float, said: str) -> None:
    assert duration(seconds) == said
