// 正文: a paragraph in the hand is heard, what is typed is saved, what others change comes by itself.
import { goTo, light } from "./evidence.js";
import { HEARING, nameOf } from "./hearing.js";
import { forgetKept } from "./kept.js";
import { relisten } from "./player.js";
import { act, after, forget, left, place, restore, save, sendWhole, typed, watchTyping } from "./saving.js";
import { ask, pieces, post, say, warn } from "./send.js";
import { area, fit, holder, isBlank, isDirty, isNew, paragraphs, put, renew, saved, sheet, speaker } from "./sheet.js";
import { unroll } from "./unrolling.js";

const LOOK = 5000;
const KINDS = ["background", "view", "disagreement", "consensus"];
const main = document.getElementById("main");
const head = () => document.getElementById("text-head");
let chosen = null, taking = false, fresh = true; // fresh: nothing typed since the hand came here

function choose(one) {
  if (one === chosen) return;
  for (const other of sheet().querySelectorAll(".is-chosen")) other.classList.remove("is-chosen");
  chosen = one;
  fresh = true;
  one.classList.add("is-chosen");
  light(one);
  const chip = one.querySelector(".chip");
  if (chip) goTo(chip, { play: "auto" });
}

const step = (one, by) => { const all = paragraphs(); return all[all.indexOf(one) + by]; };

function enter(one, end) {
  const field = one && area(one);
  if (!field) return;
  field.focus();
  const at = end ? field.value.length : 0;
  field.setSelectionRange(at, at);
}

// An empty paragraph behind this one, or at the end of a group.
function begin(group, behind) {
  const one = document.getElementById("new-paragraph").content.firstElementChild.cloneNode(true);
  if (behind?.dataset.number) Object.assign(one.dataset, { after: behind.dataset.number, mark: behind.dataset.mark });
  if (behind) behind.after(one); else group.querySelector("ol").append(one);
  group.classList.remove("is-empty");
  enter(one);
}

async function split(one) {
  const field = area(one), at = field.selectionStart;
  const [text, rest] = [field.value.slice(0, at), field.value.slice(at)];
  if (!text.trim()) return;
  if (!rest.trim() || isNew(one)) { if (!isNew(one)) begin(one.closest(".group"), one); else await left(one); return; }
  forget(one);
  if (isDirty(one)) await save(one);
  await act(one, "split", { text, rest });
  enter(step(chosen, 1));
}

const does = {
  "up": (one) => act(one, "move", { to: "up" }), "down": (one) => act(one, "move", { to: "down" }),
  "delete": (one) => { const next = step(one, 1) ?? step(one, -1); forget(one); if (isNew(one)) one.remove(); else act(one, "delete"); enter(next); },
};

const sort = (one, kind) => one.querySelector("select") && act(one, "kind", { kind });
const press = (name) => after(() => post(`${place}/${name}?version=${head().dataset.version}`, {}, { what: name }));

function revert(one) {
  if (!isDirty(one)) { document.activeElement.blur(); return; }
  forget(one);
  put(one, { text: area(one).defaultValue, who: speaker(one)?.defaultValue });
  say("", "");
}

function typing(event, one) {
  const field = event.target, isArea = field.matches("textarea");
  const atStart = isArea && field.selectionEnd === 0, atEnd = isArea && field.selectionStart === field.value.length;
  const point = one.matches(".para");
  return {
    "Enter": point && (() => (isArea ? split(one) : enter(one, true))),
    "C-Enter": () => save(one),
    "Escape": () => revert(one),
    "ArrowUp": atStart && (() => enter(step(one, -1), true)), "ArrowDown": atEnd && (() => enter(step(one, 1))),
    "A-ArrowUp": point && (() => does.up(one)), "A-ArrowDown": point && (() => does.down(one)),
    "A-Delete": point && (() => does.delete(one)), "A-Backspace": point && (() => does.delete(one)),
    ...Object.fromEntries(KINDS.map((kind, i) => [`A-${i + 1}`, point && (() => sort(one, kind))])),
    "C-z": fresh && !isDirty(one) && (() => press("undo")), "C-y": fresh && (() => press("redo")), "C-S-z": fresh && (() => press("redo")),
  }[nameOf(event)];
}

const PAGE = {
  "C-z": () => press("undo"), "C-y": () => press("redo"), "C-S-z": () => press("redo"),
  "?": () => document.getElementById("help").showModal(), "S-?": () => document.getElementById("help").showModal(),
  "ArrowDown": () => enter(step(chosen, 1) ?? paragraphs()[0]), "ArrowUp": () => enter(step(chosen, -1) ?? paragraphs()[0], true),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const on = event.target, one = on.matches("textarea, .speaker") && holder(on);
  const plain = on.closest("button, summary, a, select, input, audio") && !event.ctrlKey;
  const found = HEARING[nameOf(event)] ?? (one ? typing(event, one) : !plain && PAGE[nameOf(event)]);
  if (found) { event.preventDefault(); found(); }
});

sheet().addEventListener("focusin", ({ target }) => { const one = holder(target); if (one) choose(one); });
sheet().addEventListener("focusout", ({ target, relatedTarget }) => {
  const one = holder(target);
  if (one && !taking && holder(relatedTarget) !== one) left(one);
});
sheet().addEventListener("input", () => { fresh = false; });
sheet().addEventListener("change", ({ target }) => { if (target.matches("select")) sort(holder(target), target.value); });

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const one = holder(event.target);
  if (on("[data-help]")) document.getElementById("help").showModal();
  if (on("[data-show]")) see(on("[data-show]").dataset.show);
  if (on("#sheet .chip")) { choose(one); see("transcript"); goTo(on(".chip"), { play: true }); }
  if (on("[data-do]") && does[on("[data-do]").dataset.do]) does[on("[data-do]").dataset.do](one);
  if (on("[data-reset]")) after(() => sendWhole(one, ""));
  if (on("[data-add]")) begin(on(".group"), [...on(".group").querySelectorAll(".para")].at(-1));
  if (on("#clash [data-theirs]")) drop(one);
});

// What others wrote stands: what was typed goes.
function drop(one) {
  forget(one);
  one.querySelector("#clash").remove();
  put(one, { text: area(one).defaultValue, who: speaker(one)?.defaultValue });
  look(true);
}

function see(what) {
  main.dataset.view = what;
  for (const button of document.querySelectorAll("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === what));
}

document.addEventListener("answered", ({ detail }) => {
  const { status, found, one, form } = detail;
  if (status === 200) took(detail);
  else if (status === 409 && found[0]?.id === "clash") { (one ?? holder(form)).append(found[0]); found[0].querySelector("button").focus(); }
  else if (status === 409) look(true);
  else if (status === 428) document.querySelector("#name-first input[name=name]")?.focus();
});

function took({ found, one, sent, key, added, form }) {
  if (key) forgetKept(key);
  const clash = form?.closest("#clash");
  if (clash) { const mine = holder(form); forget(mine); saved(mine, { text: form.elements.text.value }); clash.remove(); }
  if (one && sent) saved(one, sent);
  if (one && added) one.classList.remove("is-new");
  take(found, one && added ? one : null);
}

// The pieces of the text that are new; `added` is a paragraph that the server has now too.
function take(found, added) {
  taking = true;
  const draft = head().dataset.draft;
  for (const piece of found) {
    if (piece.id === "text-head" || piece.id === "speakers") document.getElementById(piece.id)?.replaceWith(piece);
    else if (piece.matches(".told")) renew(piece, added);
  }
  taking = false;
  chosen = sheet().querySelector(".is-chosen") ?? chosen;
  if (holder(document.activeElement)) choose(holder(document.activeElement));
  if (chosen?.isConnected) light(chosen);
  if (head().dataset.draft !== draft) reread();
  doubt();
}

// What a person wrote and the quotes do not say is marked once the server has compared them.
async function doubt() {
  if (!sheet().querySelector(".para.is-mine .chip")) return;
  const answer = await ask(`${place}/doubts`);
  if (!answer.ok) return;
  for (const old of sheet().querySelectorAll(".doubt")) old.remove();
  for (const found of pieces(await answer.text())) document.querySelector(`#${found.dataset.of} .beside`)?.append(found);
}

// The words behind the text were corrected elsewhere.
async function reread() {
  const answer = await ask(`/meetings/${main.dataset.meeting}/transcript`);
  if (!answer.ok) return;
  const found = pieces(await answer.text()).find((piece) => piece.id === "transcript");
  const at = document.getElementById("transcript").scrollTop;
  document.getElementById("transcript").replaceWith(found);
  found.scrollTop = at;
  unroll();
  relisten();
  if (chosen?.isConnected) light(chosen);
}

async function look(always) {
  try {
    const answer = await ask(`${place}/pieces?version=${always === true ? 0 : head().dataset.version}`);
    if (answer.status === 200) after(async () => take(pieces(await answer.text())));
  } catch { say("failed", "连不上程序"); }
}

function watch() {
  setTimeout(async () => { if (!document.hidden) await look(); watch(); }, LOOK);
}

watchTyping();
for (const one of paragraphs()) fit(one);
restore();
unroll();
watch();
doubt();
document.addEventListener("visibilitychange", () => { if (document.hidden && chosen?.isConnected && !isBlank(chosen)) save(chosen); });
for (const one of paragraphs()) if (isDirty(one)) typed(one); // the hand was quicker than we
if (holder(document.activeElement)) choose(holder(document.activeElement));
