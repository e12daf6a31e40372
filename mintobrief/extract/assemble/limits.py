"""By when: the last time limit that stands, counted to a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mintobrief.domain import Deadline, DeadlineKind, Field
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.deadline import find_deadlines, read_deadline
from mintobrief.tagging.mentions import Act, Mention, MentionKind

# the day just named: 同一天交, 当天, 上线那天; but 验收当天 is whenever that is
_SAME = re.compile(r"同一[天日]|那[天日]|^当[天日]|一(?:起|块儿?|道)$")
# a time of day alone is today's
_TODAY = re.compile(
    r"(?:中午|上午|下午|晚上|傍晚|夜里|下班|收工|天黑|[0-9一二三四五六七八九十两]{1,3}[点:：]半?\d*)+(?:之?前|以前)?"
)
# from then on, no limit: 从下周一起, 二十号以后; but 到月底止 is one
_FROM = re.compile(r"[从自打]$|^[从自打]")
_ON = re.compile(r"(?:起|开始|以后|之后)(?!来)")
_ON_END = re.compile(r"(?:[日月号天周年一二三四五六]起|开始|以后)$")
_UNTIL = re.compile("[到至].*[前止底]|内$")
_NEXT = 2
# today is said of much: another day that is named goes before it, but not before 今天下班前
_NOW = re.compile("今[天日儿][就先也]?")
_NUMBER = (
    r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
)
_BARE_DAY = re.compile(rf"(?:也?是|就|到)?(?P<day>{_NUMBER})(?P<tail>[号日]?(?:之?前|以前)?)")
_FESTIVAL = re.compile("十一之?前|五一之?前|十一以前|六一之?前")


def word_deadline(
    cluster: Cluster, scene: Scene, told: Iterable[Mention] = ()
) -> Field[Deadline] | None:
    """The limit said last; a day goes before words that name none.

    `told` are all time limits of the meeting: 同一天 is the day named before. Where no words
    were marked, a limit in what settles the task will do.
    """
    before = sorted(told, key=lambda mark: mark.place)
    said = [m for m in cluster.of(MentionKind.DEADLINE) if not _starts(m, scene)]
    marks = said or tuple(_unmarked(cluster, before, scene))
    read = [Field(_read(mark, before, scene), (mark.quote,)) for mark in marks]
    days = [field for field in read if field.value.kind is DeadlineKind.DATE]
    later = [field for field in days if not _NOW.fullmatch(field.value.text)]
    return next(reversed(later or days or read), None)


def _starts(mark: Mention, scene: Scene) -> bool:
    """Whether words tell from when on it holds, and not by when it is done."""
    text = scene.text(mark.utterance)
    words = text[mark.start : mark.end]
    if _UNTIL.search(words):
        return False
    from_then = _FROM.search(text[: mark.start]) or _FROM.match(words)
    return bool(_ON.match(text, mark.end) or _ON_END.search(words)) or (
        bool(from_then) and "起" in text[mark.start : mark.end + _NEXT]
    )


def _unmarked(cluster: Cluster, told: Sequence[Mention], scene: Scene) -> Iterator[Mention]:
    """The limits in units that settle the task, but for those marked as another's."""
    for unit in cluster.units(Act.DECIDE, Act.TAKE_ON, Act.CORRECT):
        for e in find_deadlines(scene.text(unit.utterance), scene.held_on):
            dated = e.is_limit and e.deadline.kind is DeadlineKind.DATE
            inside = dated and unit.start <= e.start and e.end <= unit.end
            mark = Mention(MentionKind.DEADLINE, unit.utterance, e.start, e.end)
            if inside and not any(_overlap(mark, other) for other in told):
                yield mark


def _overlap(one: Mention, other: Mention) -> bool:
    return one.utterance == other.utterance and one.start < other.end and other.start < one.end


def _read(mark: Mention, told: Iterable[Mention], scene: Scene) -> Deadline:
    """The limit that a mark's words state."""
    words = scene.text(mark.utterance)[mark.start : mark.end]
    earlier = [other for other in told if other.place < mark.place]
    known = _dated([*earlier], scene)
    if _SAME.search(words) and known:
        return Deadline(words, DeadlineKind.DATE, known)
    stated = _stated(mark, scene)
    found = None if _FESTIVAL.fullmatch(words) else _BARE_DAY.fullmatch(words)
    if found and (known or not (stated and stated.day)):
        return _day_of(found, words, known, scene)
    if _TODAY.fullmatch(words) and scene.held_on:
        return Deadline(words, DeadlineKind.DATE, scene.held_on)
    return stated or Deadline(words, _kind(words))


def _dated(earlier: Iterable[Mention], scene: Scene) -> date | None:
    """The day that was named last before."""
    read = (_stated(mark, scene) for mark in reversed([*earlier][-3:]))
    return next((limit.day for limit in read if limit and limit.day), None)


def _day_of(found: re.Match[str], words: str, known: date | None, scene: Scene) -> Deadline:
    """A bare day of the month: of the month being spoken of, else the next."""
    start = known.replace(day=1) if known else scene.held_on
    tail = found["tail"] if found["tail"][:1] in ("号", "日") else f"号{found['tail']}"
    read = read_deadline(f"{found['day']}{tail}", start)
    day = read.day if read else None
    if day and scene.held_on and day < scene.held_on:
        read = read_deadline(f"{found['day']}{tail}", scene.held_on)
        day = read.day if read else None
    return Deadline(words, DeadlineKind.DATE if day else DeadlineKind.VAGUE, day)


def _stated(mark: Mention, scene: Scene) -> Deadline | None:
    """The limit by the words alone, with what stands around them where it is one with them."""
    text = scene.text(mark.utterance)
    words = text[mark.start : mark.end]
    alone = read_deadline(words, scene.held_on)
    found = [
        e.deadline
        for e in find_deadlines(text, scene.held_on)
        if e.start < mark.end and mark.start < e.end
    ]
    recurring = [d for d in found if d.kind is DeadlineKind.RECURRING]
    dated = [d for d in found if d.kind is DeadlineKind.DATE]
    if recurring and not (alone and alone.day):
        return recurring[0]
    if dated:
        return dated[-1]
    return alone or (found[-1] if found else None)


def _kind(words: str) -> DeadlineKind:
    """What words that name no day are: before or after something, or vague."""
    return DeadlineKind.EVENT if re.search("[前后时完]", words) else DeadlineKind.VAGUE
