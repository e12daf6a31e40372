// The review page: which candidate is chosen, keys, typing, and what others do meanwhile.
import { ask, pieces, say, warn } from "./send.js";
import { bring, goTo, light } from "./evidence.js";
import { skip, toggle } from "./player.js";

const LOOK = 5000;
const main = document.getElementById("main");
const meeting = main.dataset.meeting;
let chosen = null;

const pane = () => document.getElementById("candidates");
const cards = () => [...pane().querySelectorAll(".card")].filter((card) => !card.closest("details.near:not([open])"));
const card = (id) => id && document.getElementById(`c-${id}`);
const draftKey = (id) => `draft ${meeting} ${id}`;

function choose(id, { evidence = true, focus = true } = {}) {
  const found = card(id);
  if (!found) return;
  found.closest("details.near")?.setAttribute("open", "");
  for (const other of pane().querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  found.setAttribute("aria-current", "true");
  chosen = id;
  if (focus) found.focus({ preventScroll: true });
  found.scrollIntoView({ block: "nearest" });
  light(found);
  const chip = found.querySelector(".evidence .chip");
  if (evidence && chip) goTo(chip, { play: false });
}

function step(by) {
  const all = cards();
  const at = all.findIndex((one) => one.dataset.id === chosen);
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) choose(next.dataset.id);
}

// The next one that waits, after the one just judged; the same one where none is left.
function onward(id) {
  const all = cards();
  const at = all.findIndex((one) => one.dataset.id === id);
  const waits = (one) => one.matches(".is-waiting") && !one.hasAttribute("data-near");
  const next = all.slice(at + 1).find(waits) ?? all.find(waits);
  choose(next?.dataset.id ?? id);
}

async function edit(id) {
  const slot = card(id)?.querySelector(".slot");
  if (!slot || slot.querySelector(".edit")) return;
  const answer = await ask(`/meetings/${meeting}/candidates/${id}/edit`);
  if (!answer.ok) { warn("打不开，请刷新页面再试。"); return; }
  open(id, pieces(await answer.text())[0]);
}

function open(id, form) {
  const found = card(id);
  found.querySelector(".slot").replaceChildren(form);
  found.classList.add("is-editing");
  restore(id, form);
  const lacking = { 责任: "owners", 时限: "deadline" }[found.querySelector(".is-lacking dt")?.textContent];
  form.elements[lacking ?? "action"].focus();
  form.scrollIntoView({ block: "nearest" });
}

function leave(id) {
  const found = card(id);
  localStorage.removeItem(draftKey(id));
  found.querySelector(".slot").replaceChildren();
  found.classList.remove("is-editing");
  found.focus();
}

// What is typed is kept in the browser until it is saved: a closed lid loses nothing.
function keep(form) {
  const id = form.closest(".card").dataset.id;
  localStorage.setItem(draftKey(id), JSON.stringify([...new FormData(form)].filter(([name]) => name !== "mark")));
  form.querySelector(".kept").textContent = "填的内容已留在这个浏览器里，还没有保存";
  say("draft", "有没保存的修改");
}

function restore(id, form) {
  const kept = localStorage.getItem(draftKey(id));
  if (!kept || form.querySelector(".wrong")) return;
  for (const [name, value] of JSON.parse(kept)) if (form.elements[name]) form.elements[name].value = value;
  form.querySelector(".kept").textContent = "这是上次填了、还没有保存的内容";
}

// The candidates anew; a form that is being typed in stays as it is.
function replace(fresh) {
  const typing = pane().querySelector(".edit");
  const id = typing?.closest(".card").dataset.id;
  const at = pane().querySelector(".list").scrollTop;
  const opened = pane().querySelector("details.near")?.open;
  const focused = typing?.contains(document.activeElement) ? document.activeElement : null;
  pane().replaceWith(fresh);
  if (opened) pane().querySelector("details.near")?.setAttribute("open", "");
  pane().querySelector(".list").scrollTop = at;
  if (id && card(id)) { card(id).querySelector(".slot").append(typing); card(id).classList.add("is-editing"); focused?.focus(); }
  if (chosen) choose(chosen, { evidence: false, focus: false });
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await ask(`/meetings/${meeting}/candidates?version=${pane().dataset.version}`);
      if (answer.status === 200) { replace(pieces(await answer.text())[0]); say("news", "别人刚改过，已更新"); }
    } catch { say("failed", "连不上程序"); }
  }
  setTimeout(look, LOOK);
}

document.addEventListener("answered", ({ detail: { status, found, id, submitter } }) => {
  const piece = found[0];
  if (status === 200 && piece?.id === "candidates") {
    const done = piece.dataset.changed;
    if (id) { localStorage.removeItem(draftKey(id)); card(id)?.querySelector(".slot").replaceChildren(); }
    replace(piece);
    if (["undo", "redo", "reopen"].includes(submitter?.dataset.act)) choose(done); else onward(done);
  } else if (status === 422 && piece?.matches(".edit")) open(id, piece);
  else if (status === 409 && piece?.id === "dispute") card(piece.dataset.id).querySelector(".slot").replaceChildren(piece);
  else if (status === 428) document.querySelector("#name-first input[name=name]")?.focus();
});

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const view = on("[data-show]");
  if (view) { see(view.dataset.show); return; }
  const mine = on(".card");
  if (!mine) return;
  if (on("[data-theirs]")) { location.reload(); return; }
  if (on(".chip")) { if (chosen !== mine.dataset.id) choose(mine.dataset.id, { evidence: false, focus: false }); see("transcript"); goTo(on(".chip"), { play: true }); return; }
  if (on("[data-edit]")) { edit(mine.dataset.id); return; }
  if (on("[data-leave]")) { leave(mine.dataset.id); return; }
  if (chosen !== mine.dataset.id) choose(mine.dataset.id, { focus: !on("button, a, input, textarea, summary") });
});

document.addEventListener("input", (event) => { const form = event.target.closest(".edit"); if (form) keep(form); });

function see(what) {
  main.dataset.view = what;
  for (const button of document.querySelectorAll("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === what));
}

function press(selector) {
  const button = card(chosen)?.querySelector(`.acts ${selector}`);
  if (button) button.click();
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  a: () => press('[data-act="accept"]'), r: () => press('[data-act="reject"]'), e: () => edit(chosen),
  " ": toggle, ArrowLeft: () => skip(-5), ArrowRight: () => skip(5),
};
const CONTROL = { z: "undo", y: "redo", Z: "redo" };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]):not([type=range]), textarea, select");
  if (event.ctrlKey || event.metaKey) {
    if (typing && event.key === "Enter") { event.preventDefault(); typing.form?.requestSubmit(); }
    if (typing && event.key === " ") { event.preventDefault(); toggle(); }
    if (!typing && CONTROL[event.key]) { event.preventDefault(); pane().querySelector(`[data-act="${CONTROL[event.key]}"]`)?.click(); }
    return;
  }
  if (event.key === "Escape" && event.target.closest(".edit")) { leave(event.target.closest(".card").dataset.id); return; }
  if (typing || event.altKey || (event.key === " " && event.target.closest("button, summary, a"))) return;
  if (event.target.matches("input[type=range]") && event.key.startsWith("Arrow")) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) { event.preventDefault(); act(); }
});

const line = location.hash.startsWith("#u") && document.getElementById(location.hash.slice(1));
const wanted = location.hash.startsWith("#c-") ? location.hash.slice(3) : null;
const first = card(wanted) ?? pane().querySelector(".card.is-waiting:not([data-near])") ?? pane().querySelector(".card:not([data-near])");
if (first) choose(first.dataset.id, { focus: false, evidence: !line });
if (line) { see("transcript"); line.classList.add("is-here"); bring(line); }
const written = cards().find((one) => localStorage.getItem(draftKey(one.dataset.id)));
if (written) say("draft", "有没保存的修改");
setTimeout(look, LOOK);
