"""What is gone for a while is waited for, and a person is told once."""

from __future__ import annotations

from threading import Event

import pytest

from mintobrief.errors import CacheUnwritable, DatabaseUnreachable, LibraryUnwritable, UnknownJob
from mintobrief.jobs import patience
from mintobrief.jobs.patience import GaveUp, Patience, Weather


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PAUSE", 0.01)


class Server:
    """Answers after so many refusals."""

    def __init__(self, *refusals: Exception) -> None:
        self.refusals = list(refusals)

    def __call__(self) -> str:
        if self.refusals:
            raise self.refusals.pop()
        return "answer"


GONE = DatabaseUnreachable("10.0.0.5:5432/m", "连接断了")
FULL = LibraryUnwritable("/资料库", "磁盘满了")


def test_it_is_asked_until_it_answers_and_both_are_told_once() -> None:
    said: list[str] = []
    waiting = Patience(Event(), Weather(said.append))
    assert waiting.ask(Server(GONE, GONE, GONE)) == "answer"
    assert waiting.ask(Server()) == "answer"
    assert len(said) == 2
    assert "连不上数据库 10.0.0.5:5432/m：连接断了" in said[0]
    assert "恢复了" in said[1]


def test_a_disk_that_is_full_is_weather_too() -> None:
    said: list[str] = []
    cache = CacheUnwritable("/缓存", OSError(28, "No space left on device"))
    assert Patience(Event(), Weather(said.append)).ask(Server(FULL, cache)) == "answer"
    assert len(said) == 3
    assert "磁盘满了" in said[1]


def test_whose_wait_is_ended_gives_up() -> None:
    ended = Event()
    ended.set()
    with pytest.raises(GaveUp):
        Patience(ended).ask(Server(GONE))


def test_what_is_no_weather_is_raised() -> None:
    with pytest.raises(UnknownJob):
        Patience(Event()).ask(Server(UnknownJob("j")))
