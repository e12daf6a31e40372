"""How long a search takes, and what its index costs:

    python -m tests.benchmarks.search [--rows 50000] [--database URL]

A library of generated meetings of 500 utterances each. Prints the time to keep them (the index
apart), the size, and the median and slowest of some queries, by the clock and of this process (a
server's work is not in it). Without a URL on SQLite; the database of a URL must be empty. Run by
hand.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import func, select, text

from mintobrief.domain import Field, Header, Meeting, Resolution, TextSpan, Utterance
from mintobrief.review import accept
from mintobrief.store import open_library, schema
from mintobrief.store.library import Library

_SEED = 20261122
_LONG = 500  # utterances of a meeting
_TIMES = 15
_MOST = 20  # hits asked for, as the command does
_START = datetime(2026, 1, 5, 9, tzinfo=UTC)
QUERIES = ("停车", "电梯", "停车难", "地下车库的停车费由物业收", "电梯 钢丝绳", "的", "无此字样")
_WHO = ["物业公司", "业委会", "居委会", "街道办", "王主任", "李经理", "三号楼的住户", "保安队"]
_WHAT = [
    *("电梯的钢丝绳", "地下车库的停车费", "小区停车难的问题", "北门道闸", "单元门禁"),
    *("二次供水的水泵", "消防通道", "外墙的渗水", "楼道杂物", "电动车充电桩"),
    *("健身器材", "垃圾分类点", "公共收益的账目", "监控探头", "绿化补种"),
]
_WILL = ["要尽快处理", "由物业收", "这个月底前换好", "上次说过没有办", "需要大家表决"]
_SO = ["好不好", "我没有意见", "钱从维修资金里出", "报价要三家比一比", "张榜公布", "下次会上再说"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000, help="utterances")
    parser.add_argument("--database", help="an empty PostgreSQL database; SQLite without")
    options = parser.parse_args()
    with TemporaryDirectory() as place:
        folder = Path(place)
        with open_library(folder, options.database) as library:
            _fill(library, options.rows // _LONG)
            _tell_size(library, folder)
            _tell_index(library)
            _tell_judgement(library)
            for query in QUERIES:
                _tell_query(library, query)


def _fill(library: Library, meetings: int) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - the same library each time
    began = perf_counter()
    for number in range(meetings):
        library.save_meeting(_meeting(number, chance), _START + timedelta(days=number))
    print(f"{meetings * _LONG} utterances kept in {perf_counter() - began:.1f} s")


def _meeting(number: int, chance: random.Random) -> Meeting:
    texts = [words for _, words in zip(range(_LONG), talk(chance), strict=False)]
    utterances = tuple(
        Utterance(n, words, TextSpan("s", n, n + 1)) for n, words in enumerate(texts)
    )
    found = tuple(Resolution(f"r{n}", Field(texts[n]), (n,)) for n in range(1, 9))
    title = Header(title=Field("物业管理联席会议"))
    return Meeting(f"m{number:04}", title, (), utterances, resolutions=found)


def talk(chance: random.Random) -> Iterator[str]:
    """Sentences of 10 to 40 characters."""
    while True:
        parts = [chance.choice(_WHO), chance.choice(_WHAT), chance.choice(_WILL)]
        yield "".join(parts) + chance.choice(["。", f"，{chance.choice(_SO)}。"])


def _tell_index(library: Library) -> None:
    """The index alone, made anew over all meetings."""
    began = perf_counter()
    with library.database.writing() as connection:
        library.index_all(connection)
    print(f"index made anew in {perf_counter() - began:.1f} s, the drafts read with it")


def _tell_size(library: Library, folder: Path) -> None:
    with library.database.reading() as connection:
        rows = connection.scalar(select(func.count()).select_from(schema.passages))
        characters = connection.scalar(select(func.sum(func.length(schema.passages.c.text))))
        if connection.dialect.name == "postgresql":
            parts = (
                "pg_total_relation_size('passage_words')",
                "pg_database_size(current_database())",
            )
            index, whole = connection.execute(text(f"SELECT {', '.join(parts)}")).one()
        else:
            blocks = "SELECT sum(length(block)) FROM passage_words_data"
            index = connection.scalar(text(blocks))
            whole = (folder / "library.db").stat().st_size
    print(f"{rows} passages, {characters} characters: ", end="")
    print(f"index {index / 2**20:.1f} MB of {whole / 2**20:.1f} MB")


def _tell_judgement(library: Library) -> None:
    """What a reviewer waits for, on a meeting among many."""
    waited = []
    for resolution in library.load_meeting("m0000").resolutions:
        began = perf_counter()
        library.add_judgements("m0000", [accept(resolution, None, "王芳", _START)])
        waited.append(perf_counter() - began)
    print(f"a judgement: {median(waited) * 1000:.0f} ms")


def _tell_query(library: Library, query: str) -> None:
    taken, busy, found = [], [], 0
    for _ in range(_TIMES):
        began, worked = perf_counter(), process_time()
        found = len(library.search(query, _MOST))
        taken.append((perf_counter() - began) * 1000)
        busy.append((process_time() - worked) * 1000)
    print(f"{query}: {found} hits, median {median(taken):.1f} ms,", end=" ")
    print(f"slowest {max(taken):.1f} ms, this process at work {median(busy):.1f} ms")


if __name__ == "__main__":
    main()
