"""A look at files before they are handed in: whether they open, and how much there is of them.

What libraries do with a stranger's file is done in a child: one that crashes it is told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mintobrief.domain import SourceKind
from mintobrief.errors import InputError, LostFile
from mintobrief.ingest import Format, Glance, glance
from mintobrief.jobs.batch.plan import Item, Unit
from mintobrief.jobs.crew import Call, Crew, Known, Limits, Lost

_LIMITS = Limits(seconds=120, wall=600)  # a recording that tells no length is run through
_TYPED = (Format.CASE, Format.CAPTIONS, Format.TEXT)

Seen = Glance | InputError


@contextmanager
def surveyor() -> Iterator[Crew]:
    """The child that looks at files; it is started when it is first needed."""
    with Crew(_nothing, 1, _LIMITS) as crew:
        yield crew


def survey(units: Iterable[Unit], crew: Crew) -> Iterator[tuple[Unit, tuple[Seen, ...]]]:
    """Each unit with what was seen of its files.

    A text alone in its unit is not opened: its job will tell the same.
    """
    todo = list(units)
    answers = crew.run(_calls(todo))
    for unit in todo:
        yield unit, tuple(_seen(item, next(answers)) for item in unit.items)


def _calls(units: Iterable[Unit]) -> Iterator[Call[Seen] | Known[Seen]]:
    for unit in units:
        for item in unit.items:
            if item.format in _TYPED and len(unit.items) == 1:
                yield Known(Glance(SourceKind.NOTES))
            else:
                yield Call(_look, (item,))


def _nothing() -> None:
    """No engine is needed."""


def _look(_: None, item: Item) -> Seen:
    try:
        return glance(item.path)
    except InputError as exc:
        return exc


def _seen(item: Item, answer: Seen | Lost) -> Seen:
    return LostFile(item.name, answer.why) if isinstance(answer, Lost) else answer
