"""进展公示: a page to be posted, of which nothing leads anywhere and nobody's flat is told."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import Attendee, Deadline, DeadlineKind
from mintobrief.domain.compound import Compound
from mintobrief.domain.task import Attachment, Task, TaskId, TaskProgress, TaskState
from mintobrief.domain.task_line import Life, TaskLine, TaskStep
from mintobrief.export.progress_page import progress_page

TODAY = date(2026, 4, 10)
NOON = datetime(2026, 4, 1, 4, tzinfo=UTC)
GARDEN = Compound("g", "锦绣花园", (Attendee("王秀兰", "业主"),), issuer="锦绣社区居委会")
NASTY = "<script>alert('x')</script>"


def life(
    number: int,
    action: str = "修好北门道闸",
    state: TaskState = TaskState.OPEN,
    due: date | None = None,
    notes: tuple[str, ...] = (),
) -> Life:
    limit = Deadline("三月底前", DeadlineKind.DATE, date(2026, 3, 31)) if due else None
    id_ = TaskId("m", f"r{number}")
    task = Task(id_, action, ("张伟",), limit, agreed_on=date(2026, 3, 14), meeting="联席会议")
    steps = tuple(
        TaskStep(
            place,
            TaskProgress(
                id_,
                state,
                "王芳",
                NOON + timedelta(days=place),
                note=note,
                attachments=(Attachment("a" * 64, "现场.jpg"),),
            ),
        )
        for place, note in enumerate(notes, start=1)
    )
    return Life(TaskLine(task, state, due, len(steps), "锦绣花园"), steps)


class Seen(HTMLParser):
    """What a browser finds in the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(*lives: Life, notes: bool = True) -> Seen:
    return Seen(progress_page(GARDEN, lives, TODAY, notes=notes).decode())


def test_they_stand_by_how_urgent_they_are() -> None:
    told = page(
        life(1, "更换路灯", TaskState.DONE, notes=("换好了。",)),
        life(2, "清理通道", due=date(2026, 4, 30)),
        life(3, "修好道闸", due=date(2026, 3, 31)),
        life(4, "补种草坪", TaskState.CARRIED, date(2026, 5, 8)),
    ).text
    assert "截至2026年4月10日，共4项：逾期1项，推进中1项，转入下期1项，已办结1项。" in told
    places = [told.index(action) for action in ("修好道闸", "清理通道", "补种草坪", "更换路灯")]
    assert places == sorted(places)
    assert "2026年5月8日（原定2026年3月31日）" in told
    assert "锦绣社区居委会" in told


def test_progress_is_told_with_its_day_and_without_who_wrote_it() -> None:
    told = page(life(1, state=TaskState.DONE, notes=("配件到了。", "换好了。"))).text
    assert told.index("2026年4月3日 已办结。换好了。") < told.index("2026年4月2日")
    assert "王芳" not in told
    assert "现场.jpg" not in told


def test_notes_can_be_left_in_the_office() -> None:
    told = page(life(1, state=TaskState.DONE, notes=("内部说明。",)), notes=False).text
    assert "内部说明" not in told
    assert "2026年4月2日 已办结。" in told


def test_nothing_is_loaded_run_or_followed() -> None:
    seen = page(life(1, NASTY, notes=(NASTY,)))
    tags = {tag for tag, _ in seen.tags}
    assert not tags & {"script", "img", "link", "iframe", "form", "a", "object", "base"}
    assert not any(name.startswith("on") for _, attrs in seen.tags for name in attrs)
    policy = next(a["content"] for t, a in seen.tags if a.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert NASTY in seen.text


def test_it_is_told_to_who_cannot_see_it() -> None:
    """A language, one first heading, no level left out, every part under its heading."""
    seen = page(life(1, due=date(2026, 3, 31), notes=("在修。",)), life(2))
    assert ("html", {"lang": "zh-CN"}) in seen.tags
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - before <= 1 for before, later in pairwise(levels))
    ids = {attrs.get("id") for _, attrs in seen.tags}
    named = [attrs["aria-labelledby"] for tag, attrs in seen.tags if tag == "section"]
    assert set(named) <= ids


def test_residents_and_their_numbers_are_kept_back() -> None:
    note = "3栋1202室业主王秀兰，电话13812345678，车牌苏E·A1B12。"
    told = page(life(1, "给3号楼501室王秀兰修水管", notes=(note,))).text
    for secret in ("王秀兰", "1202", "501", "13812345678", "A1B12"):
        assert secret not in told
    assert "张伟" in told


def test_a_compound_without_tasks_says_so() -> None:
    assert "还没有要公示的议定事项" in page().text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_stays_text(action: str, note: str) -> None:
    """As many elements as for plain words."""
    plain = [tag for tag, _ in page(life(1, "修灯", notes=("好了",))).tags]
    assert [tag for tag, _ in page(life(1, f"修{action}", notes=(f"好{note}",))).tags] == plain
