"""The JSON is the contract's, and nothing is lost in it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Field,
    Header,
    Judgement,
    Meeting,
    Naming,
    Quote,
    Resolution,
    Source,
    SourceKind,
    TextSpan,
    Topic,
    Utterance,
    Vote,
)
from mintobrief.domain.codec import (
    DocumentError,
    dumps,
    dumps_judgement,
    dumps_naming,
    loads,
    loads_judgement,
    loads_naming,
)
from tests import strategies

TEXT = "同意更换钢丝绳，张伟负责。"
SAID = Utterance(0, TEXT, TextSpan("s1", 0, len(TEXT)))
CHANGE = Resolution(
    id="r1",
    action=Field("更换钢丝绳", (Quote(0, 2, 7),)),
    evidence=(0,),
    topic=0,
    owners=(Field("张伟", (Quote(0, 8, 10),)),),
    deadline=Field(Deadline("下周五之前", DeadlineKind.DATE, date(2026, 3, 20))),
    vote=Field(Vote(7, 0, 1)),
    confidence=0.81,
)
MEETING = Meeting(
    id="20260314-ab12cd",
    header=Header(title=Field("联席会议"), held_on=Field(date(2026, 3, 14))),
    sources=(
        Source("s1", SourceKind.NOTES, "a.txt", "0" * 64, Path("/somewhere/a.txt"), text=TEXT),
    ),
    utterances=(SAID,),
    topics=(Topic("电梯", 0, 0),),
    resolutions=(CHANGE,),
)


@given(strategies.meetings())
def test_what_was_dumped_loads_as_the_same_meeting(meeting: Meeting) -> None:
    """Every field, every quote, every odd character survives."""
    assert loads(dumps(meeting)) == meeting


@given(strategies.meetings())
def test_any_meeting_can_be_written_as_utf_8(meeting: Meeting) -> None:
    """File names that are not UTF-8 do not break the file."""
    dumps(meeting).encode()


@given(strategies.resolutions().flatmap(strategies.judgements))
def test_a_judgement_loads_as_it_was_dumped(judgement: Judgement) -> None:
    """What a reviewer left is kept to the letter."""
    assert loads_judgement(dumps_judgement(judgement, ())) == judgement


def test_a_naming_loads_as_it_was_dumped() -> None:
    """Who a reviewer said a voice is, to the letter; None keeps it nameless."""
    for name in ("王主任", None):
        naming = Naming("S1", "s", name, "周玲", datetime(2026, 3, 16, 9, tzinfo=UTC))
        assert loads_naming(dumps_naming(naming)) == naming


def test_a_draft_from_before_speakers_were_proposed_has_none() -> None:
    document = json.loads(dumps(MEETING))
    del document["speakers"], document["pages"]
    assert loads(json.dumps(document)) == MEETING


def test_a_resolution_has_the_keys_of_the_contract() -> None:
    """The keys that programs read are these; others may only come on top."""
    [resolution] = json.loads(dumps(MEETING))["resolutions"]
    promised = {
        "id": "r1",
        "topic": 0,
        "action": "更换钢丝绳",
        "measures": None,
        "owners": ["张伟"],
        "deadline_text": "下周五之前",
        "deadline": "2026-03-20",
        "deadline_kind": "date",
        "supervision": None,
        "vote": {"for": 7, "against": 0, "abstain": 1},
        "evidence": [0],
        "confidence": 0.81,
        "flags": [],
    }
    assert {key: resolution[key] for key in promised} == promised


def test_every_field_quotes_its_words() -> None:
    """A reader of the JSON sees what a field was read from without counting characters."""
    [resolution] = json.loads(dumps(MEETING))["resolutions"]
    quote = {"utterance": 0, "start": 8, "end": 10, "text": "张伟"}
    assert resolution["field_evidence"]["owners"] == [[quote]]


def test_a_resolution_without_a_deadline_says_none() -> None:
    """The word is in the JSON, where the domain has no deadline at all."""
    meeting = Meeting("m", Header(), (), (), resolutions=(Resolution("r", Field("清理"), ()),))
    [resolution] = json.loads(dumps(meeting))["resolutions"]
    assert (resolution["deadline_kind"], resolution["deadline_text"]) == ("none", None)


def test_the_header_and_sources_have_the_keys_of_the_contract() -> None:
    """Particulars are plain values; what the meeting did not say is null."""
    document = json.loads(dumps(MEETING))
    assert document["schema"] == 1
    assert document["meeting"]["held_on"] == "2026-03-14"
    assert document["meeting"]["place"] is None
    assert {"id", "kind", "name", "sha256", "seconds", "pages"} <= set(document["sources"][0])
    assert document["utterances"][0]["evidence"] == {
        "kind": "text",
        "source": "s1",
        "start": 0,
        "end": len(TEXT),
    }


def test_no_path_of_this_computer_is_in_the_json() -> None:
    """The file goes to others; where our bytes lie is none of their business."""
    assert "somewhere" not in dumps(MEETING)


def test_sources_lie_where_the_paths_say() -> None:
    """The library knows by hash where it keeps a file."""
    loaded = loads(dumps(MEETING), {"0" * 64: Path("kept")})
    assert loaded.sources[0].path == Path("kept")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"schema": 2}',
        '{"schema": true}',
        "[" * 100_000,
        dumps(MEETING).replace('"owners"', '"owner"', 1),
        dumps(MEETING).replace('"date"', '"someday"'),
        dumps(MEETING).replace('"2026-03-20"', '"20th"'),
        dumps(MEETING).replace("0.81", "NaN"),
        dumps(MEETING).replace("0.81", "1" + "0" * 400),
        dumps(MEETING).replace('"turn": 0', '"turn": "0"'),
        dumps(MEETING).replace('"kind": "text"', '"kind": "smell"'),
    ],
    ids=lambda text: text[:20] or "empty",
)
def test_what_is_no_meeting_is_a_document_error(text: str) -> None:
    """Never a KeyError: whoever reads a damaged library is told that it is damaged."""
    with pytest.raises(DocumentError):
        loads(text)


@given(st.data())
def test_a_meeting_with_a_key_gone_is_a_bad_document(data: st.DataObject) -> None:
    """Whichever key is missing, the error is the same kind; older drafts lack some."""
    document = json.loads(dumps(MEETING))
    place = data.draw(
        st.sampled_from(
            [document, document["meeting"], document["resolutions"][0], document["sources"][0]]
        )
    )
    del place[data.draw(st.sampled_from(sorted(set(place) - {"speakers", "pages", "recorded_on"})))]
    with pytest.raises(DocumentError):
        loads(json.dumps(document))
