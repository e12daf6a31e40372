"""The files of one meeting: none twice, and recordings in several parts in the order of time.

Files chosen in a dialog or by a pattern come as the system likes (录音1, 录音10, 录音2). Where
the names say what comes first, the names decide; otherwise what the person wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mintobrief.domain import Notice, NoticeCode, Source, SourceKind
from mintobrief.language.numerals import read_number

_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+|[上中下]")
_LAST = re.compile(r"[\s_\-]*[(（]?(\d+)[)）]?$")
_HALVES = {"上": 1, "中": 2, "下": 3}
_NAME_END = re.compile(r"\.[^.]*$")


def collect(given: Sequence[Source]) -> tuple[tuple[Source, ...], tuple[Notice, ...]]:
    """Each source once, in order; the notices tell what was left out and what was moved."""
    first: dict[str, Source] = {}
    for source in given:
        first.setdefault(source.sha256, source)
    once = tuple(first.values())
    ordered = in_order(once)
    return ordered, (*_repeated(given, once), *_moved(once, ordered))


def _repeated(given: Sequence[Source], once: Sequence[Source]) -> Iterator[Notice]:
    kept = {id(source) for source in once}
    for source in given:
        if id(source) not in kept:
            told = f"{source.name} 与另一个文件内容相同，只用了一份。"
            yield Notice(NoticeCode.REPEATED_INPUT, told)


def _moved(once: tuple[Source, ...], ordered: tuple[Source, ...]) -> Iterator[Notice]:
    if once != ordered:
        names = "、".join(s.name for s in ordered if s.kind is SourceKind.AUDIO)
        told = f"录音按文件名的次序接成了一次会议：{names}。如果次序不对，请改好文件名重新转换。"
        yield Notice(NoticeCode.REORDERED, told)


def in_order(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The same sources, recordings in the order that their names tell.

    Names tell it where they differ in numbers alone (1 and 10, 第一部分, 上午, a date and time);
    a name without the last number comes first (录音, 录音 2). All else stays where it was.
    """
    recordings = [source for source in sources if source.kind is SourceKind.AUDIO]
    keys = {source.id: _key(source.name) for source in recordings}
    skeletons = {skeleton for skeleton, _ in keys.values()}
    if len(skeletons) != 1 or len({numbers for _, numbers in keys.values()}) < len(recordings):
        return tuple(sources)
    ordered = iter(sorted(recordings, key=lambda source: keys[source.id][1]))
    return tuple(next(ordered) if s.kind is SourceKind.AUDIO else s for s in sources)


def _key(name: str) -> tuple[str, tuple[int, ...]]:
    """What two parts' names have in common, and the numbers by which they may differ."""
    stem = _NAME_END.sub("", name)
    last = _LAST.search(stem)
    body = stem[: last.start()] if last else stem
    numbers = [_number(found) for found in _NUMBERS.findall(body)]
    return _NUMBERS.sub("#", body), (*numbers, int(last.group(1)) if last else 1)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return _HALVES.get(text) or read_number(text) or 0
