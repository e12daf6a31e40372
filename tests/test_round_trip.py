"""A briefing that is handed in itself holds the resolutions it was made of, field for field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mintobrief.config import read_settings
from mintobrief.domain import Judgement, Request, Resolution, Verdict
from mintobrief.domain.codec import loads
from mintobrief.export import PROFILES, Edition, Letterhead, write_briefing
from mintobrief.extract import find_candidates, load_finder, read_header
from mintobrief.ingest import open_source
from mintobrief.read import read_notes
from mintobrief.review import compile_briefing

SAMPLES = sorted(Path(__file__).parents[1].glob("samples/*/expected.json"))
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize("golden", SAMPLES, ids=lambda golden: golden.parent.name)
@pytest.mark.parametrize(
    ("name", "profile"), [*(("docx", profile) for profile in PROFILES), ("txt", "briefing")]
)
def test_a_briefing_reads_as_what_was_resolved(
    golden: Path, name: str, profile: str, tmp_path: Path
) -> None:
    meeting = loads(golden.read_text(encoding="utf-8"))
    said = [Judgement(r.id, Verdict.ACCEPTED, "王秀英", NOON) for r in meeting.resolutions]
    file = tmp_path / f"简报.{name}"
    head = Letterhead(profile=profile)
    write_briefing(compile_briefing(meeting, said), name, file, Edition.ARCHIVE, head)
    assert [settled(r) for r in read_again(file)] == [settled(r) for r in meeting.resolutions]


def read_again(file: Path) -> tuple[Resolution, ...]:
    utterances = read_notes(open_source(file)).utterances
    header = read_header(utterances, Request(), None)
    finder = load_finder("rules", read_settings({"HOME": str(file.parent)}))
    return find_candidates(utterances, (), header, finder).resolutions


def settled(resolution: Resolution) -> tuple[object, ...]:
    """What a briefing tells of it."""
    fields = (resolution.measures, resolution.deadline, resolution.supervision, resolution.vote)
    owners = [owner.value for owner in resolution.owners]
    return (resolution.action.value, owners, *(field and field.value for field in fields))
