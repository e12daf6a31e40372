"""Pages read by a crew: in order, each on its own, and none of them twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.checkpoints import load, save
from mintobrief.config import read_settings
from mintobrief.domain import Box, Glyph, Mark, MarkKind, Request
from mintobrief.ingest import open_pages, open_source
from mintobrief.jobs import Crew, CrewDesk, Limits, crew_desk
from mintobrief.jobs import desk as desks
from mintobrief.pipeline import convert, shipped_engines, shipped_reader
from mintobrief.progress import Stage
from mintobrief.read import Line, Sheet, Unread, read_sheet
from tests.jobs.readers import DIE, FAIL, HANG, GreyReader, scan
from tests.strategies import ANY_TEXT, FRACTIONS, WORDS, boxes, changes, glyphs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
LIMITS = Limits(seconds=5, start=60, wall=10)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    (tmp_path / "log").mkdir()
    return tmp_path / "log"


@contextmanager
def grey_desk(log: Path, size: int = 2, identity: str = "grey") -> Iterator[CrewDesk]:
    with Crew(partial(GreyReader, log), size, LIMITS) as crew:
        yield CrewDesk(crew, log.parent / "read", identity)


def said(sheets: Iterator[Sheet | Unread]) -> list[str]:
    return ["-" if isinstance(s, Unread) else s.lines[0].text for s in sheets]


def read_in(log: Path) -> list[int]:
    """Which pages were read since the last time, by their greys."""
    greys = sorted(int(path.name.split("-")[0]) for path in log.iterdir())
    for path in log.iterdir():
        path.unlink()
    return greys


def test_pages_come_in_order_and_the_next_time_from_disk(tmp_path: Path, log: Path) -> None:
    source = scan(tmp_path / "本子.tif", 10, 20, 30, 40, 50)
    for expected in ([10, 20, 30, 40, 50], []):
        with grey_desk(log) as desk:
            sheets = list(desk.read(open_pages(source)))
        assert [sheet.number for sheet in sheets] == [1, 2, 3, 4, 5]
        assert said(iter(sheets)) == ["灰度10", "灰度20", "灰度30", "灰度40", "灰度50"]
        assert read_in(log) == expected


def test_a_job_that_was_stopped_goes_on_from_there(tmp_path: Path, log: Path) -> None:
    source = scan(tmp_path / "本子.tif", 10, 20, 30, 40)
    with grey_desk(log, size=1) as desk:
        sheets = desk.read(open_pages(source))
        assert [next(sheets).number for _ in range(2)] == [1, 2]
    begun = read_in(log)
    with grey_desk(log) as desk:
        assert said(desk.read(open_pages(source)))[3] == "灰度40"
    assert {10, 20}.isdisjoint(read_in(log))
    assert begun[:2] == [10, 20]


def test_a_page_that_hangs_or_kills_or_fails_is_told_and_the_rest_is_read(
    tmp_path: Path, log: Path
) -> None:
    source = scan(tmp_path / "本子.tif", 10, HANG, DIE, FAIL, 50)
    with grey_desk(log) as desk:
        sheets = list(desk.read(open_pages(source)))
    assert said(iter(sheets)) == ["灰度10", "-", "-", "-", "灰度50"]
    causes = [str(sheet.cause) for sheet in sheets if isinstance(sheet, Unread)]
    assert "本子.tif 第 2 页没有读完：用时超过上限" in causes[0]
    assert "重新扫描" in causes[0]
    assert "本子.tif 第 3 页没有读完：识别程序被系统终止，可能是内存不够" in causes[1]
    assert "关掉一些别的程序" in causes[1]
    assert "grey 处理不了" in causes[2]
    assert read_in(log).count(DIE) == 2


def test_a_page_that_could_not_be_read_is_tried_again_next_time(tmp_path: Path, log: Path) -> None:
    source = scan(tmp_path / "本子.tif", 10, FAIL)
    for expected in ([10, FAIL], [FAIL]):
        with grey_desk(log) as desk:
            list(desk.read(open_pages(source)))
        assert read_in(log) == expected


@pytest.mark.parametrize("changed", ["identity", "code", "file"])
def test_other_models_or_code_or_bytes_mean_reading_anew(
    tmp_path: Path, log: Path, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with grey_desk(log) as first:
        list(first.read(open_pages(scan(tmp_path / "本子.tif", 10))))
    if changed == "code":
        monkeypatch.setattr(desks, "code_of", lambda *_: "newer")
    source = scan(tmp_path / "本子.tif", *([10, 20] if changed == "file" else [10]))
    read_in(log)
    with grey_desk(log, identity="other" if changed == "identity" else "grey") as second:
        list(second.read(open_pages(source)))
    assert 10 in read_in(log)


def test_a_scan_under_another_name_is_the_same_scan(tmp_path: Path, log: Path) -> None:
    source = scan(tmp_path / "本子.tif", 10)
    with grey_desk(log) as desk:
        list(desk.read(open_pages(source)))
        moved = replace(source, id="other", name="改名.tif")
        list(desk.read(open_pages(moved)))
    assert read_in(log) == [10]


def test_a_damaged_sheet_is_read_again(tmp_path: Path, log: Path) -> None:
    source = scan(tmp_path / "本子.tif", 10)
    with grey_desk(log) as desk:
        (good,) = desk.read(open_pages(source))
        (path,) = (tmp_path / "read").iterdir()
        for wrong in (Sheet(2, ()), Sheet(1, (Line(Box(0, 0, 1, 1), "  ", 0.5),)), (1,)):
            save(path, wrong)
            assert list(desk.read(open_pages(source))) == [good]
    assert read_in(log) == [10] * 4


BOX, FAR = Box(0, 0, 1, 1), Box(0, 0, 1, 2**70)


@pytest.mark.parametrize(
    "poisoned",
    [
        Sheet(1, (), turned=45),
        Sheet(1, (), marks=(Mark(MarkKind.STRUCK, FAR),)),
        Sheet(1, (Line(FAR, "好", 0.5),)),
        Sheet(1, (Line(BOX, "好", 7.0),)),
        Sheet(1, (Line(BOX, "好", 0.5, float("nan")),)),
        Sheet(1, (Line(BOX, "好", 0.5, glyphs=(Glyph(FAR, 0.5),)),)),
    ],
)
def test_a_sheet_of_values_that_no_page_has_is_read_again(
    tmp_path: Path, log: Path, poisoned: Sheet
) -> None:
    source = scan(tmp_path / "本子.tif", 10)
    with grey_desk(log) as desk:
        (good,) = desk.read(open_pages(source))
        (path,) = (tmp_path / "read").iterdir()
        save(path, poisoned)
        assert list(desk.read(open_pages(source))) == [good]


def test_a_folder_that_cannot_be_written_costs_no_page(tmp_path: Path, log: Path) -> None:
    source = scan(tmp_path / "本子.tif", 10)
    (tmp_path / "read").write_text("a file")
    with grey_desk(log) as desk:
        assert said(desk.read(open_pages(source))) == ["灰度10"]


def test_scans_of_one_meeting_are_read_as_one_pile(tmp_path: Path, log: Path) -> None:
    """Thirty photos of a page each are thirty files: they must not wait for each other."""
    paths = [scan(tmp_path / f"{grey}.tif", grey).path for grey in range(10, 60, 10)]
    settings = read_settings({"HOME": str(tmp_path)})
    told: list[tuple[float, float]] = []

    def tell(stage: Stage, done: float, total: float, text: str = "") -> None:
        if stage is Stage.READ:
            told.append((done, total))

    with grey_desk(log) as desk:
        engines = replace(shipped_engines(settings), desk=lambda: desk)
        meeting = convert(paths, Request(), engines, tell)
        assert len(desk._crew._hands) == 2
    assert [u.text for u in meeting.utterances] == [f"灰度{grey}" for grey in range(10, 60, 10)]
    assert [told[at] for at in (0, 1, 3, 9)] == [(0, 5), (1, 5), (2, 5), (5, 5)]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    text = draw(WORDS)
    return Line(
        box=draw(boxes()),
        text=text,
        confidence=draw(FRACTIONS),
        slope=draw(st.floats(-1, 1)),
        glyphs=draw(glyphs(text)),
        changes=draw(changes(text)),
        wrapped=draw(st.booleans()),
    )


MARKS = st.builds(Mark, st.sampled_from(MarkKind), boxes(), ANY_TEXT)
SHEETS = st.builds(
    Sheet,
    st.integers(1, 9999),
    st.lists(lines(), max_size=5).map(tuple),
    st.sampled_from([0, 90, 180, 270]),
    st.lists(MARKS, max_size=3).map(tuple),
)


@given(SHEETS)
def test_whatever_a_sheet_holds_survives_being_kept(sheet: Sheet) -> None:
    with TemporaryDirectory() as folder:
        save(Path(folder) / "sheet", sheet)
        assert load(Path(folder) / "sheet", Sheet) == sheet


def test_a_new_field_of_a_sheet_is_given_to_that_test() -> None:
    """So that it is seen to survive as well."""
    assert [field.name for field in fields(Sheet)] == ["number", "lines", "turned", "marks"]
    assert [field.name for field in fields(Line)] == [
        *("box", "text", "confidence", "slope", "glyphs", "changes", "wrapped")
    ]


@pytest.mark.slow
def test_the_shipped_reader_reads_the_sample_in_a_child(tmp_path: Path) -> None:
    """As it does in this process; the second time it need not."""
    settings = replace(read_settings({"HOME": str(tmp_path)}), workers=1)
    page = next(open_pages(open_source(settings.samples / "handwritten-notes" / "input.jpg")))
    here = read_sheet(page, shipped_reader(replace(settings, threads=1)))
    with crew_desk(settings) as desk:
        assert list(desk.read([page])) == [here]
    with crew_desk(settings) as desk:
        assert list(desk.read([page])) == [here]
        assert desk._crew._hands == []
