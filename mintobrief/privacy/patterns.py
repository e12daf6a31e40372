"""The expressions that tell names, posts and where people live, made once of the lexicons."""

from __future__ import annotations

import re
from functools import cache

from mintobrief.language import lexicon

HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_LONGEST_GIVEN = 2
_BEFORE = "(?:^|[和与跟及由请让]|{}|{})"  # what a short name stands behind


@cache
def cue(name: str) -> str:
    """A list of the lexicon of privacy, as one expression."""
    return lexicon.load("privacy").expression(name)


@cache
def dweller() -> str:
    """What says that somebody lives there: 业主, 3-502."""
    return cue("dweller")


@cache
def surname() -> re.Pattern[str]:
    """A surname, of one character or two."""
    return re.compile(lexicon.load("people").expression("surname"))


@cache
def full_name() -> re.Pattern[str]:
    """A surname and a given name."""
    return re.compile(rf"{surname().pattern}{HAN}{{1,{_LONGEST_GIVEN}}}")


@cache
def named() -> re.Pattern[str]:
    """A name with what stands before it: 物业公司项目经理张伟."""
    return re.compile(rf"(?P<before>.*?)[\-—_·:：\s]*(?P<name>{full_name().pattern})")


@cache
def address() -> re.Pattern[str]:
    """A form of address: 陆经理, 老陆."""
    people = lexicon.load("people")
    forms = people.expression("title", "short_title")
    return re.compile(rf"{people.expression('surname')}{forms}|[老小阿].*")


@cache
def ordinary() -> re.Pattern[str]:
    """Words that only look like names."""
    return re.compile(cue("ordinary"))


@cache
def no_person() -> re.Pattern[str]:
    """What makes a place or a firm of the name before it."""
    return re.compile(cue("no_person"))


@cache
def given() -> frozenset[str]:
    """Characters that given names are written with."""
    return frozenset("".join([*lexicon.load("people")["given"], *lexicon.load("privacy")["given"]]))


@cache
def word_surnames() -> frozenset[str]:
    """Surnames that are words, too."""
    return frozenset("".join(lexicon.load("privacy")["word_surnames"]))


@cache
def possible() -> re.Pattern[str]:
    """Where a name may stand: the model that tells is asked of nothing else, for it is slow."""
    usual, any_given = "".join(lexicon.load("people")["given"]), "".join(sorted(given()))
    family = surname().pattern
    two = rf"{family}(?:[{usual}]{HAN}|{HAN}[{usual}]|[{any_given}]{{2}})"
    before = _BEFORE.format(cue("office"), cue("dweller"))
    return re.compile(rf"{two}|^{family}{HAN}{{2}}$|{before}{family}[{any_given}]")


@cache
def edge() -> re.Pattern[str]:
    """What a name of two characters stands behind, at the end of what is before it."""
    return re.compile(_BEFORE.format(cue("office"), cue("dweller")) + "$")


@cache
def spaced() -> re.Pattern[str]:
    """王　芳: the blanks only fill the column."""
    name = rf"{surname().pattern}[ \u3000]+{HAN}(?:[ \u3000]+{HAN})?"
    return re.compile(rf"(?<!{HAN}){name}(?!{HAN})")


@cache
def labelled() -> re.Pattern[str]:
    """欧阳建国：, who speaks; the dictionary's model of names knows no surname of two."""
    long = rf"(?={HAN}{{2}}){surname().pattern}(?<={HAN}{{2}})"
    return re.compile(rf"^\s*(?P<name>{long}{HAN}{{1,2}})\s*[:：]", re.MULTILINE)


@cache
def cued() -> re.Pattern[str]:
    """业主王小明; 业主：王小明."""
    before = rf"(?:{dweller()}|{cue('introduced')})"
    return re.compile(rf"{before}[:：]?\s?(?P<name>{surname().pattern}{HAN}{{1,2}})")
