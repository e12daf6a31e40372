"""The reviewed briefing for other programs: the draft's JSON, and what became of each candidate."""

from __future__ import annotations

from dataclasses import replace

from mintobrief.domain import Briefing, Resolution, Verdict
from mintobrief.domain.codec import dump_json
from mintobrief.domain.encode import Object, encode_meeting
from mintobrief.domain.followed_codec import encode_followed
from mintobrief.export.edition import Edition
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.privacy import masker_for
from mintobrief.privacy.masker import Masker

# what identifies a thing is no text; masking it would break the references
_NAMES = frozenset({"id", "sha256", "resolution"})
_SPOKEN = frozenset(
    {"utterances", "speakers", "pages", "evidence", "field_evidence", "quotes", "heard"}
)


def render(briefing: Briefing, edition: Edition, _head: Letterhead = PLAIN) -> bytes:
    """UTF-8 JSON with the keys of `convert --json` and `review` on top.

    The posted edition carries no transcript: neither utterances nor the sources' text, and
    none of the evidence that would point into them.
    """
    meeting = replace(briefing.meeting, resolutions=briefing.resolutions)
    if edition is Edition.PUBLIC:
        sources = tuple(replace(source, text=None) for source in meeting.sources)
        meeting = replace(meeting, sources=sources)
    document: object = {
        **encode_meeting(meeting),
        "edition": str(edition),
        "review": _review(briefing),
        **_followed(briefing),
    }
    if edition is Edition.PUBLIC:
        document = _posted(document, masker_for(briefing))
    return (dump_json(document) + "\n").encode()


def _followed(briefing: Briefing) -> Object:
    """What became of earlier resolutions, where the meeting spoke of any."""
    found = [encode_followed(one) for one in briefing.followed]
    return {"followed": found} if found else {}


def _review(briefing: Briefing) -> Object:
    day = briefing.reviewed_on
    return {
        "reviewed_by": list(briefing.reviewed_by),
        "reviewed_on": day.isoformat() if day else None,
        "judgements": [
            {"resolution": candidate.id, "status": str(_status(candidate, briefing))}
            for candidate in briefing.meeting.resolutions
        ],
    }


def _status(candidate: Resolution, briefing: Briefing) -> Verdict:
    """What the review made of a candidate, read off its outcome."""
    outcome = next((r for r in briefing.resolutions if r.id == candidate.id), None)
    if outcome is None:
        return Verdict.REJECTED
    return Verdict.ACCEPTED if outcome == candidate else Verdict.EDITED


def _posted(value: object, masker: Masker) -> object:
    """The value masked, and without what quotes people or points into the transcript."""
    match value:
        case str():
            return masker.mask(value)
        case list():
            return [_posted(item, masker) for item in value]
        case dict():
            return {
                key: item if key in _NAMES else _posted(item, masker)
                for key, item in value.items()
                if key not in _SPOKEN
            }
        case _:
            return value
