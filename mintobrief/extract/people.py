"""Who is meant: 老魏, 魏书记 and 你 are one person of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest

from mintobrief.domain import Attendee, Header, Utterance
from mintobrief.extract.cues import cue
from mintobrief.extract.paragraphs import is_written
from mintobrief.language import words
from mintobrief.layouts import is_generic

_ROOM = re.compile(r"[-—_ ]?[0-9０-９#＃][0-9０-９#＃栋幢单元室-]*$")
_GIVEN = 2  # characters of a given name that is said without the surname
_JOINTS = ("", " ", "（", "(", "的", "：", ":", "-")
_POST_BEFORE = re.compile(
    r"^(?:物业|业委会|居委会|社区|保安|保洁|客服)(?![部队班组])[-—_ ]?(?=.{2,4}$)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` of a text name somebody: `name` is the fullest form known."""

    start: int
    end: int
    name: str
    is_body: bool = False


class People:
    """The people and bodies of one meeting, by every form they are called in.

    `charged` are names that the text gives a task to; forms of address do not lead to them.
    """

    def __init__(
        self, attendees: Iterable[Attendee], speakers: Iterable[str], charged: Iterable[str] = ()
    ) -> None:
        self._given: dict[str, str] = {}
        self._known = {_bare(a.name): a for a in attendees if _bare(a.name)}
        for name in speakers:
            bare = _bare(name)
            if bare and not is_generic(name) and self._resolve(bare) is None:
                self._known[bare] = Attendee(bare)
        self._given = _given_names(self._known)
        self._charged = frozenset(n for n in charged if self._resolve(n) is None)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        called = {*self._known, *self._given, *self._charged, *self._bodies()}
        names = sorted(called, key=len, reverse=True)
        forms = "|".join(re.escape(name) for name in names) or r"(?!)"
        return re.compile(
            f"(?P<known>{forms})"
            f"|(?P<titled>{_any_surname()}{_entry('title')})"
            f"|(?P<short>{_entry('surname')}{_entry('short_title')})"
            f"|(?P<nick>{_entry('nickname')}{_entry('surname')})"
            f"|(?P<body>{_entry('body')})"
        )

    def _bodies(self) -> set[str]:
        return {a.org for a in self._known.values() if a.org and len(a.org) > 1}

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Everybody named in a text, in order."""
        found = self._pattern.finditer(text)
        mentions = [m for match in found if (m := self._mention(match, text)) is not None]
        mentions = list(_with_departments(mentions, text))
        return tuple(_without_posts(mentions, text))

    def _mention(self, match: re.Match[str], text: str) -> Mention | None:
        said, kind = match.group(), match.lastgroup
        if kind in ("short", "nick") and _is_word(said, text[match.end() : match.end() + 1]):
            return None
        name = self.resolve(said)
        is_body = (kind == "body" and name == normal_body(said)) or said in self._bodies()
        return Mention(match.start(), match.end(), name, is_body)

    def resolve(self, said: str) -> str:
        """The fullest name of who is called so; the words themselves where nobody is known."""
        if said in self._charged:
            return said
        if said not in self._known and not cue("people", "body").fullmatch(said):
            return self._resolve(said) or self._resolve(_bare(said) or said) or _bare(said) or said
        return self._resolve(said) or said

    def _resolve(self, said: str) -> str | None:
        if said in self._known:
            return said
        if said in self._given:
            return self._given[said]
        holders = [n for n, a in self._known.items() if a.role and said in (a.role, _post(a))]
        if len(holders) == 1:
            return holders[0]
        if cue("people", "body").fullmatch(said):
            return normal_body(said)
        return self._by_surname(said)

    def _by_surname(self, said: str) -> str | None:
        if not _address().fullmatch(said):
            return None
        surname = said[1:] if said[0] in "老小阿" and len(said) > 1 else said
        fits = [n for n in self._known if surname_of(n) and surname.startswith(surname_of(n))]
        if len(fits) > 1:
            title = surname[1:]
            fits = [n for n in fits if title and title in (self._known[n].role or "")]
        return fits[0] if len(fits) == 1 else None


def _without_posts(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Where body and person stand together (物业刘工, 物业（刘工）) the person is meant."""
    for mention, after in zip_longest(mentions, mentions[1:]):
        between = None if after is None else text[mention.end : after.start]
        is_post = mention.is_body and after is not None and not after.is_body
        if not (is_post and between in _JOINTS):
            yield mention


def _with_departments(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """A body and its department named in one breath (物业秩序部) are one."""
    whole: Mention | None = None
    for mention in mentions:
        part = whole is not None and whole.is_body and mention.is_body
        said = text[mention.start : mention.end]
        if whole and part and whole.end == mention.start and _is_department(said):
            whole = Mention(whole.start, mention.end, text[whole.start : mention.end], is_body=True)
            continue
        if whole is not None:
            yield whole
        whole = mention
    if whole is not None:
        yield whole


def _is_department(said: str) -> bool:
    return bool(cue("people", "department").fullmatch(said))


def people_of(header: Header, utterances: Sequence[Utterance]) -> People:
    """Everybody the header lists and everybody who speaks under a name."""
    named = dict.fromkeys(u.name for u in utterances if u.name)
    written = (u.text for u in utterances if is_written(u))
    charged = (name for text in written for name in charged_names(text))
    return People((*header.attendees, *header.observers), named, charged)


def charged_names(text: str) -> Iterator[str]:
    """The personal names that a text gives a task to: 王明负责修灯, 由陈晓东牵头, 责任人：李明."""
    plainly = (found["led"] or found["leads"] for found in cue("people", "charged").finditer(text))
    labelled = (
        name
        for found in cue("people", "labelled").finditer(text)
        for name in re.split("[、，,和/ ]", found["names"])
    )
    return (name for name in (*plainly, *labelled) if _is_personal(name))


def _is_personal(name: str) -> bool:
    """Whether it is a surname and a given name, and no post or word."""
    if not _personal().fullmatch(name) or cue("people", "no_given").search(name):
        return False
    tag, given = words.tag(name), name[len(surname_of(name)) :]
    return tag.startswith("nr") or (tag == "x" and set(given) <= set(_entry("given")))


def _given_names(names: Iterable[str]) -> dict[str, str]:
    """Whole names by what those who know each other say: 国栋 for 郑国栋, where only one is."""
    whole: dict[str, list[str]] = {}
    for name in names:
        given = name.removeprefix(surname_of(name))
        if len(given) == _GIVEN and len(name) > _GIVEN and _names_somebody(given):
            whole.setdefault(given, []).append(name)
    return {given: found[0] for given, found in whole.items() if len(found) == 1}


def _names_somebody(given: str) -> bool:
    """Whether a given name is no ordinary word as well: 国庆, 文明."""
    known = words.tag(given).startswith(("x", "nr", "ns"))
    return known and not cue("people", "no_given").search(given)


def surname_of(name: str) -> str:
    """The surname a name or form of address holds; empty where it holds none."""
    found = re.match(_any_surname(), name.lstrip("老小阿") or name)
    return found.group() if found else ""


def normal_body(said: str) -> str:
    """A body by its right name: recognisers hear 业委会 in many ways."""
    return "业委会" if re.fullmatch("[业夜叶][委尾为伟围]会", said) else said


def _bare(name: str) -> str:
    """A chat name without room number and post: 阿健6-1102, 物业-孔经理."""
    return _POST_BEFORE.sub("", _ROOM.sub("", name.strip())).strip()


def _post(attendee: Attendee) -> str:
    return f"{attendee.org or ''}{attendee.role or ''}"


def _is_word(said: str, after: str) -> bool:
    """Whether what looks like a name is an ordinary word (施工), or runs into one (小高层)."""
    return not words.tag(said).startswith(("x", "nr")) or (
        bool(after) and words.tag(said[-1] + after) != "x" and words.tag(said) == "x"
    )


def _entry(name: str) -> str:
    return cue("people", name).pattern


def _any_surname() -> str:
    return f"(?:{_entry('surname')}|{_entry('rare_surname')})"


@cache
def _personal() -> re.Pattern[str]:
    return re.compile(f"{_entry('surname')}[一-鿿]{{1,2}}")


@cache
def _address() -> re.Pattern[str]:
    """What a surname can be told from: 老魏, 魏书记, 魏工."""
    surname = _any_surname()
    called = f"{_entry('nickname')}{surname}"
    return re.compile(f"{called}|{surname}(?:{_entry('title')}|{_entry('short_title')})")
