"""The transcript corrected in the page: words, cuts, joins, and whose words they are."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from mintobrief.review import latest_judgements
from mintobrief.web.correct.slips import slip_in
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.rooms import Browser, let_in
from tests.web.talks import PAGE, TALK, draft, now, talking, voices, words

__all__ = ["talking"]


def reword(browser: Browser, line: int, was: str, text: str, mark: str = "") -> tuple[int, str]:
    """What comes of writing other words of a line."""
    typed = {"was": was, "text": text, "draft": mark or draft(browser)}
    answer = browser.post(f"{PAGE}/lines/{line}/words", **typed)
    return answer.status_code, answer.text


def test_corrected_words_are_kept_and_sent_alone(browser: Browser, talking: Office) -> None:
    """Of a long transcript only the line that changed comes back."""
    status, text = reword(browser, 3, "好的。", "好的，没问题。")
    assert status == 200
    assert words(talking)[3] == "好的，没问题。"
    assert '<span class="u" id="u3"' in text
    assert 'id="u2"' not in text
    (made,) = talking.library.corrections(TALK)
    assert made.by == "王秀英"


def test_the_same_slip_elsewhere_is_offered_and_corrected(
    browser: Browser, talking: Office
) -> None:
    reword(browser, 0, "今天先说电剃的事。", "今天先说电梯的事。")
    offer = browser.get(f"{PAGE}/lines/slip?was=今天先说电剃的事&now=今天先说电梯的事")
    assert "“电剃”还有 1 处" in offer.text
    answer = browser.post(f"{PAGE}/lines/everywhere", was="电剃", now="电梯", draft=draft(browser))
    assert answer.status_code == 200
    assert 'id="u1"' in answer.text
    assert words(talking)[:2] == ["今天先说电梯的事。", "电梯坏了三天了。"]


def test_nothing_is_offered_where_no_word_was_wrong(browser: Browser, talking: Office) -> None:
    assert browser.get(f"{PAGE}/lines/slip?was=好的。&now=好的，行。").status_code == 204
    assert browser.get(f"{PAGE}/lines/slip").status_code == 204


def test_a_word_is_remembered_for_the_meetings_to_come(browser: Browser, talking: Office) -> None:
    answer = browser.post(f"{PAGE}/lines/remember", was="电剃", now="电梯")
    assert "已经记入词表" in answer.text
    (term,) = talking.library.compounds.look("common").compound.terms
    assert (term.word, term.slips) == ("电梯", ("电剃",))


@pytest.mark.parametrize("word", ["", "长" * 41, "\x07"])
def test_a_word_that_is_none_is_not_remembered(
    browser: Browser, talking: Office, word: str
) -> None:
    assert browser.post(f"{PAGE}/lines/remember", was="电剃", now=word).status_code == 422
    assert talking.library.compounds.look("common").compound.terms == ()


def test_words_found_right_are_no_longer_doubted(browser: Browser, talking: Office) -> None:
    assert '<mark class="unsure">电剃</mark>' in browser.get(PAGE).text
    status, text = reword(browser, 1, "电剃坏了三天了。", "电剃坏了三天了。")
    assert status == 200
    assert '<mark class="unsure">' not in text
    reword(browser, 1, "电剃坏了三天了。", "电剃坏了三天了。")
    assert len(talking.library.corrections(TALK)) == 1  # the second time said nothing new


def test_a_line_is_cut_where_the_cursor_stands(browser: Browser, talking: Office) -> None:
    typed = {"was": "由王明负责，尽快画线。", "text": "由王明负责。尽快画线。", "cut": "6"}
    answer = browser.post(f"{PAGE}/lines/5/words", draft=draft(browser), **typed)
    assert answer.status_code == 200
    assert words(talking)[5:] == ["由王明负责。", "尽快画线。"]
    assert browser.post(f"{PAGE}/undo").status_code == 200  # both edits at once
    assert words(talking)[5:] == ["由王明负责，尽快画线。"]


def test_two_lines_are_joined(browser: Browser, talking: Office) -> None:
    mark = draft(browser)
    answer = browser.post(f"{PAGE}/lines/1/join", was="电剃坏了三天了。", draft=mark)
    assert answer.status_code == 200
    assert words(talking)[1] == "电剃坏了三天了。请物业公司下周五前修好。"
    assert draft(browser) != mark


def test_what_cannot_be_said_in_a_line_is_refused_with_a_reason(
    browser: Browser, talking: Office
) -> None:
    for text in ("", "   ", "两\n行", "长" * 2001):
        status, told = reword(browser, 3, "好的。", text)
        assert status == 422
        assert "不能这样填" in told
    joined = browser.post(f"{PAGE}/lines/0/join", was="今天先说电剃的事。", draft=draft(browser))
    assert joined.status_code == 422
    assert "不是同一个人说的" in joined.text
    assert talking.library.corrections(TALK) == ()


@pytest.mark.parametrize("cut", ["0", "99", "-1", "x", "１"])
def test_a_cut_outside_the_line_is_refused(browser: Browser, talking: Office, cut: str) -> None:
    typed = {"was": "好的。", "text": "好的。", "cut": cut, "draft": draft(browser)}
    assert browser.post(f"{PAGE}/lines/3/words", **typed).status_code == 422
    assert talking.library.corrections(TALK) == ()


def test_two_people_in_one_line_are_asked(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    stale = draft(browser)
    reword(let_in(client, talking, "李四"), 3, "好的。", "好的，马上办。")
    status, text = reword(browser, 3, "好的。", "行。", stale)
    assert status == 409
    assert "好的，马上办。" in text
    assert "行。" in text
    assert words(talking)[3] == "好的，马上办。"
    assert reword(browser, 3, "好的，马上办。", "行。")[0] == 200
    assert words(talking)[3] == "行。"


def test_two_people_in_two_lines_do_not_meet(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    """Even where the other one's change moved mine to another number."""
    stale = draft(browser)
    other = let_in(client, talking, "李四")
    other.post(f"{PAGE}/lines/1/join", was="电剃坏了三天了。", draft=stale)
    status, text = reword(browser, 3, "好的。", "行。", stale)
    assert status == 200
    assert words(talking)[2] == "行。"
    assert 'id="u2"' not in text  # the page has to draw all of it anew


def test_a_correction_of_what_was_judged_reopens_it_and_undoing_closes_it_again(
    browser: Browser, talking: Office
) -> None:
    for name in ("r1", "r2"):
        browser.post(f"{PAGE}/candidates/{name}/accept", mark=UNJUDGED)
    reword(browser, 2, "请物业公司下周五前修好。", "请物业公司下周六前修好。")
    assert set(latest_judgements(talking.library.judgements(TALK))) == {"r2"}
    browser.post(f"{PAGE}/undo")
    assert set(latest_judgements(talking.library.judgements(TALK))) == {"r1", "r2"}


def test_lines_are_given_to_another_voice(browser: Browser, talking: Office) -> None:
    asked = browser.get(f"{PAGE}/lines/voice?first=1&last=1").text
    assert 'value="1-2"' in asked  # all of the turn
    answer = browser.post(f"{PAGE}/lines/voice", voice="S3", lines="1-2", draft=draft(browser))
    assert answer.status_code == 200
    assert voices(talking) == ["S1", "S3", "S3", "S1", "S3", "S1"]


@pytest.mark.parametrize(("name", "label"), [("", "S4"), ("李阿姨", "李阿姨")])
def test_lines_are_given_to_a_new_voice(
    browser: Browser, talking: Office, name: str, label: str
) -> None:
    typed = {"voice": "", "name": name, "lines": "3-3", "draft": draft(browser)}
    assert browser.post(f"{PAGE}/lines/voice", **typed).status_code == 200
    assert voices(talking)[3] == label


def test_a_voice_for_lines_of_an_older_transcript_is_refused(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    stale = draft(browser)
    reword(let_in(client, talking, "李四"), 3, "好的。", "行。")
    answer = browser.post(f"{PAGE}/lines/voice", voice="S3", lines="1-2", draft=stale)
    assert answer.status_code == 409
    assert voices(talking)[1] == "S2"


@pytest.mark.parametrize("lines", ["", "9-9", "3-1", "a-b", "0-99"])
def test_lines_that_are_not_there_have_no_voice(
    browser: Browser, talking: Office, lines: str
) -> None:
    typed = {"voice": "S3", "lines": lines, "draft": draft(browser)}
    assert browser.post(f"{PAGE}/lines/voice", **typed).status_code == 422
    assert browser.get(f"{PAGE}/lines/voice?first=9&last=9").status_code == 422


def test_the_transcript_is_drawn_anew_as_it_is(browser: Browser, talking: Office) -> None:
    reword(browser, 3, "好的。", "行。")
    text = browser.get(f"{PAGE}/transcript").text
    assert '<span class="u" id="u3">行。</span>' in text
    assert 'id="contents"' in text


@pytest.mark.parametrize(
    ("before", "after", "slip"),
    [
        ("今天先说电剃的事。", "今天先说电梯的事。", ("电剃", "电梯")),
        ("物业工司来修。", "物业公司来修。", ("物业工司", "物业公司")),
        ("说电剃。", "说典剃。", ("电剃", "典剃")),  # as it stands elsewhere, not 说电
        ("好的。", "好的，行。", None),  # words were added
        ("好的。", "好的！", None),  # no word is another
        ("我说东。", "你讲西边的那一头还有南边。", None),  # too much for a slip
    ],
)
def test_which_word_was_wrong(
    talking: Office, before: str, after: str, slip: tuple[str, str] | None
) -> None:
    found = slip_in(before, after, now(talking))
    assert (found and (found.was, found.now)) == slip
