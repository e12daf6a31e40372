"""How well pages are read, beside rapidocr and tesseract at their defaults:

    python tests/benchmarks/scans.py FOLDER [FOLDER ...] [--only SYSTEM ...] [--out DIR]

Each FOLDER is a set: pictures or PDFs with their lines in NAME.txt (or text.txt) beside them;
NAME.json may say by how many degrees a page is turned. Every system reads every set in the
same run, in a process of its own. What the columns mean is told in README.md. Run by hand:
nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from mintobrief import domain
from mintobrief.domain import SourceKind
from mintobrief.errors import InputError
from mintobrief.ingest import open_source
from tests.benchmarks import scans_systems as systems
from tests.benchmarks.scans_marks import Mark, compare, marks, written
from tests.benchmarks.scans_scores import Score, measure
from tests.benchmarks.scans_systems import Answer, System
from tests.benchmarks.scans_tables import COSTS, FLAGS, WORDS, Costs, costs, flags, words


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be read, what stands on it, and how it is turned."""

    path: Path
    lines: tuple[str, ...]
    turned: int
    marks: tuple[Mark, ...] | None  # None where nobody wrote them down


@dataclass(slots=True)
class Result:
    """How one system did on one set."""

    scores: dict[str, Score]
    costs: Costs
    turned_right: int
    states: Counter[str]
    marks: Counter[str]

    @property
    def score(self) -> Score:
        return sum(self.scores.values(), Score())


def main() -> None:
    options = _options()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores")
    sets = {_name(folder): tuple(pages_of(folder)) for folder in options.folders}
    done: dict[str, dict[str, Result]] = {}
    for name, system in _systems(options.only):
        for label, pages in sets.items():
            answer = systems.run(system, [page.path for page in pages])
            result = result_of(pages, answer)
            done.setdefault(label, {})[name] = result
            _tell(label, name, result)
            if options.out:
                _keep(options.out / label / name, pages, answer)
    for label, results in done.items():
        _pages_apart(label, results, options.apart)
    _tables(done)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument(
        "--only", nargs="+", help="systems: rapidocr, mintobrief, '2 workers', tesseract"
    )
    parser.add_argument("--apart", action="store_true", help="every page's errors too")
    parser.add_argument("--out", type=Path, help="keep what was read here")
    return parser.parse_args()


def _systems(only: Sequence[str] | None) -> list[tuple[str, System]]:
    there: list[tuple[str, System]] = [
        ("mintobrief", systems.mintobrief),
        ("rapidocr", systems.rapidocr),
        ("2 workers", systems.two_workers),
    ]
    if systems.has_tesseract():
        there.append(("tesseract", systems.tesseract))
    else:
        print("tesseract is not installed: left out")
    return [(name, system) for name, system in there if not only or name in only]


def _name(folder: Path) -> str:
    return "/".join(folder.resolve().parts[-2:])


def pages_of(folder: Path) -> Iterator[Page]:
    for scan in sorted(folder.iterdir()):
        texts = (scan.with_suffix(".txt"), folder / "text.txt")
        text = next((text for text in texts if text.is_file()), None)
        if not text or text == scan or scan.suffix == ".json" or not _is_scan(scan):
            continue
        lines = tuple(filter(str.strip, text.read_text(encoding="utf-8").splitlines()))
        about = _about(scan.with_suffix(".json"))
        yield Page(scan, lines, about.get("turned", 0), written(about) if about else None)


def _about(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _is_scan(path: Path) -> bool:
    try:
        return open_source(path).kind is SourceKind.SCAN
    except InputError:
        return False


def result_of(pages: Sequence[Page], answer: Answer) -> Result:
    scores = {
        page.path.stem: measure(page.lines, read)
        for page, read in zip(pages, answer.pages, strict=False)  # a crew's are not kept
    }
    told = tuple(zip(pages, answer.reports, strict=False))
    seen = (compare(p.marks, map(_mark, r.marks)) for p, r in told if p.marks is not None)
    return Result(
        scores,
        Costs(len(pages), answer.seconds, answer.cpu, answer.peak_mb),
        sum(page.turned == report.turned for page, report in told),
        Counter(str(report.state) for _, report in told),
        sum(seen, Counter()),
    )


def _mark(mark: domain.Mark) -> Mark:
    box = mark.box
    return Mark(str(mark.kind), (box.left, box.top, box.right, box.bottom))


def _tell(label: str, name: str, result: Result) -> None:
    """What is known so far: a run takes long."""
    print(f"{label:18} {name:11} {words(result.score.words)} {costs(result.costs)}", flush=True)
    if result.states:
        print(f"{label:18} {name:11} {_flags(result)}", flush=True)


def _pages_apart(label: str, results: dict[str, Result], wanted: bool) -> None:
    for name, result in results.items() if wanted else ():
        for page, score in result.scores.items():
            print(f"{label:18} {name:11} {page:34} {words(score.words)}")


def _tables(done: dict[str, dict[str, Result]]) -> None:
    every = {**done, "all": _over(done)}
    _table(WORDS, every, lambda result: words(result.score.words) if result.scores else None)
    _table(FLAGS, every, lambda result: _flags(result) if result.states else None)
    _table("marks found/there+false", every, lambda r: marks(r.marks) if r.marks else None)
    _table(COSTS, every, lambda result: costs(result.costs))


def _table(
    head: str, sets: dict[str, dict[str, Result]], row: Callable[[Result], str | None]
) -> None:
    print(f"\n{'':30} {head}")
    for label, results in sets.items():
        for name, result in results.items():
            if (told := row(result)) is not None:
                print(f"{label:18} {name:11} {told}")


def _flags(result: Result) -> str:
    turned = f"{result.turned_right}/{result.costs.pages}"
    states = ", ".join(f"{count} {state}" for state, count in result.states.items())
    return f"{flags(result.score)} {turned:>7}  {states}"


def _over(done: dict[str, dict[str, Result]]) -> dict[str, Result]:
    """All sets as one, for each system."""
    totals: dict[str, Result] = {}
    for label, results in done.items():
        for name, result in results.items():
            scores = {f"{label}/{page}": score for page, score in result.scores.items()}
            if before := totals.get(name):
                totals[name] = Result(
                    before.scores | scores,
                    before.costs + result.costs,
                    before.turned_right + result.turned_right,
                    before.states + result.states,
                    before.marks + result.marks,
                )
            else:
                totals[name] = replace(result, scores=scores)
    return totals


def _keep(folder: Path, pages: Sequence[Page], answer: Answer) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page, read in zip(pages, answer.pages, strict=False):
        lines = ("".join(sign.text for sign in piece) for piece, _ in read)
        (folder / f"{page.path.stem}.txt").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
