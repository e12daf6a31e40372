"""What a model says counts as far as the meeting bears it out."""

from __future__ import annotations

import time

import pytest

from mintobrief.domain import DeadlineKind, Means, Quote, Vote
from mintobrief.extract.assemble import scene_of
from mintobrief.extract.llm.answer import read_answer
from mintobrief.extract.llm.check import Checker
from mintobrief.extract.llm.windows import Window
from mintobrief.language.support import held
from tests.extract.llm.meetings import FRIDAY, REPAIR, SAID, answer, checked, cited, said
from tests.extract.meetings import header, quoted, talk


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


@pytest.mark.parametrize(
    "wording",
    ["修好8号楼门禁", "拨付维修资金采购无人机巡航设备", "门禁换成刷脸，五票同意", "行", "："],
)
def test_a_wording_that_was_not_said_gives_way_to_the_words_themselves(wording: str) -> None:
    """A figure that nobody named, other matters, or what was said of another matter nearby."""
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
        (said("收费标准", (2, "我")), ["蔡建平"]),  # what was said, but is nobody
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
LIFT = (0, "3号楼门禁")


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


def test_figures_far_from_any_ballot_are_no_votes() -> None:
    """3号楼 is no three in favour."""
    said_long_ago = talk("黄秀梅：3号楼门禁坏了，蔡经理修一下。", *["蔡建平：嗯。"] * 6)
    proposal = read_answer(
        answer(REPAIR | {"vote": {"for": 3, "against": 0, "abstain": 0, "evidence": cited(LIFT)}})
    ).proposals[0]
    held = Checker(scene_of(said_long_ago, (), header()), Window(0, len(said_long_ago)))
    found = held.resolution(proposal)
    assert found is not None
    assert found.vote is None


@pytest.mark.parametrize("words", ["九" * 5_000, "一万" * 3_000, "两" * 30_000, "9" * 5_000])
def test_runs_of_numerals_are_no_figures_and_end_nothing(words: str) -> None:
    assert held(f"修3号楼，{words}") >= {"3"}


def test_a_flood_about_one_endless_sentence_is_checked_in_seconds() -> None:
    endless = talk("黄秀梅：" + "3号楼门禁坏了，" * 4_000 + "修一下。")
    flood = answer(*[REPAIR | {"action": said("修好3号楼门禁", *[(0, "修一下")] * 20)}] * 200)
    at = Checker(scene_of(endless, (), header()), Window(0, len(endless)))
    began = time.monotonic()
    assert all(at.resolution(proposal) for proposal in read_answer(flood).proposals)
    assert time.monotonic() - began < 20


def test_every_quote_lies_in_its_utterance() -> None:
    found = checked()
    assert found is not None
    quotes: list[Quote] = [*found.action.quotes, *found.owners[0].quotes]
    assert all(quote.end <= len(SAID[quote.utterance].text) for quote in quotes)
