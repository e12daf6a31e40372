"""What cannot be read is □ with its place, never words; a character or two are only in doubt."""

from __future__ import annotations

from mintobrief.domain import Box, Change, ChangeKind, MarkKind
from mintobrief.read.trust.legible import legible
from tests.read.written import written


def test_a_stretch_that_is_likelier_wrong_than_right_is_not_shown_as_words() -> None:
    line = written("请物业公司尽快办理", wavering=0.2, 业="", 公="", 司="")
    shown, (mark,) = legible(line)
    assert shown.text == "请物□□□尽快办理"
    assert shown.changes == (Change(2, 5, "业公司", ChangeKind.SHAPE),)
    assert (mark.kind, mark.box, mark.text) == (MarkKind.ILLEGIBLE, Box(80, 0, 200, 50), "业公司")
    assert len(shown.glyphs) == len(shown.text)


def test_a_character_or_two_stay() -> None:
    line = written("请物业公司尽快办理", wavering=0.2, 业="", 公="")
    assert legible(line) == (line, ())


def test_a_line_that_is_hopeless_as_a_whole_is_not_shown() -> None:
    line = written("请物业公司", 0.45, wavering=0.1, 请="", 业="", 司="")
    shown, marks = legible(line)
    assert (shown.text, len(marks)) == ("□□□□□", 1)


def test_what_was_recognised_can_be_had_again_even_where_it_was_changed() -> None:
    changes = (Change(0, 1, "情", ChangeKind.SHAPE), Change(3, 4, "么", ChangeKind.SHAPE))
    line = written("请物业公司尽快", wavering=0.2, 业="", 公="", 司="", changes=changes)
    shown, _ = legible(line)
    assert shown.text == "请物□□□尽快"
    assert shown.changes == (changes[0], Change(2, 5, "业么司", ChangeKind.SHAPE))
