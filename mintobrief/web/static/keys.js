// The page by keyboard alone: what a key does depends on where one is.
import { chosenCard, evidence, pane, pass, press, step } from "./cards.js";
import { HEARING, nameOf } from "./hearing.js";
import { act, enter, isChosen, leaveLines, stepLine } from "./lines.js";
import { isOpening } from "./opening.js";
import { faster, skip, toggle } from "./player.js";
import { SUGGESTED, figure } from "./suggesting.js";
import { edit, leave } from "./typing.js";

const control = (name) => pane().querySelector(`[data-act="${name}"]`)?.click();
const offer = (name) => document.querySelector(`#offer:not([hidden]) [data-act="${name}"]`)?.click();

const ANYWHERE = { // while typing too
  ...HEARING,
  "F6": () => (inTranscript() ? leaveTranscript() : enter()),
};
const PAGE = {
  " ": toggle, "ArrowLeft": () => skip(-5), "ArrowRight": () => skip(5), "[": () => faster(-1), "]": () => faster(1),
  "S-ArrowLeft": () => evidence(-1), "S-ArrowRight": () => evidence(1),
  "s": () => document.querySelector("[data-dialog$='/voices']")?.click(),
  "?": () => document.getElementById("help").showModal(), "S-?": () => document.getElementById("help").showModal(),
  "C-z": () => control("undo"), "C-y": () => control("redo"), "C-S-z": () => control("redo"),
  "g": () => offer("everywhere"), "w": () => offer("remember"), "Escape": () => { document.getElementById("offer").hidden = true; },
};
const CANDIDATES = {
  "j": () => step(1), "ArrowDown": () => step(1), "k": () => step(-1), "ArrowUp": () => step(-1),
  "a": pass, "r": () => press("reject"), "e": () => edit(chosenCard()?.dataset.id),
  "m": () => press("merge"), "d": () => press("split"), "A-ArrowUp": () => press("up"), "A-ArrowDown": () => press("down"),
  ...SUGGESTED,
};
const LINES = {
  "ArrowDown": () => stepLine(1, false), "ArrowUp": () => stepLine(-1, false),
  "S-ArrowDown": () => stepLine(1, true), "S-ArrowUp": () => stepLine(-1, true),
  "Enter": () => act("words"), "n": () => act("add"), "s": () => act("voice"), "t": () => act("topic"), "m": () => act("join"), "p": () => act("play"),
  "Escape": leaveTranscript,
};

const transcript = () => document.getElementById("transcript");
const inTranscript = () => transcript().contains(document.activeElement) || document.activeElement?.closest("#line-bar");

function leaveTranscript() {
  leaveLines();
  chosenCard()?.focus();
}

function actOf(event) {
  const name = nameOf(event), on = event.target;
  if (ANYWHERE[name]) return ANYWHERE[name];
  const ended = ending(event); // also from the clauses of an action, which are buttons
  if (ended || on.closest("input:not([type=checkbox], [type=range], [type=radio]), textarea, select")) return ended;
  if (on.matches("input[type=range]") && event.key.startsWith("Arrow")) return null;
  if (["Enter", " "].includes(event.key) && on.closest("button, summary, a")) return null;
  if (inTranscript() && !isChosen() && event.key.startsWith("Arrow") && !event.altKey && !event.shiftKey) return enter;
  if ((inTranscript() || name === "n") && isChosen() && LINES[name]) return LINES[name];
  const typed = chosenCard()?.querySelector(".edit"); // is saved, and not left out
  if (typed && /^[a1-9]$/.test(name)) return name === "a" ? () => typed.requestSubmit() : null;
  return figure(name) ?? { ...PAGE, ...CANDIDATES }[name];
}

function ending(event) {
  const form = event.target.closest(".edit");
  if (event.key === "Escape" && form) return () => leave(form.closest(".card").dataset.id);
  if (event.ctrlKey && event.key === "Enter" && form) return () => form.requestSubmit();
  return null;
}

const GOING = /Arrow|^[jk[\]]$/; // may be held down
const JUDGING = /^[ar1-9]$/, STEPPING = /^C-(S-)?[zy]$/;
let held = []; // pressed while what went before is being saved

// A change that has to wait: until then the page shows what is no longer so.
function hasToWait(name) {
  if (JUDGING.test(name)) return Boolean(chosenCard()?.querySelector("[aria-busy=true]"));
  return STEPPING.test(name) && Boolean(pane().querySelector("[aria-busy=true]"));
}

function perform(name, act) {
  if (!hasToWait(name)) return act();
  held.push({ name, act, id: chosenCard()?.dataset.id });
  return null;
}

// What was pressed meanwhile is done now; a judgement only where the hand is still on the same candidate.
async function release({ detail }) {
  const waited = detail ? held : [];
  held = [];
  for (const { name, act, id } of waited) if (STEPPING.test(name) || chosenCard()?.dataset.id === id) await perform(name, act);
}

export function watchKeys() {
  document.addEventListener("settled", release);
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const name = nameOf(event), found = actOf(event);
    if (!found) return;
    event.preventDefault();
    if (event.repeat && !GOING.test(name)) return; // a hand that rests on a key judges one, not all
    if (isOpening() && !event.target.closest("input, textarea, select")) return;
    perform(name, found);
  });
}
