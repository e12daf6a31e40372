"""Evaluation cases: turn n is turn n, the gold stays unread, nonsense is refused with a reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import SourceKind
from mintobrief.errors import BadTranscript, NoWords
from mintobrief.ingest import open_source
from mintobrief.ingest.cases import read_case
from mintobrief.read import read_notes, read_transcript

TURNS = [
    {"speaker": "S1", "name": "李建国", "text": "开会。先说电梯。"},
    {"speaker": "S2", "name": None, "text": ""},
    {"speaker": "S2", "name": None, "text": "时间：周五 14:00\n行吗？"},
]


def write(folder: Path, case: Any) -> Path:
    path = folder / "a.meeting.json"
    path.write_text(case if isinstance(case, str) else json.dumps(case), encoding="utf-8")
    return path


def transcript(*turns: Any, **more: Any) -> dict[str, Any]:
    return {"kind": "transcript", "turns": list(turns), **more}


def test_a_turn_keeps_its_index_though_one_before_it_is_empty(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, transcript(*TURNS)))
    found = read_transcript(source).utterances
    assert source.kind is SourceKind.TRANSCRIPT
    assert [(u.turn, u.speaker, u.name, u.text) for u in found] == [
        (0, "李建国", "李建国", "开会。"),
        (0, "李建国", "李建国", "先说电梯。"),
        (2, "S2", None, "时间：周五 14:00 行吗？"),
    ]


@given(st.lists(st.tuples(st.sampled_from(["S1", "王：主任", "时间"]), st.text(max_size=20))))
def test_whatever_is_said_stays_in_its_turn(said: list[tuple[str, str]]) -> None:
    turns = [{"speaker": who, "name": None, "text": words} for who, words in said]
    rows = read_case(json.dumps(transcript(*turns)), "a.json").text.split("\n")
    assert len(rows) == max(1, len(said))
    assert all("：" in row for row in rows if said)


def test_the_lines_of_notes_keep_their_index(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, {"kind": "notes", "notes": "甲\n\n唐姐 20:00\n乙"}))
    assert source.kind is SourceKind.NOTES
    assert [u.turn for u in read_notes(source).utterances] == [0, 2, 3]


def test_the_day_is_read_and_no_other_gold(tmp_path: Path) -> None:
    gold = {"held_on": "2026-03-14", "title": "金标题", "host": "某某"}
    path = write(tmp_path, transcript(*TURNS, meeting=gold, resolutions="?", topics=7))
    source = open_source(path)
    assert source.held_on == date(2026, 3, 14)
    assert "金标题" not in (source.text or "")


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("{", "JSON"),
        ("[1, 2]", "对象"),
        ('{"kind": "transcript", "turns": [NaN]}', "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"kind": ' + "9" * 5000 + "}", "JSON"),
        ({"kind": "minutes"}, "kind"),
        ({"turns": TURNS}, "kind"),
        (transcript("好"), "第 1 条"),
        (transcript(TURNS[0], {"speaker": "S1"}), "第 2 条"),
        (transcript({"speaker": 3, "text": "好"}), "第 1 条"),
        (transcript({"text": "好"}), "谁说的"),
        (transcript({"speaker": "长" * 41, "text": "好"}), "太长"),
        ({"kind": "transcript", "turns": {}}, "turns"),
        ({"kind": "notes", "notes": ["甲"]}, "notes"),
        (transcript(*TURNS, meeting={"held_on": "上周五"}), "held_on"),
        (transcript(*TURNS, meeting={"held_on": 20260314}), "held_on"),
        (transcript(*TURNS, meeting=[1]), "meeting"),
    ],
)
def test_what_is_no_case_is_refused_with_the_reason(tmp_path: Path, case: Any, reason: str) -> None:
    with pytest.raises(BadTranscript, match=reason):
        open_source(write(tmp_path, case))


@pytest.mark.parametrize("case", [transcript(), {"kind": "notes", "notes": " \n"}])
def test_a_case_without_words_says_so(tmp_path: Path, case: dict[str, Any]) -> None:
    with pytest.raises(NoWords):
        open_source(write(tmp_path, case))


def test_half_a_surrogate_and_nul_do_not_pass(tmp_path: Path) -> None:
    case = '{"kind": "notes", "notes": "甲\\ud800\\u0000乙"}'
    source = open_source(write(tmp_path, case))
    assert source.text == "甲? 乙"


def test_odd_line_ends_inside_notes_make_no_new_lines(tmp_path: Path) -> None:
    case = json.dumps({"kind": "notes", "notes": "甲\u2028乙\x85\n丙"}, ensure_ascii=False)
    source = open_source(write(tmp_path, case))
    assert [u.turn for u in read_notes(source).utterances] == [0, 1]
