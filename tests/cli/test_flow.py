"""From a file to a briefing, and back out of every wrong turn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mintobrief.cli.files import read_glossary
from mintobrief.domain import Term
from tests.cli.conftest import Call

NOTES = """翠竹园小区物业管理联席会议记录
时间：2026年3月11日（周三）下午2点
地点：社区一楼会议室
主持：何秀兰（居委会主任）  记录：小方
参加：居委会何秀兰主任、物业公司杜建明经理、业委会钱国梁主任
一、单元门禁
3号楼门禁坏了两个月。
会议决定：由物业公司杜建明负责更换3号楼门禁，3月20日前完成，业委会验收。
二、绿化补种
决定由物业公司补种南侧草坪，尽快完成。
三、外墙广告
有业主提议外墙挂广告牌，大家不同意，不做。
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "记录.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


def converted(call: Call, notes: Path, out: Path) -> dict[str, object]:
    answer = call("convert", notes, "--json", out)
    assert answer.code == 0, answer.err
    document: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
    return document


def test_notes_become_a_signed_briefing(call: Call, notes: Path, tmp_path: Path) -> None:
    """convert, list, review, export: the way a secretary goes."""
    meeting = str(converted(call, notes, tmp_path / "o.json")["meeting"]["id"])  # type: ignore[index]
    assert meeting in call("list").out
    refused = call("export", meeting, "-f", "docx", "-o", tmp_path / "b.docx")
    assert refused.code == 4
    assert "r1" in refused.err
    assert not (tmp_path / "b.docx").exists()
    assert call("review", meeting, "--accept", "all", "--reviewer", "方静").code == 0
    exported = call("export", meeting, "-f", "md", "-o", tmp_path / "b.md")
    assert exported.code == 0, exported.err
    assert "门禁" in (tmp_path / "b.md").read_text(encoding="utf-8")


def test_the_json_has_the_fields_of_the_contract(call: Call, notes: Path, tmp_path: Path) -> None:
    """Other programs read these keys: they may be added to, never changed."""
    document = converted(call, notes, tmp_path / "o.json")
    assert {"schema", "meeting", "sources", "utterances", "topics", "resolutions", "warnings"} <= (
        document.keys()
    )
    first = document["resolutions"][0]  # type: ignore[index]
    assert {
        "id", "topic", "action", "measures", "owners", "deadline_text", "deadline",
        "deadline_kind", "supervision", "vote", "evidence", "confidence", "flags",
    } <= first.keys()  # fmt: skip
    assert first["deadline"] == "2026-03-20"
    assert document["meeting"]["held_on"] == "2026-03-11"  # type: ignore[index]


def test_an_edit_reaches_the_briefing(call: Call, notes: Path, tmp_path: Path) -> None:
    """What a person typed is what is printed, and the candidate counts as judged."""
    meeting = str(converted(call, notes, tmp_path / "o.json")["meeting"]["id"])  # type: ignore[index]
    call("review", meeting, "--set", "r1", "owners=杜建明、钱国梁", "--reviewer", "方静")
    call("review", meeting, "--accept", "all", "--reviewer", "方静")
    call("export", meeting, "-f", "txt", "-o", tmp_path / "b.txt")
    assert "杜建明、钱国梁" in (tmp_path / "b.txt").read_text(encoding="utf-8")


def test_a_rejected_candidate_is_not_printed(call: Call, notes: Path, tmp_path: Path) -> None:
    """Rejecting judges a candidate too."""
    document = converted(call, notes, tmp_path / "o.json")
    ids = [r["id"] for r in document["resolutions"]]  # type: ignore[attr-defined]
    meeting = str(document["meeting"]["id"])  # type: ignore[index]
    words = [word for id_ in ids for word in ("--reject", id_)]
    assert call("review", meeting, *words, "--reviewer", "方静").code == 0
    call("export", meeting, "-f", "json", "-o", tmp_path / "b.json")
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["resolutions"] == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--accept", "r1"], 2, "--reviewer"),
        (["--accept", "r99", "--reviewer", "方静"], 4, "r99"),
        (["--set", "r1", "colour=red", "--reviewer", "方静"], 2, "owners"),
        (["--set", "r1", "vote=很多", "--reviewer", "方静"], 2, "7:0:1"),
        (["--set", "r1", "action=", "--reviewer", "方静"], 2, "--reject"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(
    call: Call, notes: Path, tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    """Nothing is recorded and the message says what would do."""
    meeting = str(converted(call, notes, tmp_path / "o.json")["meeting"]["id"])  # type: ignore[index]
    answer = call("review", meeting, *words)
    assert answer.code == code
    assert told in answer.err
    assert "已通过" not in call("show", meeting).out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b""),
        ("空.mp3", b""),
        ("什么.xyz", b"\x00\x01\x02\x03" * 20),
        ("坏.mp3", b"ID3" + bytes(range(256)) * 40),
        ("坏.pdf", b"%PDF-1.7\nthis is no pdf"),
        ("坏.docx", b"PK\x03\x04 not a zip at all"),
        ("坏.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("坏.meeting.json", b'{"kind": "transcript", "turns": 7}'),
    ],
)
def test_bad_input_leaves_the_library_as_it_was(
    call: Call, library: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    """Exit code 3, the file's name in a Chinese message, and nothing half-written."""
    path = tmp_path / name
    path.write_bytes(content)
    answer = call("convert", path)
    assert answer.code == 3, answer.err
    assert name in answer.err
    assert "。" in answer.err
    assert "还没有会议" in call("list").out
    assert not [p for p in (library / "files").rglob("*") if p.is_file()]


def test_without_a_date_the_deadline_stays_uncounted(call: Call, tmp_path: Path) -> None:
    """No day of the meeting: dates are null, and the message asks for --held-on."""
    path = tmp_path / "无日期.txt"
    path.write_text(
        "一、门禁\n会议决定：由物业公司更换3号楼门禁，下周五前完成。\n", encoding="utf-8"
    )
    answer = call("convert", path, "--json", tmp_path / "o.json")
    assert answer.code == 0
    assert "--held-on" in answer.err
    document = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert [r["deadline"] for r in document["resolutions"]] == [None]
    assert document["resolutions"][0]["deadline_text"] == "下周五前"


def test_the_day_given_counts_the_deadline(call: Call, tmp_path: Path) -> None:
    """--held-on is what 下周五 is counted from."""
    path = tmp_path / "无日期.txt"
    path.write_text(
        "一、门禁\n会议决定：由物业公司更换3号楼门禁，下周五前完成。\n", encoding="utf-8"
    )
    call("convert", path, "--held-on", "2026-03-11", "--json", tmp_path / "o.json")
    document = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert document["resolutions"][0]["deadline"] == "2026-03-20"


def test_long_evidence_is_shown_whole(call: Call, tmp_path: Path) -> None:
    """The reviewer reads every word, however narrow the window."""
    tail = "钥匙由门岗统一保管并每天登记领用和归还的时间以及领用人姓名"
    line = f"会议决定：由物业公司更换3号楼门禁，3月20日前完成，{tail}。"
    path = tmp_path / "长.txt"
    path.write_text(f"时间：2026年3月11日\n一、门禁\n{line}\n", encoding="utf-8")
    answer = call("convert", path)
    shown = call("show", answer.out.split("编号 ")[1].split("。")[0]).out
    assert tail in "".join(shown.split())


def test_an_unknown_meeting_is_told_as_such(call: Call) -> None:
    """Exit code 4: not now."""
    assert call("show", "20990101-abc").code == 4


def test_a_library_that_cannot_be_written_says_so(call: Call, library: Path, notes: Path) -> None:
    """A file stands where the folder should be."""
    library.write_text("我不是文件夹", encoding="utf-8")
    answer = call("convert", notes)
    assert answer.code == 4
    assert str(library) in answer.err


def test_several_files_make_one_meeting(call: Call, notes: Path, tmp_path: Path) -> None:
    """Notes and a transcript of the same meeting: one meeting, two sources, no repeats."""
    talk = tmp_path / "转写.txt"
    talk.write_text(
        "何主任：3号楼门禁坏了两个月了。\n杜经理：我们物业来换，3月20日前换好。\n何主任：行，就这么定。\n"
        "杜经理：好的。\n何主任：散会。\n",
        encoding="utf-8",
    )
    answer = call("convert", notes, talk, notes, "--json", tmp_path / "o.json")
    assert answer.code == 0, answer.err
    document = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert [s["kind"] for s in document["sources"]] == ["notes", "transcript"]
    assert "repeated_input" in [w["code"] for w in document["warnings"]]
    doors = [r for r in document["resolutions"] if "门禁" in r["action"]]
    assert len(doors) == 1


def test_agenda_and_roster_are_taken(call: Call, tmp_path: Path) -> None:
    """The topics bear the agenda's words, the people of the roster are attendees."""
    talk = tmp_path / "转写.txt"
    talk.write_text(
        "何主任：人到齐了，开会。先说说单元门禁。\n杜经理：3号楼的门禁坏了两个月。\n"
        "何主任：门禁什么时候能更换？\n杜经理：门禁下周换好。\n何主任：好，就这么定。\n",
        encoding="utf-8",
    )
    (tmp_path / "议程.txt").write_text("1. 单元门禁更换\n", encoding="utf-8")
    (tmp_path / "名册.csv").write_text("姓名,职务,单位\n杜建明,经理,物业公司\n", encoding="gb18030")
    answer = call(
        "convert", talk, "--agenda", tmp_path / "议程.txt", "--roster", tmp_path / "名册.csv",
        "--json", tmp_path / "o.json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    document = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert "杜建明" in [a["name"] for a in document["meeting"]["attendees"]]
    assert [t["title"] for t in document["topics"]] == ["单元门禁更换"]


def test_a_glossary_may_be_given_in_any_form_a_list_has(tmp_path: Path) -> None:
    (tmp_path / "词表.csv").write_text("雪松苑,学宗院、雪中院\n\n阻车系统\n", encoding="gb18030")
    assert read_glossary(tmp_path / "词表.csv") == (
        Term("雪松苑", ("学宗院", "雪中院")),
        Term("阻车系统"),
    )


def test_a_glossary_that_is_not_there_is_told_of(call: Call, tmp_path: Path) -> None:
    (tmp_path / "记录.txt").write_text("会议决定更换门禁。", encoding="utf-8")
    answer = call("convert", tmp_path / "记录.txt", "--glossary", tmp_path / "没有.txt")
    assert answer.code == 3
    assert "没有.txt" in answer.err


TALK = """说话人1 00:00:02
人齐了，开会，今天是2026年3月11日。请物业李经理说说门禁。

说话人2 00:00:10
3号楼的门禁坏了两个月了。

说话人1 00:00:20
谢谢李经理。那就下周五之前换好，李经理你负责。

说话人2 00:00:30
没问题，我来办。

说话人1 00:00:40
好，今天就到这里，散会。
"""


def test_a_proposed_name_is_shown_with_its_words_until_a_person_confirms_it(
    call: Call, tmp_path: Path
) -> None:
    """show, review --speaker, export: the briefing says in red what nobody confirmed."""
    path = tmp_path / "听悟.txt"
    path.write_text(TALK, encoding="utf-8")
    document = converted(call, path, tmp_path / "o.json")
    assert {u["name"] for u in document["utterances"]} == {None, "李经理"}  # type: ignore[attr-defined]
    meeting = str(document["meeting"]["id"])  # type: ignore[index]
    shown = call("show", meeting).out
    assert "［推定，待确认］" in shown
    assert "请物业李经理说说门禁" in shown
    assert call("review", meeting, "--accept", "all", "--reviewer", "方静").code == 0
    call("export", meeting, "-f", "md", "-o", tmp_path / "a.md")
    assert "未经确认：李经理" in (tmp_path / "a.md").read_text(encoding="utf-8")
    named = call("review", meeting, "--speaker", "说话人2=李强", "--reviewer", "方静")
    assert named.code == 0, named.err
    assert "李强［已确认］" in call("show", meeting).out
    call("export", meeting, "-f", "md", "-o", tmp_path / "b.md")
    briefing = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "未经确认" not in briefing
    assert "李强" in briefing


def test_a_label_that_nobody_bears_names_those_there_are(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "听悟.txt"
    path.write_text(TALK, encoding="utf-8")
    meeting = str(converted(call, path, tmp_path / "o.json")["meeting"]["id"])  # type: ignore[index]
    answer = call("review", meeting, "--speaker", "S9=李强", "--reviewer", "方静")
    assert answer.code == 2
    assert "说话人1、说话人2" in answer.err


def test_a_near_miss_is_one_step_from_the_briefing(call: Call, tmp_path: Path) -> None:
    """Listed apart with the reason; adding it accepts it, and it can be edited and rejected."""
    talk = tmp_path / "会.txt"
    talk.write_text(
        "会议时间：2026年3月11日\n"
        "何秀兰：今天开个会，先说楼道灯。\n"
        "杜建明：楼道灯我周五之前换好。\n"
        "何秀兰：行，就这么办。\n"
        "钱国梁：要不在东门装个摄像头监控垃圾桶。\n"
        "何秀兰：不行，今年没钱。\n",
        encoding="utf-8",
    )
    document = converted(call, talk, tmp_path / "o.json")
    meeting = str(document["meeting"]["id"])  # type: ignore[index]
    (near,) = (n for n in document["near_misses"] if "摄像头" in n["action"])  # type: ignore[attr-defined]
    assert near["because"]
    shown = "".join(call("show", meeting).out.split())
    assert f"review{meeting}--add{near['id']}" in shown
    assert call("review", meeting, "--add", "n99", "--reviewer", "方静").code == 4
    added = call("review", meeting, "--accept", "all", "--add", near["id"], "--reviewer", "方静")
    assert (added.code, added.err) == (0, "")
    assert near["because"] in "".join(call("show", meeting).out.split())
    call("review", meeting, "--set", near["id"], "owners=钱国梁", "--reviewer", "方静")
    exported = call("export", meeting, "-f", "json", "-o", tmp_path / "b.json")
    assert exported.code == 0, exported.err
    briefing = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    kept = {r["id"]: r["owners"] for r in briefing["resolutions"]}
    assert kept[near["id"]] == ["钱国梁"]
    call("review", meeting, "--reject", near["id"], "--reviewer", "方静")
    call("export", meeting, "-f", "json", "-o", tmp_path / "c.json")
    left = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["resolutions"]
    assert near["id"] not in {r["id"] for r in left}
