"""微信群短文: what was decided, in at most 500 characters of plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mintobrief.domain import Briefing, Resolution
from mintobrief.domain.day import written_day
from mintobrief.export.blocks import plain_text
from mintobrief.export.edition import Edition
from mintobrief.export.heads import address_of, issuer_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.naming import meeting_name
from mintobrief.export.pen import Pen, pen_for
from mintobrief.export.posted import posted_deadline, posted_owners

LONGEST = 500  # characters
_TITLE, _PLACE, _ISSUER, _ADDRESS = 60, 40, 40, 200  # of what may be as long as it likes
_CUT = "……"


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is told of each resolution, and of how many; None is of all."""

    owners: bool
    deadline: bool
    longest: int
    most: int | None = None


# from what one would like to say to what always has room
_FULL = tuple(
    Detail(owners, deadline, longest)
    for longest in (LONGEST, 60, 30)
    for owners, deadline in ((True, True), (False, True), (False, False))
)
_FEWER = tuple(Detail(owners=False, deadline=False, longest=30, most=n) for n in range(40, -1, -1))


def render(briefing: Briefing, _: Edition, head: Letterhead = PLAIN) -> bytes:
    """UTF-8 text of the posted edition, whichever is asked for: a group is the public."""
    pen = pen_for(Edition.PUBLIC, head, briefing)
    texts = ("\n".join(_lines(briefing, pen, detail)) for detail in (*_FULL, *_FEWER))
    return next(text for text in texts if len(text) <= LONGEST).encode()


def _lines(briefing: Briefing, pen: Pen, detail: Detail) -> Iterator[str]:
    header, resolutions = briefing.meeting.header, briefing.resolutions
    title = pen.text(header.title.value) if header.title else ""
    named = meeting_name(title) or pen.say("masthead.untitled")
    yield pen.say("wechat.head", title=cut(named, _TITLE))
    yield _lead(briefing, pen)
    shown = resolutions[: detail.most]
    for number, resolution in enumerate(shown, start=1):
        yield _item(number, resolution, pen, detail)
    if len(shown) < len(resolutions):
        yield pen.say("wechat.more", shown=len(shown), count=len(resolutions))
    yield _where(pen)
    yield from _foot(briefing, pen)


def _where(pen: Pen) -> str:
    """Where all of it can be read."""
    address = address_of(pen)
    if not address:
        return pen.say("wechat.board")
    return pen.say("wechat.address", address=address[:_ADDRESS])


def _lead(briefing: Briefing, pen: Pen) -> str:
    header, count = briefing.meeting.header, len(briefing.resolutions)
    day = written_day(header.day) if header.day else pen.say("wechat.day_missing")
    if not count:
        return pen.say("wechat.lead_none", day=day)
    if header.place is None:
        return pen.say("wechat.lead_day", day=day, count=count)
    place = cut(pen.text(header.place.value), _PLACE)
    return pen.say("wechat.lead", day=day, place=place, count=count)


def _item(number: int, resolution: Resolution, pen: Pen, detail: Detail) -> str:
    action = cut(pen.text(resolution.action.value), detail.longest)
    said = []
    if detail.owners:
        owners = cut(plain_text(posted_owners(resolution, pen)), detail.longest)
        said.append(pen.say("wechat.owners", owners=owners))
    if detail.deadline:
        deadline = cut(plain_text(posted_deadline(resolution, pen)), detail.longest)
        said.append(pen.say("wechat.deadline", deadline=deadline))
    details = pen.say("wechat.details", details="；".join(said)) if said else ""
    return pen.say("wechat.item", number=number, action=action) + details


def _foot(briefing: Briefing, pen: Pen) -> Iterator[str]:
    issuer = issuer_of(pen)
    if not issuer.missing and briefing.reviewed_on:
        day = written_day(briefing.reviewed_on)
        yield pen.say("wechat.foot", issuer=cut(issuer.text, _ISSUER), day=day)


def cut(words: str, longest: int) -> str:
    """The words, or as many as there is room for and a sign that there were more."""
    return words if len(words) <= longest else words[: longest - len(_CUT)] + _CUT
