"""Voices are told apart by likeness, however long the recording."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.transcribe import clusters
from mintobrief.transcribe.clusters import WIDEST, cluster, distance_for, in_order


def vectors(labels: list[int], spread: float = 0.05, seed: int = 0) -> NDArray[np.float32]:
    """A unit vector near the axis of its label for each."""
    rng = np.random.default_rng(seed)
    found = np.eye(192)[labels] + rng.normal(scale=spread, size=(len(labels), 192))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


TALK = ([0] * 20 + [1] * 15 + [2] * 30 + [0] * 20 + [1] * 10) * 2


def test_every_voice_has_its_label_in_order_of_appearance() -> None:
    assert cluster(vectors(TALK)).tolist() == TALK


def test_one_voice_is_one_label() -> None:
    assert set(cluster(vectors([4] * 50)).tolist()) == {0}


def test_one_window_and_none() -> None:
    assert cluster(vectors([0])).tolist() == [0]
    assert cluster(np.zeros((0, 192), np.float32)).tolist() == []


def test_a_handful_of_windows_is_no_voice_of_its_own() -> None:
    assert set(cluster(vectors([0] * 40 + [7] * 2 + [1] * 40)).tolist()) == {0, 1}


def test_clustering_by_blocks_finds_the_same_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cluster(vectors(TALK))
    monkeypatch.setattr(clusters, "_BLOCK", 33)
    assert cluster(vectors(TALK)).tolist() == whole.tolist()


def test_a_voice_heard_only_in_the_last_block_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_BLOCK", 30)
    talk = [0] * 30 + [1] * 30 + [0] * 10 + [2] * 20
    assert cluster(vectors(talk)).tolist() == talk


def test_a_clean_recording_narrows_the_distance() -> None:
    clean, echoing = vectors([0] * 40, 0.02), vectors([0] * 40, 0.07)
    assert distance_for(clean[:-1], clean[1:]) < WIDEST
    assert distance_for(echoing[:-1], echoing[1:]) == WIDEST


def test_too_little_to_judge_by_leaves_the_distance_alone() -> None:
    assert distance_for(vectors([0] * 3), vectors([0] * 3)) == WIDEST


def test_labels_are_renamed_in_order() -> None:
    assert in_order(np.array([5, 5, 2, 9, 2])).tolist() == [0, 0, 1, 2, 1]
