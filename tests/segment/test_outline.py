"""Written notes fall into topics by their numbering, whatever its style."""

from __future__ import annotations

import pytest

from tests.segment.talks import notes, split_topics

BODY = "查了一遍，有两处坏了，老余下周三之前修好。\n费用从公共收益里出。"


def note(*headings: str) -> str:
    return "例会记录\n时间：2026年3月1日\n" + "\n".join(f"{h}\n{BODY}" for h in headings)


@pytest.mark.parametrize(
    "headings",
    [
        ("一、水泵", "二、路灯", "三、门岗"),
        ("1.水泵", "2.路灯", "3.门岗"),
        ("1、水泵", "2、路灯", "3、门岗"),
        ("（一）水泵", "（二）路灯", "（三）门岗"),
        ("【一、水泵】", "【二、路灯】", "【三、门岗】"),
        ("【水泵】", "【路灯】", "【门岗】"),
        ("①水泵", "②路灯", "③门岗"),
        ("议题一：水泵", "议题二：路灯", "议题三：门岗"),
        ("## 水泵", "## 路灯", "## 门岗"),
        ("\n水泵", "\n路灯", "\n门岗"),
    ],
    ids=lambda headings: headings[0].strip(),
)
def test_every_style_of_numbering_makes_topics(headings: tuple[str, ...]) -> None:
    topics = split_topics(notes(note(*headings)))
    assert [topic.title for topic in topics] == ["水泵", "路灯", "门岗"]


def test_lower_levels_make_no_topics() -> None:
    text = "一、水泵\n（一）轴承坏了。\n（二）周三换。\n二、路灯\n（一）灯泡坏了。"
    assert [topic.title for topic in split_topics(notes(text))] == ["水泵", "路灯"]


def test_a_date_is_no_heading() -> None:
    text = "3.1 例会\n1.水泵\n换轴承，3.5前。\n2.路灯\n换灯泡。"
    assert [topic.title for topic in split_topics(notes(text))] == ["水泵", "路灯"]


def test_a_lost_number_is_got_over() -> None:
    text = "一、水泵\n换轴承。\n三、路灯\n换灯泡。"
    assert [topic.title for topic in split_topics(notes(text))] == ["水泵", "路灯"]


@pytest.mark.parametrize("tail", ["散会", "16:30散", "记录：小余", "分送：各参会单位", "合计3项。"])
def test_what_stands_below_belongs_to_no_topic(tail: str) -> None:
    utterances = notes(f"一、水泵\n换轴承。\n二、路灯\n换灯泡。\n{tail}")
    last = split_topics(utterances)[-1].last
    assert utterances[last].text == "换灯泡。"


def test_notes_without_headings_are_one_topic_below_the_particulars() -> None:
    utterances = notes("碰头会\n时间：2026年3月1日\n地点：物业\n水泵坏了，老余修。\n水泵房漏水。")
    (topic,) = split_topics(utterances)
    assert utterances[topic.first].text == "水泵坏了，老余修。"


def test_one_line_is_enough() -> None:
    assert len(split_topics(notes("水泵周三换。"))) == 1
