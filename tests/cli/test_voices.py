"""Voice prints from the command line: refused without consent, gone when deleted."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from mintobrief.domain import Consent, VoicePrint
from mintobrief.store import open_library, voice_prints
from tests.cli.conftest import Call


@pytest.fixture
def consent(tmp_path: Path) -> Path:
    path = tmp_path / "同意书.txt"
    path.write_text("本人同意登记声纹。李强", encoding="utf-8")
    return path


def enrol(library: Path, consent: Path, until: date) -> None:
    digest = hashlib.sha256(consent.read_bytes()).hexdigest()
    agreed = Consent(consent.name, digest, consent)
    with open_library(library) as opened:
        one = VoicePrint("李强", (0.6, 0.8), date(2020, 1, 1), until, agreed)
        voice_prints(opened).add(one)


def add(call: Call, *words: object) -> tuple[int, str]:
    answer = call("voices", "add", "李强", *words)
    return answer.code, answer.err


def test_without_consent_nothing_is_measured(call: Call, consent: Path) -> None:
    code, told = add(call, "--recording", consent, "--until", "2099-01-01")
    assert code == 2
    assert "--consent" in told


def test_an_empty_file_is_no_consent(call: Call, consent: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.jpg"
    empty.touch()
    code, _ = add(call, "--recording", consent, "--consent", empty, "--until", "2099-01-01")
    assert code == 3
    assert "没有登记过声纹" in call("voices", "list").out


def test_a_voice_print_must_end_some_day_to_come(call: Call, consent: Path) -> None:
    words = "--recording", consent, "--consent", consent, "--until"
    assert add(call, *words, "2020-01-01")[0] == 2
    assert add(call, *words[:-1])[0] == 2


def test_what_is_no_recording_holds_no_voice(call: Call, consent: Path) -> None:
    words = "--recording", consent, "--consent", consent, "--until", "2099-01-01"
    code, told = add(call, *words)
    assert code == 2
    assert "不是录音" in told


def test_the_list_shows_the_consent_with_its_day(call: Call, library: Path, consent: Path) -> None:
    enrol(library, consent, date(2099, 1, 1))
    shown = call("voices", "list").out.replace("\n", "")
    assert "李强" in shown
    assert "2020-01-01" in shown
    assert "2099-01-01" in shown
    assert "同意书.txt" in shown


def test_deleting_says_that_backups_are_not_touched(
    call: Call, library: Path, consent: Path
) -> None:
    enrol(library, consent, date(2099, 1, 1))
    assert "备份" in call("voices", "delete", "李强").out
    assert "没有登记过声纹" in call("voices", "list").out
    assert call("voices", "delete", "李强").code == 4


def test_an_ended_voice_print_is_not_used_but_deleted_with_a_note(
    call: Call, library: Path, consent: Path, tmp_path: Path
) -> None:
    enrol(library, consent, date(2020, 6, 1))
    notes = tmp_path / "记录.txt"
    notes.write_text("一、门禁\n会议决定：由物业公司更换门禁。\n", encoding="utf-8")
    answer = call("convert", notes, "--voiceprints")
    assert answer.code == 0
    assert "已到期" in answer.err
    assert "没有登记过声纹" in call("voices", "list").out


def test_without_the_flag_voice_prints_are_not_even_looked_at(
    call: Call, library: Path, consent: Path, tmp_path: Path
) -> None:
    """Neither used nor, though ended, touched: it is the person who switches them on."""
    enrol(library, consent, date(2020, 6, 1))
    notes = tmp_path / "记录.txt"
    notes.write_text("一、门禁\n会议决定：由物业公司更换门禁。\n", encoding="utf-8")
    assert "到期" not in call("convert", notes).err
    with open_library(library) as opened:
        assert len(voice_prints(opened).all()) == 1


@pytest.mark.parametrize("place", ["nan", "inf", "-1", "半分钟"])
@pytest.mark.parametrize("option", ["--from", "--to"])
def test_a_place_in_a_recording_is_a_second_of_it(
    call: Call, consent: Path, option: str, place: str
) -> None:
    words = "--recording", consent, "--consent", consent, "--until", "2099-01-01"
    code, told = add(call, *words, f"{option}={place}")
    assert code == 2
    assert "第几秒" in told


def test_a_voice_print_is_somebody_s(call: Call, consent: Path) -> None:
    words = "--recording", consent, "--consent", consent, "--until", "2099-01-01"
    answer = call("voices", "add", " ", *words)
    assert answer.code == 2
    assert "姓名" in answer.err
