"""What the opening says of people whose full names are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from mintobrief.domain import Quote, Utterance
from mintobrief.extract.cues import cue
from mintobrief.extract.header.passage import Passage
from mintobrief.extract.header.persons import Person, read_person
from mintobrief.extract.people import surname_of
from mintobrief.language import lexicon


@cache
def _before() -> re.Pattern[str]:
    """The body and post that end just before a name."""
    header = lexicon.load("header")
    org, post = header.expression("people.org_ends"), header.pattern("people.posts")
    return re.compile(rf"(?P<org>(?:^[\u4e00-\u9fff]{{0,4}}?)?{org})?(?:的|是)?(?P<role>{post})?$")


@cache
def _after() -> re.Pattern[str]:
    """A post just after a name: 陆志强经理, 陆志强陆经理."""
    surname, post = cue("people", "surname").pattern, lexicon.load("header").pattern("people.posts")
    return re.compile(rf"(?:{surname})?(?P<role>{post})")


def known_persons(passage: Passage, names: Sequence[str]) -> Iterator[Person]:
    """The known names in a passage, with the body and post said right beside them."""
    if not names:
        return
    pattern = re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))
    previous = 0
    for found in pattern.finditer(passage.text):
        before = _before().search(_strip(passage.text[previous : found.start()]))
        after = _after().match(passage.text, found.end())
        role = (before and before["role"]) or (after and after["role"])
        quote = passage.quote(found.start(), found.end())
        yield Person(found.group(), role or None, _org(before), (quote,))
        previous = after.end() if after else found.end()


def _strip(text: str) -> str:
    """The last clause, without the words that lead up to somebody."""
    clause = re.split(r"[，,。；;！!？?、：:]", text)[-1]
    lead = lexicon.load("header").expression("people.before")
    return re.sub(rf"^{lead}+", "", clause)


def _org(before: re.Match[str] | None) -> str | None:
    """The body, without a particle or somebody else's form of address run into it."""
    if before is None or not before["org"]:
        return None
    surname = cue("people", "surname").pattern
    titles = f"{cue('people', 'title').pattern}|{cue('people', 'short_title').pattern}"
    return re.sub(rf"^(?:.*{surname}(?:{titles})(?=..)|[啊呢吧嘛呃哦的了]+)", "", before["org"])


def roles_in_talk(utterances: Sequence[Utterance], names: Sequence[str]) -> dict[str, str]:
    """The post each known person is addressed by, where only one bears the surname."""
    owners = Counter(surname_of(name) for name in names)
    posts = lexicon.load("header").pattern("people.posts")
    roles: dict[str, str] = {}
    for name in names:
        if (surname := surname_of(name)) and owners[surname] == 1:
            pattern = re.compile(rf"{re.escape(surname)}(?P<role>{posts})")
            said = Counter(m["role"] for u in utterances for m in pattern.finditer(u.text))
            if said:
                roles[name] = said.most_common(1)[0][0]
    return roles


def addressed_persons(utterances: Sequence[Utterance]) -> Iterator[Person]:
    """Those whom somebody calls upon (老魏，…), so who was there though no label names them."""
    surname, title = cue("people", "surname").pattern, cue("people", "title").pattern
    short = cue("people", "short_title").pattern
    called = re.compile(
        rf"(?:^|[，,。！!？?])(?:那么?)?(?P<name>(?:{surname}(?:{title}|{short})|[老小阿]{surname})"
        rf"(?=[，,。！!？?]|[你您])|{surname}[\u4e00-\u9fff]{{1,2}}(?=[，,]?[你您]))"
    )
    for place, utterance in enumerate(utterances):
        for found in called.finditer(utterance.text):
            if person := read_person(found["name"]):
                yield replace(person, quotes=(Quote(place, *found.span("name")),))
