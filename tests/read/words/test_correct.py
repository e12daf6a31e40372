"""What looks alike is put right by its neighbours: never a figure, never what was surely read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import Attendee, Change, ChangeKind, Option, Term
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary, likely_words
from mintobrief.read import Line
from tests.read.written import corrector, glyph, written


def corrected(line: Line, vocabulary: Vocabulary = NO_WORDS) -> Line:
    (found,) = corrector().correct([line], vocabulary)
    return found


def raw(line: Line) -> str:
    text = line.text
    for change in reversed(line.changes):
        text = text[: change.start] + change.was + text[change.end :]
    return text


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (written("电瓶车进接道充电", 接="楼搂"), "电瓶车进楼道充电"),
        (written("请物亚公司维修电梯", 亚="业並"), "请物业公司维修电梯"),
        (written("业主犬会表决通过", 犬="大太"), "业主大会表决通过"),
    ],
)
def test_a_character_that_only_looks_right_is_put_right(line: Line, wanted: str) -> None:
    found = corrected(line)
    assert found.text == wanted
    assert raw(found) == line.text
    assert [change.kind for change in found.changes] == [ChangeKind.SHAPE]


def test_the_former_character_stays_among_the_others_of_its_place() -> None:
    found = corrected(written("电瓶车进接道充电", 接="楼搂"))
    (changed,) = found.glyphs[4:5]
    assert changed
    assert changed.others[0] == Option("接", 0.45)
    assert "楼" not in {option.text for option in changed.others}


def test_what_was_surely_read_stays() -> None:
    line = written("电瓶车进接道充电", wavering=0.98, 接="楼")
    assert corrected(line).text == line.text


@pytest.mark.parametrize(
    "line",
    [
        written("维修费3800元", figures={"8": "3", "3": "8"}),
        written("三号楼二单元", 三="五二", 二="三工"),
        written("共七人到会", 七="九十"),
        written("A座B单元", A="B4", B="8"),
    ],
)
def test_figures_and_letters_are_never_weighed(line: Line) -> None:
    assert corrected(line).text == line.text


def test_little_words_that_go_with_anything_replace_nothing() -> None:
    line = written("春风吹皱春水", 0.7, 皱="的")
    assert corrected(line).text == line.text


def test_what_was_hardly_seen_is_no_correction_however_well_it_fits() -> None:
    line = written("电瓶车进接道充电", 接="楼搂")
    place = line.glyphs[4]
    assert place
    hardly = replace(place, probability=0.9, others=(Option("楼", 0.01),))
    line = replace(line, glyphs=(*line.glyphs[:4], hardly, *line.glyphs[5:]))
    assert corrected(line).text == line.text


def test_no_character_becomes_a_numeral() -> None:
    assert corrected(written("这件事由干部负责", 干="千十")).text == "这件事由干部负责"


def test_a_name_of_the_roster_is_written_as_the_roster_has_it() -> None:
    roster = likely_words([Attendee("冷霞", "客服主管", "物业"), Attendee("魏国安", None, None)])
    found = corrected(written("由冷霜负责", 霜="霞雷"), roster)
    assert (found.text, found.changes[0].kind) == ("由冷霞负责", ChangeKind.TERM)
    seen_but_for_one = written("请魏国妥落实", wavering=0.4, 妥="委")
    assert corrected(seen_but_for_one, roster).text == "请魏国安落实"


def test_a_known_slip_of_the_glossary_is_mended() -> None:
    glossary = likely_words(glossary=[Term("雪松苑", ("雷松花",))])
    assert corrected(written("雷松花小区", 0.6), glossary).text == "雪松苑小区"


def test_a_word_goes_on_over_the_end_of_a_line() -> None:
    first, second = written("提请业主犬", 犬="大太"), written("会表决", wrapped=True)
    lines = corrector().correct([first, second], NO_WORDS)
    assert [line.text for line in lines] == ["提请业主大", "会表决"]


def test_what_was_struck_out_before_stays_noted_in_its_place() -> None:
    struck = Change(4, 4, "不", ChangeKind.STRUCK)
    found = corrected(written("电瓶车进接道充电", 接="楼搂", changes=(struck,)))
    assert found.changes == (struck, Change(4, 5, "接", ChangeKind.SHAPE))
    assert raw(found) == "电瓶车进不接道充电"


def test_a_line_without_glyphs_stays_as_it_is() -> None:
    line = replace(written("电瓶车进接道"), glyphs=())
    assert corrected(line) == line


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("物业公司楼道三8A，。 接电"),
            st.floats(0, 1),
            st.text("业楼亚大8二B", max_size=3),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_every_change_can_be_undone(places: list[tuple[str, float, str]]) -> None:
    text = "".join(character for character, _, _ in places)
    glyphs = tuple(
        None if character == " " else glyph(at, sure, "".join(dict.fromkeys(others)))
        for at, (character, sure, others) in enumerate(places)
    )
    line = replace(written(text), glyphs=glyphs)
    found = corrected(line)
    assert raw(found) == text
    assert len(found.glyphs) == len(found.text) == len(text)
    for before, after in zip(text, found.text, strict=True):
        assert before == after or before not in "三8A，。 "
