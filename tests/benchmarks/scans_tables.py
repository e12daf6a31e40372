"""The figures of a run as rows of tables."""

from __future__ import annotations

from dataclasses import dataclass

from tests.benchmarks.scans_scores import Score, Words

WORDS = (
    f"{'CER':>6} {'as is':>6} {'order':>6} {'lines':>6} {'digits':>11} {'numbers':>9} {'pages':>6}"
)
FLAGS = (
    f"{'wrong':>6} {'unsure':>7} {'P':>5} {'R':>5} {'doubt':>6} {'R':>5} {'dropped':>8} {'R':>5}"
    f" {'digits wrong':>13} {'ECE':>6} {'mended':>7} {'spoilt':>7} {'upright':>7}"
)
COSTS = f"{'pages/min':>10} {'CPU s/page':>11} {'MB':>6}"


@dataclass(frozen=True, slots=True)
class Costs:
    """What reading some pages took."""

    pages: int
    seconds: float
    cpu: float
    peak_mb: float

    def __add__(self, other: Costs) -> Costs:
        return Costs(
            self.pages + other.pages,
            self.seconds + other.seconds,
            self.cpu + other.cpu,
            max(self.peak_mb, other.peak_mb),
        )


def words(counted: Words) -> str:
    size = max(1, counted.characters)
    order = (counted.errors - counted.matched) / size
    digits = f"{counted.digits_right}/{counted.digits}"
    numbers = f"{counted.numbers_right}/{counted.numbers}"
    return (
        f"{counted.errors / size:6.3f} {counted.all_errors / max(1, counted.all_characters):6.3f}"
        f" {order:6.3f} {_share(counted.lines_found, counted.lines):>6} {digits:>11} {numbers:>9}"
        f" {counted.pages:6}"
    )


def flags(score: Score) -> str:
    f = score.flags
    error = score.certainty.error()
    digits = f"{f.digits_doubted}/{f.digits_wrong}"
    return (
        f"{_share(f.wrong, f.read):>6} {_share(f.unsure, f.read):>7}"
        f" {_share(f.unsure_wrong, f.unsure):>5} {_share(f.unsure_wrong, f.wrong):>5}"
        f" {_share(f.doubted, f.read):>6} {_share(f.doubted_wrong, f.wrong):>5}"
        f" {f.dropped:8} {_share(f.dropped_by, f.dropped):>5} {digits:>13}"
        f" {'-' if error is None else f'{error:.3f}':>6} {f.mended:7} {f.spoilt:7}"
    )


def costs(spent: Costs) -> str:
    return (
        f"{60 * spent.pages / max(spent.seconds, 1e-9):10.1f}"
        f" {spent.cpu / max(1, spent.pages):11.2f} {spent.peak_mb:6.0f}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"
