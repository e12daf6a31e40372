"""Whether a ledger accounts for every page of a cupboard of notebooks, once and as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.rehearsals.truth import Leaf, State, Truth

Row = Mapping[str, str]  # of the ledger, by its headings
_At = tuple[str, int | None]  # a file and a page of it


@dataclass(frozen=True, slots=True)
class Account:
    """What is wrong with a ledger, and what it says of the pages there are."""

    rows: Sequence[Row]
    truth: Truth
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    waiting: int
    books_agree: bool

    @classmethod
    def of(cls, rows: Sequence[Row], book: Sequence[Row], truth: Truth) -> Account:
        """`rows` as in the CSV, `book` as in the workbook."""
        places = Counter(map(_at, rows))
        expected = [(leaf.file, leaf.page) for leaf in truth.pages]
        lost = {leaf.file for leaf in truth.leaves} - {file for file, _ in places}
        return cls(
            rows,
            truth,
            tuple(f"{file} {page}" for file, page in expected if (file, page) not in places)
            + tuple(sorted(lost)),
            tuple(str(at) for at, times in places.items() if times > 1),
            sum(row["情况"] == "还没处理" for row in rows),
            list(rows) == list(book),
        )

    @property
    def is_whole(self) -> bool:
        """Every page is accounted for once, in both books alike, and none waits."""
        return self.books_agree and not (self.missing or self.twice or self.waiting)

    def figures(self) -> dict[str, object]:
        """What to print."""
        blank = [leaf for leaf in self.truth.pages if leaf.state is State.BLANK]
        return {
            "ledger_rows": len(self.rows),
            "missing": self.missing,
            "twice": self.twice,
            "waiting": self.waiting,
            "csv_and_xlsx_agree": self.books_agree,
            "fates": dict(Counter(row["情况"] for row in self.rows)),
            "blank_found": f"{self._fated(blank, '跳过')} of {len(blank)}",
            **{f"{state.value} used": self._used(state) for state in _WRITTEN},
            **self._cuts(),
        }

    def _used(self, state: State) -> str:
        alike = [leaf for leaf in self.truth.pages if leaf.state is state]
        return f"{self._fated(alike, '用于会议')} of {len(alike)}"

    def _fated(self, leaves: Sequence[Leaf], fate: str) -> int:
        by_place = {_at(row): row["情况"] for row in self.rows}
        return sum(by_place.get((leaf.file, leaf.page)) == fate for leaf in leaves)

    def _cuts(self) -> dict[str, str]:
        """Meetings that were begun on the page where they begin, and elsewhere."""
        made = set(self._made())
        there = {(x.file, x.page) for x in self.truth.pages if x.begins}
        right = f"{len(made & there)} of {len(there)}"
        return {"begun where they begin": right, "begun falsely": str(len(made - there))}

    def _made(self) -> Iterator[_At]:
        """The pages on which a meeting is used that was not on the one before."""
        before = frozenset[str]()
        for row in self.rows:
            mine = frozenset(row["会议编号"].split("；"))
            if row["情况"] != "用于会议":
                continue
            if mine - before:
                yield _at(row)
            before = mine


_WRITTEN = (State.WRITTEN, State.UPSIDE_DOWN, State.TORN)


def _at(row: Row) -> _At:
    return row["文件"], int(row["页"]) if row["页"] else None
