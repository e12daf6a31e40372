"""What a model says counts as far as the meeting bears it out."""

from __future__ import annotations

import pytest

from mintobrief.domain import DeadlineKind, Means, Quote, Vote
from tests.extract.llm.meetings import FRIDAY, SAID, checked, cited, said
from tests.extract.meetings import quoted


def test_what_is_borne_out_is_taken_with_its_words() -> None:
    found = checked()
    assert found is not None
    assert found.action.value == "修好3号楼门禁"
    assert quoted(SAID, found.action.quotes) == "3号楼门禁坏了你们修一下"
    assert [owner.value for owner in found.owners] == ["蔡建平"]
    assert found.deadline is not None
    assert (found.deadline.value.day, found.deadline.value.text) == (FRIDAY, "下周五之前")
    assert found.supervision is not None
    assert found.evidence == (0, 1, 2, 5)
    assert found.action.found_by == found.deadline.found_by == (Means.LANGUAGE_MODEL,)


@pytest.mark.parametrize(
    "evidence",
    [
        [],
        cited((0, "5号楼门禁")),
        cited((1, "3号楼门禁坏了")),
        cited((99, "3号楼门禁")),
        cited((-1, "3号楼门禁")),
        cited((0, "，。")),
    ],
)
def test_a_task_without_words_that_stand_where_it_says_is_none(evidence: object) -> None:
    assert checked(action={"text": "修好3号楼门禁", "evidence": evidence}) is None


@pytest.mark.parametrize("field", ["deadline", "supervision", "measures"])
def test_a_field_without_such_words_is_dropped_and_the_rest_stays(field: str) -> None:
    found = checked(**{field: said("下周三之前", (2, "下周三之前"))})
    assert found is not None
    assert getattr(found, field) is None
    assert found.action.value == "修好3号楼门禁"


def test_the_day_is_counted_by_us_from_the_words_quoted() -> None:
    """Whatever day the model would make of them."""
    found = checked(deadline=said("2026年12月31日", (2, "下周五之前")))
    assert found is not None
    assert found.deadline is not None
    assert (found.deadline.value.text, found.deadline.value.day) == ("下周五之前", FRIDAY)
    assert found.deadline.value.kind is DeadlineKind.DATE


@pytest.mark.parametrize("wording", ["修好8号楼门禁", "拨付维修资金采购无人机巡航设备"])
def test_a_wording_that_was_not_said_gives_way_to_the_words_themselves(wording: str) -> None:
    """A figure that nobody named, or other matters."""
    found = checked(action=said(wording, (0, "3号楼门禁坏了")))
    assert found is not None
    assert found.action.value == "3号楼门禁坏了"


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (said("蔡建平", (2, "我")), ["蔡建平"]),
        (said("蔡经理", (1, "蔡经理，你们")), ["蔡建平"]),
        (said("我", (2, "我")), ["蔡建平"]),
        (said("谭雨", (5, "谭雨")), ["谭雨"]),
        (said("王建军", (2, "我")), ["蔡建平"]),  # nobody of that name: our own reading counts
        (said("王建军", (4, "刷脸的不换")), []),
        (said("蔡建平", (2, "他来")), []),
    ],
)
def test_an_owner_is_somebody_the_words_mean(owner: object, expected: list[str]) -> None:
    found = checked(owners=[owner])
    assert found is not None
    assert [o.value for o in found.owners] == expected


def test_an_owner_named_twice_is_one() -> None:
    found = checked(owners=[said("蔡建平", (2, "我")), said("蔡经理", (1, "蔡经理"))])
    assert found is not None
    assert len(found.owners) == 1


VOTE = (6, "五票同意，一票反对，没有弃权")


def test_votes_are_counted_by_us() -> None:
    tally = {"for": 9, "against": 9, "abstain": 9, "evidence": cited(VOTE)}
    found = checked(vote=tally)
    assert found is not None
    assert found.vote is not None
    assert found.vote.value == Vote(5, 1, 0)


def test_votes_that_nobody_counted_are_none() -> None:
    tally = {"for": 9, "against": 1, "abstain": 0, "evidence": cited((2, "好"))}
    found = checked(vote=tally)
    assert found is not None
    assert found.vote is None


def test_every_quote_lies_in_its_utterance() -> None:
    found = checked()
    assert found is not None
    quotes: list[Quote] = [*found.action.quotes, *found.owners[0].quotes]
    assert all(quote.end <= len(SAID[quote.utterance].text) for quote in quotes)
