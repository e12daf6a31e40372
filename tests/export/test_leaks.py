"""The finished file is read back: what should be gone is found in every corner, or is nowhere."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from mintobrief.domain import Attendee, Field, Point, PointKind
from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.errors import LeakFound
from mintobrief.export import FORMATS, Edition, editions_of, write_briefing
from mintobrief.export.check.leaks import leaks_in, refuse_leaks
from mintobrief.export.privacy import masker_for
from mintobrief.privacy.masker import Masker
from mintobrief.privacy.people import People
from tests.export.conftest import HEADER, LIFT, MEETING, SOURCES, UTTERANCES, reviewed

PHONE, NAME = "13812345678", "王小明"
MASKER = Masker(People({NAME: "王某"}, frozenset({"李建国"})))
POSTED = [name for name in FORMATS if Edition.PUBLIC in editions_of(name) and name != "bundle"]
NAMES = st.sampled_from(["王小明", "欧阳建国", "孙桂英"])
SPOKEN = str.maketrans("0123456789", "零幺二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
spelt = st.sampled_from(
    [
        lambda said: said,
        lambda said: said.translate(SPOKEN),
        lambda said: said.translate(WIDE),
        lambda said: f"{said[:3]} {said[3:7]} {said[7:]}",
    ]
)
phones = st.builds(
    lambda how, said: how(said), spelt, st.from_regex("1[3-9][0-9]{9}", fullmatch=True)
)
papers = st.builds(
    lambda day, last: f"32050119900{day}01{last}",
    st.integers(1, 9),
    st.from_regex("[0-9]{3}[0-9X]", fullmatch=True),
)
plates = st.from_regex("[苏沪浙京][A-H][0-9]{5}", fullmatch=True)
flats = st.builds(
    lambda building, floor, door: f"{building}栋{floor}0{door}室",
    st.integers(1, 30),
    st.integers(1, 20),
    st.integers(1, 4),
)
secrets = phones | papers | plates | flats


@given(st.lists(secrets, min_size=6, max_size=6), NAMES)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.parametrize("name", POSTED)
def test_nothing_survives_in_any_part_of_a_posted_file(
    name: str, tmp_path: Path, hidden: list[str], resident: str
) -> None:
    """Whatever part of the briefing it was said in; the literal words are nowhere."""
    told = [f"{resident}说，请联系{secret}，" for secret in hidden]
    resolution = replace(LIFT, action=Field(told[0]), measures=Field(told[1]), owners=())
    header = replace(
        HEADER,
        title=Field(f"{resident}{hidden[2]}协调会"),
        attendees=(*HEADER.attendees, Attendee(resident, "业主")),
    )
    meeting = replace(
        MEETING,
        header=header,
        points=(Point(0, PointKind.VIEW, told[3], (), resident),),
        utterances=tuple(replace(u, text=told[4], name=resident) for u in UTTERANCES),
        sources=(replace(SOURCES[0], name=f"{told[5]}.m4a"), *SOURCES[1:]),
        resolutions=(resolution,),
    )
    path = tmp_path / "b"
    write_briefing(reviewed(meeting), name, path, Edition.PUBLIC)
    words = [
        Masker(rulings=(MaskRuling(w, Ruling.HIDE, instead="*"),)) for w in (*hidden, resident)
    ]
    assert [leak for masker in words for leak in leaks_in(path.read_bytes(), masker)] == []


def test_a_file_that_shows_something_is_not_written(tmp_path: Path) -> None:
    """Its name counts too."""
    path = tmp_path / f"{PHONE}.txt"
    with pytest.raises(LeakFound, match="文件名有电话“13812345678”"):
        write_briefing(reviewed(MEETING), "txt", path, Edition.PUBLIC)
    assert not path.exists()
    write_briefing(reviewed(MEETING), "txt", path, Edition.ARCHIVE)


def test_what_a_person_lets_stand_is_no_leak(tmp_path: Path) -> None:
    said = replace(LIFT, action=Field("值班电话0512-65551234"))
    briefing = reviewed(replace(MEETING, resolutions=(said,)))
    kept = replace(briefing, rulings=(MaskRuling("0512-65551234", Ruling.KEEP),))
    for name in POSTED:
        write_briefing(kept, name, tmp_path / "b", Edition.PUBLIC)
    write_briefing(kept, "txt", tmp_path / "b", Edition.PUBLIC)
    assert "0512-65551234" in (tmp_path / "b").read_text(encoding="utf-8")


def test_a_text_that_hides_nothing_stays_to_the_letter(tmp_path: Path) -> None:
    """Both editions say the same but for the index of evidence."""
    masker = masker_for(reviewed(MEETING))
    assert masker.people.residents == {}
    assert masker.hits("3号楼两部电梯运行十二年，2026年3月20日前更换，费用12万元") == ()


def _saved(document: object) -> bytes:
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def _with_part(name: str, content: bytes) -> bytes:
    """A document with one more part."""
    file = BytesIO(_saved(Document()))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def _in_runs() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("请打")
    for piece in ("138", "12", "34", "5678"):
        paragraph.add_run(piece)
    return _saved(document)


def _name_in_runs() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("业主")
    for piece in ("王", "小", "明"):
        paragraph.add_run(piece)
    return _saved(document)


def _in_properties() -> bytes:
    document = Document()
    document.core_properties.keywords = f"联系{PHONE}"
    return _saved(document)


def _in_link() -> bytes:
    document = Document()
    document.part.relate_to(f"tel:{PHONE}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return _saved(document)


def _in_cell() -> bytes:
    book = Workbook()
    book.worksheets[0]["B3"] = f"电话{PHONE}"
    return _saved(book)


def _in_comment() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"].comment = Comment(f"问{NAME}", "x")
    return _saved(book)


CORNERS: dict[str, Callable[[], bytes]] = {
    "runs": _in_runs,
    "name in runs": _name_in_runs,
    "properties": _in_properties,
    "link": _in_link,
    "custom": lambda: _with_part("customXml/item9.xml", f"<a b='{NAME}'/>".encode()),
    "comment part": lambda: _with_part("word/comments.xml", f"<c><!-- {PHONE} --></c>".encode()),
    "embedded": lambda: _with_part("word/embeddings/a.docx", _in_runs()),
    "bytes": lambda: _with_part("word/embeddings/b.bin", b"\0\1\2" + f"找{NAME}吧".encode()),
    "cell": _in_cell,
    "cell comment": _in_comment,
    "html": lambda: "<!doctype html><p>请打<b>138</b><i>1234</i>5678</p>".encode(),
    "html comment": lambda: f"<!doctype html><p>好</p><!-- {NAME} -->".encode(),
    "html attribute": lambda: f"<!doctype html><p title='{NAME}'>好</p>".encode(),
    "html entity": lambda: b"<!doctype html><p>&#29579;&#23567;&#26126;</p>",
    "markdown": lambda: "业主王小明，138\\-1234\\-5678".encode(),
    "json": lambda: b'{"a": ["\\u738b\\u5c0f\\u660e"]}',
    "calendar": lambda: f"BEGIN:VCALENDAR\r\nSUMMARY:电话138\r\n 12345678 {NAME}\r\n".encode(),
    "text": lambda: "王　小 明，幺三八一二三四五六七八".encode(),
}


@pytest.mark.parametrize("corner", CORNERS)
def test_what_was_left_in_a_corner_is_found(corner: str) -> None:
    assert list(leaks_in(CORNERS[corner](), MASKER)) != []


def test_what_is_found_is_told_with_its_place() -> None:
    briefing = reviewed(MEETING)
    with pytest.raises(LeakFound, match=r"word/document.xml有电话“13812345678”"):
        refuse_leaks(_in_runs(), briefing, "a.docx")


@pytest.mark.parametrize(
    "content", [b"", b"PK\3\4broken", b"{broken", b"\xff\xfe\0\0", "公示".encode("gb18030")]
)
def test_a_broken_file_is_read_as_far_as_it_goes(content: bytes) -> None:
    assert list(leaks_in(content, MASKER)) == []
