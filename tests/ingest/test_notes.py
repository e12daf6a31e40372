"""Typed text: whatever encoding Notepad wrote, the same characters; binary is no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import SourceKind
from mintobrief.errors import BadText, NoWords, TooLarge
from mintobrief.ingest import open_source
from mintobrief.ingest.notes import decode_text

NOTES = "三月十四日物业例会\n一、电梯：李经理下周五之前修好，费用48000元。\n二、停车：会后再议。\n"
TRADITIONAL = (
    "三月十四日物業例會\n一、電梯：李經理下週五之前修好，費用48000元。\n二、停車：會後再議。\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"], ids=lambda e: str(e)
)
def test_the_usual_encodings_are_read_without_a_word(encoding: str) -> None:
    decoded = decode_text(NOTES.encode(encoding), "a.txt")
    assert decoded == (NOTES, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_guessed_and_told(encoding: str) -> None:
    assert decode_text(NOTES.encode(encoding), "a.txt") == (NOTES, encoding.upper())


def test_big5_is_guessed_and_told() -> None:
    assert decode_text(TRADITIONAL.encode("big5"), "a.txt") == (TRADITIONAL, "BIG5")


def test_rare_characters_of_gb18030_are_read() -> None:
    text = NOTES + "业主㐱先生、𠮷女士到会。\n"
    assert decode_text(text.encode("gb18030"), "a.txt").text == text


def test_every_line_end_becomes_one_kind() -> None:
    assert decode_text("甲\r\n乙\r丙\u2028丁\n".encode(), "a.txt").text == "甲\n乙\n丙\n丁\n"


def test_a_stray_control_character_is_blanked_in_its_place() -> None:
    text = "会议\x07记录" + "，电梯停车物业" * 20
    assert decode_text(text.encode(), "a.txt").text == text.replace("\x07", " ")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        bytes(i * i * 31 % 251 for i in range(4000)),
        b"\0\0\0\0",
        "会议".encode() + b"\0" * 9,
        b"\xff\xfe\x00\xd8",
        "会议记录".encode()[:-1],
    ],
    ids=["all", "random", "nul", "padded", "half a surrogate", "cut in a character"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadText, match="UTF-8"):
        decode_text(data, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_plain_refusal(data: bytes) -> None:
    try:
        text, _ = decode_text(data, "a.txt")
    except BadText:
        return
    assert "\r" not in text
    assert "\0" not in text
    text.encode("utf-8")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT", "记录"])
def test_notes_are_opened_with_their_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(NOTES, encoding="utf-8")
    source = open_source(tmp_path / name)
    assert (source.kind, source.text, source.name) == (SourceKind.NOTES, NOTES, name)
    assert source.id == source.sha256[:12]


def test_white_space_alone_is_no_notes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n\u3000\n", encoding="utf-8")
    with pytest.raises(NoWords):
        open_source(tmp_path / "a.txt")


def test_a_text_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 21 << 20)
    with pytest.raises(TooLarge):
        open_source(path)
