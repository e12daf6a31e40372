"""A long meeting of eight people, from the recording to the signed briefing, by keyboard.

    MINTOBRIEF_REHEARSAL_SOUND=meeting.wav pytest -m rehearsal -s tests/rehearsals/test_meeting.py

The recording comes from meeting_sound.py. What is printed: the seconds and keys of each step, how
well it was heard, and what of the gold was found by itself. With MINTOBRIEF_REHEARSAL_PLAIN the
secretary types into forms alone; with MINTOBRIEF_REHEARSAL_HOME the meeting was heard before.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from mintobrief.domain import Meeting
from mintobrief.store.library import Library
from tests.browser.hands import hand_in, look_at_masks, open_first, sign_in
from tests.browser.house import House
from tests.rehearsals.meeting_script import load
from tests.rehearsals.meeting_secretary import Hand, Secretary, picture
from tests.rehearsals.meeting_truth import KEPT, Truth, heard, matched, shared, voices, wrong
from tests.rehearsals.meeting_truth import load as load_truth

pytestmark = pytest.mark.rehearsal


def test_a_long_meeting_becomes_a_signed_briefing_by_keyboard(
    page: Page, house: House, sound: Path, pictures: Path | None, tmp_path: Path
) -> None:
    truth = load_truth(load(), sound)
    hand = Hand(page)
    secretary = Secretary(hand, truth, "MINTOBRIEF_REHEARSAL_PLAIN" not in os.environ)
    with hand.at("hand in and wait"):
        if not page.get_by_role("link", name="开始审").count():
            hand_in(page, sound)
        open_first(page)
    sign_in(page, "王秀英")
    draft = meeting_of(house)
    print(quality(truth, draft))
    with hand.at("particulars"):
        secretary.particulars()
    picture(page, pictures, "particulars")
    with hand.at("name the voices"):
        secretary.name_voices(voices(truth, draft))
    picture(page, pictures, "named")
    named = meeting_of(house)
    secretary.review(named)
    picture(page, pictures, "reviewed")
    found = {gold.mark for gold in matched(truth, named, named.resolutions).values()}
    secretary.add_missed(named, [gold for gold in truth.gold if gold.mark not in found])
    picture(page, pictures, "added")
    sign_all(page, hand, pictures)
    print(hand.table(len(truth.gold)))
    with page.expect_download() as coming:
        page.locator("a[href$='archive.docx']").first.click()
    written = keep(coming.value.path(), pictures or tmp_path)
    assert "尚未签发" not in written
    told = written.splitlines()
    assert all(max(shared(line, gold.action) for line in told) >= KEPT for gold in truth.gold)


def meeting_of(house: House) -> Meeting:
    """The meeting as the library has it now, voices named."""
    with Library.open(house.home / "library") as library:
        return library.look(library.list_meetings()[0].id).meeting


def quality(truth: Truth, draft: Meeting) -> str:
    """What the program made of the recording by itself."""
    errors, confused = heard(truth, draft)
    golds = matched(truth, draft, draft.resolutions)
    candidates = {found.id: found for found in draft.resolutions}
    whole = sum(not wrong(candidates[name], gold) for name, gold in golds.items())
    precision = len(golds) / max(1, len(candidates))
    recall = len(golds) / len(truth.gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    labels = {said.speaker for said in draft.utterances}
    names = {turn["name"] for turn in truth.turns}
    return (
        f"\n{truth.seconds / 60:.1f} minutes, {len(truth.turns)} turns, {len(names)} people, "
        f"{len(truth.gold)} resolutions\ncharacter errors {errors:.1%}, voices {len(labels)}, "
        f"error of who spoke when {confused:.1%}\nresolutions: precision {precision:.2f}, "
        f"recall {recall:.2f}, F1 {f1:.2f}, right as they stand {whole}"
    )


def sign_all(page: Page, hand: Hand, pictures: Path | None) -> None:
    """Text and particulars looked at, masks confirmed, findings excused, signed."""
    meeting = page.url.split("#")[0]
    for name in ("header", "text"):
        with hand.at(f"look at the {name}"):
            page.goto(f"{meeting}/{name}")
            expect(page.locator("#main")).to_be_visible()
            picture(page, pictures, name)
    page.goto(f"{meeting}/briefing")
    with hand.at("sign"):
        excuse(page, hand)
        if page.locator("#signing-desk .is-bad").count():
            look_at_masks(page)
        button = page.get_by_role("button", name="签发", exact=True)
        button.focus()
        hand.press("Enter")
        expect(page.get_by_role("heading", name="已签发")).to_be_visible()
    picture(page, pictures, "signed")


def excuse(page: Page, hand: Hand) -> None:
    """What the meeting did not say, and why it stays so."""
    findings = page.locator("#signing-desk .is-bad input[name=reason]")
    for left in reversed(range(findings.count())):
        findings.first.focus()
        hand.type("会上没有定")
        hand.press("Enter")
        expect(findings).to_have_count(left)


def keep(path: Path, folder: Path) -> str:
    """What the Word file says; it stays in the folder to be looked at."""
    kept = folder / "简报.docx"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(path.read_bytes())
    return "\n".join(paragraph.text for paragraph in Document(str(kept)).paragraphs)
