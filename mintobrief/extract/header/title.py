"""What the meeting is called, where heading or opening say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from mintobrief.domain import Field
from mintobrief.extract.header.labels import Labelled, find_label, labelled
from mintobrief.extract.header.passage import Edges, Passage
from mintobrief.language import lexicon

# Names of meetings are this long; shorter ones (短会) name none, longer ones are sentences.
_SHORTEST, _LONGEST = 4, 40
_HEAD_LINES = 4
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
# 3号楼会 begins with a house and not with a day
_DATED = re.compile(
    r"^(?:(?![\d一二三四五六七八九十]+(?:号|#)?[楼栋幢期区组])"
    r"[\s\d０-９年月日号/.．:：\-—（）()周星期一二三四五六日天上下午晚早点时半分oO])+"
)
# 碰头会 11月20日 晚7点 物业会议室: the name, then when and where
_AND_DAY = re.compile(r" +(?:20\d\d|[01]?\d) ?[年月./-].*$")


@cache
def _ends(*lists: str) -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression(*lists) + "$")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("title.leads"))


def find_title(edges: Edges, labels: Iterable[Labelled]) -> Field[str] | None:
    """The labelled name, else the heading of notes, else what the opening calls the meeting."""
    if label := find_label(labels, "title"):
        return Field(label.text, (label.quote,))
    if edges.written:
        return _heading(edges.opening[:_HEAD_LINES])
    return _spoken(edges.opening)


def _heading(lines: Sequence[Passage]) -> Field[str] | None:
    """A line, or two that run on, ending in the name of a meeting or of its minutes."""
    for place, line in enumerate(lines):
        if found := _name_in_line(line):
            before = lines[place - 1] if place else None
            return _joined(before, line, found)
    return None


def _name_in_line(line: Passage) -> tuple[int, int] | None:
    """Where in a line the name stands: its part that ends like a name, without the date."""
    stop = min((label.mark for label in labelled([line])), default=len(line.text))
    for part in re.finditer(r"\S+(?: \S+)*", line.text[:stop]):
        for words in dict.fromkeys((part.group(), _AND_DAY.sub("", part.group()))):
            if found := _name_in(words.rstrip("。：: ")):
                return part.start() + found[0], part.start() + found[1]
    return None


def _name_in(words: str) -> tuple[int, int] | None:
    start = dated.end() if (dated := _DATED.match(words)) else 0
    name = _close_up(words[start:])
    is_name = _SHORTEST <= len(name) <= _LONGEST and _is_name(name)
    return (start, len(words)) if is_name else None


def _is_name(words: str) -> bool:
    return bool(_ends("title.ends", "title.paper").search(words) or _plain_meeting(words))


def _plain_meeting(words: str) -> bool:
    bodies = lexicon.load("header")["title.bodies"]
    return words.endswith("会") and not words.endswith(bodies)


def _joined(before: Passage | None, line: Passage, found: tuple[int, int]) -> Field[str]:
    """A heading broken over two lines (关于…的 / 专题会议纪要) is one name."""
    name, quote = _close_up(line.text[found[0] : found[1]]), line.quote(*found)
    if before is not None and found[0] == 0 and before.text.startswith("关于"):
        return Field(before.text.strip() + name, (before.quote(0, len(before.text)), quote))
    return Field(name, (quote,))


def _close_up(words: str) -> str:
    """Letters set apart for show (会 议 记 录) stand together."""
    return _SPACED.sub("", words).strip()


_NAMED = re.compile(
    r"(?:(?:居委|业委|委员|监事)会|(?!(?:居委|业委|委员|监事)会)[^，,。；;！!？?：:、\s会])+会(?:议)?"
    r"(?![计场议务所员上前后])"
)
_NUMBERED = re.compile(
    r"^(?:20\d\d|[二〇零一二三四五六七八九]{4})年(?:度|第|头)?.{0,3}次?(?=例?会)"
)


def _spoken(opening: Iterable[Passage]) -> Field[str] | None:
    """The first name of a meeting that says more than which one in the year it is."""
    for passage in opening:
        for found in _NAMED.finditer(passage.text):
            name = _NUMBERED.sub("", _after_leads(found.group()))
            if _SHORTEST < len(name) <= _LONGEST and _is_name(name):
                end = found.end()
                return Field(_plain(name), (passage.quote(end - len(name), end),))
    return None


def _after_leads(words: str) -> str:
    """What follows the last of 开一个, 今天是, 星期四…; the name never begins inside a body's."""
    ends = [found.end() for found in _leads().finditer(words)]
    return words[max((end for end in ends if end <= len(words) - _SHORTEST), default=0) :]


def _plain(name: str) -> str:
    return re.sub(r"^(?:的|了|啊|呢)+|这个|那个", "", name)
