"""Lines of a page are read as paragraphs; what is found quotes the lines as they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import (
    Box,
    Doubt,
    DoubtKind,
    Flag,
    Header,
    Quote,
    Request,
    Resolution,
    ScanRegion,
    Topic,
    Utterance,
)
from mintobrief.extract import find_points, read_header
from mintobrief.extract.paragraphs import paragraphs_of
from tests.extract.meetings import day, found_in, header, notes, owners, quoted


def page(*lines: str) -> tuple[Utterance, ...]:
    """The lines of a page; one that begins with ↩ goes on with the line before."""
    return tuple(
        Utterance(
            turn,
            line.removeprefix("↩"),
            ScanRegion("s", 1, Box(0, 20 * turn, 200, 20 * turn + 18)),
            confidence=0.95,
            wrapped=line.startswith("↩"),
        )
        for turn, line in enumerate(lines)
    )


def only(found: tuple[Resolution, ...]) -> Resolution:
    assert len(found) == 1, [r.action.value for r in found]
    return found[0]


HEAD = ("会议记录", "时间：2026年4月1日")


def test_a_task_broken_over_lines_is_one_task() -> None:
    """Who stands on one line, what and when on the next two."""
    lines = page("一、电梯", "由蔡建平负责在4月", "↩10日前换好3号楼电梯", "↩的钢丝绳。")
    found = only(found_in(lines))
    assert owners(found) == ["蔡建平"]
    assert day(found) == date(2026, 4, 10)
    assert "电梯的钢丝绳" in found.action.value
    assert found.evidence == (1, 2, 3)


def test_who_checks_is_no_owner() -> None:
    """Behind a comma, whether on one line or on two."""
    lines = page("决定：蔡建平4月10日前换好充电棚的灯，", "↩谭雨去检查。")
    found = only(found_in(lines))
    assert owners(found) == ["蔡建平"]
    assert found.supervision is not None
    assert found.supervision.value == "谭雨去检查"


def test_each_line_is_quoted_by_itself() -> None:
    """A time limit broken over two lines has two quotes, in the words of the page."""
    lines = page("由蔡建平负责在4月", "↩10日前换好钢丝绳。")
    deadline = only(found_in(lines)).deadline
    assert deadline is not None
    assert deadline.quotes == (Quote(0, 7, 9), Quote(1, 0, 4))
    assert deadline.value.text == quoted(lines, deadline.quotes) == "4月10日前"


def test_two_sentences_of_one_line_rest_on_it_alone() -> None:
    """A scan has lines where notes have sentences."""
    lines = page("听取了物业的汇报。由蔡建平负责4月10日前修好", "↩北门道闸。", "散会。")
    assert only(found_in(lines)).evidence == (0, 1)


def test_slips_of_the_recogniser_are_understood_and_quoted_as_they_are() -> None:
    """负贵人, 期眼, l0曰: the value is put right, the quote is not."""
    lines = page("修好北门道闸，负贵人：蔡建平，期眼：4月l0曰。")
    found = only(found_in(lines))
    assert owners(found) == ["蔡建平"]
    assert day(found) == date(2026, 4, 10)
    assert found.deadline is not None
    assert found.deadline.value.text == "4月l0曰"
    assert "道闸" in found.action.value
    assert "贵" not in found.action.value


def test_a_head_with_slips_is_read() -> None:
    """Labels with blanks and wrong characters; letters among the figures."""
    lines = page("会 议 记 录", "时 问：2O26年4月l日", "地点：二楼会仪室", "主恃人：黄秀梅")
    found = read_header(lines, Request(), None)
    assert found.held_on is not None
    assert found.held_on.value == date(2026, 4, 1)
    assert found.place is not None
    assert found.place.value == "二楼会议室"
    assert found.host is not None
    assert found.host.value == "黄秀梅"
    assert quoted(lines, found.place.quotes) == "二楼会仪室"


def test_a_list_of_people_goes_on_over_lines() -> None:
    """Whoever stands on the second line was there too."""
    lines = page(*HEAD, "参会人员：黄秀梅、蔡建平、", "↩谭雨、龚卫国", "一、电梯", "下周换。")
    found = read_header(lines, Request(), None)
    assert [person.name for person in found.attendees] == ["黄秀梅", "蔡建平", "谭雨", "龚卫国"]
    assert found.attendees[2].quotes[0].utterance == 3


def test_a_name_with_a_gap_names_nobody() -> None:
    """What was not read is missing, not guessed."""
    lines = page(*HEAD, "主持人：黄□□", "参会人员：蔡建平、谭□")
    found = read_header(lines, Request(), None)
    assert found.host is None
    assert [person.name for person in found.attendees] == ["蔡建平"]


def test_gaps_make_no_task() -> None:
    """Neither out of nothing nor out of what is left around them."""
    lines = page("一、□□□", "由蔡建平负责□□□□，4月10日前。")
    found = found_in(lines)
    assert all("□" not in r.action.value.strip("□，。") for r in found)
    assert all(any(c.isalnum() for c in r.action.value) for r in found)


def test_a_task_with_a_gap_is_flagged() -> None:
    """A person compares it with the page."""
    lines = page("由蔡建平负责4月10日前修好□□道闸。")
    found = only(found_in(lines))
    assert "□□道闸" in found.action.value
    assert Flag.UNSURE_WORDS in found.flags


def test_a_box_to_tick_is_no_gap() -> None:
    """Typed lists use the same sign."""
    found = only(found_in(notes("□ 由蔡建平负责4月10日前修好北门道闸。")))
    assert Flag.UNSURE_WORDS not in found.flags


def doubted(line: Utterance, words: str, kind: DoubtKind) -> Utterance:
    start = line.text.index(words)
    return replace(line, doubts=(*line.doubts, Doubt(start, start + len(words), kind)))


def test_an_unsure_owner_or_date_is_flagged() -> None:
    """Wrong ones look as good as right ones."""
    [line] = page("由蔡建平负责4月10日前修好北门道闸。")
    for words in ("蔡建平", "10日"):
        found = only(found_in((doubted(line, words, DoubtKind.UNSURE),)))
        assert Flag.UNSURE_WORDS in found.flags


def test_unsure_words_elsewhere_are_not() -> None:
    """Else everything handwritten would be flagged; a figure that is sure is no doubt."""
    [line] = page("由蔡建平负责4月10日前修好北门道闸。")
    for words, kind in (("北门", DoubtKind.UNSURE), ("10日", DoubtKind.FIGURE)):
        found = only(found_in((doubted(line, words, kind),)))
        assert Flag.UNSURE_WORDS not in found.flags


def test_an_unsure_amount_is_flagged() -> None:
    """What it costs matters as much as when."""
    [line] = page("由蔡建平负责4月10日前用8000元修好北门道闸。")
    both = doubted(doubted(line, "8000", DoubtKind.FIGURE), "8000", DoubtKind.UNSURE)
    assert Flag.UNSURE_WORDS in only(found_in((both,))).flags


def test_topics_and_points_are_counted_in_lines() -> None:
    """The paragraphs are nobody else's business."""
    lines = page(
        *("一、电梯", "3号楼电梯上个月停了五次，老人上下楼", "↩很不方便，大家都有意见。"),
        *("二、车棚", "车棚的位置居民一直没有谈拢，有人嫌", "↩离窗户太近，怕晚上着火。"),
    )
    topics = (Topic("电梯", 0, 2), Topic("车棚", 3, 5))
    points = find_points(lines, topics, (), Header())
    assert {point.topic for point in points} == {0, 1}
    for point in points:
        places = {quote.utterance for quote in point.quotes}
        topic = topics[point.topic]
        assert places <= set(range(topic.first, topic.last + 1))
        assert quoted(lines, point.quotes).startswith(point.text[:4])


NARROW = """例会记录
一、电梯
3号楼电梯，本月停了五次。
定：蔡建平4月10日前换好3号楼电梯
的钢丝绳.
二、车棚
居民说车棚离窗太近，怕着火。
由谭雨负责在4月15日前问过6号楼
全部住户，把意见报居委会。
有人提议拆掉，大家不同意。"""


def test_lines_broken_at_a_margin_are_joined() -> None:
    """Of a text only the lines are left: they run up to one width and end without a mark."""
    lines = notes(NARROW)
    found = found_in(lines)
    assert [owners(r) for r in found] == [["蔡建平"], ["谭雨"]]
    assert "钢丝绳" in found[0].action.value
    assert "问过6号楼全部住户" in found[1].action.value
    assert [lines[i].turn for i in found[1].evidence] == [7, 8]


def test_blanks_and_half_width_marks_are_read_over() -> None:
    """Recognisers put a blank beside each mark; the words are quoted with it."""
    lines = notes("由 蔡建平 负责 , 4月10日 前 修好 北门道闸 .")
    found = only(found_in(lines))
    assert owners(found) == ["蔡建平"]
    assert found.deadline is not None
    assert quoted(lines, found.deadline.quotes) == found.deadline.value.text == "4月10日 前"


def test_typed_notes_stay_as_they_are() -> None:
    """Without slips nothing is joined, cut or changed."""
    lines = notes("一、电梯\n由蔡建平负责。4月10日前换好。\n\n二、车棚")
    made = paragraphs_of(lines)
    assert made.utterances == lines
    assert made.quotes([Quote(1, 0, 3)]) == (Quote(1, 0, 3),)


texts = st.lists(
    st.tuples(st.text("由蔡建平负责。；，4月l0曰□ 负贵人", min_size=1, max_size=12), st.booleans()),
    max_size=8,
).map(lambda lines: page(*(("↩" if on else "") + t for t, on in lines if t.strip())))


@given(texts)
def test_every_character_of_a_sentence_leads_back_to_the_page(lines: tuple[Utterance, ...]) -> None:
    """As many characters, and none of them twice."""
    made = paragraphs_of(lines)
    seen: list[tuple[int, int]] = []
    for index, sentence in enumerate(made.utterances):
        quotes = made.quotes([Quote(index, 0, len(sentence.text))])
        words = quoted(lines, quotes)
        assert len("".join(words.split())) == len("".join(sentence.text.split()))
        seen += [(q.utterance, place) for q in quotes for place in range(q.start, q.end)]
    assert seen == sorted(set(seen))
    missing = {(i, p) for i, u in enumerate(lines) for p in range(len(u.text))} - set(seen)
    assert all(lines[i].text[p].isspace() for i, p in missing)


@given(texts)
def test_candidates_quote_words_that_are_there(lines: tuple[Utterance, ...]) -> None:
    """Whatever the page holds; nobody's name has a gap."""
    for found in found_in(lines, header()):
        fields = (found.action, *found.owners, found.deadline)
        for quote in (q for field in fields if field for q in field.quotes):
            assert quote.end <= len(lines[quote.utterance].text)
        assert all("□" not in owner for owner in owners(found))
        assert all(0 <= i < len(lines) for i in found.evidence)


def test_a_long_row_of_blanks_takes_no_time() -> None:
    blanks = " " * 50_000
    begun = process_time()
    made = paragraphs_of(notes(f"由物业{blanks}修路灯{blanks}。"))
    assert "".join(u.text for u in made.utterances).endswith("修路灯。")
    assert process_time() - begun < 5
