"""How a briefing comes to be signed: only ever added to, refused where it changed meanwhile."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.domain.signing_codec import dumps_signing, loads_signing
from mintobrief.errors import BriefingChanged, NotSubmitted, UnknownMeeting, UnknownSigning
from mintobrief.review import accept
from mintobrief.store import signing
from mintobrief.store.deletion import delete_meeting, used_files
from mintobrief.store.library import Library
from tests.databases import drop_triggers
from tests.store.test_library import GATE, LIFT, NOON, meeting

MEETING = "20260314-ab12cd"
HIDDEN = MaskRuling("王小明", Ruling.HIDE, instead="王某")


@pytest.fixture
def reviewed(library: Library, tmp_path: Path) -> Library:
    """A meeting of which all is judged."""
    library.save_meeting(meeting(tmp_path), NOON)
    said = [accept(LIFT, None, "王芳", NOON), accept(GATE, None, "王芳", NOON)]
    library.add_judgements(MEETING, said)
    return library


def packed(words: str = "简报") -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("archive.txt", words)
    return file.getvalue()


def step(library: Library, act: SigningAct, **more: object) -> Signing:
    version = library.version_of(MEETING)
    return Signing(act, "李主任", NOON, version=version, **more)  # type: ignore[arg-type]


def sign(library: Library, words: str = "简报") -> int:
    last = signing.look(library, MEETING).last
    packet = signing.keep_packet(library, packed(words))
    signed = step(library, SigningAct.SIGNED, packet=packet)
    return signing.add(library, MEETING, signed, last.number if last else 0)


def test_a_step_reads_as_it_was_written(reviewed: Library) -> None:
    for given in (
        step(reviewed, SigningAct.RETURNED, reason="时限写错了"),
        step(reviewed, SigningAct.HEADED, head=(("serial", "第12期"), ("profile", "minutes"))),
        step(reviewed, SigningAct.SIGNED, packet="0" * 64),
        step(reviewed, SigningAct.MASKED, masks=(HIDDEN, MaskRuling("12345", Ruling.KEEP))),
    ):
        assert loads_signing(dumps_signing(given)) == given


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": SigningAct.SIGNED},
        {"act": SigningAct.SUBMITTED, "packet": "0" * 64},
        {"act": SigningAct.RETURNED},
        {"act": SigningAct.EXCUSED, "about": "owner:r1", "reason": " "},
        {"act": SigningAct.EXCUSED, "reason": "会上没有定"},
        {"act": SigningAct.SUBMITTED, "about": "owner:r1"},
        {"act": SigningAct.SUBMITTED, "head": (("serial", "1"),)},
        {"act": SigningAct.SUBMITTED, "masks": (HIDDEN,)},
        {"act": SigningAct.MASKED},
    ],
)
def test_a_step_that_makes_no_sense_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"sign|reason|excused|head|masks"):
        Signing(by="李主任", at=NOON, **wrong)  # type: ignore[arg-type]


def test_what_is_signed_is_kept_to_the_byte(reviewed: Library) -> None:
    number = sign(reviewed)
    reviewed.add_judgements(MEETING, [accept(LIFT, None, "李明", NOON + timedelta(days=1))])
    with signing.opened_packet(reviewed, MEETING, number) as packet:
        assert packet.read("archive.txt").decode() == "简报"
    assert reviewed.faults() == ()


def test_a_change_takes_the_signature_its_standing(reviewed: Library) -> None:
    """And who finds that it says the same gives it back."""
    sign(reviewed)
    assert signing.look(reviewed, MEETING).stands
    reviewed.add_judgements(MEETING, [accept(LIFT, None, "王芳", NOON)])
    changed = signing.look(reviewed, MEETING)
    assert not changed.stands
    assert changed.is_submitted
    signing.uphold(reviewed, MEETING, changed.version - 1)
    assert not signing.look(reviewed, MEETING).stands
    signing.uphold(reviewed, MEETING, changed.version)
    assert signing.look(reviewed, MEETING).stands


def test_who_saw_an_older_briefing_signs_nothing(reviewed: Library) -> None:
    """Neither of two that sign at once what another changed meanwhile."""
    old = step(reviewed, SigningAct.SUBMITTED)
    reviewed.add_judgements(MEETING, [accept(LIFT, None, "李明", NOON)])
    with pytest.raises(BriefingChanged):
        signing.add(reviewed, MEETING, old, 0)
    first = signing.add(reviewed, MEETING, step(reviewed, SigningAct.SUBMITTED), 0)
    with pytest.raises(BriefingChanged):
        signing.add(reviewed, MEETING, step(reviewed, SigningAct.SUBMITTED), 0)
    assert [s.number for s in signing.look(reviewed, MEETING).steps] == [first]


def test_only_what_was_handed_in_is_returned(reviewed: Library) -> None:
    back = step(reviewed, SigningAct.RETURNED, reason="时限写错了")
    with pytest.raises(NotSubmitted):
        signing.add(reviewed, MEETING, back, 0)
    first = signing.add(reviewed, MEETING, step(reviewed, SigningAct.SUBMITTED), 0)
    signing.add(reviewed, MEETING, back, first)
    assert not signing.look(reviewed, MEETING).is_submitted


def test_a_gap_is_excused_until_that_is_taken_back(reviewed: Library) -> None:
    excuse = step(reviewed, SigningAct.EXCUSED, about="owner:r2", reason="会上没有定")
    signing.add(reviewed, MEETING, excuse, 0)
    assert signing.look(reviewed, MEETING).excuses == {"owner:r2": excuse}
    assert signing.look(reviewed, MEETING).last is None
    signing.add(reviewed, MEETING, step(reviewed, SigningAct.UNEXCUSED, about="owner:r2"), 0)
    assert signing.look(reviewed, MEETING).excuses == {}


def test_a_step_of_no_meeting_or_without_files(reviewed: Library) -> None:
    with pytest.raises(UnknownMeeting):
        signing.look(reviewed, "nowhere")
    number = signing.add(reviewed, MEETING, step(reviewed, SigningAct.SUBMITTED), 0)
    for wrong in (number, number + 1):
        with pytest.raises(UnknownSigning), signing.opened_packet(reviewed, MEETING, wrong):
            pass


@pytest.mark.parametrize("change", ["UPDATE signing SET revision = 9", "DELETE FROM signing"])
def test_the_database_itself_refuses_to_change_a_signature(reviewed: Library, change: str) -> None:
    sign(reviewed)
    with pytest.raises(IntegrityError), reviewed.engine.begin() as connection:
        connection.execute(text(change))


def test_a_forged_signature_is_found(reviewed: Library) -> None:
    sign(reviewed)
    with reviewed.database.writing() as connection:
        drop_triggers(connection, "signing")
        forged = "UPDATE signing SET document = replace(document, '李主任', '张主任')"
        connection.execute(text(forged))
    assert "签发" in reviewed.faults()[0].place


def test_a_signed_briefing_goes_with_its_meeting(reviewed: Library) -> None:
    """Its files too."""
    number = sign(reviewed)
    packet = signing.look(reviewed, MEETING).steps[number - 1].signing.packet
    assert packet is not None
    with reviewed.database.reading() as connection:
        assert packet in used_files(connection)
    delete_meeting(reviewed, MEETING, "王芳")
    assert not reviewed.blobs.has(packet)
    assert reviewed.faults() == ()


def test_what_is_signed_is_not_replaced_by_another_draft(library: Library, tmp_path: Path) -> None:
    """Even where nobody had anything to judge."""
    library.save_meeting(meeting(tmp_path), NOON)
    sign(library)
    assert library.save_meeting(meeting(tmp_path), NOON) == f"{MEETING}-2"
