"""The picture of a recording's sound, and what is shown where the recording is gone."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mintobrief.domain import Source, SourceKind
from mintobrief.store import Seen
from mintobrief.store.cleaning import Rules, clean
from mintobrief.web.correct.transcript import sections_of
from mintobrief.web.correct.transcripts import Transcripts
from mintobrief.web.evidence.waves import A_SECOND, NoWave, Waves
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.ingest.sounds import write_sound
from tests.web.rooms import SECONDS, Browser

MEETING = "20260314-ab12cd"
_LONG = 60.0


def recording(office: Office) -> Source:
    sources = office.library.load_meeting(MEETING).sources
    return next(source for source in sources if source.kind is SourceKind.AUDIO)


def made(waves: Waves, source: Source, folder: Path) -> Path:
    """The peaks, once they are counted."""
    end = time.monotonic() + _LONG
    while (path := waves.ask(source, folder)) is None:
        assert time.monotonic() < end
        time.sleep(0.01)
    return path


def test_the_page_is_told_to_wait_and_then_given_the_peaks(
    browser: Browser, office: Office
) -> None:
    place = f"/meetings/{MEETING}/sources/{recording(office).id}/peaks"
    end = time.monotonic() + _LONG
    while (answer := browser.get(place)).status_code == 202:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert answer.status_code == 200
    assert answer.headers["x-peaks-a-second"] == str(A_SECOND)
    assert len(answer.content) == SECONDS * A_SECOND


def test_loud_is_louder_than_quiet(office: Office, tmp_path: Path) -> None:
    source = recording(office)
    object.__setattr__(source, "path", write_sound(tmp_path / "声.wav", "pcm_s16le", seconds=2))
    peaks = made(Waves(), source, tmp_path / "cache").read_bytes()
    assert len(peaks) == 2 * A_SECOND
    assert max(peaks) > 20


def test_peaks_are_counted_once(office: Office, tmp_path: Path) -> None:
    """Another program finds them, and needs the recording no more."""
    source = recording(office)
    first = made(Waves(), source, tmp_path / "cache")
    object.__setattr__(source, "path", tmp_path / "gone.wav")
    assert Waves().ask(source, tmp_path / "cache") == first


def test_a_recording_that_cannot_be_read_has_no_wave(office: Office, tmp_path: Path) -> None:
    broken = tmp_path / "坏.wav"
    broken.write_bytes(b"RIFF" + b"\0" * 100)
    source, waves = recording(office), Waves()
    object.__setattr__(source, "path", broken)
    with pytest.raises(NoWave):
        made(waves, source, tmp_path / "cache")


def test_notes_have_no_wave(browser: Browser, office: Office) -> None:
    notes = office.library.load_meeting(MEETING).sources[0]
    assert browser.get(f"/meetings/{MEETING}/sources/{notes.id}/peaks").status_code == 404


def test_what_was_deleted_by_rule_is_not_played_but_read(office: Office) -> None:
    """The words stay, without a place to listen to."""
    meeting = office.library.load_meeting(MEETING)
    gone = tuple(
        replace(s, removed_on=date(2026, 6, 1)) if s.kind is SourceKind.AUDIO else s
        for s in meeting.sources
    )
    (section,) = sections_of(replace(meeting, sources=gone))
    heard = section.blocks[1].lines[0]
    assert heard.pieces[0].text == "北门道闸尽快修。"
    assert heard.at == {}


def test_a_transcript_is_drawn_anew_only_when_it_changed(office: Office) -> None:
    drawn, seen = Transcripts(), office.library.look(MEETING)
    again = Seen(replace(seen.meeting, sources=tuple(seen.meeting.sources)), seen.judgements)
    assert drawn.draw(again) is drawn.draw(seen)
    said = seen.meeting.utterances
    other = replace(seen.meeting, utterances=(replace(said[0], text="别的话。"), *said[1:]))
    assert "别的话。" in drawn.draw(Seen(other, seen.judgements))


def test_a_page_without_its_recording_says_so_and_has_no_player(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    assert 'id="player"' in browser.get(f"/meetings/{MEETING}").text
    for name in ("r1", "r2"):
        browser.post(f"/meetings/{MEETING}/candidates/{name}/accept", mark=UNJUDGED)
    office.library.tell_exported(MEETING)
    later = datetime.now(UTC) + timedelta(days=31)
    clean(office.library, Rules(days=30), later, tmp_path / "cache")
    page = browser.get(f"/meetings/{MEETING}").text
    assert "录音“录音.wav”已按规定删除" in page
    assert 'id="player"' not in page
    assert "北门道闸尽快修。" in page
