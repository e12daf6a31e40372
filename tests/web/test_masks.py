"""公示版遮盖: every mask is listed in its place, asks for a person's word, and can be undone."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from mintobrief.domain import Attendee, Field
from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.export import Edition
from mintobrief.review import accept, amend
from mintobrief.store import signing as steps
from mintobrief.web.office import Office
from mintobrief.web.signoff import masking, press, signing
from tests.web.rooms import NOON, Answer, Browser

MEETING = "20260314-ab12cd"
PAGE = f"/meetings/{MEETING}"
PHONE, HOTLINE = "13812341234", "0512-65551234"
SAID = f"王小明住3栋502室，电话{PHONE}；物业值班电话{HOTLINE}"


@pytest.fixture
def reviewed(browser: Browser, office: Office) -> Browser:
    """A resolution with a resident's name, phone and flat, and an office's telephone in it."""
    found = office.library.look(MEETING).meeting
    first, *rest = found.resolutions
    told = replace(first, action=Field(SAID), owners=())
    header = replace(found.header, attendees=(Attendee("王小明", "业主"),))
    office.library.save_meeting(replace(found, resolutions=(told, *rest), header=header), NOON)
    meeting = office.library.look(MEETING).meeting
    said = [accept(one, None, "王秀英", NOON) for one in meeting.resolutions]
    office.library.add_judgements(MEETING, said)
    return browser


def posted(office: Office) -> str:
    issue = signing.desk(office.library, MEETING).issue
    assert issue is not None
    return press.file_of(issue, "txt", Edition.PUBLIC).decode()


def told(answer: Answer) -> str:
    return html.unescape(re.sub(r"<[^>]+>|\s+", "", answer.text))


def rule(browser: Browser, found: str, ruling: str, was: str = "open", instead: str = "") -> Answer:
    said = {"found": found, "was": was, "ruling": ruling, "instead": instead}
    return browser.post(f"{PAGE}/masks/rule", **said)


def open_words(office: Office) -> list[str]:
    found = signing.desk(office.library, MEETING)
    return [one.mask.found for one in masking.open_ones(found)]


def test_one_word_in_two_spellings_is_one_mask(reviewed: Browser, office: Office) -> None:
    """Who was faster said it of 138-1234-1234 as well: the other is asked to look again."""
    assert rule(reviewed, PHONE, "keep").status_code == 200
    assert rule(reviewed, "138-1234-1234", "hide", instead="（略）").status_code == 409
    assert rule(reviewed, "138-1234-1234", "hide", was="keep", instead="（略）").status_code == 200
    said = steps.look(office.library, MEETING).rulings
    assert [(one.found, one.ruling) for one in said] == [("138-1234-1234", Ruling.HIDE)]
    assert PHONE not in posted(office)


def test_every_mask_is_listed_with_what_is_around_it(reviewed: Browser) -> None:
    page = told(reviewed.get(f"{PAGE}/masks"))
    assert "王小明→王某" in page
    assert f"{PHONE}→138****1234" in page
    assert "3栋502室→3栋待确认" in page
    assert f"住3栋502室，电话{PHONE}；物业值班" in page
    assert "还有4项待确认" in page


def test_the_checklist_asks_until_each_mask_is_confirmed(reviewed: Browser, office: Office) -> None:
    """And it cannot be excused."""
    [finding] = [f for f in signing.desk(office.library, MEETING).left if f.rule == "masks"]
    answer = reviewed.post(f"{PAGE}/briefing/excuse", about=finding.key, reason="已逐处看过")
    assert answer.status_code == 409
    for words, instead in (("王小明", "王某"), (PHONE, "138****1234"), ("3栋502室", "3栋业主")):
        assert rule(reviewed, words, "hide", instead=instead).status_code == 200
    assert open_words(office) == [HOTLINE]
    rule(reviewed, HOTLINE, "keep")
    assert [f for f in signing.desk(office.library, MEETING).left if f.rule == "masks"] == []


def test_a_hotline_may_stand_and_that_can_be_undone(reviewed: Browser, office: Office) -> None:
    assert "0512-****1234" in posted(office)
    assert "照登" in told(rule(reviewed, HOTLINE, "keep"))
    assert HOTLINE in posted(office)
    assert PHONE not in posted(office)
    rule(reviewed, HOTLINE, "open", was="keep")
    assert HOTLINE not in posted(office)
    assert office.library.faults() == ()


def test_a_person_adds_what_the_program_did_not_find(reviewed: Browser, office: Office) -> None:
    answer = reviewed.post(f"{PAGE}/masks/add", found="值班", instead="")
    assert "值班→（略）" in told(answer)
    assert "物业（略）电话" in posted(office)
    rule(reviewed, "值班", "open", was="hide")
    assert "物业值班电话" in posted(office)
    assert reviewed.post(f"{PAGE}/masks/add", found=" 。 ", instead="").status_code == 422


def test_all_are_confirmed_at_once_by_who_saw_them(reviewed: Browser, office: Office) -> None:
    page = reviewed.get(f"{PAGE}/masks").text
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown is not None
    assert reviewed.post(f"{PAGE}/masks/all", shown="0" * 16).status_code == 409
    assert "4项都确认过了" in told(reviewed.post(f"{PAGE}/masks/all", shown=shown[1]))
    assert open_words(office) == []


def test_a_changed_text_asks_again_only_for_what_is_new(reviewed: Browser, office: Office) -> None:
    found = signing.desk(office.library, MEETING)
    masking.confirm_all(office.library, MEETING, "王秀英", masking.digest_shown(found.masks))
    candidate = found.meeting.resolutions[0]
    other = replace(candidate, action=Field(f"{SAID}，另一个电话13900001111"))
    latest = max(judgement.at for judgement in found.seen.judgements)
    office.library.add_judgements(MEETING, [amend(other, "王秀英", latest)])
    assert open_words(office) == ["13900001111"]


def test_two_people_do_not_overrule_each_other_unseen(reviewed: Browser, office: Office) -> None:
    """On different masks they work at once."""
    rule(reviewed, HOTLINE, "keep")
    assert rule(reviewed, HOTLINE, "hide", instead="0512-****1234").status_code == 409
    assert rule(reviewed, PHONE, "hide", instead="138****1234").status_code == 200
    said = steps.look(office.library, MEETING).rulings
    assert {one.found: one.ruling for one in said} == {HOTLINE: Ruling.KEEP, PHONE: Ruling.HIDE}


def test_what_was_said_of_masks_is_told_in_the_history(reviewed: Browser) -> None:
    rule(reviewed, HOTLINE, "keep")
    page = told(reviewed.get(f"{PAGE}/history"))
    assert f"公示版照登“{HOTLINE}”" in page


@pytest.mark.parametrize(
    ("found", "ruling", "instead"),
    [("", "hide", "x"), ("王小明", "burn", ""), ("王小明", "hide", "")],
)
def test_what_makes_no_sense_is_refused(
    reviewed: Browser, found: str, ruling: str, instead: str
) -> None:
    assert rule(reviewed, found, ruling, instead=instead).status_code == 422


def test_a_ruling_is_about_words() -> None:
    with pytest.raises(ValueError, match="about words"):
        MaskRuling(" ", Ruling.KEEP)
