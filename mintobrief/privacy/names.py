"""Who is named in a text, by the words around a name and by the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mintobrief.language import lexicon
from mintobrief.language.characters import whole_characters
from mintobrief.privacy import patterns

_CLAUSE = re.compile(r"[^，。；：！？、,;:!?/|\s（）()“”\"]+")
NAME_TAGS = ("x", "nr", "nrt", "nrfg")  # tags of names, and of what no dictionary has


def is_full_name(name: str) -> bool:
    """A surname with a given name, not a form of address (陆经理, 老陆, 钟姐)."""
    found = patterns.full_name().fullmatch(name)
    return bool(found) and not patterns.address().fullmatch(name)


def surname_of(name: str) -> str:
    """Empty where the name begins with none."""
    found = patterns.surname().match(name)
    return found[0] if found else ""


def family_of(name: str) -> str:
    """The surname of somebody on a list, known to us or not: 逄 of 逄勇, 买买提 of 买买提·艾力."""
    first, dot, _ = name.partition("·")
    return first if dot else surname_of(name) or name[:1]


def names_in(text: str) -> Iterator[str]:
    """Full names that stand in the text, as far as words and their surroundings tell."""
    text = patterns.spaced().sub(lambda found: re.sub(r"\s", "", found[0]), text)
    for found in patterns.cued().finditer(text):
        name = _trimmed(found["name"], text, found.start("name"))
        if name:
            yield name
    labels = (found["name"] for found in patterns.labelled().finditer(text))
    yield from (name for name in labels if not patterns.no_person().search(_given_of(name)))
    yield from _tagged(text)


def _trimmed(found: str, text: str, start: int) -> str:
    """The name at the head of what follows 业主: as long as it is a likely one."""
    for length in range(len(found), len(surname_of(found)), -1):
        name = found[:length]
        if _is_likely(name, text, start) and set(_given_of(name)) <= patterns.given():
            return name
    return ""


def _tagged(text: str) -> Iterator[str]:
    """What the dictionary's model of names takes for one; of two characters it is often wrong."""
    for clause in dict.fromkeys(_CLAUSE.findall(text)):
        yield from _tagged_in(clause) if patterns.possible().search(clause) else ()


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
    usual = set(_given_of(name)) & patterns.given() or name == line
    is_plain = len(_given_of(name)) > 1 and surname_of(name) not in patterns.word_surnames()
    return bool(usual) and (is_plain or bool(patterns.edge().search(line[:start])))


def _is_likely(name: str, text: str, start: int) -> bool:
    """No form of address, no place or firm, and no word of the dictionary."""
    from mintobrief.language import words

    if (
        not is_full_name(name)
        or patterns.ordinary().fullmatch(name)
        or patterns.no_person().match(text, start + len(name))
    ):
        return False
    return not patterns.address().match(text, start) and words.tag(name) in NAME_TAGS


def _cut(line: str) -> Iterator[tuple[str, str]]:
    """The words of a line in order with their tags."""
    from mintobrief.language.dictionary import posseg

    return ((pair.word, pair.flag) for pair in posseg.cut(whole_characters(line)))


def _given_of(name: str) -> str:
    return name[len(surname_of(name)) :]
