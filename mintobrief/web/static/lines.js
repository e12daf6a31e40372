// The transcript under the hand: which lines are chosen, and what can be done with them.
import { meeting } from "./cards.js";
import { openDialog } from "./dialog.js";
import { bring } from "./evidence.js";
import { cue } from "./player.js";
import { reword } from "./rewording.js";
import { post } from "./send.js";

const bar = document.getElementById("line-bar");
const pane = document.querySelector(".transcript-pane");
let first = null, last = null, words = null; // numbers of lines; the characters chosen, if any

const transcript = () => document.getElementById("transcript");
const line = (number) => document.getElementById(`u${number}`);
const numberOf = (found) => Number(found.id.slice(1));
const length = (text) => [...text].length; // as the server counts: a rare character is one

export const isChosen = () => first !== null;

export function chooseLine(number, { extend = false, focus = true } = {}) {
  const found = line(number);
  if (!found) return;
  last = number;
  if (!extend || first === null) first = number;
  words = null;
  mark();
  if (focus) { found.tabIndex = -1; found.focus({ preventScroll: true }); }
  showBar(found.getBoundingClientRect());
}

export function leaveLines() {
  first = last = words = null;
  mark();
  bar.hidden = true;
}

// Into the transcript: where one was, else at what the candidate rests on, else at what is in view.
export function enter() {
  const here = line(first ?? -1) ?? document.querySelector(".u.is-here") ?? inView();
  if (!here) return;
  chooseLine(numberOf(here));
  follow(here);
}

export function stepLine(by, extend) {
  const next = line((last ?? -1) + by);
  if (!next) return;
  chooseLine(numberOf(next), { extend });
  follow(next);
  showBar(next.getBoundingClientRect());
}

// The transcript was drawn anew: the same lines are chosen, as far as they are there.
export function rechoose() {
  if (first === null) return;
  if (line(first)) mark(); else leaveLines();
}

export const ACTS = {
  play: () => { const at = line(first).dataset; if (at.start) cue(at.source, Number(at.start), true); },
  words: () => { bar.hidden = true; reword(line(last)); },
  add: () => post(`/meetings/${meeting}/candidates`, { ...range(), draft: draft() }),
  voice: () => { const [from, to] = ends(); openDialog(`/meetings/${meeting}/lines/voice?first=${from}&last=${to}`); },
  topic: () => openDialog(`/meetings/${meeting}/topics?line=${ends()[0]}`),
  join: () => post(`/meetings/${meeting}/lines/${last}/join`, { was: line(last).textContent, draft: draft() }),
};

export function act(name) {
  if (first !== null && line(first) && line(last)) ACTS[name]();
}

const draft = () => transcript().dataset.draft;
const ends = () => [Math.min(first, last), Math.max(first, last)];

function range() {
  const [from, to] = ends();
  return words ?? { first: from, last: to, start: 0, end: 0 };
}

function mark() {
  for (const one of document.querySelectorAll(".u.is-chosen")) one.classList.remove("is-chosen");
  if (first === null) return;
  const [from, to] = ends();
  for (let number = from; number <= to; number += 1) line(number)?.classList.add("is-chosen");
}

function follow(found) {
  const view = transcript().getBoundingClientRect(), place = found.getBoundingClientRect();
  if (place.top < view.top + 60 || place.bottom > view.bottom - 20) bring(found, "auto");
}

function inView() {
  const top = transcript().getBoundingClientRect().top;
  return [...document.querySelectorAll(".u")].find((one) => one.getBoundingClientRect().bottom > top + 50);
}

// Above words that were marked, below them where there is no room; for whole lines at the foot, where
// it hides none of them.
function showBar(place) {
  const room = pane.getBoundingClientRect(), view = transcript().getBoundingClientRect();
  bar.hidden = place.bottom < view.top || place.top > view.bottom || Boolean(document.querySelector(".rewording"));
  if (bar.hidden) return;
  const above = place.top - view.top > bar.offsetHeight + 8;
  const near = above ? place.top - bar.offsetHeight - 6 : place.bottom + 6;
  const top = words ? near : view.bottom - bar.offsetHeight - 10;
  const middle = (room.width - bar.offsetWidth) / 2;
  const left = words ? Math.max(8, Math.min(place.left - room.left, 2 * middle - 8)) : middle;
  bar.style.setProperty("top", `${top - room.top}px`);
  bar.style.setProperty("left", `${left}px`);
}

// Words marked with the mouse or a finger.
function takeSelection() {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return;
  const found = chosen.getRangeAt(0);
  const from = lineAt(found.startContainer), to = lineAt(found.endContainer) ?? from;
  if (!from || !to) return;
  first = numberOf(from);
  last = numberOf(to);
  words = { first, last, start: before(from, found.startContainer, found.startOffset), end: before(to, found.endContainer, found.endOffset) };
  if (!words.end) words.end = length(to.textContent);
  mark();
  showBar(found.getBoundingClientRect());
}

const lineAt = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".u");

function before(from, node, offset) {
  const range = document.createRange();
  range.setStart(from, 0);
  range.setEnd(node, offset);
  return length(range.toString());
}

export function watchLines() {
  document.addEventListener("focusin", ({ target }) => { if (first !== null && target.closest("#candidates")) leaveLines(); });
  pane.addEventListener("pointerup", () => setTimeout(takeSelection));
  pane.addEventListener("click", (event) => {
    const button = event.target.closest("[data-line]");
    if (button?.closest("#line-bar")) { act(button.dataset.line); return; }
    const found = event.target.closest(".u");
    if (found && getSelection().isCollapsed) chooseLine(numberOf(found), { extend: event.shiftKey });
  });
  pane.addEventListener("dblclick", (event) => {
    const found = event.target.closest(".u");
    if (found) { chooseLine(numberOf(found), { focus: false }); act("words"); }
  });
  pane.addEventListener("scroll", () => { const at = line(last ?? -1); if (at) showBar(at.getBoundingClientRect()); }, { capture: true, passive: true });
}
