"""遮盖: a person confirms what the posted edition keeps back, lets it stand, or adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from mintobrief.domain.digest import digest_of
from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.domain.plain import key_of
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.errors import BriefingChanged, NotReviewed
from mintobrief.export.masks import Listed
from mintobrief.store import signing as steps
from mintobrief.store.library import Library
from mintobrief.web.signoff.signing import Desk, desk

ANYTHING = "（略）"  # what stands in the place of words that a person adds


def rule(library: Library, meeting_id: str, by: str, *said: MaskRuling) -> None:
    """Say that masks stay, go, or are open again. Raises BriefingChanged where somebody else
    said otherwise of one meanwhile, NotReviewed as long as a candidate waits."""
    _add(reviewed(library, meeting_id), by, said)


def confirm_all(library: Library, meeting_id: str, by: str, shown: str) -> None:
    """Confirm every mask nobody looked at. Raises BriefingChanged where they are not those that
    were `shown`."""
    found = reviewed(library, meeting_id)
    unseen = open_ones(found)
    if digest_shown(unseen) != shown:
        raise BriefingChanged
    if unseen:
        _add(found, by, [_confirmed(one) for one in unseen])


def add(library: Library, meeting_id: str, by: str, words: str, instead: str) -> None:
    """Keep back words that the program did not find."""
    found = reviewed(library, meeting_id)
    key = key_of(words)
    known = next((one for one in found.masks if one.key == key), None)
    was = known.ruling if known else _said_of(found, key)
    text = known.mask.found if known else words
    _add(found, by, (MaskRuling(text, Ruling.HIDE, was, instead or ANYTHING),))


def reviewed(library: Library, meeting_id: str) -> Desk:
    """The briefing, where all is judged. Raises NotReviewed."""
    found = desk(library, meeting_id)
    if found.issue is None:
        raise NotReviewed(tuple(f.place for f in found.findings if f.must))
    return found


def open_ones(found: Desk) -> tuple[Listed, ...]:
    """The masks nobody looked at."""
    return tuple(one for one in found.masks if one.ruling is Ruling.OPEN)


def digest_shown(masks: Iterable[Listed]) -> str:
    """Which masks a person was shown."""
    return digest_of(*(f"{one.mask.found}\0{one.mask.instead}" for one in masks))


def _confirmed(one: Listed) -> MaskRuling:
    return MaskRuling(one.mask.found, Ruling.HIDE, one.ruling, one.mask.instead)


def _said_of(found: Desk, key: str) -> Ruling:
    said = {ruling.key: ruling.ruling for ruling in found.standing.rulings}
    return said.get(key, Ruling.OPEN)


def _add(found: Desk, by: str, said: Iterable[MaskRuling]) -> None:
    at = datetime.now(UTC).astimezone()
    step = Signing(SigningAct.MASKED, by, at, version=found.seen.version, masks=tuple(said))
    steps.add(found.library, found.meeting.id, step, 0)
