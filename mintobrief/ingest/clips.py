"""Sound and lines that resolutions rest on, cut out of the files they stand in."""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from mintobrief.domain import AudioSpan, Clip, Meeting, Resolution, ScanRegion, Source
from mintobrief.errors import InputError
from mintobrief.ingest.audio import RATE, open_sound
from mintobrief.ingest.cuttings import image_of, piece
from mintobrief.ingest.scratch import scratch_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AROUND = 0.5  # seconds before and after, so that no word is cut
_BYTES = 2  # of a sample


def clips_of(meeting: Meeting, resolutions: Iterable[Resolution]) -> tuple[Clip, ...]:
    """The clips of all evidence in recordings and scans, in the order of the meeting.

    One file is decoded at a time. A file that can no longer be opened gives clips without
    content. Raises CacheUnwritable.
    """
    wanted = sorted({index for resolution in resolutions for index in resolution.evidence})
    found = [clip for source in meeting.sources for clip in _of_source(source, meeting, wanted)]
    return tuple(sorted(found, key=lambda clip: clip.utterance))


def _of_source(source: Source, meeting: Meeting, wanted: Iterable[int]) -> Iterator[Clip]:
    places = [(index, meeting.utterances[index].evidence) for index in wanted]
    mine = [(index, place) for index, place in places if place.source_id == source.id]
    spans = [(index, place) for index, place in mine if isinstance(place, AudioSpan)]
    regions = [(index, place) for index, place in mine if isinstance(place, ScanRegion)]
    if spans:
        yield from _sounds(source, spans)
    if regions:
        yield from _lines(source, meeting, regions)


def _sounds(source: Source, spans: Iterable[tuple[int, AudioSpan]]) -> Iterator[Clip]:
    with scratch_folder(None) as folder:
        samples = _samples(source, folder)
        for index, span in spans:
            yield Clip(index, "wav", b"" if samples is None else _wav(samples, span))


def _samples(source: Source, folder: Path) -> NDArray[np.int16] | None:
    """None where it is gone: deleted when its time was up, or on a stick that was pulled out."""
    if not source.path.exists():
        return None
    try:
        return open_sound(source, folder).samples
    except InputError:
        return None


def _wav(samples: NDArray[np.int16], span: AudioSpan) -> bytes:
    """The stretch as it was recognised: 16 kHz, one channel."""
    first = max(0, round((span.start - _AROUND) * RATE))
    last = round((span.end + _AROUND) * RATE)
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(_BYTES)
        out.setframerate(RATE)
        out.writeframes(samples[first:last].tobytes())
    return file.getvalue()


def _lines(
    source: Source, meeting: Meeting, regions: Iterable[tuple[int, ScanRegion]]
) -> Iterator[Clip]:
    """Lines upright, a page decoded once: its lines follow one another."""
    turned = {(report.source_id, report.page): report.turned for report in meeting.pages}
    number, image = 0, None
    for index, region in sorted(regions, key=lambda one: one[1].page):
        if region.page != number:
            number, image = region.page, image_of(source, region.page)
        angle = turned.get((source.id, region.page), 0)
        cut = b"" if image is None else piece(image, region.box, angle)[0]
        yield Clip(index, "jpg", cut)
