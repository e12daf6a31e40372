"""One person as a list or a roll call names him or her: body, post, name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.domain import Quote
from mintobrief.extract.cues import cue
from mintobrief.extract.header.passage import Passage
from mintobrief.extract.people import surname_of
from mintobrief.language import lexicon, words


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named, with what was said of him or her there."""

    name: str
    role: str | None = None
    org: str | None = None
    quotes: tuple[Quote, ...] = ()


_TALK = re.compile("[我你咱这那是叫]")
_HAN = r"[\u4e00-\u9fff]"
_PIECE = re.compile(r"(?:(?!及(?!时))[^，,、。；;！!？?/|｜\s　：:（(])+(?:\s*[（(][^）)]*[）)])?")


@cache
def _posts() -> str:
    return lexicon.load("header").pattern("people.posts")


@cache
def _org() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("people.org_ends") + "$")


@cache
def _name() -> str:
    surname, title = cue("people", "surname").pattern, cue("people", "title").pattern
    short = cue("people", "short_title").pattern
    return rf"(?:{surname}(?:{title}|{short})|[老小阿]{_HAN}(?:{title})?|{surname}{_HAN}{{1,2}})"


@cache
def _person() -> re.Pattern[str]:
    surname, title = cue("people", "surname").pattern, cue("people", "title").pattern
    ends = lexicon.load("header").expression("people.org_ends")
    return re.compile(
        rf"(?P<org>[\u4e00-\u9fff0-9]{{0,12}}?{ends})?(?:的)?(?P<post>{_posts()})?(?:同志)?"
        rf"(?P<name>{_name()})(?:{surname}(?P<again>{title}))?(?P<job>{_posts()})?"
        r"\s*(?:[（(](?P<note>[^）)]*)[）)])?"
    )


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    header = lexicon.load("header")
    before, after = header.expression("people.before"), header.expression("people.after")
    return re.compile(rf"^{before}+"), re.compile(rf"{after}+$")


def read_person(piece: str) -> Person | None:
    """The person that a piece of a list names, None where it names none (保安、水电单位各1人)."""
    before, after = _around()
    for words_ in dict.fromkeys((piece, after.sub("", before.sub("", piece)))):
        found = _person().fullmatch(words_.strip())
        if found and _plausible(found["name"]) and (not found["org"] or is_org(found["org"])):
            return _from_match(found)
    return None


def _plausible(name: str) -> bool:
    """Not an ordinary word that begins like a surname (单位, 谢谢李), nor a bare 经理."""
    if name[0] in "老小阿" and surname_of(name[1:2]):
        return True
    if not _is_unknown(name) or name[0] == name[1:2]:
        return False
    if has_long_surname(name):
        return True
    return len(name) < 3 or not words.tag(name[:2]).startswith(("n", "v")) or _is_unknown(name[:2])


def has_long_surname(name: str) -> bool:
    """欧阳建国: the dictionary has 欧阳 as a noun; 东方 is as often a word as a surname."""
    surname = surname_of(name)
    return 1 < len(surname) < len(name) and words.tag(surname).startswith("n")


def _is_unknown(word: str) -> bool:
    """Not in the dictionary, or in it as a person's name."""
    return words.tag(word).startswith(("x", "nr"))


def is_org(said: str) -> bool:
    """Whether words are the name of a body; 我是…业委会 is a name with talk before it."""
    return bool(_org().search(said)) and not _TALK.search(said)


def _from_match(found: re.Match[str]) -> Person:
    role = found["post"] or found["job"] or found["again"] or _title_of(found["name"])
    noted = read_note(found["note"] or "")
    within = noted.org if found["org"] else None
    org = _around()[0].sub("", found["org"]) if found["org"] else None  # 请物业李经理
    return Person(found["name"], noted.role or role or within, org or noted.org)


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in brackets after a name: 居委会主任 tells body and post."""

    role: str | None = None
    org: str | None = None


def read_note(note: str) -> Note:
    """The post, and the body it belongs to, as far as the note tells them."""
    found = re.fullmatch(rf"(?P<org>.*?)(?P<role>{_posts()})?", note.strip())
    if found is None:
        return Note()
    return Note(
        note.strip() if found["role"] else None, found["org"] if is_org(found["org"]) else None
    )


def _title_of(name: str) -> str | None:
    """The post in a form of address: 伍书记 is a 书记, 钟姐 has none."""
    found = re.search(rf"{_posts()}$", name)
    return found.group() if found and found.start() > 0 else None


def list_persons(passage: Passage, start: int, end: int) -> Iterator[Person]:
    """The persons that prose counts up; a body at the head of a piece holds for what follows."""
    org: str | None = None
    for found in _PIECE.finditer(passage.text, start, end):
        if person := read_person(found.group().strip()):
            org = person.org or org
            quote = passage.quote(found.start(), found.end())
            yield replace(person, org=org, quotes=(quote,))
        else:
            org = found.group().strip() if is_org(found.group().strip()) else None


def called_persons(passage: Passage, known: Sequence[str]) -> Iterator[Person]:
    """The persons, other than the `known`, that free talk introduces with a body or a post."""
    for found in _PIECE.finditer(passage.text):
        if any(name in found.group() for name in known):
            continue
        person = read_person(found.group())
        if person and (person.org or person.role):
            yield replace(person, quotes=(passage.quote(found.start(), found.end()),))
