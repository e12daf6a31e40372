"""Every sample goes the whole way and comes out as its golden, `samples/NAME/expected.json`.

The engines are played back from tests/recordings, so that the goldens hold on any processor;
tests/cli/test_demo.py runs the real ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mintobrief.config import read_settings
from mintobrief.domain import Field, Meeting, Quote, Request, Resolution, TextSpan
from mintobrief.domain.codec import dumps, loads
from mintobrief.pipeline import Engines, convert, shipped_engines
from mintobrief.read import OneDesk
from tests.recordings.scan import recorded_reader
from tests.recordings.speech import recorded

SAMPLES = sorted(path.parent for path in (Path(__file__).parents[1] / "samples").glob("*/input.*"))


def engines(name: str) -> Engines:
    """The shipped engines, those that hear and read played back from their recordings."""
    return replace(
        shipped_engines(read_settings({"HOME": "/nowhere"})),
        transcriber=lambda: recorded(name),
        diarizer=lambda: recorded(name),
        desk=lambda: OneDesk(recorded_reader(name)),
    )


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name)
def sample(request: pytest.FixtureRequest) -> tuple[Path, Meeting]:
    folder: Path = request.param
    (path,) = folder.glob("input.*")
    return folder, convert((path,), Request(), engines(folder.name))


def test_a_sample_comes_out_as_its_golden(sample: tuple[Path, Meeting], regen: bool) -> None:
    """The draft, word for word; `--regen` writes it anew after a change that is meant."""
    folder, meeting = sample
    golden = folder / "expected.json"
    document = json.dumps(json.loads(dumps(meeting)), ensure_ascii=False, indent=1) + "\n"
    if regen:
        golden.write_text(document, encoding="utf-8")
    assert document == golden.read_text(encoding="utf-8")


def test_goldens_are_not_written_by_the_tests_that_check_them(regen: bool) -> None:
    """A run that rewrites the goldens proves nothing, so it is red."""
    assert not regen, "goldens were written anew: look at the difference, then run without --regen"


def test_every_text_span_holds_the_words_quoted(sample: tuple[Path, Meeting]) -> None:
    """The reviewer is shown text[start:end]; it must be the words we extracted from."""
    _, meeting = sample
    texts = {source.id: source.text for source in meeting.sources}
    for utterance in meeting.utterances:
        span = utterance.evidence
        if isinstance(span, TextSpan):
            assert (texts[span.source_id] or "")[span.start : span.end] == utterance.text


def test_every_field_quotes_words_that_are_there(sample: tuple[Path, Meeting]) -> None:
    """Each field of each candidate quotes at least one stretch inside an utterance."""
    _, meeting = sample
    for resolution in meeting.resolutions:
        for field in _fields(resolution):
            assert field.quotes
            assert all(_inside(quote, meeting) for quote in field.quotes)


def _fields(resolution: Resolution) -> Iterator[Field[object]]:
    yield resolution.action
    yield from resolution.owners
    for name in ("measures", "deadline", "supervision", "vote"):
        if field := getattr(resolution, name):
            yield field


def _inside(quote: Quote, meeting: Meeting) -> bool:
    return quote.end <= len(meeting.utterances[quote.utterance].text)


def test_a_draft_survives_being_written_and_read(sample: tuple[Path, Meeting]) -> None:
    """What the library keeps is what the machine made."""
    _, meeting = sample
    paths = {source.sha256: source.path for source in meeting.sources}
    assert loads(dumps(meeting), paths) == meeting


def test_every_sample_yields_candidates(sample: tuple[Path, Meeting]) -> None:
    """Each sample holds resolutions, a vote and vague words; an empty draft shows nothing."""
    _, meeting = sample
    assert len(meeting.resolutions) >= 3
    assert meeting.header.held_on
    assert any(resolution.flags for resolution in meeting.resolutions)
