"""What a person is told of a stack that seems to hold several meetings, or is out of order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mintobrief.domain import Notice, NoticeCode
from mintobrief.segment.stack.signs import Sign
from mintobrief.segment.stack.split import Cut, Misplaced, Stack

_MOST = 12  # places named in one message
_REASONS = {
    Sign.NAME: "有会议名称",
    Sign.DAY: "日期不同",
    Sign.SERIAL: "期号不同",
    Sign.PARTICULARS: "另写了时间、地点、主持等",
    Sign.FIRST_PAGE: "页码是 1",
    Sign.CLOSED: "前面已经散会或签字",
    Sign.BLANK: "前面隔着空白页",
    Sign.ITEMS_RESTART: "议题重新从一数起",
}


def stack_notices(stack: Stack, names: Mapping[str, str]) -> tuple[Notice, ...]:
    """What to say of the stack; `names` are those of the files by their source's id."""
    told = (_several(stack, names), _order(stack, names))
    return tuple(notice for notice in told if notice is not None)


def division_notice(stack: Stack, number: int, names: Mapping[str, str]) -> Notice:
    """What to say of meeting `number` (from 0) of a stack that was divided."""
    parts = stack.meetings[number]
    first, last = (_page(stack, part.leaf, names) for part in (parts[0], parts[-1]))
    pages = first if first == last else f"{first}到{last}"
    why = f"分开的理由：{_begins(stack.cuts[number - 1], stack, names)}。" if number else ""
    return Notice(
        NoticeCode.DIVIDED,
        f"这一叠扫描件里看来有 {len(stack.meetings)} 次会议，已经分开；"
        f"这是第 {number + 1} 次，从{pages}。{why}"
        "如果分得不对，请把同一次会议的页放进一个文件夹，单独转换（convert）。",
    )


def _several(stack: Stack, names: Mapping[str, str]) -> Notice | None:
    if not stack.cuts and not stack.proposals:
        return None
    sure = [_begins(cut, stack, names) for cut in stack.cuts]
    possible = [_begins(cut, stack, names) for cut in stack.proposals]
    said = "；".join(
        f"{words}{'、'.join(places[:_MOST])}{_more(places)}"
        for words, places in (("看来另起一次会议的有：", sure), ("可能另起的有：", possible))
        if places
    )
    message = (
        f"这些页不像是同一次会议的。{said}。现在合在一起，一页也没有丢；"
        "如果确实是几次会议，请把各次的页分成不同的文件，分别转换"
    )
    return Notice(NoticeCode.SEVERAL_MEETINGS, f"{message}。")


def _more(places: list[str]) -> str:
    left = len(places) - _MOST
    return f"等，另有 {left} 处" if left > 0 else ""


def _begins(cut: Cut, stack: Stack, names: Mapping[str, str]) -> str:
    """第3页（有会议名称，日期不同）."""
    place = _page(stack, cut.leaf, names)
    where = f"{place}第{cut.line + 1}行" if cut.line else place
    reasons = "，".join(_REASONS[sign] for sign in cut.signs if sign in _REASONS)
    return f"{where}（{reasons}）" if reasons else where


def _page(stack: Stack, leaf: int, names: Mapping[str, str]) -> str:
    """The page; the file too where there are several, and alone where it is one page."""
    files = {found.source_id for found in stack.leaves}
    source_id, page = stack.leaves[leaf].page_key
    if len(files) == 1:
        return f"第{page}页"
    single = sum(found.source_id == source_id for found in stack.leaves) == 1
    name = f"“{names.get(source_id, source_id)}”"
    return name if single else f"{name}第{page}页"


def _order(stack: Stack, names: Mapping[str, str]) -> Notice | None:
    if not stack.misplaced:
        return None
    told = "；".join(_told(stack, names))
    message = f"页码的次序不对：{told}。请核对页序，放错的请调整后重新转换，缺页请补上"
    return Notice(NoticeCode.PAGE_ORDER, f"{message}。")


def _told(stack: Stack, names: Mapping[str, str]) -> Iterator[str]:
    for found in stack.misplaced[:_MOST]:
        yield _says(found, _page(stack, found.leaf, names))
    if len(stack.misplaced) > _MOST:
        yield f"另有 {len(stack.misplaced) - _MOST} 处"


def _says(found: Misplaced, place: str) -> str:
    return f"{place}上写的是第 {found.number} 页，这里该是第 {found.expected} 页"
