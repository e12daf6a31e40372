"""Where a briefing goes beside paper: a chat group, the notice board, the next meeting."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import cv2
import pypdfium2
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mintobrief.domain import Briefing, Clip, Field, Meeting, ScanRegion, Utterance
from mintobrief.domain.evidence import Box
from mintobrief.domain.task import Task, TaskId, TaskState
from mintobrief.domain.task_line import TaskLine
from mintobrief.errors import ArchiveOnly
from mintobrief.export import (
    Edition,
    Letterhead,
    bundle,
    notice,
    poster,
    text,
    wechat,
    write_briefing,
)
from mintobrief.export.letterhead import is_web_address
from mintobrief.export.pdf import FONTS, installed_fonts
from mintobrief.export.pen import pen_for
from mintobrief.export.provenance import passages, place_of
from tests import strategies
from tests.export.conftest import MEETING, reviewed
from tests.export.papers import LONG, briefing_of, decided

GOLDEN = Path(__file__).with_name("golden")
ADDRESS = "https://www.example.com/p?mid=2247483650123&t=13812345678"
HEAD = Letterhead(issuer="锦绣社区居民委员会", serial="第12期（总第36期）")
FONTLESS = pytest.mark.skipif(
    not installed_fonts() & set(FONTS["body"]), reason="no Chinese font on this computer"
)


def chat(briefing: Briefing, head: Letterhead = HEAD) -> str:
    return wechat.render(briefing, Edition.ARCHIVE, head).decode()


def golden(name: str, found: str, *, regen: bool) -> None:
    path = GOLDEN / name
    if regen:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_the_text_for_a_chat_group(briefing: Briefing, regen: bool) -> None:
    golden("wechat.txt", chat(briefing) + "\n", regen=regen)


def test_a_chat_text_says_less_rather_than_too_much(regen: bool) -> None:
    """Owners go first, then days, then the last resolutions, and it says how many there are."""
    found = chat(briefing_of(80))
    assert len(found) <= wechat.LONGEST
    golden("wechat_long.txt", found + "\n", regen=regen)


@pytest.mark.parametrize("briefing_", [decided(LONG), briefing_of(12), briefing_of(40)])
def test_no_chat_text_is_longer_than_it_may_be(briefing_: Briefing) -> None:
    long_head = replace(HEAD, issuer="某某" * 100, address="https://example.com/" + "a" * 180)
    for head in (HEAD, long_head):
        assert len(chat(briefing_, head)) <= wechat.LONGEST


@given(meeting=strategies.meetings())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_briefing_fits_into_a_chat_text(meeting: Meeting) -> None:
    assert len(chat(reviewed(meeting))) <= wechat.LONGEST


def test_what_is_posted_is_masked_whichever_edition_is_asked_for() -> None:
    """A group and a notice board are the public; the address is printed to the letter."""
    secret = decided("联系 13812345678 换掉3号楼1单元502室的门禁")
    found = chat(secret, replace(HEAD, address=ADDRESS))
    assert "13812345678 换" not in found
    assert "502" not in found
    assert ADDRESS in found


@FONTLESS
def test_a_poster_says_what_was_decided_by_whom_until_when(briefing: Briefing) -> None:
    """On one sheet, in type that can be read standing."""
    page = pypdfium2.PdfDocument(poster.render(briefing, Edition.ARCHIVE, HEAD))
    words = re.sub(r"\s", "", page[0].get_textpage().get_text_range())
    assert len(page) == 1
    for told in ("会议议定事项公示", "更换3号楼两部电梯的钢丝绳", "2026年3月20日前", "会上未明确"):
        assert told in words
    assert "锦绣社区居民委员会" in words


@FONTLESS
@pytest.mark.parametrize("address", ["", ADDRESS])
def test_a_camera_reads_the_code_of_a_printed_poster(briefing: Briefing, address: str) -> None:
    """As it is printed, not as it was meant: the page is drawn and looked at."""
    head = replace(HEAD, address=address)
    page = pypdfium2.PdfDocument(poster.render(briefing, Edition.PUBLIC, head))[0]
    seen = page.render(scale=200 / 72).to_numpy()
    read, *_ = cv2.QRCodeDetector().detectAndDecode(seen)
    assert read == poster.code_of(briefing, pen_for(Edition.PUBLIC, head, briefing), head).content


@FONTLESS
@pytest.mark.parametrize("briefing_", [briefing_of(60), decided(LONG)])
def test_a_poster_leaves_nothing_out(briefing_: Briefing) -> None:
    """What one sheet has no room for goes on to the next."""
    pages = list(pypdfium2.PdfDocument(poster.render(briefing_, Edition.PUBLIC, HEAD)))
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    words = re.sub(r"\s|第\d+页，共\d+页", "", words)
    assert len(pages) > 1
    assert all(r.action.value in words for r in briefing_.resolutions)


def test_a_code_leads_to_the_public_page_or_holds_the_digest_of_the_posted_text(
    briefing: Briefing,
) -> None:
    """By which anybody who has the text can tell whether it is what was posted."""
    pen = pen_for(Edition.PUBLIC, HEAD, briefing)
    digest = sha256(text.render(briefing, Edition.PUBLIC, HEAD)).hexdigest()
    assert digest in poster.code_of(briefing, pen, HEAD).content
    head = replace(HEAD, address=ADDRESS)
    assert (
        poster.code_of(briefing, pen_for(Edition.PUBLIC, head, briefing), head).content == ADDRESS
    )


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        (ADDRESS, True),
        ("http://a.cn/x", True),
        ("javascript:alert(1)", False),
        ("www.a.cn", False),
        ("https://a b", False),
        ('https://a"><b', False),
        ("https://" + "a" * 300, False),
    ],
)
def test_only_what_a_telephone_opens_is_an_address(written: str, is_one: bool) -> None:
    assert is_web_address(written) == is_one


def paragraphs(content: bytes) -> str:
    lines = (
        f"{paragraph.style.name if paragraph.style else ''} | {paragraph.text}"
        for paragraph in Document(BytesIO(content)).paragraphs
    )
    return "\n".join(line.replace("\n", "⏎").replace("\t", "→") for line in lines) + "\n"


def test_the_notice_of_the_next_meeting(briefing: Briefing, regen: bool) -> None:
    golden("notice.txt", paragraphs(notice.render(briefing, Edition.ARCHIVE, HEAD)), regen=regen)


def test_a_notice_has_in_red_what_nobody_knows_yet(briefing: Briefing) -> None:
    document = Document(BytesIO(notice.render(briefing, Edition.ARCHIVE, HEAD)))
    red = {
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.style and run.style.style_id == "Missing"
    }
    assert {"（年月日、星期、时间待填）", "（地点待填）", "（议题待填）", "（通知日期待填）"} <= red


@pytest.mark.parametrize(
    ("title", "next_one"),
    [
        ("银杏里小区2026年第一季度物业管理联席会议", "银杏里小区物业管理联席会议"),
        ("银杏里小区3月份物业治理推进会", "银杏里小区物业治理推进会"),
        ("业主委员会2026年第三次会议", "业主委员会会议"),
        ("银杏里小区物业治理推进会", "银杏里小区物业治理推进会"),
    ],
)
def test_the_next_meeting_is_not_called_by_the_quarter_of_the_last(
    title: str, next_one: str
) -> None:
    header = replace(MEETING.header, title=Field(title))
    layout = notice.lay_out(reviewed(replace(MEETING, header=header)), Edition.ARCHIVE)
    assert layout.title == f"关于召开{next_one}的通知"


def test_a_notice_asks_for_what_the_ledger_has_open(briefing: Briefing) -> None:
    """Of other meetings too, each with its last day as it stands by now."""
    garden = Task(TaskId("m0", "r1"), "补种中心花园的草皮", owners=("恒安物业公司",))
    lift = Task(TaskId("m1", "r1"), "更换钢丝绳")
    pending = (
        TaskLine(garden, TaskState.CARRIED, date(2026, 4, 30), 2, "锦绣花园"),
        TaskLine(lift, TaskState.OPEN, None, 0, "锦绣花园"),
    )
    told = paragraphs(notice.render(replace(briefing, pending=pending), Edition.ARCHIVE, HEAD))
    assert "补种中心花园的草皮（责任：恒安物业公司；时限：2026年4月30日前）" in told
    assert "更换钢丝绳（责任：会上未明确；时限：会上未明确）" in told
    assert "北门道闸" not in told


def test_a_notice_of_a_meeting_of_which_nothing_is_known(empty: Briefing) -> None:
    told = paragraphs(notice.render(empty, Edition.ARCHIVE))
    for blank in ("受文单位待填", "参会人员待填", "发布单位待填"):
        assert blank in told
    assert "通报上次" not in told


class Shown(HTMLParser):
    """What a page loads, and which elements it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loaded += [value or "" for name, value in attrs if name in ("src", "href")]


CLIPS = (Clip(0, "wav", b"RIFF sound"), Clip(1, "wav", b""), Clip(2, "jpg", b"\xff\xd8 line"))


def unpacked(briefing: Briefing) -> dict[str, bytes]:
    with ZipFile(BytesIO(bundle.render(briefing, Edition.ARCHIVE, HEAD))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bundle_holds_its_evidence_and_the_hash_of_every_file(briefing: Briefing) -> None:
    files = unpacked(replace(briefing, clips=CLIPS))
    assert files["audio/00001.wav"] == b"RIFF sound"
    assert files["lines/00003.jpg"] == b"\xff\xd8 line"
    lines = (line.split("  ") for line in files.pop(bundle.SUMS).decode().splitlines())
    sums = {name: digest for digest, name in lines}
    assert sums == {name: sha256(content).hexdigest() for name, content in files.items()}
    assert json.loads(files["briefing.json"])["resolutions"]


def test_the_page_of_a_bundle_works_wherever_it_lies(briefing: Briefing) -> None:
    """It loads what lies beside it and nothing else, and runs nothing."""
    files = unpacked(replace(briefing, clips=CLIPS))
    page = files["index.html"].decode()
    shown = Shown(page)
    assert set(shown.loaded) == {"audio/00001.wav", "lines/00003.jpg"}
    assert set(shown.loaded) <= files.keys()
    assert "script" not in shown.tags
    for told in ("录音 00:14:32", "扫描件第3页第1行", "笔记第3行", "a" * 64, "已无法打开"):
        assert told in page


def test_a_hostile_name_is_text_in_a_bundle(briefing: Briefing) -> None:
    name = "</title><script>alert(1)</script>"
    header = replace(MEETING.header, title=Field(name))
    sources = tuple(replace(source, name=name) for source in MEETING.sources)
    page = unpacked(reviewed(replace(MEETING, header=header, sources=sources)))["index.html"]
    assert "script" not in Shown(page.decode()).tags


def test_evidence_is_never_posted(briefing: Briefing, tmp_path: Path) -> None:
    with pytest.raises(ArchiveOnly, match="存档版"):
        write_briefing(briefing, "bundle", tmp_path / "b.zip", Edition.PUBLIC)
    assert list(tmp_path.iterdir()) == []


def scanned(*places: tuple[int, int]) -> Meeting:
    """A scan whose utterances are of these pages and lines of the whole source."""
    box = Box(0, 0, 9, 9)
    lines = tuple(Utterance(turn, "字", ScanRegion("s", page, box)) for page, turn in places)
    return replace(MEETING, sources=MEETING.sources[1:2], utterances=lines)


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ((0, 1, 2), ["扫描件第1页第1–3行"]),
        ((0, 2), ["扫描件第1页第1行", "扫描件第1页第3行"]),
        ((2, 3, 4), ["扫描件第1页第3行", "扫描件第2页第1行"]),
        ((5,), ["扫描件第2页第2行"]),
    ],
)
def test_lines_that_follow_one_another_are_told_as_one(
    evidence: tuple[int, ...], told: list[str]
) -> None:
    """A line counts on its page; two sentences of it are one line, and none goes over a page."""
    meeting = scanned((1, 0), (1, 1), (1, 2), (2, 3), (2, 3), (2, 4))
    pen = pen_for(Edition.ARCHIVE)
    assert [place_of(one, meeting, pen) for one in passages(meeting, evidence)] == told


@given(st.lists(st.integers(0, 5), unique=True).map(sorted))
def test_every_utterance_is_in_one_passage(evidence: list[int]) -> None:
    meeting = scanned((1, 0), (1, 1), (1, 2), (2, 3), (2, 3), (2, 4))
    found = [number for one in passages(meeting, evidence) for number in one.utterances]
    assert found == evidence
