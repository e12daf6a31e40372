"""Utterances know what was recognised before anything was changed."""

import pytest

from mintobrief.domain import AudioSpan, Change, ChangeKind, Utterance

SPAN = AudioSpan("s", 0.0, 1.0)


def test_the_raw_text_is_restored_from_the_changes() -> None:
    changes = (Change(0, 3, "叶伟会", ChangeKind.TERM), Change(6, 9, "三号楼", ChangeKind.NUMBER))
    said = Utterance(0, "业委会说的是3号楼。", SPAN, changes=changes)
    assert said.raw == "叶伟会说的是三号楼。"


def test_a_text_without_changes_is_its_own_raw_text() -> None:
    assert Utterance(0, "好的。", SPAN).raw == "好的。"


@pytest.mark.parametrize("edges", [[(2, 4), (0, 1)], [(0, 3), (2, 4)], [(3, 9)]])
def test_changes_are_in_order_apart_and_within_the_text(edges: list[tuple[int, int]]) -> None:
    changes = tuple(Change(start, end, "旧", ChangeKind.WORD) for start, end in edges)
    with pytest.raises(ValueError, match="changes"):
        Utterance(0, "一二三四五", SPAN, changes=changes)
