// Where a candidate comes from: its lines lit up, its words underlined, its place in view.
import { cue, quote } from "./player.js";
import { show } from "./scan.js";

const marks = globalThis.Highlight && CSS.highlights;

export function light(card) {
  for (const line of document.querySelectorAll(".u.is-lit, .u.is-here")) line.classList.remove("is-lit", "is-here");
  const ranges = [], lit = new Set();
  for (const chip of card?.querySelectorAll(".chip") ?? []) {
    for (const { line, from, to } of partsOf(chip)) {
      line.classList.add("is-lit");
      lit.add(line);
      if (to) ranges.push(range(line, from, to));
    }
  }
  quote([...lit]);
  if (marks) CSS.highlights.set("quoted", new Highlight(...ranges.filter(Boolean)));
}

export function goTo(chip, { play }) {
  const lines = partsOf(chip).map((part) => part.line);
  const line = lines[0];
  if (!line) return;
  for (const other of document.querySelectorAll(".u.is-here")) other.classList.remove("is-here");
  for (const one of lines) one.classList.add("is-here");
  if (line.dataset.start) cue(line.dataset.source, Number(line.dataset.start), play);
  if (line.dataset.page) show(lines);
  bring(line); // last: the scan takes room from the transcript
}

// Scrolls the transcript alone, and never the page around it.
export function bring(line, behavior = "smooth") {
  const pane = document.getElementById("transcript");
  const place = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollBy({ top: place - pane.clientHeight * 0.35, behavior: calm ? "auto" : behavior });
}

// "12:0-5 13:0-0": lines of the transcript, and which of their characters; 0-0 is all.
function partsOf(chip) {
  return chip.dataset.parts.trim().split(" ").map((part) => {
    const [utterance, from, to] = part.split(/[:-]/).map(Number);
    return { line: document.getElementById(`u${utterance}`), from, to };
  }).filter((part) => part.line);
}

function range(line, from, to) {
  const found = document.createRange();
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let at = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = at + node.length;
    if (!begun && from < end) { found.setStart(node, from - at); begun = true; }
    if (begun && to <= end) { found.setEnd(node, to - at); return found; }
    at = end;
  }
  return null;
}
