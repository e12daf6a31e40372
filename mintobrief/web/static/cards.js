// The candidates: which one is chosen, and the way from one to the next.
import { goTo, light } from "./evidence.js";

export const meeting = document.getElementById("main").dataset.meeting;
let chosen = null, place = 0;

export const pane = () => document.getElementById("candidates");
export const card = (id) => id && document.getElementById(`c-${id}`);
export const chosenCard = () => card(chosen);
export const cards = () => [...pane().querySelectorAll(".card")].filter((one) => !one.closest("details.near:not([open])"));

export function choose(id, { evidence = true, focus = true, play = "auto" } = {}) {
  const found = card(id);
  if (!found) return;
  found.closest("details.near")?.setAttribute("open", "");
  for (const other of pane().querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  found.setAttribute("aria-current", "true");
  if (id !== chosen) place = 0;
  chosen = id;
  if (focus) found.focus({ preventScroll: true });
  found.scrollIntoView({ block: "nearest" });
  light(found);
  document.dispatchEvent(new CustomEvent("chosen", { detail: { id } }));
  const chip = found.querySelector(".evidence .chip");
  if (evidence && chip) goTo(chip, { play });
}

export function step(by) {
  const all = cards();
  const at = all.findIndex((one) => one.dataset.id === chosen);
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) choose(next.dataset.id);
}

// The next one that waits, after the one just judged; the same one where none is left.
export function onward(id) {
  const all = cards();
  const at = all.findIndex((one) => one.dataset.id === id);
  const waits = (one) => one.matches(".is-waiting") && !one.hasAttribute("data-near");
  const next = all.slice(at + 1).find(waits) ?? all.find(waits);
  choose(next?.dataset.id ?? id);
}

// From one place that a candidate rests on to the next.
export function evidence(by) {
  const chips = [...(chosenCard()?.querySelectorAll(".chip") ?? [])];
  if (!chips.length) return;
  place = (place + by + chips.length) % chips.length;
  goTo(chips[place], { play: true });
}

export function press(act) {
  const button = chosenCard()?.querySelector(`[data-act="${act}"]:not(:disabled)`);
  button?.click();
  return Boolean(button);
}

// Lets it stand; one that stands already is left for the next that waits.
export function pass() {
  if (!press("accept") && chosen) onward(chosen);
}
