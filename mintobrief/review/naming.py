"""A person's word on who speaks: confirms a proposed name, gives another, or takes it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mintobrief.domain import (
    Attendee,
    Field,
    Header,
    Meeting,
    Naming,
    Point,
    SourceKind,
    Speaker,
    Utterance,
)
from mintobrief.errors import BadEdit

Voice = tuple[str, str]  # source and label
_LONGEST = 40  # characters of a name
_NOBODY = "本人"  # stands for a voice whose name was taken back


@dataclass(frozen=True, slots=True)
class Renamed:
    """A voice with the name it had and the one it has now."""

    voice: Voice
    before: str | None
    after: str | None


def read_namings(text: str, meeting: Meeting, reviewer: str, at: datetime) -> tuple[Naming, ...]:
    """`S1=王主任` as namings; `S1` alone confirms what is proposed, `S1=` takes it back.

    Over the recordings of a meeting a label is one voice; `S1@记录.txt=王主任` says which file
    where others have it too. Raises BadEdit.
    """
    said, equals, typed = text.partition("=")
    label, _, file = said.strip().partition("@")
    sources = _sources(text, label, file, meeting)
    name = typed.strip() or None
    if name and not (name.isprintable() and len(name) <= _LONGEST):
        raise BadEdit(f"{label}=…", f"姓名请写在一行里，不带控制字符，不超过 {_LONGEST} 个字。")
    if not equals:
        name = next(
            (s.name for s in meeting.speakers if _voice(s) in [(f, label) for f in sources]), None
        )
        if name is None:
            raise BadEdit(text, f"程序没有推定 {label} 是谁。请写上姓名，如 {label}=王主任。")
    return tuple(Naming(label, source, name, reviewer, at) for source in sources)


def latest_namings(namings: Iterable[Naming]) -> dict[Voice, Naming]:
    """By voice the naming that counts: the latest, of one moment the last handed in."""
    ordered = sorted(namings, key=lambda naming: naming.at)
    return {(naming.source_id, naming.label): naming for naming in ordered}


def with_namings(meeting: Meeting, namings: Iterable[Naming]) -> Meeting:
    """The meeting with the names a person confirmed in place of those proposed.

    Speakers, utterances, points, host and those present follow; resolutions stay as they
    were judged, and nothing is read anew.
    """
    latest = latest_namings(namings)
    if not latest:
        return meeting
    before = {voice_of(u): u.name for u in meeting.utterances if u.speaker}
    renamed = {v: Renamed(v, before.get(v), naming.name) for v, naming in latest.items()}
    return replace(
        meeting,
        speakers=_speakers(meeting.speakers, renamed),
        utterances=tuple(_utterance(u, renamed) for u in meeting.utterances),
        points=tuple(_point(p, meeting.utterances, renamed) for p in meeting.points),
        header=_header(meeting.header, meeting.speakers, renamed),
    )


def _sources(text: str, label: str, file: str, meeting: Meeting) -> list[str]:
    names = {source.id: source.name for source in meeting.sources}
    voices = dict.fromkeys(voice_of(u) for u in meeting.utterances if u.speaker)
    fits = [
        source
        for source, known in voices
        if known == label and (not file or names.get(source) == file)
    ]
    recordings = {s.id for s in meeting.sources if s.kind is SourceKind.AUDIO}
    if len(fits) == 1 or (fits and recordings.issuperset(fits)):
        return fits
    if fits:
        files = "、".join(f"{label}@{names.get(source, source)}" for source in fits)
        raise BadEdit(text, f"几份材料里都有 {label}，请写明是哪一份：{files}。")
    labels = "、".join(dict.fromkeys(known for _, known in voices)) or "（无）"
    raise BadEdit(text, f"请写成 标签=姓名，标签可以是 {labels}。")


def voice_of(utterance: Utterance) -> Voice:
    """Whose words these are, whatever the voice is called."""
    return utterance.evidence.source_id, utterance.speaker or ""


def _voice(speaker: Speaker) -> Voice:
    return speaker.source_id, speaker.label


def _speakers(proposed: Sequence[Speaker], renamed: Mapping[Voice, Renamed]) -> tuple[Speaker, ...]:
    known = [_confirmed(s, renamed.get(_voice(s))) for s in proposed]
    listed = {_voice(speaker) for speaker in proposed}
    added = [
        Speaker(label, source, change.after, confirmed=True)
        for (source, label), change in renamed.items()
        if (source, label) not in listed
    ]
    return (*known, *added)


def _confirmed(speaker: Speaker, change: Renamed | None) -> Speaker:
    """The speaker as named; post and body were those of the name proposed."""
    if change is None:
        return speaker
    if change.after == speaker.name:
        return replace(speaker, confirmed=True)
    return replace(speaker, name=change.after, role=None, org=None, confirmed=True)


def _utterance(utterance: Utterance, renamed: Mapping[Voice, Renamed]) -> Utterance:
    change = renamed.get(voice_of(utterance)) if utterance.speaker else None
    return replace(utterance, name=change.after) if change else utterance


def _point(point: Point, said: Sequence[Utterance], renamed: Mapping[Voice, Renamed]) -> Point:
    """A point under its speaker's name; one that quotes several voices is nobody's.

    In its text the new names stand where it names a voice that its quotes do not.
    """
    if not point.by_hand:
        point = replace(point, text=_text(point, said, renamed))
    voices = {voice_of(said[quote.utterance]) for quote in point.quotes}
    change = renamed.get(next(iter(voices))) if len(voices) == 1 else None
    if change is None or not _is_of(point.speaker, change):
        return point
    kept = change.after == change.before and point.speaker is not None
    return point if kept else replace(point, speaker=change.after)


def _is_of(speaker: str | None, change: Renamed) -> bool:
    """Whether a point is told under the voice's old name, with or without a post before it."""
    if speaker is None or speaker == change.voice[1]:
        return True
    return change.before is not None and speaker.endswith(change.before)


def _text(point: Point, said: Sequence[Utterance], renamed: Mapping[Voice, Renamed]) -> str:
    quoted = "".join(said[q.utterance].text[q.start : q.end] for q in point.quotes)
    names = {
        c.before: c.after
        for c in renamed.values()
        if c.before and c.before != c.after and c.before not in quoted
    }
    if not names:
        return point.text
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return pattern.sub(lambda found: names[found.group()] or _NOBODY, point.text)


def _header(
    header: Header, proposed: Sequence[Speaker], renamed: Mapping[Voice, Renamed]
) -> Header:
    names = {c.before: c.after for c in renamed.values() if c.before and c.before != c.after}
    chairs = [renamed[_voice(s)].after for s in proposed if s.is_chair and _voice(s) in renamed]
    host = _renamed_field(header.host, names)
    if header.host is None and chairs and chairs[0]:
        host = Field(chairs[0])
    present = _people(header.attendees, names)
    observers = _people(header.observers, names)
    speaking = dict.fromkeys(change.after for change in renamed.values() if change.after)
    return replace(
        header,
        host=host,
        recorder=_renamed_field(header.recorder, names),
        attendees=_with_speakers(present, observers, tuple(speaking)),
        observers=observers,
        absent=_people(header.absent, names),
    )


def _with_speakers(
    present: Sequence[Attendee], observers: Sequence[Attendee], names: Sequence[str]
) -> tuple[Attendee, ...]:
    """Who spoke was present: 王主任 is listed where 王卫国, 主任, is, and 郑国栋 where a recogniser
    heard 郑国动; others are added."""
    listed = list(present)
    for name in names:
        if any(_is(name, person) for person in (*listed, *observers)):
            continue
        heard = (n for n, person in enumerate(listed) if _was_heard_for(name, person, names))
        at = next(heard, len(listed))
        listed[at : at + 1] = [replace(listed[at], name=name) if listed[at:] else Attendee(name)]
    return tuple(listed)


def _was_heard_for(name: str, person: Attendee, names: Sequence[str]) -> bool:
    """Whether the person is of the machine's hearing, does not speak, and sounds like the name."""
    from mintobrief.language.sounds import sound_alike

    if not person.quotes or person.name in names or person.name[0] != name[0]:
        return False
    return sound_alike(person.name, name, most=1 if len(name) > 2 else 0)


def _is(name: str, person: Attendee) -> bool:
    titled = bool(person.role) and (person.role or "").endswith(name[1:])
    return name == person.name or (name[0] == person.name[0] and titled)


def _renamed_field(field: Field[str] | None, names: Mapping[str, str | None]) -> Field[str] | None:
    if field is None or field.value not in names:
        return field
    name = names[field.value]
    return replace(field, value=name) if name else None


def _people(people: Sequence[Attendee], names: Mapping[str, str | None]) -> tuple[Attendee, ...]:
    """Those present under their new names, each once; a name taken back was not present."""
    found: dict[str, Attendee] = {}
    for person in people:
        name = names.get(person.name, person.name)
        if name and (name not in found or name == person.name):
            found[name] = replace(person, name=name)
    return tuple(found.values())
