"""What the child that does a job has at hand, and what it is asked: one stage of a job."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import monotonic

from mintobrief import ingest, pipeline
from mintobrief.config import Settings
from mintobrief.domain import Notice, Reading, Request, Source, VoicePrint
from mintobrief.domain.job import Input, JobStage, stage_of
from mintobrief.domain.job_codec import (
    dumps_meetings,
    dumps_readings,
    dumps_sources,
    loads_readings,
    loads_sources,
)
from mintobrief.errors import MintobriefError
from mintobrief.jobs.desk import crew_desk
from mintobrief.pipeline import Engines, shipped_engines
from mintobrief.progress import Progress, Stage
from mintobrief.read import Desk

_OFTEN = 0.25  # seconds between two reports of one stage

Tell = Callable[[object], None]


@dataclass(frozen=True, slots=True)
class Report:
    """How far a stage is, in words and in a unit of its own."""

    doing: str
    done: float
    total: float


@dataclass(frozen=True, slots=True)
class StageTask:
    """One stage of a job: `files` are where the bytes lie, `before` what earlier stages gave,
    `prints` the voices that may be known again."""

    stage: JobStage
    files: tuple[tuple[Input, Path], ...]
    request: Request
    before: Mapping[JobStage, str]
    prints: tuple[VoicePrint, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """The engines of a child, each made when it is first needed and kept for the next job."""

    engines: Engines

    @classmethod
    def with_engines(cls, engines: Engines) -> Bench:
        return cls(
            replace(
                engines,
                transcriber=cache(engines.transcriber),
                diarizer=cache(engines.diarizer),
                speller=cache(engines.speller),
                punctuator=cache(engines.punctuator),
                desk=cache(engines.desk),
                corrector=cache(engines.corrector),
                splitter=cache(engines.splitter),
                finder=cache(engines.finder),
                writer=cache(engines.writer),
            )
        )


def shipped_bench(settings: Settings) -> Bench:
    """What comes with the program; pages are read by children of this child."""
    crews = ExitStack()  # never left: the kernel ends the crew with us

    def desk() -> Desk:
        return crews.enter_context(crew_desk(settings))

    return Bench.with_engines(replace(shipped_engines(settings), desk=desk))


def work(bench: Bench, tell: Tell, task: StageTask) -> str | MintobriefError:
    """The stage's result as text; what is wrong with the files is returned, not raised: the
    engines stay for the next job."""
    try:
        with named(task.files, bench.engines.scratch) as paths:
            return _STAGES[task.stage](bench.engines, _progress(tell), task, paths)
    except MintobriefError as exc:
        return exc


def _open(_: Engines, progress: Progress, __: StageTask, paths: Sequence[Path]) -> str:
    progress(Stage.DECODE, 0, 0)
    return dumps_sources(*ingest.open_sources(paths))


def _read(engines: Engines, progress: Progress, task: StageTask, paths: Sequence[Path]) -> str:
    """Those of the sources that are this stage's to read."""
    sources, _ = _opened(task, paths)
    mine = [source for source in sources if stage_of(source.kind) is task.stage]
    ears = replace(engines, voiceprints=task.prints)
    readings = pipeline.read_sources(mine, task.request, ears, progress)
    return dumps_readings({s.id: reading for s, reading in zip(mine, readings, strict=True)})


def _understand(
    engines: Engines, progress: Progress, task: StageTask, paths: Sequence[Path]
) -> str:
    sources, notices = _opened(task, paths)
    read: dict[str, Reading] = {}
    for stage in (JobStage.SPEECH, JobStage.PAGES, JobStage.TEXT):
        if stage in task.before:
            read |= loads_readings(task.before[stage])
    said = pipeline.joined(sources, notices, [read[source.id] for source in sources])
    found = pipeline.understand_all(sources, said, task.request, engines, progress=progress)
    return dumps_meetings(tuple(found))


_STAGES = {
    JobStage.OPEN: _open,
    JobStage.SPEECH: _read,
    JobStage.PAGES: _read,
    JobStage.TEXT: _read,
    JobStage.UNDERSTAND: _understand,
}


def _opened(
    task: StageTask, paths: Sequence[Path]
) -> tuple[tuple[Source, ...], tuple[Notice, ...]]:
    where = {one.sha256: path for (one, _), path in zip(task.files, paths, strict=True)}
    return loads_sources(task.before[JobStage.OPEN], where)


@contextmanager
def named(files: Sequence[tuple[Input, Path]], scratch: Path | None) -> Iterator[list[Path]]:
    """The files under the names they were handed in by, which messages and titles speak of."""
    with ingest.scratch_folder(scratch) as folder:
        yield [_link(folder / str(n), one.name, path) for n, (one, path) in enumerate(files)]


def _link(folder: Path, name: str, path: Path) -> Path:
    folder.mkdir()
    link = folder / name
    try:
        link.symlink_to(path.absolute())
    except OSError:  # Windows lets not everybody
        os.link(path, link)
    return link


def _progress(tell: Tell) -> Progress:
    """Tells what stages tell, not too often."""
    last: dict[Stage, float] = {}

    def told(stage: Stage, done: float, total: float, text: str = "") -> None:  # noqa: ARG001
        if done >= total or monotonic() - last.get(stage, 0.0) >= _OFTEN:
            last[stage] = monotonic()
            tell(Report(str(stage), done, total))

    return told
