"""What became of the files of one unit: rows of the ledger, from the job and its meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mintobrief.domain import Meeting, PageReport, PageState, Source, SourceKind
from mintobrief.domain.job import Job, JobState
from mintobrief.domain.ledger import Fate, LedgerRow
from mintobrief.errors import InputError
from mintobrief.ingest import Glance
from mintobrief.jobs.batch.plan import Item, LeftOut, Unit
from mintobrief.jobs.batch.survey import Seen

_LOST = "LostFile"  # what it says is not the file's fault alone
_CANCELLED = "已取消。要转换请再运行一次同样的命令。"
_DELETED = "会议已从资料库里删除。要再转换请再运行一次同样的命令。"
_NOTHING = "里面没有听到或读到内容"
_TWICE = "与“{}”内容相同"
_CHECK = "请核对：{:.0%} 的字没有把握"


@dataclass(frozen=True, slots=True)
class Handed:
    """A unit that was looked at and handed in: `hashes` are those of the files that `seen` says
    are of use, `refused` why none could be handed in, if so."""

    unit: Unit
    seen: tuple[Seen, ...]
    job_id: str | None = None
    hashes: tuple[str, ...] = ()
    refused: InputError | None = None

    @property
    def used(self) -> tuple[tuple[Item, Glance], ...]:
        """The files that can be opened."""
        pairs = zip(self.unit.items, self.seen, strict=True)
        return tuple((item, seen) for item, seen in pairs if isinstance(seen, Glance))

    @property
    def unusable(self) -> tuple[tuple[Item, InputError], ...]:
        """The files that cannot."""
        pairs = zip(self.unit.items, self.seen, strict=True)
        return tuple((item, seen) for item, seen in pairs if not isinstance(seen, Glance))


def left_out_row(left_out: LeftOut) -> LedgerRow:
    """The row of a file that is none of a meeting."""
    fate = Fate.UNREADABLE if left_out.bad else Fate.SKIPPED
    return LedgerRow(left_out.name, fate, why=left_out.why)


def rows_of(
    handed: Handed, job: Job | None, meetings: Sequence[Meeting], first: Mapping[str, str]
) -> tuple[LedgerRow, ...]:
    """The rows of a unit's files and pages, in their order.

    `meetings` are those of the job, where it is done; `first` tells by hash which file of the
    whole folder had that content first.
    """
    rows = {item.name: _unusable(item, why) for item, why in handed.unusable}
    if job is None or job.state is not JobState.DONE:
        rows |= {item.name: _undone(item, seen, handed, job) for item, seen in handed.used}
    else:
        rows |= _done(handed, meetings, first)
    return tuple(row for item in handed.unit.items for row in rows[item.name])


def _unusable(item: Item, why: InputError) -> tuple[LedgerRow, ...]:
    fate = Fate.FAILED if type(why).__name__ == _LOST else Fate.UNREADABLE
    return (LedgerRow(item.name, fate, why=str(why)),)


def _undone(item: Item, seen: Glance, handed: Handed, job: Job | None) -> tuple[LedgerRow, ...]:
    fate, why = _trouble(handed, job)
    return tuple(LedgerRow(item.name, fate, page, why=why) for page in _pages(seen))


def _pages(seen: Glance) -> Sequence[int | None]:
    return range(1, seen.pages + 1) if seen.pages else (None,)


def _trouble(handed: Handed, job: Job | None) -> tuple[Fate, str]:
    if handed.refused:
        return Fate.FAILED, str(handed.refused)
    if job and job.trouble:
        unread = job.trouble.code in _UNREADABLE
        return Fate.UNREADABLE if unread else Fate.FAILED, job.trouble.message
    if job and job.state is JobState.CANCELLED:
        return Fate.FAILED, _CANCELLED
    return Fate.WAITING, ""


_UNREADABLE = {kind.__name__ for kind in InputError.__subclasses__()} - {_LOST}


def _done(
    handed: Handed, meetings: Sequence[Meeting], first: Mapping[str, str]
) -> dict[str, tuple[LedgerRow, ...]]:
    rows: dict[str, tuple[LedgerRow, ...]] = {}
    here: dict[str, str] = {}
    for (item, _), digest in zip(handed.used, handed.hashes, strict=True):
        if digest in here:
            why = f"{_TWICE.format(here[digest])}，只用了一份"
            rows[item.name] = (LedgerRow(item.name, Fate.SKIPPED, why=why),)
            continue
        here[digest] = item.name
        other = first.get(digest, item.name)
        note = _TWICE.format(other) if other != item.name else ""
        rows[item.name] = tuple(_used(item, digest, meetings, note))
    return rows


def _used(item: Item, digest: str, meetings: Sequence[Meeting], note: str) -> Iterator[LedgerRow]:
    parts = [(m, s) for m in meetings for s in m.sources if s.sha256 == digest]
    if not parts:
        yield LedgerRow(item.name, Fate.FAILED, why=_DELETED)
        return
    kind, pages = parts[0][1].kind, parts[0][1].pages
    if kind is SourceKind.SCAN and pages:
        for page in range(1, pages + 1):
            yield _page_row(item, page, parts, note)
    else:
        said = any(_says(meeting, source) for meeting, source in parts)
        fate, why = (Fate.USED, note) if said else (Fate.UNREADABLE, _NOTHING)
        yield _row(item, None, fate, [meeting for meeting, _ in parts], why)


def _says(meeting: Meeting, source: Source) -> bool:
    return any(u.evidence.source_id == source.id for u in meeting.utterances)


def _page_row(
    item: Item, page: int, parts: Sequence[tuple[Meeting, Source]], note: str
) -> LedgerRow:
    """A page where a stack was cut is in two meetings."""
    found = [
        (meeting, report)
        for meeting, source in parts
        for report in meeting.pages
        if report.page_key == (source.id, page)
    ]
    if not found:
        return LedgerRow(item.name, Fate.UNREADABLE, page, why=_NOTHING)
    fate, why = _fate(found[0][1])
    told = "；".join(filter(None, (why, note)))
    return _row(item, page, fate, [meeting for meeting, _ in found], told)


def _fate(report: PageReport) -> tuple[Fate, str]:
    if report.failed:
        return Fate.UNREADABLE, report.failed
    match report.state:
        case PageState.BLANK:
            return Fate.SKIPPED, "空白页"
        case PageState.UNREADABLE:
            return Fate.UNREADABLE, "看不清，请对照纸质件"
        case PageState.CHECK:
            return Fate.USED, _CHECK.format(report.doubtful)
        case PageState.GOOD:
            return Fate.USED, ""


def _row(
    item: Item, page: int | None, fate: Fate, meetings: Sequence[Meeting], why: str
) -> LedgerRow:
    titles = tuple(m.header.title.value if m.header.title else "" for m in meetings)
    return LedgerRow(item.name, fate, page, tuple(m.id for m in meetings), titles, why)
