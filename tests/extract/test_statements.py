"""What the meeting was for and what is to come stand as somebody said them, or not at all."""

from __future__ import annotations

from mintobrief.domain import Part, Request, Topic
from mintobrief.extract import find_statements
from mintobrief.extract.header import read_header
from tests.segment.talks import talk

SAID = talk(
    "韦青：大家好，今天主要是讨论一下水泵房漏水的事。",
    "余大江：水泵房去年漏过水，泵老化了。",
    "苗兰：那什么时候能换好？",
    "余大江：下周三之前换好。",
    "韦青：下一步嘛，要把巡查形成长效机制啊。",
    "苗兰：楼道粉刷以后再说。",
    "余大江：接下来我们是不是还要查一遍？",
)
TOPIC = Topic("水泵房", 1, 3)


def told(part: Part, taken: tuple[int, ...] = ()) -> list[str]:
    header = read_header(SAID, Request(), None)
    found = find_statements(SAID, [TOPIC], (), (), header)
    return [one.text for one in found if one.part is part and one.quotes[0].utterance not in taken]


def test_the_purpose_is_what_was_said_at_the_beginning() -> None:
    assert told(Part.PURPOSE) == ["今天主要是讨论一下水泵房漏水的事。"]


def test_the_outlook_is_what_somebody_really_said_of_it() -> None:
    """What was put off and what was only asked is none."""
    assert told(Part.OUTLOOK) == ["下一步，要把巡查形成长效机制。"]


def test_a_statement_quotes_its_words() -> None:
    header = read_header(SAID, Request(), None)
    for one in find_statements(SAID, [TOPIC], (), (), header):
        quoted = "".join(SAID[q.utterance].text[q.start : q.end] for q in one.quotes)
        assert set(one.text) <= set(quoted) | set("，。")


def test_a_meeting_that_says_nothing_of_either_has_none() -> None:
    said = talk("余大江：泵坏了。", "苗兰：换一台。")
    header = read_header(said, Request(), None)
    assert find_statements(said, [Topic("泵", 0, 1)], (), (), header) == ()
