"""A briefing as it was signed, made again from what was kept, and what it says otherwise since."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from mintobrief.domain.codec import loads, loads_judgement, loads_naming
from mintobrief.domain.followed_codec import decode_followed
from mintobrief.export import Edition, Letterhead
from mintobrief.export.saying import says
from mintobrief.review import compile_briefing
from mintobrief.store import signing
from mintobrief.store.library import Library
from mintobrief.store.memory import Memory
from mintobrief.web.signoff import press
from mintobrief.web.signoff.differences import Difference, differences
from mintobrief.web.signoff.masked import with_masks
from mintobrief.web.signoff.press import Manuscript

_MOST_SAID = 30  # briefings


@dataclass(frozen=True, slots=True)
class _Says:
    """What both editions say, paragraph by paragraph."""

    archive: tuple[str, ...]
    posted: tuple[str, ...]


_SAID = Memory[_Says](_MOST_SAID)  # by the hash of a packet, which never changes


def signed_issue(library: Library, meeting_id: str, number: int) -> Manuscript:
    """The briefing as it was signed at that step, made again from what was kept.

    Raises UnknownSigning, MissingFile, DamagedFile.
    """
    with signing.opened_packet(library, meeting_id, number) as packet:
        said = json.loads(packet.read(press.INPUT))
    meeting = loads(json.dumps(said["meeting"]))
    judgements = [loads_judgement(json.dumps(one)) for one in said["judgements"]]
    namings = [loads_naming(json.dumps(one)) for one in said["namings"]]
    followed = [decode_followed(one) for one in said.get("followed", ())]
    briefing = compile_briefing(meeting, judgements, namings, followed)
    return Manuscript(with_masks(briefing, said), Letterhead(**said["head"]))


def changes_since(
    library: Library, meeting_id: str, step: signing.SigningStep, issue: Manuscript
) -> tuple[Difference, ...]:
    """What the issue says otherwise than the briefing that was signed at that step: in the
    archive edition, or else in the posted one."""
    before, now = _signed_says(library, meeting_id, step), _says(issue)
    return differences(before.archive, now.archive) or differences(before.posted, now.posted)


def _signed_says(library: Library, meeting_id: str, step: signing.SigningStep) -> _Says:
    """What the briefing said when it was signed; asked for again and again by who looks at it."""
    packet = step.signing.packet or ""
    said = _SAID.get(packet)
    if said is None:
        said = _says(signed_issue(library, meeting_id, step.number))
        _SAID.put(packet, said, 1)
    return said


def _says(issue: Manuscript) -> _Says:
    """Without who signed it: that is another matter."""
    unsigned = replace(issue.briefing, approval=None)
    return _Says(*(says(unsigned, edition, issue.head) for edition in Edition))
