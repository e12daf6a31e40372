"""What lies in a folder: which of it is a meeting, which is left out and why."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.errors import FileGone, NotFolder
from mintobrief.jobs.batch.names import in_order
from mintobrief.jobs.batch.plan import Plan, plan
from tests.jobs.benches import write_scan

WORDS = "会议决定由李明于6月30日前完成电梯维修。\n"


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WORDS, encoding="utf-8")


def picture(folder: Path, *names: str) -> None:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_scan(path.parent, number).rename(path)


def units(found: Plan) -> dict[str, list[str]]:
    return {unit.name: [item.name for item in unit.items] for unit in found.units}


def why(found: Plan) -> dict[str, str]:
    return {left.name: left.why for left in found.left_out}


def test_a_file_at_the_top_is_a_meeting_and_so_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "甲.txt", "乙.md", "三月/记录.txt", "三月/补充.txt")
    found = units(plan(tmp_path))
    assert found["三月"] == ["三月/补充.txt", "三月/记录.txt"]
    assert found["甲.txt"] == ["甲.txt"]
    assert len(found) == 3


def test_folders_that_hold_only_folders_are_shelves(tmp_path: Path) -> None:
    write(tmp_path, "2026/3月/a.txt", "2026/4月/a.txt", "2026/4月/复核/b.txt")
    assert set(units(plan(tmp_path))) == {"2026/3月", "2026/4月", "2026/4月/复核"}


def test_a_folder_named_after_a_material_belongs_to_the_meeting_above(tmp_path: Path) -> None:
    """But at the top it is a meeting as any other."""
    write(tmp_path, "三月例会/录音/a.txt", "三月例会/附件/b.txt", "录音/c.txt")
    found = units(plan(tmp_path))
    assert found["三月例会"] == ["三月例会/录音/a.txt", "三月例会/附件/b.txt"]
    assert found["录音"] == ["录音/c.txt"]


def test_numbered_pictures_are_one_stack_and_named_ones_are_not(tmp_path: Path) -> None:
    picture(tmp_path, "IMG_0010.png", "IMG_0009.png", "IMG_0100.png", "四月例会.png", "7.png")
    found = units(plan(tmp_path))
    stack = ["IMG_0009.png", "IMG_0010.png", "IMG_0100.png"]
    assert found["IMG_0009.png—IMG_0100.png"] == stack
    assert found["四月例会.png"] == ["四月例会.png"]
    assert found["7.png"] == ["7.png"]
    write(tmp_path, "1.txt", "2.txt")
    assert {"1.txt", "2.txt"} < set(units(plan(tmp_path)))


def test_names_are_in_the_order_a_person_counts(tmp_path: Path) -> None:
    names = ["page1.txt", "page2.txt", "page10.txt", "第二次.txt", "第十次.txt", "第十一次.txt"]
    write(tmp_path, *reversed(names))
    assert [unit.name for unit in plan(tmp_path).units] == sorted(names, key=in_order)
    assert sorted(names, key=in_order) == names


def test_what_is_nobody_s_material_is_left_out_and_told_of(tmp_path: Path) -> None:
    clutter = ["Thumbs.db", ".DS_Store", "~$记录.docx", ".hidden.txt", "录音.m4a.crdownload"]
    write(tmp_path, *clutter, ".git/x.txt", "__MACOSX/y.txt", "程序.exe", "好.txt")
    found = plan(tmp_path)
    assert set(units(found)) == {"好.txt"}
    assert set(why(found)) == {*clutter, ".git/x.txt", "__MACOSX/y.txt", "程序.exe"}
    assert not any(left.bad for left in found.left_out)
    assert found.files == 9


def test_an_empty_or_damaged_file_is_bad_news(tmp_path: Path) -> None:
    """A person may have expected something of it."""
    (tmp_path / "空.m4a").touch()
    (tmp_path / "坏.docx").write_text("?")
    found = plan(tmp_path)
    assert [left.bad for left in found.left_out] == [True, True]
    assert "文件是空的" in why(found)["空.m4a"]


def test_what_the_program_writes_is_no_material(tmp_path: Path) -> None:
    write(tmp_path, "library/files/ab/x", "台账.csv", "json/a.json", "好.txt")
    (tmp_path / "旧.json").write_text('{\n "schema": 1,\n "meeting": {\n  "id": "x"}}')
    found = plan(tmp_path, [tmp_path / "library", tmp_path / "台账.csv", tmp_path / "json"])
    assert set(units(found)) == {"好.txt"}
    assert why(found) == {"旧.json": "本程序写出的草稿"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(tmp_path, "out.txt", "in/a.txt")
    for name, target in {
        "外.txt": "../out.txt",
        "内.txt": "a.txt",
        "断.txt": "gone",
        "圈": ".",
        "自": "自",
    }.items():
        (folder / name).symlink_to(target)
    found = plan(folder)
    assert set(units(found)) == {"a.txt"}
    told = why(found)
    assert "以外" in told["外.txt"]
    assert "另有记载" in told["内.txt"]
    assert "另有记载" in told["圈"]
    assert "不在" in told["断.txt"]
    assert "不在" in told["自"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_any_name_that_a_disk_can_hold_is_told_of(tmp_path: Path) -> None:
    """255 bytes, emoji, a line break, bytes that are no text: all different, all storable."""
    names = ["😀 名 字.txt", "长" * 83 + ".b.txt"[:2] + ".txt", "两\n行.txt"]
    write(tmp_path, *names)
    for raw in (b"\xff.txt", b"\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)).write_text(WORDS)
    found = list(units(plan(tmp_path)))
    assert len(set(found)) == 5
    assert all(name.encode() and name.isprintable() for name in found)
    assert {"\\xff.txt", "\\xfe.txt"} < set(found)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.txt")
    assert why(plan(tmp_path)) == {"管.txt": "不是普通文件"}


def test_a_folder_that_is_none_is_told_of(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    with pytest.raises(NotFolder, match=r"a\.txt"):
        plan(tmp_path / "a.txt")
    with pytest.raises(FileGone, match="没有"):
        plan(tmp_path / "没有")


NAMES = st.text(st.sampled_from("ab12一十 _"), min_size=1, max_size=6)


@given(st.lists(NAMES, unique=True, min_size=2))
def test_the_order_is_the_same_whatever_it_was_before(names: list[str]) -> None:
    turned = list(reversed(names))
    assert sorted(turned, key=in_order) == sorted(names, key=in_order)
