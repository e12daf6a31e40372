"""简报, 会议纪要 and 情况通报: three kinds of paper, each as its rules have it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from mintobrief.domain import Briefing
from mintobrief.export import FORMATS, PROFILES, Edition, Letterhead, editions_of, write_briefing
from mintobrief.export.blocks import Attendance, Heading, Signature
from mintobrief.export.layout import lay_out
from mintobrief.export.profile import load_profile
from mintobrief.ingest.docx import read_docx
from tests.export.papers import briefing_of

GOLDEN = Path(__file__).with_name("golden")
HEAD = {
    "mark": "内部资料",
    "number": "编号：003",
    "serial": "第12期（总第36期）",
    "issuer": "锦绣社区居民委员会",
    "report": "锦绣街道办事处",
    "send": "锦绣派出所",
    "copies": "（共印30份）",
}


def head(profile: str) -> Letterhead:
    return Letterhead(profile=profile, **HEAD)


def docx(briefing: Briefing, profile: str, folder: Path) -> Path:
    path = folder / f"{profile}.docx"
    write_briefing(briefing, "docx", path, Edition.ARCHIVE, head(profile))
    return path


@pytest.mark.parametrize("profile", PROFILES)
def test_a_paper_has_the_structure_of_its_golden(
    briefing: Briefing, profile: str, tmp_path: Path, regen: bool
) -> None:
    """Every paragraph with its style, in order; `--regen` writes it anew after a change meant."""
    document = Document(str(docx(briefing, profile, tmp_path)))
    lines = [
        f"{paragraph.style.name if paragraph.style else ''} | {paragraph.text}"
        for paragraph in document.paragraphs
    ]
    found = "\n".join(line.replace("\n", "⏎").replace("\t", "→") for line in lines) + "\n"
    golden = GOLDEN / f"{profile}.txt"
    if regen:
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_cites_what_it_follows(profile: str) -> None:
    """The rules are data, and say where they come from."""
    assert any("GB/T 9704-2012" in source for source in load_profile(profile).sources)
    assert load_profile(profile).name == PROFILES[profile]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("pdf", "poster")])
@pytest.mark.parametrize("profile", PROFILES)
def test_every_format_takes_every_profile(
    briefing: Briefing, profile: str, name: str, tmp_path: Path
) -> None:
    write_briefing(briefing, name, tmp_path / "b", editions_of(name)[-1], head(profile))
    assert (tmp_path / "b").stat().st_size


@pytest.mark.parametrize(
    ("profile", "title"),
    [
        ("briefing", "锦绣花园小区2026年第一季度物业管理联席会议简报"),
        ("minutes", "锦绣花园小区2026年第一季度物业管理联席会议纪要"),
        ("circular", "关于锦绣花园小区2026年第一季度物业管理联席会议的情况通报"),
        ("filing", "关于锦绣花园小区2026年第一季度物业管理联席会议情况的报告"),
    ],
)
def test_the_title_is_that_of_its_kind(briefing: Briefing, profile: str, title: str) -> None:
    assert lay_out(briefing, Edition.ARCHIVE, head(profile)).title == title


def test_minutes_name_those_present_below_the_text(briefing: Briefing) -> None:
    """出席 and 列席 after the annex, as the standard has it, and no table of attendance before."""
    blocks = lay_out(briefing, Edition.ARCHIVE, head("minutes")).blocks
    [attendance] = [block for block in blocks if isinstance(block, Attendance)]
    assert [line.label for line in attendance.lines] == ["出席", "列席", "记录"]
    assert [b.text for b in blocks if isinstance(b, Heading) and b.level == 1] == [
        "讨论情况",
        "议定事项",
    ]


def test_a_circular_is_addressed_and_signed(briefing: Briefing) -> None:
    """署名 is two characters from the edge and the day begins two characters behind it."""
    layout = lay_out(briefing, Edition.ARCHIVE, head("circular"))
    [signed] = [block for block in layout.blocks if isinstance(block, Signature)]
    assert not layout.masthead.dateline
    assert (signed.issuer.text, signed.issued_on.text) == ("锦绣社区居民委员会", "2026年3月15日")
    # 9 characters, and 3 with 7 figures at half their width
    assert (signed.issuer_in, signed.issued_in) == (2, 2.5)


def test_a_day_longer_than_the_name_keeps_its_distance(briefing: Briefing) -> None:
    """Then the name moves in instead (GB/T 9704-2012, 7.3.5.2)."""
    layout = lay_out(briefing, Edition.ARCHIVE, Letterhead(profile="circular", issuer="居委会"))
    [signed] = [block for block in layout.blocks if isinstance(block, Signature)]
    assert (signed.issuer_in, signed.issued_in) == (7.5, 2)


def test_braces_of_an_office_are_no_gaps(briefing: Briefing) -> None:
    """What a person fills in is printed as it is."""
    layout = lay_out(briefing, Edition.ARCHIVE, Letterhead(serial="第{12}期", issuer="<&={x}"))
    assert layout.masthead.serial == "第{12}期"
    assert layout.masthead.issuer.text == "<&={x}"


@pytest.mark.parametrize("profile", PROFILES)
def test_word_counts_as_we_do(briefing: Briefing, profile: str, tmp_path: Path) -> None:
    """The numbers are Word's own; those it prints are those of the other formats."""
    write_briefing(briefing, "txt", tmp_path / "b.txt", Edition.ARCHIVE, head(profile))
    numbered = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)\S")
    text = (tmp_path / "b.txt").read_text(encoding="utf-8")
    ours = [line for line in text.split("\n") if numbered.match(line) and "；" not in line]
    words = read_docx(docx(briefing, profile, tmp_path)).split("\n")
    assert ours
    assert [line for line in ours if line.strip() not in words] == []


def test_sixty_topics_are_counted_to_sixty(tmp_path: Path) -> None:
    """（六十）, by Word as by us."""
    path = docx(briefing_of(60, views=1), "briefing", tmp_path)
    words = read_docx(path).split("\n")
    assert "（六十）第59项议题" in words
    assert "（二十一）第20项议题" in words


def test_the_number_is_not_written_beside_words_own(briefing: Briefing, tmp_path: Path) -> None:
    """Else Word would print it twice."""
    document = Document(BytesIO(docx(briefing, "briefing", tmp_path).read_bytes()))
    headings = [p for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings
    assert not any(re.match(r"[一二三]、|（[一二三]）|\d\.", p.text) for p in headings)


def test_resolutions_come_back_out_of_the_document(briefing: Briefing, tmp_path: Path) -> None:
    """docx to text: each with its owners and its time limit, in order."""
    lines = read_docx(docx(briefing, "briefing", tmp_path)).split("\n")
    start = lines.index("三、会议成果与重要决议")
    assert lines[start + 1 : start + 6] == [
        "（一）更换3号楼两部电梯的钢丝绳",
        "具体措施：停梯两天，期间安排人员帮助老人上下楼",
        "责任主体：张伟、恒安物业公司",
        "完成时限：下周五前（2026年3月20日 星期五）",
        "监督方式：业委会每周抽查",
    ]
