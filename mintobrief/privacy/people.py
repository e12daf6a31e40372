"""Whose name is kept back: residents are called by their surname, officers by name and post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from mintobrief.domain import Attendee
from mintobrief.language import lexicon
from mintobrief.language.characters import whole_characters

_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_LONGEST_GIVEN = 2
_CLAUSE = re.compile(r"[^，。；：！？、,;:!?/|\s（）()“”\"]+")
_BEFORE = "(?:^|[和与跟及由请让]|{}|{})"  # what a short name stands behind
_NAMES = ("x", "nr", "nrt", "nrfg")  # tags of names, and of what no dictionary has


@dataclass(frozen=True, slots=True)
class People:
    """`residents` by name with what they are called instead; the names of `officers` stay."""

    residents: Mapping[str, str] = field(default_factory=dict)
    officers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is known to a meeting: those on lists, and the names of those who act in office.

    `acting` are chair, recorder, reviewers; `charged` who a resolution gives a task to;
    `named` are names that stand somewhere by themselves, of whom nothing else is known.
    """

    listed: tuple[Attendee, ...] = ()
    acting: frozenset[str] = frozenset()
    charged: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


def people_of(roll: Roll, texts: Iterable[str]) -> People:
    """Who of the people that are on the roll or named in the texts is a resident.

    A post or a body makes an officer, living there a resident. Of whom neither is known is taken
    for a resident, but for those who act in the meeting or are given a task.
    """
    said = "\n".join(texts)
    officers, residents, unknown = _sorted_by_roll(roll)
    for name in {*unknown, *names_in(said)} - officers - residents:
        is_resident = _is_called(name, said, before=_dweller())
        in_office = name in roll.acting or _is_called_officer(name, said)
        charged = name in roll.charged and not is_resident
        (officers if (in_office and not is_resident) or charged else residents).add(name)
    known = residents - officers
    return People({name: _instead(name, said) for name in sorted(known)}, frozenset(officers))


def is_full_name(name: str) -> bool:
    """A surname with a given name, not a form of address (陆经理, 老陆, 钟姐)."""
    found = _full().fullmatch(name)
    return bool(found) and not _address().fullmatch(name)


def surname_of(name: str) -> str:
    """Empty where the name begins with none."""
    found = _surname().match(name)
    return found[0] if found else ""


def family_of(name: str) -> str:
    """The surname of somebody on a list, known to us or not: 逄 of 逄勇, 买买提 of 买买提·艾力."""
    first, dot, _ = name.partition("·")
    return first if dot else surname_of(name) or name[:1]


def names_in(text: str) -> Iterator[str]:
    """Full names that stand in the text, as far as words and their surroundings tell."""
    text = _spaced().sub(lambda found: re.sub(r"\s", "", found[0]), text)
    for found in _cued().finditer(text):
        name = _trimmed(found["name"], text, found.start("name"))
        if name:
            yield name
    labels = (found["name"] for found in _labelled().finditer(text))
    yield from (name for name in labels if not _place().search(_given_of(name)))
    yield from _tagged(text)


def _sorted_by_roll(roll: Roll) -> tuple[set[str], set[str], set[str]]:
    """Officers, residents, and of whom the roll says neither."""
    officers: set[str] = set()
    residents: set[str] = set()
    unknown: set[str] = set()
    for person in roll.listed:
        if is_full_name(person.name) or (_lives_there(person) and _is_rare(person.name)):
            place = officers if _holds_office(person) else residents
            (place if person.role or person.org else unknown).add(person.name)
    for label in sorted(roll.acting | roll.charged | roll.named):
        name, office = _label(label)
        if name:
            {True: officers, False: residents, None: unknown}[office].add(name)
    return officers, residents - officers, unknown - officers - residents


def _label(label: str) -> tuple[str, bool | None]:
    """The name in 物业公司项目经理张伟 or 3-502王芳, empty without one, and whether what stands
    before it is an office; None where nothing does."""
    found = _named().fullmatch(label.strip())
    if not found or not is_full_name(found["name"]):
        return "", None
    before = found["before"]
    if not before:
        return found["name"], None
    in_office = re.search(rf"{_words('office')}|{_words('body')}", before)
    return found["name"], bool(in_office and not re.search(_words("dweller"), before))


def _holds_office(person: Attendee) -> bool:
    """By post where there is one, else by body."""
    role, org = person.role or "", person.org or ""
    if role and re.search(_words("office"), role):
        return True
    if role and re.search(_words("dweller"), role):
        return False
    return bool(re.search(_words("body"), org or role)) and not re.fullmatch(_words("dweller"), org)


def _lives_there(person: Attendee) -> bool:
    return bool(re.search(_words("dweller"), f"{person.role or ''} {person.org or ''}"))


def _is_rare(name: str) -> bool:
    """逄勇, 买买提·艾力: who stands on a list is called so; 楼组长代表 and 客服部 are nobody."""
    from mintobrief.language import words

    if re.fullmatch(rf"{_HAN}{{1,8}}(?:·{_HAN}{{1,8}}){{1,3}}", name):
        return True
    if not re.fullmatch(rf"{_HAN}{{2,4}}", name):
        return False
    if _address().fullmatch(name) or _ordinary().fullmatch(name) or words.tag(name) not in _NAMES:
        return False
    kinds = (
        rf"{_words('office')}|{_words('dweller')}",
        rf"(?:{_words('body')}|{_words('no_person')})$",
    )
    return not any(re.search(kind, name) for kind in kinds)


def _is_called(name: str, said: str, before: str) -> bool:
    return bool(re.search(rf"{before}[:：的]?{re.escape(name)}", said))


def _is_called_officer(name: str, said: str) -> bool:
    """物业王小明, 民警王小明, 王小明经理, 王小明（工程部经理）."""
    office, body = _words("office"), _words("body")
    behind = rf"{re.escape(name)}[（(]?[^，。、；：\s）)]{{0,6}}{office}"
    return _is_called(name, said, rf"(?:{office}|{body})") or bool(re.search(behind, said))


def _instead(name: str, said: str) -> str:
    """王先生 where the sex was said, else 王某."""
    called = re.search(
        rf"{re.escape(name)}(?:(?P<sir>{_words('sir')})|(?P<lady>{_words('lady')}))", said
    )
    if not called:
        return f"{family_of(name)}某"
    return family_of(name) + ("先生" if called["sir"] else "女士")


def _trimmed(found: str, text: str, start: int) -> str:
    """The name at the head of what follows 业主: as long as it is a likely one."""
    for length in range(len(found), len(surname_of(found)), -1):
        name = found[:length]
        if _is_likely(name, text, start) and set(_given_of(name)) <= _given():
            return name
    return ""


def _tagged(text: str) -> Iterator[str]:
    """What the dictionary's model of names takes for one; of two characters it is often wrong."""
    for clause in dict.fromkeys(_CLAUSE.findall(text)):
        yield from _tagged_in(clause) if _possible().search(clause) else ()


def _tagged_in(clause: str) -> Iterator[str]:
    start = 0
    for word, tag in _cut(clause):
        name = _untitled(word)
        if tag == "nr" and _is_likely(name, clause, start) and _stands_out(name, clause, start):
            yield name
        start += len(word)


def _untitled(name: str) -> str:
    """袁丽 of 袁丽姐."""
    shorter = name[:-1]
    titled = re.fullmatch(lexicon.load("people").expression("short_title"), name[-1:])
    return shorter if titled and is_full_name(shorter) else name


def _stands_out(name: str, line: str, start: int) -> bool:
    """Of two characters, or with a surname that is a word, only by itself or behind a post: the
    海绵 of 由于海绵 is nobody."""
    usual = set(_given_of(name)) & _given() or name == line
    is_plain = len(_given_of(name)) > 1 and surname_of(name) not in _word_surnames()
    return bool(usual) and (is_plain or bool(_edge().search(line[:start])))


def _is_likely(name: str, text: str, start: int) -> bool:
    """No form of address, no place or firm, and no word of the dictionary."""
    from mintobrief.language import words

    if (
        not is_full_name(name)
        or _ordinary().fullmatch(name)
        or _place().match(text, start + len(name))
    ):
        return False
    return not _address().match(text, start) and words.tag(name) in _NAMES


def _cut(line: str) -> Iterator[tuple[str, str]]:
    """The words of a line in order with their tags."""
    from mintobrief.language.dictionary import posseg

    return ((pair.word, pair.flag) for pair in posseg.cut(whole_characters(line)))


def _given_of(name: str) -> str:
    return name[len(surname_of(name)) :]


@cache
def _place() -> re.Pattern[str]:
    return re.compile(_words("no_person"))


@cache
def _possible() -> re.Pattern[str]:
    """Where a name may stand: the model that tells is asked of nothing else, for it is slow."""
    usual, given = "".join(lexicon.load("people")["given"]), "".join(sorted(_given()))
    surname = _surname().pattern
    two = rf"{surname}(?:[{usual}]{_HAN}|{_HAN}[{usual}]|[{given}]{{2}})"
    before = _BEFORE.format(_words("office"), _words("dweller"))
    return re.compile(rf"{two}|^{surname}{_HAN}{{2}}$|{before}{surname}[{given}]")


@cache
def _given() -> frozenset[str]:
    return frozenset("".join([*lexicon.load("people")["given"], *lexicon.load("privacy")["given"]]))


@cache
def _words(name: str) -> str:
    return lexicon.load("privacy").expression(name)


@cache
def _dweller() -> str:
    return _words("dweller")


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(lexicon.load("people").expression("surname"))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?P<before>.*?)[\-—_·:：\s]*(?P<name>{_full().pattern})")


@cache
def _full() -> re.Pattern[str]:
    return re.compile(rf"{_surname().pattern}{_HAN}{{1,{_LONGEST_GIVEN}}}")


@cache
def _address() -> re.Pattern[str]:
    people = lexicon.load("people")
    forms = people.expression("title", "short_title")
    return re.compile(rf"{people.expression('surname')}{forms}|[老小阿].*")


@cache
def _ordinary() -> re.Pattern[str]:
    return re.compile(_words("ordinary"))


@cache
def _word_surnames() -> frozenset[str]:
    return frozenset("".join(lexicon.load("privacy")["word_surnames"]))


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(_BEFORE.format(_words("office"), _words("dweller")) + "$")


@cache
def _spaced() -> re.Pattern[str]:
    """王　芳: the blanks only fill the column."""
    name = rf"{_surname().pattern}[ \u3000]+{_HAN}(?:[ \u3000]+{_HAN})?"
    return re.compile(rf"(?<!{_HAN}){name}(?!{_HAN})")


@cache
def _labelled() -> re.Pattern[str]:
    """欧阳建国：, who speaks; the dictionary's model of names knows no surname of two."""
    long = rf"(?={_HAN}{{2}}){_surname().pattern}(?<={_HAN}{{2}})"
    return re.compile(rf"^\s*(?P<name>{long}{_HAN}{{1,2}})\s*[:：]", re.MULTILINE)


@cache
def _cued() -> re.Pattern[str]:
    """业主王小明; 业主：王小明."""
    cue = rf"(?:{_dweller()}|{_words('introduced')})"
    return re.compile(rf"{cue}[:：]?\s?(?P<name>{_surname().pattern}{_HAN}{{1,2}})")
