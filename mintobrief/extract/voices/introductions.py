"""Somebody says who he or she is: 我是业委会主任苗兰, 我姓王，业委会主任."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mintobrief.extract.cues import cue
from mintobrief.extract.header.names import is_full_name
from mintobrief.extract.header.persons import Person, read_note, read_person
from mintobrief.extract.people import surname_of
from mintobrief.language import lexicon, words


def introduced(text: str) -> Iterator[Person]:
    """The people that the words introduce as whoever says them, in order."""
    for found in _introduction().finditer(text):
        person = read_person(found["who"])
        called = "叫" in found.group()[:3] and is_full_name(found["who"])
        if person and (called or _is_sure(person)):
            yield person
    for found in cue("voices", "presiding").finditer(text):
        if person := read_person(found["who"]):
            yield person
    for found in cue("voices", "own_surname").finditer(text):
        yield from _by_surname(found["surname"], found["post"])


def doubled(text: str) -> Iterator[Person]:
    """The people named in full and by their form of address at once: 马骏马经理; 丁阿姨，丁桂兰."""
    for pattern in (_full_then_title(), _title_then_full()):
        for found in pattern.finditer(text):
            full = found["full"]
            if words.tag(full).startswith(("x", "nr")):
                yield Person(full, _post_in(found["title"]))


def _by_surname(surname: str, said: str) -> Iterator[Person]:
    """王 who is 业委会主任 is called 王主任; without a post there is no form of address."""
    post = re.sub("^(?:我?是|[，,])", "", said)
    note, title = read_note(post), re.search(_titles(), post)
    if title and surname_of(surname) and (note.org or title.start() == 0):
        yield Person(surname + title.group(), note.role, note.org)


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("people.introduction"))


@cache
def _full_then_title() -> re.Pattern[str]:
    title, short = cue("people", "title").pattern, cue("people", "short_title").pattern
    surname = cue("people", "surname").pattern
    return re.compile(
        rf"(?P<full>(?P<s>{surname})[\u4e00-\u9fff]{{1,2}}?)(?P=s)(?P<title>{title}|{short})"
    )


@cache
def _title_then_full() -> re.Pattern[str]:
    title, surname = cue("people", "title").pattern, cue("people", "surname").pattern
    return re.compile(
        rf"(?P<s>{surname})(?P<title>{title})[，,、]?(?P<full>(?P=s)[\u4e00-\u9fff]{{1,2}})"
        r"(?=[，,。、；;）)]|$)"
    )


def _post_in(title: str) -> str | None:
    """The title where it is a post; 阿姨 and 师傅 are none."""
    return title if title in lexicon.load("header")["people.posts"] else None


@cache
def _titles() -> str:
    return f"(?:{cue('people', 'title').pattern})$"


def _is_sure(person: Person) -> bool:
    """Named with a post or body, or by a name that no word begins or ends (我是何意见)."""
    given = person.name[len(surname_of(person.name)) :]
    return bool(person.role or person.org) or words.tag(given).startswith(("x", "nr"))
