"""What stands around a briefing's text: which kind of paper it is, its number, where it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mintobrief.export.wording import Wording

_WEB = re.compile(r"https?://[^\s<>\"']{1,190}")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an office fills in for one issue; what is empty stays as the wording has it.

    `profile` is the kind of paper, `mark` the 密级 or 内部资料, `number` the 编号, `serial` the
    期号 as it is printed, `report`, `send` and `distribute` who gets it: superiors, peers, below.
    `address` is where the compound's public page is; http or https.
    """

    profile: str = "briefing"
    mark: str = ""
    number: str = ""
    serial: str = ""
    issuer: str = ""
    report: str = ""
    send: str = ""
    distribute: str = ""
    copies: str = ""
    address: str = ""

    def written_into(self, wording: Wording) -> Wording:
        """The wording with what this issue says of itself."""
        said = {
            "masthead.mark": self.mark,
            "masthead.number": self.number,
            "masthead.serial": self.serial,
            "masthead.issuer": self.issuer,
            "imprint.report": self.report,
            "imprint.send": self.send,
            "imprint.distribute": self.distribute,
            "imprint.copies": self.copies,
            "public.address": self.address,
        }
        # braces of the office are no gaps to be filled
        braced = {key: words.replace("{", "{{").replace("}", "}}") for key, words in said.items()}
        return wording.with_phrases({key: words for key, words in braced.items() if words})


PLAIN = Letterhead()


def is_web_address(written: str) -> bool:
    """Whether a telephone that reads it out of a code would open a page."""
    return _WEB.fullmatch(written) is not None
