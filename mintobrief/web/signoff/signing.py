"""提交签发, 签发, 退回: what the checklist says, and whether what was signed still stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from mintobrief.domain import Attendee, Meeting, SourceKind
from mintobrief.domain.compound import Compound
from mintobrief.domain.followed import Followed
from mintobrief.domain.limit import Limit
from mintobrief.domain.mask import Ruling
from mintobrief.domain.register import Given, Serial
from mintobrief.domain.signing import Approval, Signing, SigningAct
from mintobrief.errors import BriefingChanged, NotReady, NotReviewed, NumberTaken
from mintobrief.export import Letterhead
from mintobrief.export.masks import Listed, masks_listed
from mintobrief.export.particulars import heads
from mintobrief.export.saying import has_issuer
from mintobrief.review import approved, compile_briefing, with_namings
from mintobrief.review.checks import Finding, Printed, Rule, check, unasked
from mintobrief.review.clock import limits_of
from mintobrief.store import Seen, register, signing
from mintobrief.store.library import Library
from mintobrief.store.lookback import followed_of
from mintobrief.web import words
from mintobrief.web.insisting import insist
from mintobrief.web.signoff import press
from mintobrief.web.signoff.differences import Difference
from mintobrief.web.signoff.press import Basis, Manuscript
from mintobrief.web.signoff.signed import changes_since


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person was shown: the meeting's version, and the last step of signing, 0 for none."""

    version: int
    step: int


@dataclass(frozen=True)
class Desk:
    """A briefing on its way to being signed, as it is at one moment."""

    library: Library
    seen: Seen
    standing: signing.Standing

    @property
    def meeting(self) -> Meeting:
        return self.seen.meeting

    @property
    def shown(self) -> Shown:
        last = self.standing.last
        return Shown(self.seen.version, last.number if last else 0)

    @cached_property
    def compound(self) -> Compound | None:
        """The compound that the meeting is of, where anybody said."""
        compounds = self.library.compounds
        compound_id = compounds.of_meeting(self.meeting.id)
        return compounds.look(compound_id).compound if compound_id else None

    @property
    def issuer(self) -> str:
        """Who publishes the briefings of the meeting's compound, empty where nobody said."""
        return (self.compound.issuer or "") if self.compound else ""

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What is due by when around this meeting, by the rules of its kind."""
        signed = self.standing.signed.signing if self.stands and self.standing.signed else None
        return limits_of(self.meeting.header, signed.at.date() if signed else None)

    @cached_property
    def head(self) -> Letterhead:
        """What stands around the text: as it was filled in, else as the compound and the register
        have it."""
        filled = {name: words for name, words in self.standing.head.items() if words}
        return Letterhead(**{"issuer": self.issuer, "serial": self.serial, **filled})

    @cached_property
    def serial(self) -> str:
        """The number in the register as it is printed; empty before the first signature."""
        number = register.number_of(self.library, self.meeting.id)
        return number.called if number else ""

    @cached_property
    def followed(self) -> tuple[Followed, ...]:
        """What became of earlier resolutions, as far as somebody confirmed it."""
        return followed_of(self.library, self.meeting)

    @cached_property
    def issue(self) -> Manuscript | None:
        """The briefing as it would be printed now; None as long as a candidate waits."""
        try:
            judged, named = self.seen.judgements, self.seen.namings
            briefing = compile_briefing(self.meeting, judged, named, self.followed)
        except NotReviewed:
            return None
        masked = replace(briefing, rulings=self.standing.rulings, roster=self.roster)
        return Manuscript(masked, self.head)

    @property
    def roster(self) -> tuple[Attendee, ...]:
        """Who is known to the meeting's compound."""
        return self.compound.people if self.compound else ()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        named = with_namings(self.meeting, self.seen.namings)
        return check(named, self.seen.judgements, self._printed)

    @property
    def _printed(self) -> Printed:
        people = heads(self.meeting.header.attendees)
        roster = self.roster
        if self.issue is None:
            return Printed(people, roster=roster)
        unseen = [one.mask for one in self.masks if one.ruling is Ruling.OPEN]
        told = tuple(f"{mask.found}→{mask.instead}" for mask in unseen)
        return Printed(people, told, has_issuer(self.issue.head), roster)

    @cached_property
    def masks(self) -> tuple[Listed, ...]:
        """What the posted edition keeps back; nothing before all is judged."""
        return masks_listed(self.issue.briefing, self.issue.head) if self.issue else ()

    @property
    def left(self) -> tuple[Finding, ...]:
        """What is neither put right nor knowingly left."""
        excused = self.standing.excuses
        return tuple(f for f in self.findings if f.must or f.key not in excused)

    @property
    def kept_rules(self) -> tuple[Rule, ...]:
        """The rules that hold, as far as that can be told before all is judged."""
        broken = {finding.rule for finding in self.findings}
        unknown = set() if self.issue else {Rule.MASKS}
        unknown |= unasked(self.meeting.header, self._printed)
        return tuple(rule for rule in Rule if rule not in broken | unknown)

    @property
    def stage(self) -> str:
        """waiting, open, returned, submitted, changed (after it was signed) or signed."""
        last = self.standing.last
        if self.issue is None:
            return "waiting"
        if last is None or last.signing.act is SigningAct.WITHDRAWN:
            return "open"
        if last.signing.act is SigningAct.SIGNED:
            return "signed" if self.stands else "changed"
        return str(last.signing.act)

    @cached_property
    def changes(self) -> tuple[Difference, ...] | None:
        """What the briefing says otherwise than was signed last; None where nobody signed, or
        nobody can say since a candidate waits again."""
        signed = self.standing.signed
        if signed is None or self.issue is None:
            return None
        if self.standing.signed_version == self.seen.version:
            return ()
        return changes_since(self.library, self.meeting.id, signed, self.issue)

    @property
    def stands(self) -> bool:
        """Whether it is signed, and says what was signed."""
        last = self.standing.last
        is_signed = last is not None and last.signing.act is SigningAct.SIGNED
        return is_signed and self.changes == ()

    @property
    def printed(self) -> Manuscript | None:
        """As `issue`, and who signed it; a draft says that it is one."""
        if self.issue is None:
            return None
        by = self.standing.signed.signing if self.stands and self.standing.signed else None
        approval = Approval(by.by, by.at.date()) if by else Approval(None, None)
        return replace(self.issue, briefing=approved(self.issue.briefing, approval))


def desk(library: Library, meeting_id: str) -> Desk:
    """The meeting's briefing as it is now. Raises UnknownMeeting or AmbiguousMeeting.

    Where it changed and says the same again, the signature is known to stand from now on.
    """
    seen = library.look(meeting_id)
    found = Desk(library, seen, signing.look(library, seen.meeting.id))
    if found.stands and not found.standing.stands:
        signing.uphold(library, seen.meeting.id, seen.version)
    return found


def submit(library: Library, meeting_id: str, by: str, shown: Shown) -> None:
    """Hand the briefing in to be signed. Raises NotReady, BriefingChanged."""
    found = _ready(library, meeting_id, shown)
    step = Signing(SigningAct.SUBMITTED, by, _now(), version=found.seen.version)
    signing.add(library, found.meeting.id, step, shown.step)


def sign(library: Library, meeting_id: str, by: str, shown: Shown) -> int:
    """Sign the briefing; its files are kept as they are. Returns the number of the signature.

    It gets the next number of the register where it has none. Raises NotReady, BriefingChanged,
    PreviewFailed, and NumberTaken where others were faster again and again.
    """
    found, at = _ready(library, meeting_id, shown), _now()
    return insist(lambda: _sign(found, by, at, shown), NumberTaken)


def _sign(found: Desk, by: str, at: datetime, shown: Shown) -> int:
    library, meeting_id = found.library, found.meeting.id
    serial = register.upcoming(library, meeting_id, at.year)
    kept = signing.keep_packet(library, _packet(found, Approval(by, at.date()), serial))
    step = Signing(SigningAct.SIGNED, by, at, version=found.seen.version, packet=kept)
    given = Given(meeting_id, serial, found.standing.head.get("serial", ""))
    return signing.add(library, meeting_id, step, shown.step, given)


def _packet(found: Desk, approval: Approval, serial: Serial) -> bytes:
    """The files with who signs and the number printed in them."""
    assert found.issue is not None  # noqa: S101 - nothing is left to judge
    signed = approved(found.issue.briefing, approval)
    head = replace(found.head, serial=found.head.serial or serial.called)
    told = Basis(found.meeting, found.seen.judgements, found.seen.namings, found.followed)
    with found.library.with_files(found.meeting, SourceKind.SCAN) as here:
        issue = Manuscript(replace(signed, meeting=_located(signed.meeting, here)), head)
        return press.packet_of(issue, words.signed_formats_of(found.meeting), told)


def give_back(library: Library, meeting_id: str, by: str, shown: Shown, *, reason: str) -> None:
    """Return it to be put right. Raises BriefingChanged, NotSubmitted."""
    step = Signing(SigningAct.RETURNED, by, _now(), reason, version=shown.version)
    signing.add(library, meeting_id, step, shown.step)


def withdraw(library: Library, meeting_id: str, by: str, shown: Shown) -> None:
    """Take it back, as if it had not been handed in. Raises BriefingChanged, NotSubmitted."""
    step = Signing(SigningAct.WITHDRAWN, by, _now(), version=shown.version)
    signing.add(library, meeting_id, step, shown.step)


def excuse(library: Library, meeting_id: str, by: str, about: str, *, reason: str) -> None:
    """Leave a gap knowingly; no reason means no more. Raises BriefingChanged where it is none
    that can be left."""
    found = desk(library, meeting_id)
    open_ones = {finding.key for finding in found.findings if not finding.must}
    if about not in open_ones:
        raise BriefingChanged
    act = SigningAct.EXCUSED if reason else SigningAct.UNEXCUSED
    step = Signing(act, by, _now(), reason, about, found.seen.version)
    signing.add(library, found.meeting.id, step, 0)


def fill_head(
    library: Library, meeting_id: str, by: str, shown: Shown, *, head: Letterhead
) -> None:
    """Say what stands around the text; a signature no longer stands then. Raises
    BriefingChanged."""
    said = tuple((name, words) for name, words in asdict(head).items() if words)
    step = Signing(SigningAct.HEADED, by, _now(), version=shown.version, head=said)
    signing.add(library, meeting_id, step, shown.step)


def _ready(library: Library, meeting_id: str, shown: Shown) -> Desk:
    found = desk(library, meeting_id)
    if found.shown != shown:
        raise BriefingChanged
    if found.left:
        raise NotReady(len(found.left))
    return found


def _located(meeting: Meeting, here: Meeting) -> Meeting:
    return replace(meeting, sources=here.sources)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
