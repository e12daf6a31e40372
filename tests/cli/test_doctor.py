"""The doctor looks at everything a conversion needs, and says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from mintobrief.cli.doctor import Diagnosis, examine
from mintobrief.cli.doctor.installed import language_model
from mintobrief.cli.parameters import library_of
from mintobrief.config import Settings, read_settings
from mintobrief.domain import Field, Header, Meeting, Resolution
from mintobrief.store.settings import keep
from tests.cli.conftest import Call


def found(settings: Settings) -> dict[str, Diagnosis]:
    return {finding.what: finding for finding in examine(settings)}


def settings(tmp_path: Path) -> Settings:
    return read_settings({"HOME": str(tmp_path)})


def test_an_installation_that_is_whole_is_well(call: Call) -> None:
    answer = call("doctor")
    assert answer.code == 0
    assert "✗" not in answer.out


def test_every_shipped_model_is_looked_at(tmp_path: Path) -> None:
    cards = settings(tmp_path).models.glob("*/weights.json")
    assert {f"模型 {card.parent.name}" for card in cards} <= set(found(settings(tmp_path)))


def test_a_model_that_is_gone_is_missed(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    looked_at = found(replace(settings(tmp_path), models=tmp_path / "models"))
    gone = {what: finding for what, finding in looked_at.items() if what.startswith("模型 ")}
    assert {finding.mark for finding in gone.values()} == {"✗"}
    assert "模型 ngrams" in gone


def test_weights_that_were_changed_are_named(tmp_path: Path) -> None:
    whole = settings(tmp_path)
    for file in (whole.models / "ngrams").iterdir():
        if file.is_file():
            (tmp_path / "models" / "ngrams").mkdir(parents=True, exist_ok=True)
            (tmp_path / "models" / "ngrams" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "models" / "ngrams" / "words.txt").write_text("一\n", "utf-8")
    sick = found(replace(whole, models=tmp_path / "models"))["模型 ngrams"]
    assert sick.mark == "✗"
    assert "words.txt" in sick.advice


def test_the_speech_model_in_use_is_named(tmp_path: Path) -> None:
    chosen = found(replace(settings(tmp_path), model="large-v3-turbo"))["听写录音用的模型"]
    assert (chosen.found, chosen.mark) == ("large-v3-turbo", "✓")
    assert "base" in found(settings(tmp_path))["听写录音用的模型"].found


@pytest.mark.parametrize(
    ("environ", "told", "mark"),
    [
        ({}, "没有启用", "✓"),
        ({"MINTOBRIEF_LLM_URL": "http://127.0.0.1:11434/v1"}, "本机的 127.0.0.1:11434", "✓"),
        ({"MINTOBRIEF_LLM_URL": "http://192.168.1.9:8000/v1"}, "内网的 192.168.1.9:8000", "✓"),
        ({"MINTOBRIEF_LLM_URL": "https://api.example.com/v1"}, "外部的 api.example.com", "–"),
        ({"MINTOBRIEF_LLM_URL": "http://api.example.com/v1"}, "有问题", "✗"),
        ({"MINTOBRIEF_LLM_GGUF": "/nowhere/m.gguf"}, "m.gguf", "✗"),
        ({"MINTOBRIEF_LLM_TAPE": "/nowhere"}, "只回放", "✓"),
    ],
)
def test_whether_words_leave_the_house_is_said(
    tmp_path: Path, environ: dict[str, str], told: str, mark: str
) -> None:
    named = read_settings({"HOME": str(tmp_path), "MINTOBRIEF_LLM_MODEL": "m", **environ})
    finding = language_model(named)
    assert told in finding.found
    assert finding.mark == mark


def test_an_address_that_was_set_in_the_pages_is_told_too(tmp_path: Path) -> None:
    """It is kept in the library, and words go there."""
    mine = replace(settings(tmp_path), library=tmp_path / "library")
    outside = {
        "MINTOBRIEF_LLM_URL": "https://api.example.com/v1",
        "MINTOBRIEF_LLM_MODEL": "m",
    }
    with library_of(mine) as library:
        keep(library.database, outside, by="王秀英")
    told = found(mine)["语言模型"]
    assert "外部的 api.example.com" in told.found
    assert told.mark == "–"


def test_a_library_that_somebody_tampered_with_is_told(tmp_path: Path) -> None:
    """With the place: a judgement that was rewritten in the database by hand."""
    mine = replace(settings(tmp_path), library=tmp_path / "library")
    with library_of(mine) as library:
        meeting = Meeting("m", Header(), (), (), resolutions=(Resolution("r1", Field("修门"), ()),))
        library.save_meeting(meeting, datetime.now(UTC))
        assert "操作记录完整" in found(mine)["资料库"].found
        with library.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER revision_no_update"))
            connection.execute(text("UPDATE revision SET document = replace(document, '修', '拆')"))
    sick = found(mine)["资料库"]
    assert sick.mark == "✗"
    assert "会议 m 的草稿" in sick.advice
