"""What a laid-out briefing is made of; every format draws the same blocks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `missing` says that the meeting did not settle it: it stands in red."""

    text: str
    missing: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3 with its number: 一、 （一） 1."""

    level: int
    number: str
    text: str

    @property
    def numbered(self) -> str:
        return f"{self.number}{self.text}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`leads` says that it introduces what stands below it: no page may begin between them.

    It may have a `number` of the third level, or stand `flush` with the margin (主送).
    """

    runs: Runs
    leads: bool = False
    number: str = ""
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """会议地点：社区二楼会议室; further `lines` stand below the first under the same label."""

    label: str
    lines: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class ResolutionBlock:
    """One resolution: its heading, and line by line what was settled."""

    heading: Heading
    lines: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """出席 and 列席 as minutes have them: below the text, after an empty line."""

    lines: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 below the text, each with its distance from the right in characters."""

    issuer: Run
    issued_on: Run
    issuer_in: float
    issued_in: float


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: what the briefing was made from."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """Where one resolution comes from: 决议一 ← 录音 00:14:32, and the words there."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Index:
    """依据索引."""

    label: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, `width` by `height` millimetres on paper; no `jpeg` where it is lost."""

    caption: str
    jpeg: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Pictures:
    """附：未能辨认的原件."""

    label: str
    items: tuple[Picture, ...]


Block = (
    Heading
    | Paragraph
    | Labelled
    | ResolutionBlock
    | Attendance
    | Signature
    | Table
    | Annex
    | Index
    | Pictures
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """报头: the red name, the number, who publishes it and when.

    `mark` and `code` (密级 or 内部资料, 编号) stand in the first line; the name is `name_top`
    millimetres below the top of the type area; issuer and day below it with a `dateline` only.
    """

    name: str
    serial: str
    issuer: Run
    issued_on: Run
    mark: str = ""
    code: str = ""
    name_top: float = 2.0
    dateline: bool = True


@dataclass(frozen=True, slots=True)
class Imprint:
    """报尾: to whom the briefing goes, who reviewed it, how many copies."""

    lines: tuple[Labelled, ...]
    copies: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A briefing ready to be drawn, from the top to the foot of the last page."""

    masthead: Masthead
    title: str
    header: str
    blocks: tuple[Block, ...]
    imprint: Imprint


def plain_text(runs: Runs) -> str:
    """The text of the runs, where a format has no red."""
    return "".join(run.text for run in runs)
