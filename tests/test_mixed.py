"""A chat stays talk whatever else its meeting is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from mintobrief.config import read_settings
from mintobrief.domain import Meeting, Request, TextSpan
from mintobrief.pipeline import convert, shipped_engines

CHAT = (
    "田小禾 20:01\n大家说说屋面渗水的事，四号楼顶层漏了半个月\n"
    "物业-余经理 20:02\n防水层用了十五年，这个我来修，周五前修好四号楼屋面\n"
    "苗兰3-501 20:03\n我家天花板渗水，被子都湿了，一直没有人来看\n"
    "田小禾 20:04\n行，余经理周五前修好"
)
TRANSCRIPT = (
    "韦青：门厅的快递柜坏了，快递丢了好几回。\n贺平：快递柜我明天去找公司换。\n"
    "韦青：好，明天换。\n贺平：换好了我告诉大家。"
)
MINUTES = "一、路灯\n物业5月1日前换好东门路灯。\n二、水泵\n物业5月8日前修好水泵。"


def meeting(folder: Path, *texts: str) -> Meeting:
    paths = [folder / f"{i}.txt" for i in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return convert(paths, Request(), shipped_engines(read_settings({"HOME": str(folder)})))


@pytest.mark.parametrize(
    "texts", [(CHAT,), (CHAT, TRANSCRIPT), (TRANSCRIPT, CHAT), (MINUTES, CHAT), (CHAT, MINUTES)]
)
def test_senders_are_there_and_speak_under_their_topics(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    found = meeting(tmp_path, *texts)
    names = {person.name for person in found.header.attendees}
    assert {"田小禾", "余经理", "苗兰3-501"} <= names
    assert not any("20:0" in point.text for point in found.points)
    assert any(
        "屋面" in r.action.value and r.owners[0].value == "余经理" for r in found.resolutions
    )
    senders = {found.utterances[q.utterance].name for p in found.points for q in p.quotes}
    assert senders & {"田小禾", "余经理", "苗兰3-501"}


def test_every_span_is_its_words(tmp_path: Path) -> None:
    found = meeting(tmp_path, CHAT, TRANSCRIPT)
    texts = {source.id: source.text or "" for source in found.sources}
    for utterance in found.utterances:
        span = utterance.evidence
        assert isinstance(span, TextSpan)
        assert texts[span.source_id][span.start : span.end] == utterance.text
