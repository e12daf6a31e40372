"""Votes: as many as took part, enough there to decide, enough in favour, by the meeting's rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import Attendee, Header, Meeting, Resolution, Vote
from mintobrief.review.checks.rules import Finding, Printed, Rule, about, of_all
from mintobrief.review.rulebook import Ballot, Rulebook

# 参加表决 9 人, 收回选票 86 张: how many voted, as the words beside a vote tell
_TOOK_PART = re.compile(
    r"(?:(?:参加|参与)(?:了)?(?:表决|投票)的?(?:委员|业主|人员|人数)?(?:共|有|为)*|"
    r"收回(?:有效)?(?:选票|表决票)|有效票|实到(?:委员|业主|人数)?|(?<!反)(?:共|总计|合计)投?)\s*(\d{1,6})\s*(?:人|票|张|户|名)"
)
_EXPECTED = re.compile(r"应到(?:委员|业主|人数)?\s*(\d{1,6})\s*(?:人|户|名)")
_PROXY = re.compile(
    r"(?<!不能)(?<!不得)(?<!不可以)委托(?:了)?[^，。；]{0,10}?(?:代为|代理|代)?(?:出席|参会|参加会议|表决|投票|签字)"
)
_AREA = re.compile("面积|平方米|㎡|平米")


@dataclass(frozen=True, slots=True)
class Voters:
    """How many take part in the votes of a meeting, and out of how many; 0 where nobody knows."""

    present: int
    expected: int


def voters_of(header: Header, book: Rulebook, printed: Printed) -> Voters:
    """By what was counted (应到, 实到), else by the lists of those there and of the compound."""
    present = header.present.value if header.present else _members(header.attendees, book)
    expected = header.expected.value if header.expected else _members(printed.roster, book)
    return Voters(present, expected)


def _members(people: Sequence[Attendee], book: Rulebook) -> int:
    return sum(1 for person in people if book.is_member(person))


def of_votes(
    meeting: Meeting, standing: Sequence[Resolution], book: Rulebook, printed: Printed
) -> Iterator[Finding]:
    """What is wrong with the votes on what stands."""
    voters = voters_of(meeting.header, book, printed)
    for left in standing:
        if left.vote:
            yield from _of_sum(left, meeting, book, voters, printed.heads)
            expected = _beside(_EXPECTED, left, meeting) or voters.expected
            yield from _of_outcome(left, left.vote.value, book, replace(voters, expected=expected))
    if book.ballot:
        yield from _of_meeting(meeting, standing, book.ballot, voters)


def _of_sum(
    left: Resolution, meeting: Meeting, book: Rulebook, voters: Voters, heads: int
) -> Iterator[Finding]:
    assert left.vote  # noqa: S101 - asked for those with one
    cast = _cast(left.vote.value)
    told = _beside(_TOOK_PART, left, meeting)
    if told and told != cast:
        lack = f"：赞成、反对、弃权共 {cast} 票，原话说参加表决的是 {told} 人"
        yield about(left, Rule.VOTE_HEADS, lack, f"{cast}/{told}")
    elif not told and heads and cast > max(heads, voters.present):
        lack = f"共 {cast} 票，参会的只有 {heads} 人"
        yield about(left, Rule.VOTE_HEADS, lack, f"{cast}/{heads}")
    elif not told and book.ballot and not book.ballot.by_area and 0 < voters.present != cast:
        lack = f"：赞成、反对、弃权共 {cast} 票，到会能表决的是 {voters.present} 人"
        yield about(left, Rule.VOTE_HEADS, lack, f"{cast}={voters.present}")


def _of_outcome(left: Resolution, vote: Vote, book: Rulebook, voters: Voters) -> Iterator[Finding]:
    if vote.for_ <= vote.against:
        told = f"赞成 {vote.for_} 票，反对 {vote.against} 票，没有通过"
        yield about(left, Rule.VOTE_CARRIED, told, told)
    elif book.ballot:
        yield from _of_majority(left, vote, book.ballot, voters)


def _of_majority(left: Resolution, vote: Vote, ballot: Ballot, voters: Voters) -> Iterator[Finding]:
    whole = voters.expected if ballot.of_all else _cast(vote)
    share = ballot.wanted(left.action.value)
    if whole and not share.is_reached(vote.for_, whole):
        of = "全体" if ballot.of_all else "参加表决的"
        told = f"赞成 {vote.for_} 人，{of} {whole} 人，要{share.said}"
        yield about(left, Rule.MAJORITY, told, told, share.source)
    if ballot.by_area and not _AREA.search(_words(left)):
        told = "只有人数，没有写同意的面积占多少"
        yield about(left, Rule.MAJORITY, told, "area", share.source)
    if ballot.by_area and whole and voters.expected:
        yield from _of_turnout(left, whole, ballot, voters.expected)


def _of_turnout(left: Resolution, cast: int, ballot: Ballot, expected: int) -> Iterator[Finding]:
    if not ballot.quorum.is_reached(cast, expected):
        told = f"参加表决 {cast} 人，全体 {expected} 人，要{ballot.quorum.said}"
        yield about(left, Rule.QUORUM, told, told, ballot.quorum.source)


def _of_meeting(
    meeting: Meeting, standing: Sequence[Resolution], ballot: Ballot, voters: Voters
) -> Iterator[Finding]:
    present, expected = voters.present, voters.expected
    if not ballot.by_area and present and expected:
        if not ballot.quorum.is_reached(present, expected):
            told = f"到会 {present} 人，全体 {expected} 人，要{ballot.quorum.said}，会议才有效"
            yield of_all(Rule.QUORUM, told, by=ballot.quorum.source)
    elif standing and not expected:
        told = "没有写应到多少人，不能核对到会的够不够"
        yield of_all(Rule.QUORUM, told, by=ballot.quorum.source)
    if ballot.no_proxies:
        yield from _of_proxies(meeting, ballot)


def _of_proxies(meeting: Meeting, ballot: Ballot) -> Iterator[Finding]:
    for line, utterance in enumerate(meeting.utterances):
        if found := _PROXY.search(utterance.text):
            told = f"会上说“{found.group()}”：不能由别人代理"
            yield of_all(Rule.PROXY, told, line=line, by=ballot.no_proxies)


def _beside(counted: re.Pattern[str], left: Resolution, meeting: Meeting) -> int:
    """A count that stands in the utterances the vote was read from; 0 where they have none."""
    lines = {quote.utterance for quote in left.vote.quotes} if left.vote else set()
    found = (counted.search(meeting.utterances[line].text) for line in sorted(lines))
    return next((int(match[1]) for match in found if match), 0)


def _cast(vote: Vote) -> int:
    return vote.for_ + vote.against + vote.abstain


def _words(left: Resolution) -> str:
    fields = (left.action, left.measures, left.supervision)
    return " ".join(field.value for field in fields if field)
