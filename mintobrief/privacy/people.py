"""Whose name is kept back: residents are called by their surname, officers by name and post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mintobrief.domain import Attendee
from mintobrief.privacy.names import NAME_TAGS, family_of, is_full_name, names_in
from mintobrief.privacy.patterns import HAN, address, cue, dweller, named, ordinary


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
        is_resident = _is_called(name, said, before=dweller())
        in_office = name in roll.acting or _is_called_officer(name, said)
        charged = name in roll.charged and not is_resident
        (officers if (in_office and not is_resident) or charged else residents).add(name)
    known = residents - officers
    return People({name: _instead(name, said) for name in sorted(known)}, frozenset(officers))


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
    found = named().fullmatch(label.strip())
    if not found or not is_full_name(found["name"]):
        return "", None
    before = found["before"]
    if not before:
        return found["name"], None
    in_office = re.search(rf"{cue('office')}|{cue('body')}", before)
    return found["name"], bool(in_office and not re.search(cue("dweller"), before))


def _holds_office(person: Attendee) -> bool:
    """By post where there is one, else by body."""
    role, org = person.role or "", person.org or ""
    if role and re.search(cue("office"), role):
        return True
    if role and re.search(cue("dweller"), role):
        return False
    return bool(re.search(cue("body"), org or role)) and not re.fullmatch(cue("dweller"), org)


def _lives_there(person: Attendee) -> bool:
    return bool(re.search(cue("dweller"), f"{person.role or ''} {person.org or ''}"))


def _is_rare(name: str) -> bool:
    """逄勇, 买买提·艾力: who stands on a list is called so; 楼组长代表 and 客服部 are nobody."""
    from mintobrief.language import words

    if re.fullmatch(rf"{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}", name):
        return True
    if not re.fullmatch(rf"{HAN}{{2,4}}", name):
        return False
    if address().fullmatch(name) or ordinary().fullmatch(name) or words.tag(name) not in NAME_TAGS:
        return False
    kinds = (
        rf"{cue('office')}|{cue('dweller')}",
        rf"(?:{cue('body')}|{cue('no_person')})$",
    )
    return not any(re.search(kind, name) for kind in kinds)


def _is_called(name: str, said: str, before: str) -> bool:
    return bool(re.search(rf"{before}[:：的]?{re.escape(name)}", said))


def _is_called_officer(name: str, said: str) -> bool:
    """物业王小明, 民警王小明, 王小明经理, 王小明（工程部经理）."""
    office, body = cue("office"), cue("body")
    behind = rf"{re.escape(name)}[（(]?[^，。、；：\s）)]{{0,6}}{office}"
    return _is_called(name, said, rf"(?:{office}|{body})") or bool(re.search(behind, said))


def _instead(name: str, said: str) -> str:
    """王先生 where the sex was said, else 王某."""
    called = re.search(
        rf"{re.escape(name)}(?:(?P<sir>{cue('sir')})|(?P<lady>{cue('lady')}))",
        said,
    )
    if not called:
        return f"{family_of(name)}某"
    return family_of(name) + ("先生" if called["sir"] else "女士")
