"""A voice print is kept with its consent until its day, and a deleted one leaves nothing."""

from __future__ import annotations

import hashlib
from array import array
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain import Consent, VoicePrint
from mintobrief.errors import FileGone, UnknownVoicePrint, VoicePrintKept
from mintobrief.store import open_library, voice_prints
from mintobrief.store.library import Library
from mintobrief.store.voiceprints import Act, VoicePrints

SINCE, UNTIL = date(2026, 3, 1), date(2026, 11, 30)
VECTOR = tuple(0.01 * n - 0.95 for n in range(192))


@pytest.fixture
def consent(tmp_path: Path) -> Consent:
    path = tmp_path / "同意书.jpg"
    path.write_bytes(b"signed by Li Qiang")
    return Consent(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), path)


@pytest.fixture
def prints(library: Library) -> VoicePrints:
    return voice_prints(library)


def kept(consent: Consent, name: str = "李强") -> VoicePrint:
    return VoicePrint(name, VECTOR, SINCE, UNTIL, consent)


def on_disk(prints: VoicePrints, words: bytes) -> list[str]:
    """The library's files that hold these bytes."""
    files = (path for path in prints.library.folder.rglob("*") if path.is_file())
    return sorted(path.name for path in files if words in path.read_bytes())


def stored(vector: tuple[float, ...]) -> bytes:
    return array("f", vector).tobytes()


def test_a_voice_print_comes_back_with_its_consent(prints: VoicePrints, consent: Consent) -> None:
    prints.add(kept(consent))
    [loaded] = prints.all()
    assert loaded.vector == pytest.approx(VECTOR)
    assert (loaded.name, loaded.since, loaded.until) == ("李强", SINCE, UNTIL)
    assert loaded.consent.path.read_bytes() == b"signed by Li Qiang"


def test_without_a_consent_nothing_is_kept(prints: VoicePrints, consent: Consent) -> None:
    with pytest.raises(FileGone):
        prints.add(kept(replace(consent, path=Path("gone.jpg"))))
    assert prints.all() == ()


def test_a_name_has_one_voice_print(prints: VoicePrints, consent: Consent) -> None:
    prints.add(kept(consent))
    with pytest.raises(VoicePrintKept, match="voices delete"):
        prints.add(kept(consent))


def test_a_deleted_voice_print_leaves_no_byte_behind(tmp_path: Path, consent: Consent) -> None:
    """Not in the database, not in its log (kept by a program that has it open), no consent."""
    prints = voice_prints(open_library(tmp_path / "library"))
    with closing(prints.library.engine.raw_connection()) as other:
        other.cursor().execute("SELECT count(*) FROM meeting").fetchall()
        prints.add(kept(consent))
        assert on_disk(prints, stored(VECTOR)[:64])
        assert on_disk(prints, b"signed by")
        prints.delete("李强")
        assert prints.all() == ()
        for start in range(0, len(stored(VECTOR)), 64):
            assert on_disk(prints, stored(VECTOR)[start : start + 64]) == []
        assert on_disk(prints, b"signed by") == []


def test_the_log_says_that_one_was_deleted(prints: VoicePrints, consent: Consent) -> None:
    prints.add(kept(consent))
    prints.delete("李强")
    assert [(line.act, line.name) for line in prints.log()] == [
        (Act.ADDED, "李强"),
        (Act.DELETED, "李强"),
    ]


@pytest.mark.parametrize(
    "act", ["UPDATE voiceprint_log SET name = ''", "DELETE FROM voiceprint_log"]
)
def test_the_log_is_only_ever_added_to(prints: VoicePrints, consent: Consent, act: str) -> None:
    prints.add(kept(consent))
    with pytest.raises(IntegrityError), prints.library.engine.begin() as connection:
        connection.execute(text(act))


def test_a_consent_for_two_stays_until_the_second_is_deleted(
    prints: VoicePrints, consent: Consent
) -> None:
    prints.add(kept(consent))
    prints.add(kept(consent, "王兰"))
    prints.delete("李强")
    assert on_disk(prints, b"signed by")
    prints.delete("王兰")
    assert on_disk(prints, b"signed by") == []


def test_on_its_last_day_a_voice_print_may_be_used_and_the_day_after_it_is_gone(
    prints: VoicePrints, consent: Consent
) -> None:
    prints.add(kept(consent))
    assert prints.drop_expired(UNTIL) == ()
    assert prints.drop_expired(date(2026, 12, 1)) == ("李强",)
    assert prints.all() == ()
    assert on_disk(prints, stored(VECTOR)[:64]) == []
    assert prints.log()[-1].act is Act.EXPIRED


def test_deleting_somebody_unknown_names_those_there_are(
    prints: VoicePrints, consent: Consent
) -> None:
    prints.add(kept(consent))
    with pytest.raises(UnknownVoicePrint, match="李强"):
        prints.delete("王兰")
