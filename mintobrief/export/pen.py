"""Every word that reaches a file goes through the pen: printable, put right, masked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mintobrief.domain import Attendee, Briefing, Deadline, Vote
from mintobrief.domain.day import weekday, written_day
from mintobrief.export.edition import Edition
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.privacy import masker_for
from mintobrief.export.profile import load_profile
from mintobrief.export.wording import Wording, load_wording
from mintobrief.privacy.masker import Masker

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# what XML cannot hold, what no font shows, and the marks that turn the reading direction
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pen:
    """How one edition is written."""

    wording: Wording
    edition: Edition
    masker: Masker

    def text(self, words: str) -> str:
        """Words of ours or of a reviewer, fit to print."""
        return self.wording.put_right(self.quote(words))

    def quote(self, words: str) -> str:
        """Words of the meeting, to the letter as far as they can be printed."""
        shown = printable(words)
        return self.masker.mask(shown) if self.edition is Edition.PUBLIC else shown

    def say(self, key: str, **values: object) -> str:
        """A set phrase; text among the values must have gone through the pen before."""
        return self.wording.say(key, **values)

    def said(self, key: str) -> str:
        """A phrase that a person may have filled in, fit to print."""
        return self.text(self.wording.say(key))

    def person(self, person: Attendee) -> str:
        """李建国（业委会主任）."""
        name = self.text(person.name)
        return f"{name}（{self.text(person.role)}）" if person.role else name

    def votes(self, vote: Vote) -> str:
        return self.say(
            "resolutions.votes", for_=vote.for_, against=vote.against, abstain=vote.abstain
        )


def pen_for(edition: Edition, head: Letterhead = PLAIN, briefing: Briefing | None = None) -> Pen:
    """The pen with the wording that comes with the program, as this kind of paper has it.

    What it keeps back of the posted edition depends on the people of the briefing.
    """
    profile = load_profile(head.profile)
    wording = head.written_into(load_wording().with_phrases(profile.phrases))
    is_masked = briefing is not None and edition is Edition.PUBLIC
    return Pen(wording, edition, masker_for(briefing) if briefing and is_masked else Masker())


def printable(words: str) -> str:
    """`words` on one line, without what a document cannot hold or a page not show."""
    line = _UNPRINTABLE.sub("", _BREAKS.sub(" ", words))
    return _SURROGATES.sub("\ufffd", line).strip()


def written_deadline(deadline: Deadline) -> str:
    """Both forms of a time limit, on a screen: 下周五前 → 2026年3月20日 星期五."""
    if deadline.day is None:
        return deadline.text
    return f"{deadline.text} → {written_day(deadline.day)} {weekday(deadline.day)}"


def written_vote(vote: Vote) -> str:
    """赞成 7，反对 0，弃权 1, on a screen."""
    return f"赞成 {vote.for_}，反对 {vote.against}，弃权 {vote.abstain}"
