"""Sound from any second, pages upright, and the briefing in every format."""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from mintobrief.domain import PageReport, PageState, SourceKind
from mintobrief.export import FORMATS, editions_of, suffix_of
from mintobrief.web.evidence.sound import playable
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.rooms import NOON, SECONDS, Browser, meeting

MEETING = "20260314-ab12cd"
PAGE = f"/meetings/{MEETING}"


def place(office: Office, kind: SourceKind) -> str:
    sources = office.library.load_meeting(MEETING).sources
    return f"{PAGE}/sources/{next(s.id for s in sources if s.kind is kind)}"


def judge_all(browser: Browser) -> None:
    for name in ("r1", "r2"):
        browser.post(f"{PAGE}/candidates/{name}/accept", mark=UNJUDGED)


def test_any_stretch_of_a_recording_can_be_had(browser: Browser, office: Office) -> None:
    sound = f"{place(office, SourceKind.AUDIO)}/sound"
    whole = browser.get(sound)
    assert (whole.status_code, whole.headers["content-type"]) == (200, "audio/wav")
    assert whole.headers["accept-ranges"] == "bytes"
    part = browser.get(sound, Range="bytes=1000-1999")
    assert part.status_code == 206
    assert part.content == whole.content[1000:2000]
    assert browser.get(sound, Range="bytes=99999999-").status_code == 416


def test_what_browsers_play_badly_is_decoded_to_the_same_seconds(
    office: Office, tmp_path: Path
) -> None:
    import wave

    from tests.ingest.sounds import write_sound

    path = write_sound(tmp_path / "录音.mp3", "libmp3lame", seconds=SECONDS)
    meeting = office.library.load_meeting(MEETING)
    source = next(s for s in meeting.sources if s.kind is SourceKind.AUDIO)
    object.__setattr__(source, "path", path)
    made, kind = playable(source, tmp_path / "cache")
    assert kind == "audio/wav"
    with wave.open(str(made)) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(SECONDS, abs=0.1)
    assert playable(source, tmp_path / "cache") == (made, kind)


def test_a_page_stands_upright(browser: Browser, office: Office) -> None:
    """It was turned by 90 degrees: 80 x 60 as stored."""
    answer = browser.get(f"{place(office, SourceKind.SCAN)}/pages/1")
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size == (60, 80)


@pytest.mark.parametrize("page", ["0", "2", "-1", "999999999999"])
def test_a_page_that_is_not_there(browser: Browser, office: Office, page: str) -> None:
    assert browser.get(f"{place(office, SourceKind.SCAN)}/pages/{page}").status_code == 404


def test_a_page_of_a_pdf_that_could_not_be_read_is_not_drawn(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    """It may take all that the server has; where it was read, that was within bounds."""
    held = meeting(tmp_path)
    *others, scan = held.sources
    path = tmp_path / "扫描.pdf"
    with Image.open(scan.path) as page:
        page.save(path)
    pdf = replace(scan, name=path.name, path=path, sha256=sha256(path.read_bytes()).hexdigest())
    answers = []
    for name, failed in (("20260314-aaaaaa", ""), ("20260314-bbbbbb", "读了太久")):
        report = PageReport(scan.id, 1, PageState.UNREADABLE, failed=failed)
        drafted = replace(held, id=name, sources=(*others, pdf), pages=(report,))
        office.library.save_meeting(drafted, NOON)
        answers.append(browser.get(f"/meetings/{name}/sources/{scan.id}/pages/1"))
    assert [answer.status_code for answer in answers] == [200, 422]
    assert "不在这里画" in answers[1].text


def test_a_source_is_only_what_it_is(browser: Browser, office: Office) -> None:
    """No notes as sound, no sound as a page, nothing from outside the meeting."""
    assert browser.get(f"{place(office, SourceKind.NOTES)}/sound").status_code == 404
    assert browser.get(f"{place(office, SourceKind.AUDIO)}/pages/1").status_code == 404
    assert browser.get(f"{PAGE}/sources/..%2f..%2fetc/sound").status_code == 404


SET = ("pdf", "poster")  # they want fonts of this computer


def test_nothing_is_downloaded_while_a_candidate_waits(browser: Browser) -> None:
    assert browser.get(f"{PAGE}/briefing/archive.docx").status_code == 409
    page = browser.get(f"{PAGE}/briefing").text
    assert "还有 2 条没有审" in page
    assert "archive.docx" not in page


@pytest.mark.parametrize(
    ("name", "edition"),
    [(name, one) for name in FORMATS if name not in SET for one in editions_of(name)],
)
def test_a_reviewed_meeting_can_be_had_in_every_format(
    browser: Browser, name: str, edition: str
) -> None:
    judge_all(browser)
    page = browser.get(f"{PAGE}/briefing").text
    assert f"{PAGE}/briefing/{edition}.{name}" in page
    answer = browser.get(f"{PAGE}/briefing/{edition}.{name}")
    assert answer.status_code == 200
    assert answer.content
    named = answer.headers["content-disposition"]
    assert named.startswith("attachment; filename*=UTF-8''")
    assert unquote(named).endswith(f".{suffix_of(name)}")
    assert not set('<>"') & set(unquote(named))


@pytest.mark.parametrize("file", ["archive.poster", "public.bundle"])
def test_what_there_is_no_such_edition_of(browser: Browser, file: str) -> None:
    """What hangs in the open is the posted edition only, and evidence is never posted."""
    judge_all(browser)
    assert file not in browser.get(f"{PAGE}/briefing").text
    assert browser.get(f"{PAGE}/briefing/{file}").status_code == 404


@pytest.mark.parametrize("file", ["archive.exe", "secret.docx", "archive.", ".docx", "archive"])
def test_a_format_that_is_not_there(browser: Browser, file: str) -> None:
    judge_all(browser)
    assert browser.get(f"{PAGE}/briefing/{file}").status_code == 404
