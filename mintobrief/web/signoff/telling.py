"""What was done, in Chinese sentences."""

from __future__ import annotations

from dataclasses import dataclass

from mintobrief.domain import Judgement, Meeting, Naming, Resolution, Verdict
from mintobrief.domain.correction import (
    Correction,
    Replaced,
    Retold,
    Retopiced,
    Revoiced,
    Reworded,
    Worded,
)
from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.domain.task import TakenBack, TaskProgress
from mintobrief.export.profile import PROFILES
from mintobrief.review import standing
from mintobrief.review.checks import PARTICULARS, Rule
from mintobrief.store.audit import PROGRAM, Act
from mintobrief.store.history import Event
from mintobrief.web import words
from mintobrief.web.review.candidates import values_of
from mintobrief.web.signoff.sentences import COUNTED, EDITS, PARTS, STEPS, TOLD

_LONGEST = 60  # characters of what is quoted
_NOBODY = "程序"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, empty where it was or is not there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`who` did `what`; `changes` are what it was before and is since."""

    who: str
    what: str
    changes: tuple[FieldChange, ...] = ()


class Teller:
    """Tells of a meeting's events; where the meeting is not at hand, candidates have no names."""

    def __init__(self, meeting: Meeting | None = None) -> None:
        found = (*meeting.resolutions, *meeting.near_misses) if meeting else ()
        self._candidates = {candidate.id: candidate for candidate in found}
        self._topics = meeting.topics if meeting else ()
        self._files = "、".join(source.name for source in meeting.sources) if meeting else ""

    def tell(self, event: Event) -> Sentence:
        """The event as a sentence."""
        who = _NOBODY if event.who == PROGRAM else event.who
        match event.said:
            case Judgement():
                return self._judged(who, event.said, event)
            case Naming(label=label, name=name):
                told = f"说明发言人 {label} 是“{name}”" if name else f"取消了发言人 {label} 的姓名"
                return Sentence(who, _carried(event, told))
            case Correction(edit=edit):
                return Sentence(who, _carried(event, self._corrected(edit)))
            case Signing():
                return Sentence(who, self._signed(event.said))
            case TaskProgress() | TakenBack():
                return Sentence(who, self._followed(event.said))
            case int():
                return Sentence(who, self._drafted(event.said))
        return Sentence(who, _plain(event))

    def _judged(self, who: str, judgement: Judgement, event: Event) -> Sentence:
        name = self._name(judgement)
        if event.what == Act.CARRIED:
            told = judgement.verdict.called
            return Sentence(who, f"重新转换以后，{name}的审核沿用下来（{told}）")
        verbs = {
            Verdict.ACCEPTED: f"通过了{name}",
            Verdict.EDITED: f"修改并通过了{name}",
            Verdict.REJECTED: f"退回了{name}，不写进简报",
            Verdict.REOPENED: f"把{name}恢复为待审",
        }
        return Sentence(who, verbs[judgement.verdict], self._changes(judgement, event.before))

    def _changes(self, judgement: Judgement, before: Judgement | None) -> tuple[FieldChange, ...]:
        """What the fields were as they stood until then, and are since."""
        candidate = self._candidates.get(judgement.resolution_id)
        known = candidate or (before.edited if before else None)
        if known is None or judgement.verdict in (Verdict.REJECTED, Verdict.REOPENED):
            return ()
        old = values_of(standing(known, before))
        new = values_of(standing(known, judgement))
        return tuple(
            FieldChange(label, old[name], new[name])
            for name, label in words.FIELDS.items()
            if old[name] != new[name]
        )

    def _name(self, judgement: Judgement) -> str:
        candidate = self._candidates.get(judgement.resolution_id)
        if candidate is None and judgement.edited is None:
            return f"决议 {judgement.resolution_id}"
        return _quoted((candidate or _edited(judgement)).action.value)

    def _corrected(self, edit: object) -> str:
        match edit:
            case Reworded(text=text):
                return f"改了转写稿的一句，现在是{_quoted(text)}"
            case Revoiced(utterances=utterances, speaker=speaker):
                return f"把 {len(utterances)} 句话改为 {speaker} 说的"
            case Retopiced(topics=topics):
                return f"改了议题：{'、'.join(topic.title for topic in topics)}"
            case Replaced(gone=gone, by=by):
                return self._replaced(gone, by)
            case Retold(topic=topic, points=points):
                return f"改了正文{self._topic(topic)}的讨论情况，现在 {len(points)} 段"
            case Worded(part=part, text=text):
                told = f"改为{_quoted(text)}" if text else "恢复为程序写的"
                return f"把正文的{PARTS[part]}{told}"
        return next(told for kind, told in EDITS.items() if isinstance(edit, kind))

    def _topic(self, number: int) -> str:
        """“电梯维修”, as far as there is such a topic."""
        return _quoted(self._topics[number].title) if number < len(self._topics) else ""

    def _replaced(self, gone: tuple[str, ...], by: tuple[Resolution, ...]) -> str:
        made = "、".join(_quoted(one.action.value) for one in by)
        if not gone:
            return f"加了一条决议{made}"
        if len(gone) > len(by):
            return f"把 {len(gone)} 条决议合并为{made}"
        return f"把一条决议分成 {len(by)} 条：{made}" if len(by) > 1 else f"改写了决议{made}"

    def _signed(self, signing: Signing) -> str:
        if signing.act is SigningAct.HEADED:
            said = dict(signing.head)
            told = (
                f"{label}“{said[name]}”" for name, (label, _) in words.HEADS.items() if name in said
            )
            return (
                f"填写了文头：{'、'.join((PROFILES.get(said.get('profile', ''), '简报'), *told))}"
            )
        if signing.act is SigningAct.MASKED:
            return _ruled(signing.masks)
        if not signing.is_excuse:
            reason = f"，理由：{signing.reason}" if signing.reason else ""
            return STEPS[signing.act] + reason
        gap = self._gap(signing.about)
        if signing.act is SigningAct.EXCUSED:
            return f"核对时对{gap}说明“就这样”：{signing.reason}"
        return f"取消了对{gap}的说明"

    def _followed(self, step: TaskProgress | TakenBack) -> str:
        candidate = self._candidates.get(step.task.resolution_id)
        name = _quoted(candidate.action.value) if candidate else f" {step.task.resolution_id} "
        if isinstance(step, TakenBack):
            return f"撤回了督办事项{name}的一条进展"
        files = f"，附 {len(step.attachments)} 个文件" if step.attachments else ""
        note = f"：{_quoted(step.note)}" if step.note else ""
        return f"把督办事项{name}记为{step.state.called}{note}{files}"

    def _gap(self, about: str) -> str:
        """“修好电梯”没有责任人, by the key of a finding."""
        rule, _, rest = about.partition(":")
        place = rest.partition(":")[0]
        if rule == Rule.HEADER and place in PARTICULARS:
            return f"没有写{PARTICULARS[place]}"
        candidate = self._candidates.get(place)
        name = _quoted(candidate.action.value) if candidate else ""
        return name + (Rule(rule).lack if rule in list(Rule) else "一处")

    def _drafted(self, number: int) -> str:
        if number == 1:
            return f"转换完成{'：' + self._files if self._files else ''}，等人审核"
        return f"重新转换，这是第 {number} 稿"


def written(sentence: Sentence) -> str:
    """The sentence on one line, with what changed in brackets."""
    changes = (
        f"{c.label}：{c.before or '（没有）'} → {c.after or '（留空）'}" for c in sentence.changes
    )
    told = "；".join(changes)
    return f"{sentence.who} {sentence.what}".strip() + (f"（{told}）" if told else "")


def kind_of(event: Event) -> str:
    """What several events have in common that can be told as one sentence."""
    return event.said.act if isinstance(event.said, Signing) else event.what


def together(event: Event, count: int) -> Sentence:
    """Several events of one kind by one person on one thing, as one sentence."""
    who = _NOBODY if event.who == PROGRAM else event.who
    if kind_of(event) in COUNTED:
        return Sentence(who, COUNTED[kind_of(event)].format(count=count))
    return Sentence(who, f"{_plain(event)}（{count} 次）")


def _ruled(masks: tuple[MaskRuling, ...]) -> str:
    """Of one mask in words, of several how many."""
    if len(masks) > 1:
        return f"确认了公示版的 {len(masks)} 项遮盖"
    [said] = masks
    told = {
        Ruling.HIDE: f"公示版把{_quoted(said.found)}写成{_quoted(said.instead)}",
        Ruling.KEEP: f"公示版照登{_quoted(said.found)}",
        Ruling.OPEN: f"公示版里{_quoted(said.found)}遮不遮，恢复为待确认",
    }
    return told[said.ruling]


def _edited(judgement: Judgement) -> Resolution:
    assert judgement.edited is not None  # noqa: S101 - asked for where it is there
    return judgement.edited


def _carried(event: Event, told: str) -> str:
    """After another conversion of the same files the program says it again."""
    is_again = event.what in (Act.NAME_CARRIED, Act.CORRECTION_CARRIED)
    return f"重新转换以后沿用：{told}" if is_again else told


def _quoted(text: str) -> str:
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"“{cut}”"


def _plain(event: Event) -> str:
    """An event that needs nothing but its name."""
    tell = TOLD.get(event.what)
    return tell(event.subject) if tell else f"{event.what} {event.subject}".strip()
