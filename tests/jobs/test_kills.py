"""The drill of drills, small: workers killed in the middle of their work lose nothing and do
nothing twice."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

import pytest

from tests.databases import Place
from tests.drills.kills import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")


@pytest.mark.slow
def test_a_kill_loses_nothing_and_doubles_nothing(place: Place, tmp_path: Path) -> None:
    asked = Namespace(
        folder=tmp_path,
        database=place.database,
        inputs=4,
        workers=2,
        kills=1,
        pace=2.0,
        seed=1,
    )
    figures = run(asked)
    assert figures["kills"] == 1
    assert figures["jobs"] == figures["done"] == figures["meetings"] == 4
    assert figures["twice"] == figures["judgements_lost"] == 0
    judged = figures["judgements"]
    assert isinstance(judged, int)
    assert judged > 0
