"""A secretary at the keyboard: every key is counted, and nothing is clicked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from playwright.sync_api import Locator, Page, expect

from mintobrief.domain import FieldName, Meeting, Resolution
from tests.browser.hands import ready
from tests.rehearsals.meeting_script import Gold
from tests.rehearsals.meeting_truth import (
    KEPT,
    Truth,
    line_of,
    matched,
    sets_right,
    shared,
    to_type,
    wrong,
)

IME = 2.5  # keys that a Chinese character takes, typed in Pinyin
LETTERS = {FieldName.OWNERS: "z", FieldName.DEADLINE: "x", FieldName.SUPERVISION: "v"}
_ACTION = FieldName.ACTION
_WAY = """name => {
  const field = document.querySelector(`.edit [name=${name}]`), at = document.activeElement;
  if (field === at) return "";
  return at.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
}"""
_CLAUSES = "all => all.map(b => [b.querySelector('span').textContent, b.ariaPressed === 'true'])"
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def keys_of(text: str) -> int:
    """Keys that the text takes."""
    chinese = len(_CHINESE.findall(text))
    return round(IME * chinese + len(text) - chinese)


@dataclass(slots=True)
class Hand:
    """The keys pressed and the characters typed, by what they were for."""

    page: Page
    keys: Counter[str] = field(default_factory=Counter)
    typing: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    doing: str = ""

    @contextmanager
    def at(self, what: str) -> Iterator[None]:
        """What the hand does next, and for how long."""
        self.doing, began = what, monotonic()
        yield
        self.seconds[what] = self.seconds.get(what, 0.0) + monotonic() - began

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys[self.doing] += 1

    def type(self, text: str) -> None:
        self.typing[self.doing] += keys_of(text)
        self.page.keyboard.insert_text(text)

    def over(self, text: str) -> None:
        """Typed in place of what stands there."""
        self.press("Control+a")
        if text:
            self.type(text)
        else:
            self.press("Delete")

    def table(self, resolutions: int) -> str:
        """What each step took."""
        rows = [f"{'step':22}{'s':>7}{'keys':>7}{'typing':>8}"]
        for what, seconds in self.seconds.items():
            rows.append(f"{what:22}{seconds:7.0f}{self.keys[what]:7}{self.typing[what]:8}")
        whole = (self.keys.total() + self.typing.total()) / resolutions
        review = sum(
            self.keys[what] + self.typing[what] for what in self.seconds if what in REVIEWING
        )
        rows.append(
            f"a resolution takes {review / resolutions:.1f} keys, {whole:.1f} with everything else"
        )
        return "\n".join(rows)


REVIEWING = ("let stand", "turn away", "mend", "add")


@dataclass(frozen=True, slots=True)
class Secretary:
    """Reviews a meeting until the page says what the gold does."""

    hand: Hand
    truth: Truth
    takes_suggestions: bool = True  # else by forms alone, as it was before there were any

    @property
    def page(self) -> Page:
        return self.hand.page

    def particulars(self) -> None:
        """Title, day, place and host, where they were heard wrongly or not at all."""
        page, script = self.page, self.truth.script
        wanted = {
            "title": script.title,
            "held_on": script.held_on.isoformat(),
            "place": script.place,
            "host": script.people[0].name,
        }
        page.get_by_role("link", name="会议概况").focus()
        self.hand.press("Enter")
        expect(page.get_by_role("heading", name="会议概况")).to_be_visible()
        page.wait_for_load_state()  # with the script that hears Ctrl+Enter
        for name, value in wanted.items():
            field = page.locator(f"#h-{name}")
            if field.input_value() != value:
                self.hand.press("Tab")
                field.focus()
                self.hand.typing[self.hand.doing] += keys_of(value)
                field.fill(value)
        self.hand.press("Control+Enter")
        expect(page.locator(".meeting-head")).to_contain_text(script.title)
        ready(page)

    def name_voices(self, names: dict[str, str]) -> None:
        """S, a name, Enter, and the hand is at the next voice."""
        page = self.page
        self.hand.press("s")
        expect(page.get_by_role("heading", name="发言人")).to_be_visible()
        page.locator(".voices [data-open] [name=name]").first.focus()
        for left in reversed(range(page.locator(".voices > [data-open]").count())):
            voice = page.locator(".voices li:has([name=name]:focus)")
            name = names.get(voice.locator("[name=label]").first.input_value(), "")
            if name and voice.locator("[name=name]").input_value() != name:
                self.hand.type(name)
            self.hand.press("Enter")
            if name:
                expect(page.locator(".voices > [data-open]")).to_have_count(left)
        self.hand.press("Escape")

    def review(self, meeting: Meeting) -> None:
        """Every candidate in the order of the page."""
        golds = matched(self.truth, meeting, meeting.resolutions)
        for found in meeting.resolutions:
            expect(self._card(found)).to_have_attribute("aria-current", "true")
            self._judge(found, golds.get(found.id))

    def _judge(self, found: Resolution, gold: Gold | None) -> None:
        what = "turn away" if gold is None else "mend" if wrong(found, gold) else "let stand"
        with self.hand.at(what):
            if gold is not None and what == "mend":
                self._mend(found, gold)
            else:
                self.hand.press("r" if gold is None else "a")
            expect(self._card(found).and_(self.page.locator(".is-waiting"))).to_have_count(0)

    def _mend(self, found: Resolution, gold: Gold) -> None:
        """Figures first, which leave the hand where it is; then one form for the rest."""
        left = wrong(found, gold)
        if not self.takes_suggestions:
            self.hand.press("e")
            self._fill(left)
            self.hand.press("Control+Enter")
            return
        for name in [name for name in left if self._take(found, name, gold)]:
            del left[name]
        if FieldName.ACTION in left:
            self._word(found, left)
        elif len(left) == 1 and (name := next(iter(left))) in LETTERS:
            self.hand.press(LETTERS[name])
            self._in(name)
            self.hand.type(left[name]) if left[name] else self.hand.press("Delete")
            self.hand.press("Enter")
        elif left:
            self.hand.press("e")
            self._fill(left)
            self.hand.press("Control+Enter")
        else:
            self.hand.press("a")

    def _take(self, found: Resolution, name: FieldName, gold: Gold) -> bool:
        """A suggestion that is right, by its figure."""
        expect(self._card(found).locator(".suggestions")).to_be_attached()
        for button in self._card(found).locator(f".suggestion[name={name}]").all():
            value, shown = button.get_attribute("value") or "", button.inner_text()
            if sets_right(name, value, shown, gold):
                self.hand.press(button.locator("kbd").inner_text())
                field = self._card(found).and_(self.page.locator(".is-edited"))
                expect(field).to_be_visible()
                return True
        return False

    def _word(self, found: Resolution, fields: dict[FieldName, str]) -> None:
        """The action from its clauses where that will do, else typed; then the other fields."""
        expect(self._card(found).locator(".suggestions")).to_be_attached()
        told = self._card(found).locator("[data-clause]").evaluate_all(_CLAUSES)
        texts = [text for text, _ in told]
        kept = {number for number, (_, is_kept) in enumerate(told) if is_kept}
        toggles = choice(texts, kept, fields[FieldName.ACTION])
        if toggles is None:
            self.hand.press("e")
            self._fill(fields)
        else:
            self.hand.press("c")
            expect(self.page.locator(".edit [data-clause]").first).to_be_focused()
            self.hand.press(*(str(number + 1) for number in toggles))
            self._fill({n: value for n, value in fields.items() if n is not FieldName.ACTION})
        self.hand.press("Control+Enter")

    def _fill(self, fields: dict[FieldName, str]) -> None:
        """To each field by the tabulator, there and back."""
        for name, value in fields.items():
            self._in(name)
            while way := self.page.evaluate(_WAY, name):
                self.hand.press(way)
            self.hand.over(value)

    def _in(self, name: FieldName) -> Locator:
        found = self.page.locator(f".edit [name={name}]")
        expect(found).to_be_visible()
        return found

    def _card(self, found: Resolution) -> Locator:
        return self.page.locator(f"#c-{found.id}")

    def add_missed(self, meeting: Meeting, missed: list[Gold]) -> None:
        """Each from the line that says it: along the candidates, into the transcript, N."""
        for gold in missed:
            line = line_of(self.truth, meeting, gold)
            if line is not None:
                with self.hand.at("add"):
                    self._add(meeting, gold, line)

    def _add(self, meeting: Meeting, gold: Gold, line: int) -> None:
        starts = [(abs(line - one.evidence[0]), n) for n, one in enumerate(meeting.resolutions)]
        far, nearest = min(starts)
        card = self._card(meeting.resolutions[nearest])
        card.focus()
        card.click(position={"x": 5, "y": 5})
        self.hand.keys["add"] += 1
        self.hand.press("F6")
        step = "ArrowDown" if line > meeting.resolutions[nearest].evidence[0] else "ArrowUp"
        self.hand.press(*[step] * far)
        expect(self.page.locator(f"#u{line}.is-chosen")).to_be_visible()
        before = self.page.locator(".card:not([data-near])").count()
        self.hand.press("n")
        expect(self.page.locator(".card:not([data-near])")).to_have_count(before + 1)
        area = self.page.locator(".edit textarea[name=action]")
        expect(area).to_be_visible()
        fields = {} if shared(area.input_value(), gold.action) >= KEPT else {_ACTION: gold.action}
        for name in (FieldName.OWNERS, FieldName.DEADLINE, FieldName.SUPERVISION, FieldName.VOTE):
            if self._in(name).input_value() != (value := to_type(name, gold)):
                fields[name] = value
        self._fill(fields)
        self.hand.press("Control+Enter")
        expect(self.page.locator(".edit")).to_have_count(0)


def choice(clauses: list[str], kept: set[int], wanted: str) -> list[int] | None:
    """The clauses to take or leave until the action may stay; None where that is not enough."""

    def alike(some: set[int]) -> float:
        return shared("，".join(clauses[n] for n in sorted(some)), wanted)

    toggled: list[int] = []
    while alike(kept) < KEPT:
        options = [kept ^ {number} for number in range(min(9, len(clauses)))]
        best = max(options, key=alike, default=kept)
        if alike(best) <= alike(kept):
            return None
        toggled += best ^ kept
        kept = best
    return toggled


def picture(page: Page, folder: Path | None, name: str) -> None:
    """What the eye sees by now."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")
