"""What a file is: its bytes first, its suffix second, and a clear word where they disagree."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from mintobrief.domain import SourceKind
from mintobrief.errors import (
    BadTranscript,
    EmptyFile,
    EncryptedFile,
    FileGone,
    TooLarge,
    UnknownType,
    UnreadableFile,
)
from mintobrief.ingest import open_source
from mintobrief.ingest.sniff import Format, sniff

HEADS = {
    b"RIFF\0\0\0\0WAVEfmt ": Format.RECORDING,
    b"RIFF\0\0\0\0AVI LIST": Format.RECORDING,
    b"RIFF\0\0\0\0WEBPVP8 ": Format.PICTURE,
    b"\0\0\0\x20ftypM4A ": Format.RECORDING,
    b"\0\0\0\x20ftypheic": Format.PICTURE,
    b"ID3\x04": Format.RECORDING,
    b"\xff\xfb\x90\x64": Format.RECORDING,
    b"\xff\xf1\x50\x80": Format.RECORDING,
    b"#!AMR\n": Format.RECORDING,
    b"OggS\0": Format.RECORDING,
    b"\x1a\x45\xdf\xa3": Format.RECORDING,
    b"\x30\x26\xb2\x75\x8e\x66": Format.RECORDING,
    b"\x89PNG\r\n\x1a\n": Format.PICTURE,
    b"II*\0": Format.PICTURE,
    b"\xff\xd8\xff\xe0": Format.PICTURE,
    b"junk before %PDF-1.7": Format.PDF,
}


@pytest.mark.parametrize("head", HEADS, ids=repr)
def test_the_first_bytes_tell_whatever_the_file_is_called(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "upload.bin"
    path.write_bytes(head + bytes(64))
    assert sniff(path, path.name) is HEADS[head]


def test_a_picture_called_otherwise_is_taken_for_what_it_is(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.txt", "a.mp3", "a"):
        Image.new("L", (8, 8)).save(tmp_path / name, "PNG")
        assert open_source(tmp_path / name).kind is SourceKind.SCAN


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.png", "a.heic"])
def test_text_called_otherwise_is_unreadable_as_what_it_claims(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<html>404 Not Found</html>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="打不开"):
        open_source(tmp_path / name)


def test_a_recording_that_is_none_is_the_decoders_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("不是录音" * 100, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        open_source(tmp_path / "a.mp3")


def test_utf_16_text_is_not_mistaken_for_an_mp3_frame(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会议记录", encoding="utf-16")
    assert open_source(tmp_path / "a.txt").text == "会议记录"


@pytest.mark.parametrize("name", ["a.xyz", "a.exe", "a.csv"])
def test_an_unknown_type_names_the_types_that_work(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"MZ anything")
    with pytest.raises(UnknownType, match="docx"):
        open_source(tmp_path / name)


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx"])
def test_an_old_word_file_is_told_how_to_become_a_new_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(UnknownType, match="另存为 docx"):
        open_source(tmp_path / name)


def test_a_word_file_with_a_password_says_so(tmp_path: Path) -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream)
    with pytest.raises(EncryptedFile):
        open_source(tmp_path / "a.docx")


def test_another_zip_is_an_unknown_type(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnknownType):
        open_source(tmp_path / "a.xlsx")


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(EmptyFile):
        open_source(tmp_path / "a.txt")


def test_what_is_no_file_is_gone(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    for path in (tmp_path / "nowhere.txt", tmp_path / "dangling.txt"):
        with pytest.raises(FileGone):
            open_source(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(FileGone):
        open_source(tmp_path / "pipe.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_permission_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("会议", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(FileGone):
        open_source(path)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会议", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert open_source(tmp_path / "link.txt").text == "会议"


def test_the_same_bytes_have_the_same_id_under_any_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text("会议", encoding="utf-8")
    one, other = open_source(tmp_path / "a.txt"), open_source(tmp_path / "b.md")
    assert (one.id, one.sha256) == (other.id, other.sha256)


@pytest.mark.parametrize(("name", "gigabytes"), [("a.png", 1), ("a.wav", 9)])
def test_a_file_beyond_its_limit_is_refused_unread(
    tmp_path: Path, name: str, gigabytes: int
) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n" if name == "a.png" else b"RIFF\0\0\0\0WAVE")
    os.truncate(path, gigabytes << 30)
    with pytest.raises(TooLarge):
        open_source(path)


def test_subtitles_without_a_cue_are_no_transcript(tmp_path: Path) -> None:
    for name in ("a.srt", "a.vtt"):
        (tmp_path / name).write_text("WEBVTT\n\n只有文字", encoding="utf-8")
        with pytest.raises(BadTranscript):
            open_source(tmp_path / name)


def test_subtitles_in_a_text_file_are_a_transcript(tmp_path: Path) -> None:
    words = "1\n00:00:01,000 --> 00:00:02,000\n王主任：好。\n"
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    assert open_source(tmp_path / "a.txt").kind is SourceKind.TRANSCRIPT
