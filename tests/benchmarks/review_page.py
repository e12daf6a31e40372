"""The review page of a long meeting in a real browser: python tests/benchmarks/review_page.py

Makes a meeting of 5,000 utterances and 80 candidates in a folder of its own, serves it, opens
it in Chromium and prints the server's time, the time until the page can be used (the first
candidate chosen, the main thread free), and the frames while its transcript scrolls from end to
end. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import tempfile
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from mintobrief.config import read_settings
from mintobrief.domain import (
    AudioSpan,
    Deadline,
    DeadlineKind,
    Doubt,
    DoubtKind,
    Field,
    Header,
    Meeting,
    Quote,
    Resolution,
    Source,
    SourceKind,
    Topic,
    Utterance,
)
from mintobrief.jobs import open_queue
from mintobrief.store import open_library
from mintobrief.web.access import Access
from mintobrief.web.app import create_app
from mintobrief.web.office import Office

PORT = 8377
TOPICS, VOICES = 12, 9
SAID = (
    "电梯的事情上次说过，物业公司报了三家的价。",
    "我同意，不过维修资金要先公示七天。",
    "下周五前请物业把方案送到业委会，由王主任负责。",
    "停车位不够，晚上十点以后北门外面停得满满当当，消防车进不来，这个事情要有人管。",
    "好。",
)
SCROLL = """async () => {
  const pane = document.getElementById('transcript'), frames = [];
  const end = pane.scrollHeight - pane.clientHeight, started = performance.now();
  let last = started;
  for (;;) {
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last); last = now;
    const share = (now - started) / 6000;
    if (share >= 1) return frames.slice(1);
    pane.scrollTop = end * share;
  }
}"""
READY = """() => document.querySelector('.card[aria-current]')
  ? performance.getEntriesByType('navigation')[0].toJSON() : null"""
LONGEST_TASK = """() => new Promise(done => {
  const seen = []; const watch = new PerformanceObserver(list => seen.push(...list.getEntries()));
  watch.observe({ type: 'longtask', buffered: true });
  setTimeout(() => done(seen.map(one => [one.startTime, one.duration])), 1500);
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--utterances", type=int, default=5000)
    parser.add_argument("--candidates", type=int, default=80)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    print(f"{date.today()}, {os.cpu_count()} cores, {options.utterances} utterances")
    with tempfile.TemporaryDirectory() as folder:
        meeting = made(Path(folder), options.utterances, options.candidates)
        with served(Path(folder), meeting) as link, sync_playwright() as player:
            browser = player.chromium.launch(
                executable_path=options.chromium, args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(link)
            page.goto(f"http://127.0.0.1:{PORT}/who")
            page.fill("main input[name=name]", "王秀英")
            page.click("main button")
            page.wait_for_url(f"http://127.0.0.1:{PORT}/")
            measure(page, f"http://127.0.0.1:{PORT}/meetings/{meeting.id}")
            browser.close()


def measure(page: Page, address: str) -> None:
    for again in range(3):
        started = time.perf_counter()
        page.goto(address, wait_until="commit")
        while not (times := page.evaluate(READY)):
            time.sleep(0.01)
        usable = time.perf_counter() - started
        tasks = page.evaluate(LONGEST_TASK)
        free = max((start + lasted for start, lasted in tasks), default=0.0)
        print(
            f"open {again + 1}: server {times['responseStart'] - times['requestStart']:.0f} ms, "
            f"{times['decodedBodySize'] / 1024:.0f} KiB, parsed {times['domInteractive']:.0f} ms, "
            f"first candidate chosen {usable * 1000:.0f} ms, main thread free {free:.0f} ms"
        )
    started = time.perf_counter()
    while page.evaluate("() => document.querySelector('.turn:not(.is-laid)') !== null"):
        time.sleep(0.02)
    laid = 1500 + (time.perf_counter() - started) * 1000
    print(f"all lines laid out in idle moments, at the latest {laid:.0f} ms after that")
    scroll(page)
    started = time.perf_counter()
    page.keyboard.press("a")
    while page.evaluate("() => document.getElementById('saved').dataset.state") != "saved":
        time.sleep(0.005)
    print(f"a judgement is saved and shown after {(time.perf_counter() - started) * 1000:.0f} ms")


def scroll(page: Page) -> None:
    frames = sorted(page.evaluate(SCROLL))
    late = sum(frame > 34 for frame in frames)
    print(
        f"scrolling from end to end in 6 s: {len(frames)} frames, median "
        f"{statistics.median(frames):.1f} ms, 95% {frames[int(len(frames) * 0.95)]:.1f} ms, "
        f"longest {frames[-1]:.0f} ms, {late} later than 34 ms"
    )


@contextmanager
def served(folder: Path, meeting: Meeting) -> Iterator[str]:
    """The address that lets one browser in, as long as this lasts."""
    settings = read_settings({"HOME": str(folder)}, folder / "library")
    with open_library(settings.library) as library, open_queue(library, settings) as queue:
        library.save_meeting(meeting, datetime.now(UTC))
        access = Access(PORT)
        app = create_app(Office(library, queue, access, settings))
        server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_level="error"))
        running = threading.Thread(target=server.run)
        running.start()
        while not server.started:
            time.sleep(0.05)
        link = access.new_link()
        yield link
        server.should_exit = True
        running.join()


def made(folder: Path, utterances: int, candidates: int) -> Meeting:
    path = folder / "录音.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(b"\0\1" * 16_000 * 60)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = Source(digest[:12], SourceKind.AUDIO, path.name, digest, path, seconds=60.0)
    size = utterances // TOPICS
    topics = (
        Topic(
            f"第{n + 1}项议题", n * size, utterances - 1 if n == TOPICS - 1 else (n + 1) * size - 1
        )
        for n in range(TOPICS)
    )
    return Meeting(
        "20260314-longone",
        Header(Field("业主大会"), Field(date(2026, 3, 14))),
        (source,),
        tuple(said(n, source.id) for n in range(utterances)),
        topics=tuple(topics),
        resolutions=tuple(
            decided(n, n * (utterances // candidates), size) for n in range(candidates)
        ),
    )


def said(number: int, source: str) -> Utterance:
    text = SAID[number * 7 % len(SAID)]
    doubts = (Doubt(0, 2, DoubtKind.UNSURE),) if number % 5 == 0 else ()
    span = AudioSpan(source, number * 3.0, number * 3.0 + 2.8)
    return Utterance(number // 2, text, span, f"S{number // 2 % VOICES + 1}", doubts=doubts)


def decided(number: int, at: int, size: int) -> Resolution:
    limit = Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20))
    return Resolution(
        f"r{number + 1}",
        Field("物业公司把方案送到业委会", (Quote(at, 0, 1),)),
        (at, at + 1),
        topic=min(at // size, TOPICS - 1),
        owners=(Field("王主任", (Quote(at, 0, 1),)),),
        deadline=Field(limit, (Quote(at + 1, 0, 1),)),
    )


if __name__ == "__main__":
    main()
