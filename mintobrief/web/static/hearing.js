// What keys are called, and those that play the recording while one types.
import { skip, toggle } from "./player.js";

export const HEARING = {
  "F8": toggle, "C- ": toggle, "A-ArrowLeft": () => skip(-5), "A-ArrowRight": () => skip(5),
};

// C-, A- and S- before the key's own name.
export function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "C-" : ""}${event.altKey ? "A-" : ""}${event.shiftKey ? "S-" : ""}${key}`;
}
