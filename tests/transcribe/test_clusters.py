"""Voices are told apart by likeness, however noisy and however long the recording."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.transcribe import clusters
from mintobrief.transcribe.clusters import Sums, count_voices, group, in_order, settle, sums

SIZE = 192


def parts(labels: list[int], spread: float = 0.05, windows: int = 3, seed: int = 0) -> Sums:
    """A piece of so many windows near the axis of its label for each."""
    rng = np.random.default_rng(seed)
    axes = np.repeat(np.eye(SIZE)[labels], windows, axis=0)
    found = axes + rng.normal(scale=spread, size=axes.shape)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    index = np.repeat(np.arange(len(labels)), windows)
    return sums(found.astype(np.float32), np.ones(len(index)), index, len(labels))


def named(labels: NDArray[np.intp]) -> list[int]:
    found: list[int] = in_order(labels).tolist()
    return found


TALK = ([0] * 8 + [1] * 6 + [2] * 12 + [0] * 8 + [1] * 4) * 2


@pytest.mark.parametrize("spread", [0.02, 0.05, 0.08])
def test_voices_are_told_apart_in_a_quiet_room_and_in_a_noisy_one(spread: float) -> None:
    usual = 1 / (1 + SIZE * spread**2)  # of two windows of one voice, as it is measured
    assert named(group(parts(TALK, spread), usual)) == TALK


def test_one_voice_is_one_label() -> None:
    assert set(group(parts([4] * 50)).tolist()) == {0}


def test_one_piece_and_none() -> None:
    assert group(parts([0])).tolist() == [0]
    assert group(parts([0]).take(slice(0, 0))).tolist() == []


def test_grouping_by_blocks_finds_the_same_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = named(group(parts(TALK)))
    monkeypatch.setattr(clusters, "_BLOCK", 13)
    assert named(group(parts(TALK))) == whole


def test_a_voice_heard_only_in_the_last_block_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_BLOCK", 10)
    talk = [0] * 10 + [1] * 10 + [0] * 5 + [2] * 8
    assert named(group(parts(talk))) == talk


def test_blocks_in_which_nothing_is_alike_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_BLOCK", 4)
    assert named(group(parts(list(range(30)), 0.01))) == list(range(30))


def settled(talk: Sums, labels: list[int], tracks: list[int]) -> list[int]:
    found, _ = settle(talk, np.array(labels), np.array(tracks), np.zeros(len(talk)))
    voices: list[int] = found.tolist()
    return voices


def test_a_piece_in_the_wrong_group_goes_to_the_voice_it_is_like() -> None:
    talk = [0] * 6 + [1] * 6
    wrong = [0] * 5 + [1] * 7
    assert settled(parts(talk, 0.02), wrong, list(range(12))) == talk


def test_a_cough_is_no_voice_of_its_own() -> None:
    both = [parts([0] * 6 + [1] * 6), parts([7], windows=1)]
    talk = Sums(
        np.concatenate([part.vectors for part in both]),
        np.concatenate([part.weights for part in both]),
        np.concatenate([part.squares for part in both]),
    )
    labels = group(talk)
    assert count_voices(talk.by(labels)) == 2
    assert set(settled(talk, labels.tolist(), list(range(13)))) == {0, 1}


def test_a_piece_spoken_only_over_others_keeps_the_voice_of_its_track() -> None:
    talk = parts([0, 0, 1, 1, 1, 0])
    silent = Sums(
        *(
            np.where(np.arange(6).reshape(-1, *[1] * (column.ndim - 1)) == 3, 0, column)
            for column in (talk.vectors, talk.weights, talk.squares)
        )
    )
    assert settled(silent, [0, 0, 1, -1, 1, 0], [5, 5, 6, 6, 6, 5]) == [0, 0, 1, 1, 1, 0]


def test_a_track_never_heard_alone_has_no_voice() -> None:
    talk = parts([0, 0, 0])
    talk.weights[2] = 0
    assert settled(talk, [0, 0, -1], [0, 0, 1]) == [0, 0, -1]


def test_voices_have_directions_of_unit_length() -> None:
    talk = parts(TALK)
    labels, directions = settle(talk, group(talk), np.arange(len(TALK)), np.zeros(len(TALK)))
    assert directions.shape == (3, SIZE)
    assert np.linalg.norm(directions, axis=1) == pytest.approx(1)
    assert (directions @ np.eye(SIZE)[[0, 1, 2]].T).argmax(axis=1)[labels].tolist() == TALK


def test_labels_are_renamed_in_order() -> None:
    assert in_order(np.array([5, 5, 2, 9, 2])).tolist() == [0, 0, 1, 2, 1]
