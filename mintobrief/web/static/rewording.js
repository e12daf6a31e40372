// The words of a line, corrected in place; what is typed is kept in the browser until it is saved.
import { meeting } from "./cards.js";
import { forgetKept, keepOwn, kept as keptOf } from "./kept.js";
import { ask, pieces, say } from "./send.js";

const NEAR = 10; // characters around a slip

const keyOf = (number) => `words ${meeting} ${number}`;
const open = () => document.querySelector(".rewording");

export function reword(line, { was = line.textContent, text } = {}) {
  leaveWords({ forget: false });
  const form = document.getElementById("rewording").content.firstElementChild.cloneNode(true);
  const number = line.id.slice(1);
  form.action = `/meetings/${meeting}/lines/${number}/words`;
  form.dataset.line = number;
  form.elements.was.value = was;
  form.elements.draft.value = document.getElementById("transcript").dataset.draft;
  const kept = JSON.parse(keptOf(keyOf(number)) ?? "null");
  form.elements.text.value = text ?? (kept?.was === was ? kept.text : was);
  line.after(form);
  line.classList.add("is-reworded");
  const area = form.elements.text;
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  form.scrollIntoView({ block: "nearest" });
}

export function leaveWords({ forget = true, focus = false } = {}) {
  const form = open();
  if (!form) return;
  const line = document.getElementById(`u${form.dataset.line}`);
  if (forget) forgetKept(keyOf(form.dataset.line));
  form.parentElement.querySelector("#clash")?.remove();
  form.remove();
  line?.classList.remove("is-reworded");
  if (focus && line) { line.tabIndex = -1; line.focus({ preventScroll: true }); }
}

// Where else the word stands that was wrong: asked once the line is saved.
export async function offerSlip(was, now) {
  const [old, fresh] = around(was, now);
  if (old === fresh) return;
  const answer = await ask(`/meetings/${meeting}/lines/slip?${new URLSearchParams({ was: old, now: fresh })}`);
  if (answer.status !== 200) return;
  const [offer] = pieces(await answer.text());
  offer.querySelector("[name=draft]").value = document.getElementById("transcript").dataset.draft;
  document.getElementById("offer").replaceWith(offer);
}

// What differs, with some characters on both sides.
function around(was, now) {
  let head = 0, tail = 0;
  const least = Math.min(was.length, now.length);
  while (head < least && was[head] === now[head]) head += 1;
  while (tail < least - head && was.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return [was, now].map((text) => text.slice(Math.max(0, head - NEAR), text.length - Math.max(0, tail - NEAR)));
}

// What is being typed, to go on with it after the transcript was drawn anew.
export function typed() {
  const form = open();
  return form && { number: Number(form.dataset.line), was: form.elements.was.value, text: form.elements.text.value, draft: form.elements.draft.value };
}

// On the line with the same words; where there is none, the server will tell what is there now.
export function goOn({ number, was, text, draft }) {
  const near = [...Array(41).keys()].map((by) => document.getElementById(`u${number + (by % 2 ? (by + 1) / 2 : -by / 2)}`));
  const same = near.find((line) => line?.textContent === was);
  const line = same ?? document.getElementById(`u${number}`);
  if (!line) return;
  reword(line, { was, text });
  if (!same) open().elements.draft.value = draft;
}

function cut(form) {
  const { text } = form.elements;
  const at = document.createElement("input");
  at.type = "hidden";
  at.name = "cut";
  at.value = [...text.value.slice(0, text.selectionStart)].length;
  form.append(at);
  form.requestSubmit();
  at.remove();
}

export function watchWords() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest(".rewording");
    if (!form) return;
    const { was, text } = form.elements;
    keepOwn(keyOf(form.dataset.line), JSON.stringify({ was: was.value, text: text.value }));
    say("draft", "有没保存的修改");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-leave-line]")) leaveWords({ focus: true });
    if (event.target.closest("[data-cut]")) cut(event.target.closest(".rewording"));
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest(".rewording");
    if (!form || event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); leaveWords({ focus: true }); }
    if (event.key !== "Enter" || event.target.matches("button")) return;
    event.preventDefault();
    if (event.altKey) cut(form); else form.requestSubmit();
  });
}
