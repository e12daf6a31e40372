"""What every format promises: a whole file of any briefing, or a clear refusal."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mintobrief.domain import Briefing, Field, Meeting
from mintobrief.errors import MissingFont, NoRecording, OutputUnwritable, UnknownFormat
from mintobrief.export import FORMATS, Edition, editions_of, write_briefing
from mintobrief.export.pdf import FONTS, choose_font, installed_fonts
from tests import strategies
from tests.export.conftest import LIFT, MEETING, RECORDING, UTTERANCES, reviewed

HOSTILE = "=1+1\x00\x0b\ufffe\udc80 <b>&amp;</b> ]]> \"'`*_|#\\ --> %s {0} \u202e\r\n;,\ud83d"
FONTLESS = pytest.mark.skipif(
    not installed_fonts() & set(FONTS["body"]), reason="no Chinese font on this computer"
)
SET = ("pdf", "poster")  # by typst, with fonts of this computer
EVERY_FORMAT = [pytest.param(f, marks=FONTLESS if f in SET else ()) for f in FORMATS]


def hostile() -> Briefing:
    """A briefing with something in every place that some format cannot simply hold."""
    said = Field(HOSTILE)
    resolution = replace(LIFT, action=said, owners=(said,), measures=said, supervision=said)
    header = replace(
        MEETING.header,
        title=said,
        place=said,
        host=said,
        attendees=tuple(replace(p, name=HOSTILE, org=HOSTILE) for p in MEETING.header.attendees),
    )
    return reviewed(
        replace(
            MEETING,
            header=header,
            sources=tuple(replace(source, name=HOSTILE) for source in MEETING.sources),
            utterances=tuple(replace(u, text=HOSTILE, name=HOSTILE) for u in UTTERANCES),
            topics=tuple(replace(topic, title=HOSTILE) for topic in MEETING.topics),
            points=tuple(replace(p, text=HOSTILE, speaker=HOSTILE) for p in MEETING.points),
            resolutions=(resolution,),
        )
    )


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_every_format_writes_a_briefing_of_hostile_strings(
    name: str, edition: Edition, tmp_path: Path
) -> None:
    """Control characters, markup and broken file names end no export."""
    if edition not in editions_of(name):
        edition = editions_of(name)[0]
    path = tmp_path / f"briefing.{name}"
    write_briefing(hostile(), name, path, edition)
    assert path.stat().st_size


@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_every_format_writes_an_empty_briefing(name: str, empty: Briefing, tmp_path: Path) -> None:
    """No header, no topics, no resolutions: still a file that says so."""
    path = tmp_path / f"briefing.{name}"
    write_briefing(empty, name, path, Edition.ARCHIVE)
    assert path.stat().st_size


@pytest.mark.parametrize("name", [f for f in FORMATS if f not in SET])
@given(meeting=strategies.meetings())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_format_writes_any_briefing(name: str, meeting: Meeting, tmp_path: Path) -> None:
    """Whatever the stages and the reviewer made of it."""
    meeting = replace(meeting, sources=(*meeting.sources, RECORDING))
    write_briefing(reviewed(meeting), name, tmp_path / "briefing", editions_of(name)[-1])


def test_an_unknown_format_names_the_known_ones(briefing: Briefing, tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(UnknownFormat, match="docx"):
        write_briefing(briefing, "wps", tmp_path / "b.wps", Edition.ARCHIVE)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    briefing: Briefing, tmp_path: Path
) -> None:
    """The place is a folder: the error says so, and no half-written file lies beside it."""
    (tmp_path / "b.md").mkdir()
    with pytest.raises(OutputUnwritable):
        write_briefing(briefing, "md", tmp_path / "b.md", Edition.ARCHIVE)
    with pytest.raises(OutputUnwritable):
        write_briefing(briefing, "md", tmp_path / "gone" / "b.md", Edition.ARCHIVE)
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]


def test_subtitles_want_a_recording(briefing: Briefing, tmp_path: Path) -> None:
    """A meeting of notes alone has no seconds."""
    notes = replace(MEETING, sources=MEETING.sources[2:], utterances=(), resolutions=())
    with pytest.raises(NoRecording, match="docx"):
        write_briefing(reviewed(notes), "srt", tmp_path / "b.srt", Edition.ARCHIVE)


def render(briefing: Briefing, name: str, folder: Path) -> bytes:
    write_briefing(briefing, name, folder / "b", Edition.ARCHIVE)
    return (folder / "b").read_bytes()


def test_subtitles_have_the_times_of_the_recording(briefing: Briefing, tmp_path: Path) -> None:
    """Who said it stands before what was said."""
    cue = "1\n00:14:32,000 --> 00:14:39,500\n李建国：下周五前把3号楼"
    assert render(briefing, "srt", tmp_path).decode().startswith(cue)


def test_a_second_recording_runs_on_after_the_first(tmp_path: Path) -> None:
    """Half a minute into the second is half a minute after the end of the first."""
    second = replace(MEETING.sources[0], id="a2", sha256="d" * 64)
    later = replace(UTTERANCES[0], evidence=replace(UTTERANCES[0].evidence, source_id="a2"))
    meeting = replace(
        MEETING,
        sources=(MEETING.sources[0], second),
        utterances=(later,),
        topics=(),
        points=(),
        resolutions=(),
    )
    assert "00:45:06,200 -->" in render(reviewed(meeting), "srt", tmp_path).decode()


def test_the_calendar_has_a_task_for_every_dated_resolution(
    briefing: Briefing, tmp_path: Path
) -> None:
    """The vague one is none; a day is a date without a time."""
    lines = render(briefing, "ics", tmp_path).decode().split("\r\n")
    assert lines.count("BEGIN:VTODO") == 2
    assert "DUE;VALUE=DATE:20260320" in lines
    assert "SUMMARY:修好北门道闸" in lines


@given(words=st.text(min_size=1, max_size=200).filter(str.strip))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_calendars_lines_are_short_and_whole(words: str, tmp_path: Path) -> None:
    """Folded at 75 bytes, never inside a character, and no text ends a line early."""
    meeting = replace(MEETING, resolutions=(replace(LIFT, action=Field(words)),))
    lines = render(reviewed(meeting), "ics", tmp_path).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert all(line[:1] == b" " or b":" in line for line in lines[:-1])
    assert all(line.decode() is not None for line in lines)


def test_the_sheet_keeps_text_as_text_and_days_as_days(tmp_path: Path) -> None:
    """A resolution that begins with = is no formula, a deadline sorts as a date."""
    meeting = replace(MEETING, resolutions=(replace(LIFT, action=Field("=1+1")),))
    sheet = load_workbook(BytesIO(render(reviewed(meeting), "xlsx", tmp_path))).worksheets[0]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
    assert sheet["F3"].is_date


def test_the_sheet_is_in_the_order_of_the_deadlines(briefing: Briefing, tmp_path: Path) -> None:
    """What binds nobody to a day comes last, in red."""
    sheet = load_workbook(BytesIO(render(briefing, "xlsx", tmp_path))).worksheets[0]
    actions = [row[1].value for row in sheet.iter_rows(min_row=3)]
    assert actions == [
        "更换3号楼两部电梯的钢丝绳",
        "修好北门道闸",
        "确定电动自行车棚的选址",
    ]
    assert sheet["D5"].font.color.rgb == "FFFF0000"


def test_the_web_page_loads_nothing_and_runs_nothing(tmp_path: Path) -> None:
    """What was typed is shown, not obeyed."""
    meeting = replace(
        MEETING, resolutions=(replace(LIFT, action=Field("<script>alert(1)</script>")),)
    )
    page = render(reviewed(meeting), "html", tmp_path).decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not any(word in page for word in ("<script", "http://", "https://", "<img", "<link"))


def test_markdown_takes_no_marks_from_the_meeting(tmp_path: Path) -> None:
    """Stars, pipes and brackets are characters like others."""
    meeting = replace(MEETING, resolutions=(replace(LIFT, action=Field("*a* | [b](c) <d>")),))
    text = render(reviewed(meeting), "md", tmp_path).decode()
    assert r"\*a\* \| \[b\](c) \<d\>" in text


def test_the_json_says_what_became_of_each_candidate(briefing: Briefing, tmp_path: Path) -> None:
    """The keys of the draft, and the review on top."""
    document = json.loads(render(briefing, "json", tmp_path))
    assert document["resolutions"][0]["deadline"] == "2026-03-20"
    assert document["review"] == {
        "reviewed_by": ["刘敏"],
        "reviewed_on": "2026-03-15",
        "judgements": [
            {"resolution": "r1", "status": "accepted"},
            {"resolution": "r2", "status": "accepted"},
            {"resolution": "r3", "status": "accepted"},
        ],
    }


def test_a_pdf_without_a_chinese_font_says_what_to_install() -> None:
    """The message names fonts and the way around."""

    with pytest.raises(MissingFont, match="fonts-noto-cjk"):
        choose_font(frozenset({"DejaVu Sans"}), FONTS["body"])


def test_a_word_document_opens_again(tmp_path: Path) -> None:
    """With the hostile strings in it, as far as a page can show them."""
    document = Document(BytesIO(render(hostile(), "docx", tmp_path)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "=1+1 \ufffd <b>&amp;</b>" in text


def test_a_pipe_is_not_replaced_by_a_briefing(tmp_path: Path) -> None:
    """The writer itself refuses, whoever calls it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputUnwritable, match="不是普通的文件"):
        write_briefing(reviewed(MEETING), "md", pipe, Edition.ARCHIVE)
    assert pipe.is_fifo()
