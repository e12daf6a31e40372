// 督办: the ledger by keyboard, and one task, of which something is told.
import { forgetKept, keepOwn, kept as keptOf } from "./kept.js";
import { ask, pieces, post, say, warn } from "./send.js";

const DAY = { open: "新的截止日期（不改就留空）", done: "哪天办完的（可以不填）", carried: "改到哪天（没定就留空）" };
const STATES = { p: "open", d: "done", c: "carried" };
const task = () => document.getElementById("task");
const form = () => document.getElementById("tell");

function step(by) {
  const links = [...document.querySelectorAll("[data-row] a.cover")];
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.focus();
}

// From the ledger a key leads to the task at hand, with that state chosen.
function choose(state) {
  const row = document.activeElement.closest("[data-row] a.cover");
  if (row) location.assign(`${row.href}#${state}`);
  const radio = form()?.querySelector(`[name=state][value=${state}]`);
  if (!radio) return;
  radio.checked = true;
  name();
  form().elements.note.focus();
}

function name() {
  const state = form().elements.state.value;
  if (DAY[state]) form().querySelector("[data-day-label]").textContent = DAY[state];
}

function tellFiles() {
  const told = document.getElementById("file-names"), files = [...document.getElementById("task-files").files];
  told.textContent = files.map((file) => file.name).join("、") || told.dataset.none;
}

// A closed lid loses nothing of what is typed.
const draft = () => `progress ${task().dataset.base}`;

function keep() {
  keepOwn(draft(), form().elements.note.value);
  say("draft", "有没保存的修改");
}

function recall() {
  const kept = form() && keptOf(draft());
  if (!kept) return;
  form().elements.note.value = kept;
  say("draft", "有没保存的修改");
}

// What somebody typed stays when the task is drawn anew.
function replace(fresh) {
  const typed = form(), old = task();
  const kept = { state: typed.elements.state.value, day: typed.elements.day.value, note: typed.elements.note.value };
  const files = document.getElementById("task-files").files;
  old.replaceWith(fresh);
  return { kept, files };
}

function restore({ kept, files }) {
  for (const [field, value] of Object.entries(kept)) form().elements[field].value = value;
  document.getElementById("task-files").files = files;
  name();
  tellFiles();
}

// Files go one by one, each a step of its own, after what was written.
async function send(files) {
  if (!files.length) return;
  for (const file of files) {
    say("busy", `正在存 ${file.name}…`);
    const headers = { "X-File-Name": encodeURIComponent(file.name), "Content-Type": "application/octet-stream" };
    const answer = await ask(`${task().dataset.base}/files?seen=${task().dataset.seen}`, { method: "POST", body: file, headers });
    const found = pieces(await answer.text());
    const fresh = found.find((piece) => piece.id === "task");
    if (fresh) task().replaceWith(fresh);
    if (!answer.ok) { say("failed", "附件没有存上"); warn(`${file.name}：${found.find((piece) => piece.id === "toast")?.textContent ?? "没有存上，请再试。"}`); return; }
  }
  say("saved", "附件已保存");
}

function answered({ status, found, submitter }) {
  const fresh = found.find((piece) => piece.id === "task");
  if (!fresh) return;
  const typed = replace(fresh);
  if (status >= 400) { restore(typed); task().querySelector(".wrong")?.scrollIntoView({ block: "center" }); return; }
  const undone = submitter?.hasAttribute("data-undo");
  if (undone) restore(typed); else forgetKept(draft());
  if (!undone) send(typed.files).catch(() => warn("连不上程序，附件还没有存。"));
  document.getElementById("h-life").scrollIntoView({ block: "nearest" });
}

function keyOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "C-" : ""}${event.altKey ? "A-" : ""}${key}`;
}

function undo() {
  const button = form()?.querySelector("[data-undo]:not(:disabled)");
  if (button) post(button.getAttribute("formaction"), { seen: task().dataset.seen }, { submitter: button });
}

const KEYS = {
  "j": () => step(1), "ArrowDown": () => step(1), "k": () => step(-1), "ArrowUp": () => step(-1),
  "/": () => document.querySelector(".search input[type=search]")?.focus(), "C-z": undo,
  "Escape": () => { if (task()) location.assign(document.querySelector(".crumbs a").href); },
};

function actOf(event) {
  const key = keyOf(event), typing = event.target.closest("input:not([type=radio]), textarea, select");
  if (key === "C-Enter" && form()) return () => form().requestSubmit();
  if (typing) return key === "Escape" ? () => typing.blur() : null;
  if (key.startsWith("Arrow") && (task() || event.target.matches("[type=radio]"))) return null;
  if (STATES[key]) return () => choose(STATES[key]);
  return KEYS[key];
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  const found = actOf(event);
  if (found) { event.preventDefault(); found(); }
});
document.addEventListener("input", (event) => { if (event.target.matches("#tell [name=note]")) keep(); });
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-narrow]")) event.target.form.requestSubmit();
  if (event.target.matches("#tell [name=state]")) name();
  if (event.target.id === "task-files") tellFiles();
});
document.addEventListener("answered", ({ detail }) => answered(detail));
recall();
if (form() && DAY[location.hash.slice(1)]) choose(location.hash.slice(1));
document.body.dataset.keys = "heard"; // from now on
