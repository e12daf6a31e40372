"""Who is behind a label, from what is said alone; doubtful voices stay labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mintobrief.domain import Attendee, Likeness, Speaker, Utterance
from mintobrief.extract import name_speakers, with_names
from mintobrief.extract.voices.introductions import doubled, introduced
from tests.segment.talks import LEAK, talk

ROSTER = (
    Attendee("李强", "项目经理", "物业"),
    Attendee("王兰", "业委会主任", "业委会"),
    Attendee("周玲", "居委会书记", "居委会"),
)


def named(*turns: str, roster: tuple[Attendee, ...] = ()) -> dict[str, str | None]:
    """The names proposed for the labels of a talk."""
    return {s.label: s.name for s in name_speakers(talk(*turns), roster)}


def chair(*turns: str) -> list[str]:
    return [s.label for s in name_speakers(talk(*turns), ()) if s.is_chair]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("大家好，我是物业的李强。", "李强"),
        ("我叫李强，负责这一片。", "李强"),
        ("我姓王，业委会主任。", "王主任"),
        ("大家好，还是我葛明主持。", "葛明"),
    ],
)
def test_whoever_says_a_name_of_his_own_has_it(said: str, name: str) -> None:
    assert named("S1：开会了。", f"S2：{said}", "S1：好。")["S2"] == name


@pytest.mark.parametrize("said", ["我是何意见都没有的。", "我是反对的。", "我姓名都签了。"])
def test_what_only_begins_like_a_name_is_none(said: str) -> None:
    assert list(introduced(said)) == []


def test_full_name_and_form_of_address_said_at_once_are_one_person() -> None:
    assert [p.name for p in doubled("区域经理邱燕邱经理来了，还有丁阿姨，丁桂兰。")] == [
        "邱燕",
        "丁桂兰",
    ]


def test_whoever_is_given_the_floor_speaks_next() -> None:
    names = named("S1：请物业李经理说说电梯。", "S2：上周修过了。", "S3：没修好。")
    assert names["S2"] == "李经理"


def test_whoever_is_thanked_right_afterwards_was_it() -> None:
    names = named(
        "S1：说说电梯。", "S2：上周修过了。", "S1：谢谢李经理，说得清楚。", "S3：没修好。"
    )
    assert names["S2"] == "李经理"


def test_a_remark_about_somebody_calls_nobody() -> None:
    assert named("S1：这个事我跟李经理说过。", "S2：是吗。", "S1：是。", "S3：那好。") == {}


def test_nobody_calls_himself() -> None:
    """S2 answers, but it is S2 who keeps calling the same man: he is somebody else."""
    names = named(
        "S1：李经理，你看呢？",
        "S2：李经理，你来说。",
        "S3：我没意见。",
        "S2：李经理，就这样吧。",
        "S3：行。",
    )
    assert names == {"S3": "李经理"}


def test_one_name_goes_to_one_voice_and_the_weightier_evidence_wins() -> None:
    names = named(
        "S1：我是物业的李强。",
        "S2：李经理，电梯呢？",
        "S3：我插一句，太慢了。",
        "S2：李经理，你说。",
        "S1：下周修好。",
    )
    assert names["S1"] == "李强"
    assert list(names.values()).count("李强") == 1


def test_two_voices_that_claim_one_name_equally_leave_it_open() -> None:
    assert named("S1：我是物业的李强。", "S2：我是物业的李强。") == {}


def test_the_roster_settles_the_form_of_the_name() -> None:
    names = named("S1：李经理，你看呢？", "S2：没问题，我安排。", "S1：好。", roster=ROSTER)
    assert names["S2"] == "李强"


def test_a_title_that_only_one_on_the_roster_holds_calls_that_person() -> None:
    names = named("S1：这样行不行书记？", "S2：行，我让楼组长去。", "S1：好。", roster=ROSTER)
    assert names["S2"] == "周玲"


def test_a_name_that_a_label_already_bears_is_not_given_again() -> None:
    names = named("李强：我先说。", "S2：李经理，慢点。", "S3：听不见。", roster=ROSTER)
    assert "李强" not in names.values()


def test_post_body_and_the_words_that_tell_it_come_along() -> None:
    said = talk("S1：开会了。", "S2：大家好。我是物业的李强。", "S1：好。")
    [speaker] = [s for s in name_speakers(said, ROSTER) if s.name]
    assert (speaker.role, speaker.org, speaker.confirmed) == ("项目经理", "物业", False)
    assert [said[i].text for i in speaker.evidence] == ["我是物业的李强。"]
    assert 0.5 <= speaker.confidence <= 1


def test_the_chair_is_known_by_what_it_does() -> None:
    assert chair(
        "S1：人齐了，开会。第一件事，电梯。",
        "S2：修过了。",
        "S3：没修好。",
        "S1：下面说第二件，车位。同意的举手。",
        "S3：同意。",
        "S1：好，今天就到这里，散会。",
    ) == ["S1"]


def test_where_nobody_leads_there_is_no_chair() -> None:
    assert chair("S1：电梯坏了。", "S2：修过了。", "S1：没修好。") == []


def test_voices_of_two_recordings_are_told_apart() -> None:
    one = talk("S1：开会了。", "S2：大家好，我是物业的李强。")
    other = tuple(_moved(u) for u in talk("S1：开会了。", "S2：大家好，我是居委会的周玲。"))
    found = {(s.source_id, s.label): s.name for s in name_speakers((*one, *other), ())}
    assert found == {("talk", "S2"): "李强", ("other", "S2"): "周玲"}


def _moved(utterance: Utterance) -> Utterance:
    return replace(utterance, evidence=replace(utterance.evidence, source_id="other"))


def test_names_are_filled_in_where_none_stands() -> None:
    said = talk("S1：开会了。", "余大江：好。")
    proposed = (Speaker("S1", "talk", "王兰"), Speaker("余大江", "talk", "别人"))
    assert [u.name for u in with_names(said, proposed)] == ["王兰", "余大江"]


def test_a_whole_meeting_with_its_labels_hidden() -> None:
    """Every name proposed is right: the talk itself says 余经理, 苗兰 stays a label."""
    truth = dict.fromkeys(turn.partition("：")[0] for turn in LEAK)
    labels = {name: f"S{number}" for number, name in enumerate(truth)}
    turns = [f"{labels[who]}：{words}" for who, _, words in (t.partition("：") for t in LEAK)]
    names = named(*turns)
    assert names["S0"] == "田小禾"
    right = {"S1": "余经理", "S3": "韦青"}
    assert all(names[label] in (right.get(label), None) for label in names if label != "S0")


def test_a_voice_print_is_one_sign_more() -> None:
    """It names a voice nobody calls, but what the voice says of itself weighs more."""
    said = talk("S1：开会了。", "S2：我觉得可以。", "S3：大家好，我是物业的李强。", "S1：好。")
    alike = Likeness("S2", "talk", "苗兰", 0.8), Likeness("S3", "talk", "王刚", 0.8)
    names = {s.label: s.name for s in name_speakers(said, (), alike)}
    assert names == {"S2": "苗兰", "S3": "李强"}
