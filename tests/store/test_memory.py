"""What is remembered of a library never takes more room than it may, and is never wrong."""

from __future__ import annotations

from mintobrief.store.memory import Memory


def test_what_was_not_asked_for_longest_makes_room() -> None:
    memory = Memory[str](10)
    memory.put("a", "first", 5)
    memory.put("b", "second", 5)
    assert memory.get("a") == "first"
    memory.put("c", "third", 5)
    assert [memory.get(key) for key in "abc"] == ["first", None, "third"]


def test_the_newest_stays_however_large_it_is() -> None:
    memory = Memory[str](10)
    memory.put("a", "small", 5)
    memory.put("b", "large", 50)
    assert [memory.get(key) for key in "ab"] == [None, "large"]
    memory.put("c", "small again", 5)
    assert [memory.get(key) for key in "bc"] == [None, "small again"]


def test_what_is_put_twice_counts_once() -> None:
    memory = Memory[str](10)
    for size in (9, 3):
        memory.put("a", f"{size}", size)
    memory.put("b", "other", 6)
    assert [memory.get(key) for key in "ab"] == ["3", "other"]
