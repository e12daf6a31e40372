"""Lists of attendance: where a word stands says that it is a name, known to us or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.extract.header.passage import Passage
from mintobrief.extract.header.persons import (
    Note,
    Person,
    has_long_surname,
    is_org,
    read_note,
    read_person,
)
from mintobrief.extract.people import surname_of
from mintobrief.language import lexicon, words
from mintobrief.language.numerals import read_number

_HAN = r"[\u4e00-\u9fff]"
_LONE = rf"(?<!{_HAN}){_HAN}(?:[ \u3000]+{_HAN}(?!{_HAN})){{1,2}}"
_WORD = r"(?:(?!及(?!时))[^，,、。；;！!？?/|｜\s　：:（(])+"
# Two or three lone characters are a name spread out to the width of its neighbours: 石　敏.
_PIECE = re.compile(rf"(?:{_LONE}|{_WORD})(?:\s*[（(][^）)]*[）)])?")
_NOTE = re.compile(r"\s*[（(](?P<note>[^）)]*)[）)]$")
_NUMBER = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_AND_OTHERS = re.compile(rf"等\s*{_NUMBER}\s*(?:余)?(?:位|人|名|个)[\u4e00-\u9fff]{{0,4}}$")
_COUNTED = re.compile(
    rf"(?P<who>{_HAN}{{2,10}}?)(?<!各)(?<!共)\s*{_NUMBER}\s*(?:余)?(?:位|名|个)?人?"
)
# A group of one body ends here.
# A part of a body, not a body: 物业 石敏（客服部）.
_DEPARTMENT = re.compile("[部组班队科室岗台]$")
_JOINT = re.compile("[、，,]")
_GROUP_END = re.compile(r"[；;。/|｜]")
_SHORTEST, _LONGEST = 2, 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of a passage belong to a list."""

    passage: Passage
    start: int
    end: int


def read_roll(stretches: Iterable[Stretch]) -> Iterator[Person]:
    """Everybody on a list, each with the body at the head of his or her group.

    People who are only counted stand under the words that count them: 楼组长6人, 其他5人.
    """
    group = _Group()
    for stretch in stretches:
        for piece in _pieces(stretch):
            if piece.opens:
                group = _Group()
            for person in group.step(piece):
                quote = stretch.passage.quote(piece.start, piece.end)
                yield replace(person, quotes=(quote,))
        if _GROUP_END.search(stretch.passage.text.rstrip()[-1:]):
            group = _Group()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two separators, at characters `start` to `end`.

    `opens` says that a new group begins, `counted` that a 、 joins it to a neighbour.
    """

    text: str
    start: int
    end: int
    opens: bool
    counted: bool


def _pieces(stretch: Stretch) -> Iterator[_Piece]:
    text, previous = stretch.passage.text, stretch.start
    for found in _PIECE.finditer(text, stretch.start, stretch.end):
        start, end = found.span()
        opens = bool(_GROUP_END.search(text, previous, start))
        counted = bool(_JOINT.search(text[previous:start] + text[end : end + 1]))
        yield _Piece(found.group(), start, end, opens, counted)
        previous = end


class _Group:
    """The pieces of a list that belong to one body, read one after another."""

    def __init__(self) -> None:
        self._org: str | None = None
        self._named = 0

    def step(self, piece: _Piece) -> Iterator[Person]:
        """The persons a piece names, none where it is a body or a remark."""
        others = _AND_OTHERS.search(piece.text)
        words_ = _squeezed(piece.text[: others.start()] if others else piece.text)
        heads = self._org is not None and not self._named
        person = _read_listed(words_, self._org, placed=piece.counted or heads)
        if person is not None:
            if person.org and words_.startswith(person.org):
                self._org, self._named = person.org, 0
            self._named += 1
            yield person
        elif kind := _counted(words_):
            yield replace(kind, org=kind.org or self._org)
        elif words_:
            self._org, self._named = (words_ if is_org(words_) else None), 0
        if others and (left := (read_number(others["n"]) or 0) - self._named) > 0:
            yield Person(f"其他{left}人", org=self._org)


def is_roll(passage: Passage) -> bool:
    """Whether a line is all bodies and persons, with a person among them."""
    group, sure, persons = _Group(), False, 0
    for piece in _pieces(Stretch(passage, 0, len(passage.text))):
        text = _squeezed(piece.text)
        named = sum(1 for _ in group.step(piece))
        if not (named or is_org(text)):
            return False
        sure = sure or not named or read_person(text) is not None
        persons += named
    return sure and persons > 0


def _read_listed(piece: str, org: str | None, *, placed: bool) -> Person | None:
    """The person a piece of a list names, under the body `org`.

    `placed` says that a person must stand there: after a 、 or right after the body.
    """
    known, unknown = read_person(piece), _unknown_person(piece, placed=placed)
    # 工程师逄勇: the longer post leaves the right name
    longer = known and unknown and known.name[1:].endswith(unknown.name)
    person = unknown if longer else known or unknown
    if person is None:
        return None
    noted = _NOTE.search(piece)
    note = noted["note"] if noted else ""
    if org and note == person.org and _DEPARTMENT.search(note):
        return replace(person, role=person.role or person.org, org=org)
    return replace(person, org=person.org or org)


def _unknown_person(piece: str, *, placed: bool) -> Person | None:
    """Somebody whose name no list knows: its place, body, post or note say that it is one."""
    note = _NOTE.search(piece)
    bare = piece[: note.start()] if note else piece
    for cut in range(len(bare) - _SHORTEST, -1, -1):
        head = _head().fullmatch(bare[:cut])
        found = _name_and_post().fullmatch(bare[cut:])
        told = bool(cut or note or placed or (found and (found["post"] or found["dotted"])))
        if head and found and told and (found["dotted"] or _can_be_name(found["name"])):
            noted = read_note(note["note"]) if note else Note()
            role = noted.role or head["post"] or found["post"]
            within = noted.org if head["org"] else None
            return Person(found["name"], role or within, head["org"] or noted.org)
    return None


@cache
def _head() -> re.Pattern[str]:
    header = lexicon.load("header")
    org, post = header.expression("people.org_ends"), header.pattern("people.posts")
    return re.compile(rf"(?P<org>{_HAN}*?{org})?的?(?P<post>{post})?")


@cache
def _name_and_post() -> re.Pattern[str]:
    post = lexicon.load("header").pattern("people.posts")
    dotted = rf"{_HAN}{{1,8}}(?:·{_HAN}{{1,8}}?){{1,3}}"  # 买买提·艾力
    name = rf"(?P<dotted>{dotted})|{_HAN}{{{_SHORTEST},{_LONGEST}}}?"
    return re.compile(rf"(?P<name>{name})(?P<post>{post})?")


@cache
def _collective() -> re.Pattern[str]:
    header = lexicon.load("header")
    return re.compile(header.pattern("people.posts", "people.collective"))


def _can_be_name(word: str) -> bool:
    """Whether a word can be a name: no word of the language, no body, no kind of people."""
    longest = _LONGEST if len(surname_of(word)) > 1 else _LONGEST - 1
    parts = (word,) if has_long_surname(word) else (word, word[:2])
    ordinary = any(not words.tag(part).startswith(("x", "nr")) for part in parts)
    return len(word) <= longest and not (ordinary or _collective().search(word) or is_org(word))


def _counted(piece: str) -> Person | None:
    """People of a kind under their number: 楼组长6人, 派出所 民警2名; None for anything else."""
    found = _COUNTED.fullmatch(piece)
    if found is None or not (_collective().search(found["who"]) or is_org(found["who"])):
        return None
    head = _head().match(found["who"])
    org = head["org"] if head and head["org"] != found["who"] else None
    return Person(piece.removeprefix(org or ""), org=org)


def _squeezed(piece: str) -> str:
    """A piece without the blanks inside it."""
    return re.sub(r"\s", "", piece)
