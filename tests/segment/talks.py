"""Invented meetings as utterances, for the tests of topics, particulars and points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mintobrief import segment
from mintobrief.config import read_settings
from mintobrief.domain import TextSpan, Topic, Utterance

SETTINGS = read_settings({"HOME": "/nowhere"})
_LABEL = re.compile(r"S\d+")
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]*")


def split_topics(utterances: Sequence[Utterance], agenda: Sequence[str] = ()) -> tuple[Topic, ...]:
    """The topics by the shipped splitter."""
    return segment.split_topics(utterances, agenda, segment.load_splitter("reader", SETTINGS))


def talk(*turns: str) -> tuple[Utterance, ...]:
    """Turns written as 甲：… ; the part before the colon is label and name, S1 a label alone."""
    found: list[Utterance] = []
    for number, turn in enumerate(turns):
        name, _, words = turn.partition("：")
        found += _sentences("talk", number, words, name, number * 1000)
    return tuple(found)


def notes(text: str, source_id: str = "notes") -> tuple[Utterance, ...]:
    """The lines of a note; blank lines count."""
    found: list[Utterance] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        found += _sentences(source_id, number, line, None, start)
        start += len(line) + 1
    return tuple(found)


def subtitles(*cues: str) -> tuple[Utterance, ...]:
    """Cues of subtitles: nobody is named, and times stand between them."""
    return tuple(
        u
        for number, cue in enumerate(cues)
        for u in _sentences("srt", number, cue, None, number * 99)
    )


def _sentences(
    source: str, turn: int, words: str, name: str | None, offset: int
) -> list[Utterance]:
    known = None if name and _LABEL.fullmatch(name) else name
    return [
        Utterance(
            turn, m.group(), TextSpan(source, offset + m.start(), offset + m.end()), name, known
        )
        for m in _SENTENCE.finditer(words)
        if m.group().strip()
    ]


LEAK = (
    "田小禾：大家晚上好，人到齐了，今天是二〇二六年四月二号，我是业委会的田小禾，我来主持。",
    "田小禾：物业余经理来了，居委会的韦青也来了。",
    "田小禾：第一件事，屋面渗水。余经理你说。",
    "余大江：四号楼顶层渗水有三户，报修都登记了，防水层已经用了十五年。",
    "苗兰：我家天花板渗水，被子都湿了，到现在没有人来修。",
    "余大江：防水公司报价四万，屋面防水要整片重做，局部补渗水堵不住。",
    "韦青：四万太贵了，我不同意，先找两家比一比报价。",
    "余大江：我觉得可以，三家报价我下周五之前拿来。",
    "田小禾：好，那就这么定，余经理下周五之前拿三家防水报价。",
    "苗兰：防水做之前，先给我家屋顶盖一块防雨布。",
    "余大江：防雨布明天就盖。",
    "田小禾：第二件事，快递柜。",
    "苗兰：快递堆在门厅地上，快递丢了好几回。",
    "韦青：快递柜公司愿意免费装快递柜，一年还给场地费两千。",
    "余大江：快递柜放东门合适，东门有电源，快递员也方便。",
    "苗兰：东门离我们远，快递柜放中间行不行？",
    "田小禾：中间没有电源，快递柜就放东门，韦青去跟公司签协议。",
    "韦青：好的，月底前签快递柜协议。",
    "田小禾：今天就到这里，谢谢大家，散会。",
)
