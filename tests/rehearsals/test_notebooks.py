"""Notebooks overnight, and the power goes: every page is accounted for once, nothing is done twice,
and what a person judged stays."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.rehearsals.accounts import Account
from tests.rehearsals.dim import dim_cupboard
from tests.rehearsals.night import Place, run, shipped
from tests.rehearsals.truth import Truth

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux does")
CUPBOARD = "MINTOBRIEF_REHEARSAL_NOTEBOOKS"
SOME_FAILED = 6


@pytest.mark.rehearsal
def test_a_cupboard_of_notebooks_is_read_in_a_night_with_two_power_cuts() -> None:
    """With the engines as they are shipped; hours."""
    if CUPBOARD not in os.environ:
        pytest.skip(f"{CUPBOARD} names no folder that tests.rehearsals.notebooks made")
    root = Path(os.environ[CUPBOARD])
    place, truth = shipped(root, workers=1), Truth.load(root / "truth.json")
    figures = run(place, len(truth.pages), (0.35, 0.7), ends_with=SOME_FAILED)
    account = Account.of(place.ledger(), place.workbook(), truth)
    print(json.dumps({**figures, **account.figures()}, ensure_ascii=False, indent=1))
    assert account.is_whole, account.figures()
    assert figures["read_anew"] == figures["judgements_lost"] == 0


@pytest.mark.slow
def test_a_power_cut_costs_no_page_and_no_judgement(tmp_path: Path) -> None:
    """The same in seconds: sixteen pages that need no reading, one cut in the second notebook."""
    truth = dim_cupboard(tmp_path / "in")
    place = Place(tmp_path, [sys.executable, "-m", "tests.rehearsals.dim", str(tmp_path)])
    figures = run(place, len(truth.pages), (0.5,))
    account = Account.of(place.ledger(), place.workbook(), truth)
    assert account.is_whole, account.figures()
    assert figures["pages_read"] == 16
    assert figures["read_anew"] == figures["judgements_lost"] == 0
    assert figures["meetings"] == 14
    judged = figures["judged"]
    assert isinstance(judged, int)
    assert judged == 14
