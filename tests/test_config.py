"""Settings from odd environments."""

from __future__ import annotations

from pathlib import Path

import pytest

from mintobrief.config import read_settings
from mintobrief.errors import BadSetting


@pytest.mark.parametrize("given", ["0", "-1", "x", "2.0", "²", "100000", "9" * 5000])
def test_a_number_of_threads_that_is_none_is_told_so(given: str) -> None:
    """Digits that Python takes for a number and engines do not are none either."""
    with pytest.raises(BadSetting, match="MINTOBRIEF_THREADS"):
        read_settings({"HOME": "/home/x", "MINTOBRIEF_THREADS": given})


def test_a_user_without_a_home_can_name_the_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container; without them he is told what to set."""

    def homeless(_: object) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", classmethod(homeless))
    settings = read_settings({"MINTOBRIEF_LIBRARY": "/l", "MINTOBRIEF_CACHE": "/c"})
    assert (settings.library, settings.cache) == (Path("/l"), Path("/c"))
    with pytest.raises(BadSetting, match="HOME"):
        read_settings({"MINTOBRIEF_LIBRARY": "/l"})
