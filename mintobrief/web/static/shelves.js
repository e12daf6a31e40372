// The home page follows the work: every two seconds while there is some, else now and then.
import { ask, pieces } from "./send.js";

const QUICK = 2000, SLOW = 15000;
let timer;

async function renew() {
  clearTimeout(timer);
  try {
    const answer = await ask(`/shelves${location.search}`);
    if (answer.ok) replace(pieces(await answer.text())[0]);
  } catch { /* the server is away: the next look finds it, or its page says so */ }
  wait();
}

function replace(fresh) {
  const shown = document.getElementById("shelves");
  if (shown.contains(document.activeElement) && document.activeElement.matches("select")) return;
  if (shown.contains(document.activeElement) && document.activeElement.matches("button")) {
    const place = document.activeElement.closest("[id]")?.id;
    shown.replaceWith(fresh);
    document.getElementById(place)?.querySelector("button")?.focus();
  } else if (shown.innerHTML !== fresh.innerHTML) {
    shown.replaceWith(fresh);
  }
}

function wait() {
  const busy = document.getElementById("shelves").dataset.busy === "yes";
  timer = setTimeout(renew, document.hidden || !busy ? SLOW : QUICK);
}

// What the hand is at is read by the server before it is asked for.
const MEETING = /^\/meetings\/[^/]+/;
const pointed = new Set();
function point({ target }) {
  const [meeting] = target.closest?.("#shelves a")?.pathname.match(MEETING) ?? [];
  if (!meeting || pointed.has(meeting)) return;
  pointed.add(meeting);
  ask(`${meeting}/ahead`).catch(() => {}); // then the page takes a little longer
}

document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);
document.addEventListener("change", (event) => { if (event.target.matches("[data-narrow]")) event.target.form.requestSubmit(); });
document.addEventListener("answered", renew);
document.addEventListener("uploaded", renew);
document.addEventListener("visibilitychange", () => { if (!document.hidden) renew(); });
wait();
