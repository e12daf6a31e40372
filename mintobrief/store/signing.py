"""How briefings come to be signed: steps that are only ever added, the files kept as signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zipfile import ZipFile

from sqlalchemy import Connection, select, update

from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.domain.node import DocumentError
from mintobrief.domain.register import Given
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.domain.signing_codec import dumps_signing, loads_signing
from mintobrief.errors import BriefingChanged, BrokenLibrary, NotSubmitted, UnknownSigning
from mintobrief.store import drafts, register, schema
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.blobs.memory import keep_bytes
from mintobrief.store.library import Library

_MEETING = schema.meetings.c
_STEP = schema.signings.c


@dataclass(frozen=True, slots=True)
class SigningStep:
    """A step of signing with the number of its row."""

    number: int
    signing: Signing


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a briefing is: all its steps in order, and what the columns say.

    `signed_version` is the newest of the meeting's versions that is known to say what was signed.
    """

    version: int
    signed_version: int | None
    steps: tuple[SigningStep, ...]

    @property
    def last(self) -> SigningStep | None:
        """The last step that is about the whole briefing."""
        return next((step for step in reversed(self.steps) if step.signing.moves), None)

    @property
    def signed(self) -> SigningStep | None:
        """The last time that it was signed, whatever came after."""
        signed = (s for s in reversed(self.steps) if s.signing.act is SigningAct.SIGNED)
        return next(signed, None)

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for who signs: handed in, or changed after it was signed."""
        open_acts = (SigningAct.SUBMITTED, SigningAct.SIGNED)
        return self.last is not None and self.last.signing.act in open_acts

    @property
    def stands(self) -> bool:
        """Whether the last step is a signature, and nothing changed that is known of."""
        is_signed = self.last is not None and self.last.signing.act is SigningAct.SIGNED
        return is_signed and self.signed_version == self.version

    @property
    def head(self) -> dict[str, str]:
        """What was filled in last around the text."""
        heads = (s.signing for s in reversed(self.steps) if s.signing.act is SigningAct.HEADED)
        return dict(next((signing.head for signing in heads), ()))

    @property
    def rulings(self) -> tuple[MaskRuling, ...]:
        """What was said of masks, of the same words in any spelling the last."""
        said = (ruling for step in self.steps for ruling in step.signing.masks)
        return tuple({ruling.key: ruling for ruling in said}.values())

    @property
    def excuses(self) -> dict[str, Signing]:
        """By what they are about, the gaps that are knowingly left."""
        latest = {step.signing.about: step.signing for step in self.steps if step.signing.is_excuse}
        return {about: s for about, s in latest.items() if s.act is SigningAct.EXCUSED}


def look(library: Library, meeting_id: str) -> Standing:
    """How far the meeting's briefing is. Raises UnknownMeeting or AmbiguousMeeting."""
    with library.database.reading() as connection:
        return _look(library, connection, drafts.full_id(connection, meeting_id))


def add(
    library: Library, meeting_id: str, signing: Signing, seen: int, given: Given | None = None
) -> int:
    """Add a step; returns its number.

    `seen` is the number of the last step that the person was shown, 0 for none; `given` is the
    number in the register that what is signed has printed. Raises BriefingChanged where there is
    another step by now, or the meeting has another version than `signing` is of; NotSubmitted
    where there is nothing to return or withdraw; NumberTaken.
    """
    with library.database.writing() as connection:
        full_id = drafts.full_id(connection, meeting_id)
        if not signing.is_excuse:
            _refuse(_look(library, connection, full_id), signing, seen)
        deed = _put(connection, full_id, signing)
        record(connection, [deed])
        if given:
            register.give(library, connection, given, signing.by, signing.at)
        _tell_the_meeting(connection, full_id, signing)
    assert deed.row is not None  # noqa: S101 - it was put
    return deed.row


def uphold(library: Library, meeting_id: str, version: int) -> None:
    """Know that the meeting at that version still says what was signed."""
    mine = (_MEETING.id == meeting_id) & (_MEETING.version == version)
    signed = mine & _MEETING.signed_at.is_not(None)
    with library.database.writing() as connection:
        connection.execute(update(schema.meetings).where(signed).values(signed_version=version))


def keep_packet(library: Library, content: bytes) -> str:
    """Keep the files as they are to be signed; returns their hash.

    Nobody uses them before the signing that names them is added: `gc` takes them after a day.
    """
    return keep_bytes(library.blobs, "signed.zip", content)


@contextmanager
def opened_packet(library: Library, meeting_id: str, number: int) -> Iterator[ZipFile]:
    """The files as they were signed at that step.

    Raises UnknownSigning; MissingFile or DamagedFile where they are not as they were kept.
    """
    step = next((s for s in look(library, meeting_id).steps if s.number == number), None)
    if step is None or step.signing.packet is None:
        raise UnknownSigning(meeting_id, number)
    with library.opened(step.signing.packet, "签发的文件") as path, ZipFile(path) as packet:
        yield packet


def _look(library: Library, connection: Connection, full_id: str) -> Standing:
    asked = select(_MEETING.version, _MEETING.signed_version).where(_MEETING.id == full_id)
    version, signed_version = connection.execute(asked).one()
    mine = select(_STEP.number, _STEP.document).where(_STEP.meeting_id == full_id)
    rows = connection.execute(mine.order_by(_STEP.number)).all()
    try:
        steps = tuple(SigningStep(row.number, loads_signing(row.document)) for row in rows)
    except DocumentError as exc:
        told = f"会议 {full_id} 的签发记录损坏（{exc}）"
        raise BrokenLibrary(library.place, told) from exc
    return Standing(version, signed_version, steps)


def _refuse(standing: Standing, signing: Signing, seen: int) -> None:
    if signing.act is SigningAct.MASKED:
        _refuse_masks(standing, signing)
        return
    last = standing.last.number if standing.last else 0
    is_late = signing.moves and last != seen
    if is_late or signing.version != standing.version:
        raise BriefingChanged
    takes_back = signing.act in (SigningAct.WITHDRAWN, SigningAct.RETURNED)
    if takes_back and not standing.is_submitted:
        raise NotSubmitted


def _refuse_masks(standing: Standing, signing: Signing) -> None:
    """Two people may look at different masks at once; not at one."""
    now = {ruling.key: ruling.ruling for ruling in standing.rulings}
    if any(now.get(said.key, Ruling.OPEN) is not said.was for said in signing.masks):
        raise BriefingChanged


def _put(connection: Connection, full_id: str, signing: Signing) -> Deed:
    revision = drafts.revision_of(connection, full_id)
    row: dict[str, object] = {"revision": revision, "document": dumps_signing(signing)}
    deed = Deed(signing.by, Act.SIGNING, full_id)
    return drafts.put(connection, schema.signings, full_id, row, deed)


def _tell_the_meeting(connection: Connection, full_id: str, signing: Signing) -> None:
    """The columns that the list of meetings is made of, and whose the files are."""
    row: dict[str, object] = {}
    match signing.act:
        case SigningAct.SUBMITTED:
            row = {"submitted_at": signing.at}
        case SigningAct.WITHDRAWN | SigningAct.RETURNED:
            row = {"submitted_at": None}
        case SigningAct.SIGNED:
            row = {"signed_at": signing.at, "signed_version": signing.version}
            row |= {"submitted_at": signing.at}
        case SigningAct.HEADED | SigningAct.MASKED:
            row = {"version": _MEETING.version + 1}  # it is printed
    if row:
        connection.execute(update(schema.meetings).where(_MEETING.id == full_id).values(row))
    if signing.packet:
        drafts.own(connection, full_id, signing.packet, schema.SIGNED, "签发.zip")
