"""The time that remains, guessed from the last things done."""

from __future__ import annotations

from mintobrief.progress import Pace


def told(*reports: tuple[float, float]) -> Pace:
    """What was done by when, in pairs of time and number; a stage begins by telling of nothing."""
    pace = Pace()
    pace.tell(0, 0)
    for at, done in reports:
        pace.tell(done, at)
    return pace


def test_two_pages_are_too_few_to_tell() -> None:
    assert told((10, 1), (12, 2)).remaining(20, 12) is None


def test_from_the_third_page_on_the_rest_is_told() -> None:
    pace = told((10, 1), (12, 2), (14, 3))
    assert pace.remaining(20, 14) == 34
    assert pace.remaining(20, 15) == 33


def test_a_page_that_takes_long_makes_the_rest_longer() -> None:
    """It may be the first of many."""
    pace = told((10, 1), (12, 2), (14, 3))
    assert pace.remaining(20, 40) == 16 * 10


def test_the_last_page_taking_long_does_not_run_into_the_red() -> None:
    assert told((10, 1), (12, 2), (14, 3)).remaining(4, 60) == 0


def test_loading_engines_is_no_part_of_the_pace() -> None:
    assert told((90, 1), (92, 2), (94, 3)).remaining(4, 94) == 2


def test_what_was_found_on_disk_is_no_part_of_the_pace() -> None:
    """Ninety pages at once, then two seconds each."""
    kept = [(0.01 * page, float(page)) for page in range(1, 91)]
    pace = told(*kept, (5, 91), (7, 92), (9, 93))
    assert pace.remaining(100, 9) == 14


def test_the_pace_is_that_of_the_last_pages() -> None:
    """Pages that grow harder, or a machine that is given other work."""
    slow = [(100.0 + 20 * page, 50.0 + page) for page in range(1, 12)]
    pace = told(*((2.0 * page, float(page)) for page in range(1, 51)), *slow)
    assert pace.remaining(71, 320) == 200


def test_pages_that_come_in_bursts_are_seen_as_a_stream() -> None:
    """Sixteen processes, and the first of them the slowest."""
    burst = [(30.0 * n + 0.01 * k, 16.0 * n + k) for n in range(4) for k in range(16)]
    found = told(*burst).remaining(128, 90.15)
    assert found is not None
    assert 60 <= found <= 150


def test_a_stage_that_stands_still_has_no_pace() -> None:
    assert told((1, 1), (2, 1), (3, 1)).remaining(5, 3) is None
