"""docs/security.md: what it names is there, and it counts right."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+)\.(\d+)\.(\d+) \| (\w+) \| (.*?) \| (.*?) ?\|$", PAGE, re.MULTILINE)
VERDICTS = ("满足", "部分", "不满足", "不适用")
LEVEL_2 = 259  # requirements of ASVS 4.0.3 at level 2, those deleted aside


def names_in(file: str) -> set[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_page_names_is_there() -> None:
    named = [
        re.fullmatch(r"([\w/]+\.py)::(\w+)", one) for one in re.findall(r"`([^`]*::[^`]*)`", PAGE)
    ]
    assert len(named) > 150
    assert all(named)
    assert [one[0] for one in named if one and one[2] not in names_in(one[1])] == []


def test_every_requirement_stands_once_and_in_order() -> None:
    numbers = [(int(a), int(b), int(c)) for a, b, c, *_ in ROWS]
    assert len(numbers) == LEVEL_2
    assert numbers == sorted(set(numbers))


def test_every_requirement_has_a_verdict_and_says_how() -> None:
    assert {row[3] for row in ROWS} == set(VERDICTS)
    assert all(row[4].strip() for row in ROWS)


def test_the_figures_at_the_top_are_those_of_the_rows() -> None:
    told = dict(re.findall(r"^\| (\w+) \| (\d+) \| ", PAGE, re.MULTILINE))
    counted = Counter(row[3] for row in ROWS)
    assert {word: int(told[word]) for word in VERDICTS} == counted
