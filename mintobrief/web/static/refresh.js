// What is new takes the place of what is old; what somebody is typing, choosing or reading stays.
import { card, choose, chosenCard, meeting, pane } from "./cards.js";
import { light } from "./evidence.js";
import { rechoose } from "./lines.js";
import { relisten } from "./player.js";
import { goOn, leaveWords, typed } from "./rewording.js";
import { ask, pieces, say } from "./send.js";
import { unroll } from "./unrolling.js";

const LOOK = 5000;
const transcript = () => document.getElementById("transcript");

// The pieces of an answer; the transcript is asked for where more of it changed than they tell.
export async function take(found) {
  const candidates = found.find((piece) => piece.id === "candidates");
  const lines = found.filter((piece) => piece.matches(".u"));
  const offer = found.find((piece) => piece.id === "offer");
  if (candidates) replaceCandidates(candidates);
  const focused = focusedLine();
  for (const line of lines) document.getElementById(line.id)?.replaceWith(line);
  if (lines.length) refocus(focused);
  if (offer) document.getElementById("offer").replaceWith(offer);
  if (lines.length) transcript().dataset.draft = pane().dataset.draft;
  if (lines.length) settle(); else await agree();
}

export async function redraw() {
  const answer = await ask(`/meetings/${meeting}/transcript`);
  if (!answer.ok) return;
  const going = typed(), asked = transcript().querySelector("#clash"), at = transcript().scrollTop;
  const inside = transcript().contains(document.activeElement), focused = focusedLine();
  if (going) leaveWords({ forget: false });
  for (const piece of pieces(await answer.text())) document.getElementById(piece.id).replaceWith(piece);
  transcript().scrollTop = at;
  unroll();
  if (inside) refocus(focused ?? "transcript");
  settle();
  if (going) goOn(going);
  if (going && asked) document.querySelector(".rewording")?.after(asked);
}

const focusedLine = () => document.activeElement?.closest(".u")?.id;

function refocus(id) {
  if (!id) return;
  const line = document.getElementById(id) ?? transcript();
  if (line !== transcript()) line.tabIndex = -1;
  line.focus({ preventScroll: true });
}

function agree() {
  return transcript().dataset.draft === pane().dataset.draft ? null : redraw();
}

function settle() {
  light(chosenCard());
  relisten();
  rechoose();
}

// The candidates anew; a form that is being typed in stays as it is.
function replaceCandidates(fresh) {
  const typing = pane().querySelector(".edit");
  const id = typing?.closest(".card").dataset.id;
  const chosen = chosenCard()?.dataset.id;
  const at = pane().querySelector(".list").scrollTop;
  const opened = pane().querySelector("details.near")?.open;
  const focused = typing?.contains(document.activeElement) ? document.activeElement : null;
  pane().replaceWith(fresh);
  if (opened) pane().querySelector("details.near")?.setAttribute("open", "");
  pane().querySelector(".list").scrollTop = at;
  if (id && card(id)) { card(id).querySelector(".slot").append(typing); card(id).classList.add("is-editing"); focused?.focus(); }
  if (chosen) choose(chosen, { evidence: false, focus: false });
}

const isBusy = () => document.getElementById("saved")?.dataset.state === "busy";

async function look() {
  if (!document.hidden) {
    try {
      const { version } = pane().dataset;
      const answer = await ask(`/meetings/${meeting}/candidates?version=${version}`);
      const mine = isBusy() || pane().dataset.version !== version; // one's own change came between
      if (answer.status === 200 && !mine) { await take(pieces(await answer.text())); say("news", "别人刚改过，已更新"); }
    } catch { say("failed", "连不上程序"); }
  }
  setTimeout(look, LOOK);
}

export function watchOthers() {
  unroll();
  setTimeout(look, LOOK);
}
