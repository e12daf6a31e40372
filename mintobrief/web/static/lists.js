// Lists typed in place: every pause is saved, what the server has not got yet is sent again.
import { forgetKept, keepOwn, kept as keptOf } from "./kept.js";
import { ask, pieces, say, warn } from "./send.js";

const PAUSE = 1500, AGAIN = 4000;
const page = document.querySelector("[data-compound]");
const home = `/compounds/${page.dataset.compound}`;
const timers = new Map();
const removed = new Map();
let sending = Promise.resolve();
const seen = new Map();  // by list: what one shows may be older than what another does
const seenOf = (id) => seen.get(id) ?? Number(page.dataset.seen);

const part = (node) => node.closest("[data-part]");
const rows = (section) => [...section.querySelectorAll("tbody tr")];
const cells = (row) => [...row.querySelectorAll("input")];
const isBlank = (row) => cells(row).every((cell) => !cell.value.trim());

function clock() {
  return new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

// The last row is blank, to be typed into; its button is no use.
function addRow(section, after) {
  const fresh = rows(section).at(-1).cloneNode(true);
  for (const cell of cells(fresh)) cell.value = "";
  if (after) after.after(fresh); else section.querySelector("tbody").append(fresh);
  return fresh;
}

function keepBlank(section) {
  if (!isBlank(rows(section).at(-1))) addRow(section);
  section.querySelector("[data-count]").textContent = rows(section).filter((row) => cells(row)[0].value.trim()).length;
}

function touched(section, wait = PAUSE) {
  keepBlank(section);
  say("draft", "还没存…");
  clearTimeout(timers.get(section.id));
  timers.set(section.id, setTimeout(() => save(section.id), wait));
}

function save(id, since) {
  timers.delete(id);
  sending = sending.then(() => put(id, since));
  return sending;
}

async function put(id, since = seenOf(id)) {
  const section = document.getElementById(id);
  if (section.querySelector(".dispute")) return;
  const fields = new URLSearchParams([["seen", since]]);
  for (const row of rows(section)) if (!isBlank(row)) for (const cell of cells(row)) fields.append(cell.name, cell.value);
  keepOwn(unsent(id), fields);
  say("busy", "保存中…");
  let answer;
  try {
    answer = await ask(`${home}/${id}`, { method: "POST", body: fields });
  } catch {
    say("failed", "没有存上，会接着试");
    timers.set(id, setTimeout(() => save(id, since), AGAIN));
    return;
  }
  await took(answer, id);
}

// What was typed and not saved when the page was closed is there again.
const unsent = (id) => `rows ${home} ${id}`;

function restore(section) {
  const kept = keptOf(unsent(section.id));
  if (!kept) return;
  const fields = new URLSearchParams(kept);
  const lists = cells(rows(section)[0]).map((cell) => fields.getAll(cell.name));
  while (rows(section).length > 1) rows(section)[0].remove();
  for (let n = 0; n < lists[0].length; n += 1) {
    for (const [k, cell] of cells(rows(section).at(-1)).entries()) cell.value = lists[k][n];
    keepBlank(section);
  }
  save(section.id, Number(fields.get("seen")));
}

async function took(answer, id) {
  const found = pieces(await answer.text());
  if (answer.status === 409 && found[0]?.matches(".dispute")) { dispute(id, found[0], Number(answer.headers.get("X-Seen"))); return; }
  if (!answer.ok) { say("failed", "没有存上"); warn(found[0]?.textContent ?? "没有存上，请再试一次。"); return; }
  forgetKept(unsent(id));
  if (!found[0] || !timers.has(id)) {  // who types on has not seen the rows of others: they are joined next time
    seen.set(id, Number(answer.headers.get("X-Seen") ?? seenOf(id)));
    if (found[0]) swap(id, found[0]);
  }
  if (!timers.size) say("saved", `已保存 ${clock()}`);
}

// Others changed rows too: the list anew, the cursor where it was.
function swap(id, fresh) {
  const section = document.getElementById(id);
  const at = section.contains(document.activeElement) ? document.activeElement : null;
  const row = at && rows(section).indexOf(at.closest("tr"));
  const name = at?.name;
  section.replaceWith(fresh);
  if (at && row >= 0) cells(rows(fresh)[Math.min(row, rows(fresh).length - 1)]).find((cell) => cell.name === name)?.focus();
}

function dispute(id, box, now) {
  say("failed", "没有存上：请定用哪一份");
  document.getElementById(id).querySelector("header").after(box);
  box.querySelector("[data-mine]").addEventListener("click", () => { seen.set(id, now); box.remove(); save(id); });
  box.querySelector("[data-theirs]").addEventListener("click", async () => {
    const answer = await ask(`${home}/${id}`);
    seen.set(id, now);
    forgetKept(unsent(id));
    if (answer.ok) { document.getElementById(id).replaceWith(pieces(await answer.text())[0]); say("saved", "用了对方的"); }
  });
  box.querySelector("[data-mine]").focus();
}

function remove(row) {
  const section = part(row);
  if (row === rows(section).at(-1)) return;
  const list = removed.get(section.id) ?? [];
  list.push({ row, before: row.nextElementSibling });
  removed.set(section.id, list);
  const next = cells(row.nextElementSibling ?? row.previousElementSibling)[0];
  row.remove();
  showBack(section);
  next.focus();
  touched(section, 0);
}

function showBack(section) {
  const list = removed.get(section.id) ?? [];
  const back = section.querySelector("[data-back]");
  back.hidden = list.length === 0;
  if (list.length) back.querySelector("span").textContent = `删去了“${cells(list.at(-1).row)[0].value || "空行"}”。`;
}

function putBack(section) {
  const last = removed.get(section.id)?.pop();
  if (!last) return;
  const place = last.before?.isConnected ? last.before : rows(section).at(-1);
  place.before(last.row);
  showBack(section);
  cells(last.row)[0].focus();
  touched(section, 0);
}

function step(cell, by) {
  const all = rows(part(cell));
  const at = all.indexOf(cell.closest("tr")) + by;
  if (at < 0 || at >= all.length) return;
  const column = cells(cell.closest("tr")).indexOf(cell);
  cells(all[at])[column].focus();
}

// Rows copied from a table go into as many rows and cells here.
function paste(cell, text) {
  const section = part(cell);
  const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  let row = cell.closest("tr");
  const from = cells(row).indexOf(cell);
  for (const [n, line] of lines.entries()) {
    if (n) row = row.nextElementSibling ?? addRow(section);
    for (const [k, word] of line.entries()) { const target = cells(row)[from + k]; if (target) target.value = word.trim(); }
    keepBlank(section);
  }
  cells(row)[from].focus();
  touched(section, 0);
}

page.addEventListener("input", (event) => {
  if (event.target.closest("tbody")) touched(part(event.target));
  else if (event.target.closest("#about")) aboutTouched();
});
page.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches?.("tbody input") || event.isComposing) return;
  if (event.key === "Enter") { event.preventDefault(); step(cell, event.shiftKey ? -1 : 1); }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(cell, event.key === "ArrowDown" ? 1 : -1); }
  if (event.key === "Delete" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); remove(cell.closest("tr")); }
});
page.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!event.target.matches?.("tbody input") || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  paste(event.target, text);
});
page.addEventListener("click", (event) => {
  if (event.target.closest("[data-remove]")) remove(event.target.closest("tr"));
  if (event.target.closest("[data-return]")) putBack(part(event.target));
});

// 小区
let aboutTimer;
function aboutTouched() {
  say("draft", "还没存…");
  clearTimeout(aboutTimer);
  aboutTimer = setTimeout(() => { sending = sending.then(putAbout); }, PAUSE);
}

async function putAbout() {
  aboutTimer = undefined;
  const body = new URLSearchParams();
  const touched = [...document.getElementById("about").elements].filter((field) => field.value !== field.defaultValue);
  for (const field of touched) {
    body.set(field.name, field.value);
    body.set(`was_${field.name}`, field.defaultValue);
  }
  try {
    const answer = await ask(`${home}/about`, { method: "POST", body });
    if (!answer.ok) { say("failed", "没有存上"); warn(pieces(await answer.text())[0]?.textContent ?? "没有存上。"); return; }
    for (const field of touched) field.defaultValue = body.get(field.name);
    say("saved", `已保存 ${clock()}`);
  } catch {
    say("failed", "没有存上，会接着试");
    aboutTimer = setTimeout(() => { sending = sending.then(putAbout); }, AGAIN);
  }
}
document.getElementById("about")?.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => { if (timers.size || aboutTimer) event.preventDefault(); });

// A file is shown first: what it would change.
const input = document.getElementById("list-file");
const box = document.getElementById("import");
const shown = document.getElementById("import-preview");
let file = null;

function asked() {
  const mode = box.querySelector("[name=mode]:checked").value;
  return new URLSearchParams({ instead: mode === "instead", kind: document.getElementById("import-kind").value });
}

async function show() {
  if (!file) return;
  for (const id of [...timers.keys()]) { clearTimeout(timers.get(id)); save(id); }
  await sending;
  const headers = { "X-File-Name": encodeURIComponent(file.name), "Content-Type": "application/octet-stream" };
  try {
    const answer = await ask(`${home}/import?${asked()}`, { method: "POST", headers, body: file });
    shown.replaceChildren(...pieces(await answer.text()).map((piece) => {
      if (answer.ok) return piece;
      const told = document.createElement("p");
      told.className = "wrong";
      told.textContent = piece.textContent;
      return told;
    }));
  } catch { warn("连不上程序，请看看程序窗口是否还开着。"); }
}

async function take() {
  const query = asked();
  query.set("seen", shown.querySelector("[data-seen]").dataset.seen);
  const headers = { "X-File-Name": encodeURIComponent(file.name), "Content-Type": "application/octet-stream" };
  say("busy", "保存中…");
  try {
    const answer = await ask(`${home}/import?${query}`, { method: "PUT", headers, body: file });
    if (answer.ok) { location.reload(); return; }
    say("failed", "没有存上");
    warn(pieces(await answer.text())[0]?.textContent ?? "没有存上。");
    show();
  } catch { say("failed", "没有存上"); warn("连不上程序，请看看程序窗口是否还开着。"); }
}

function leave() {
  file = null;
  box.hidden = true;
  shown.replaceChildren();
  input.focus();
}

input.addEventListener("change", () => {
  [file] = input.files;
  if (!file) return;
  document.getElementById("import-name").textContent = file.name;
  box.hidden = false;
  show();
  input.value = "";
});
box.addEventListener("change", (event) => { if (event.target !== input) show(); });
box.addEventListener("click", (event) => {
  if (event.target.closest("[data-take]")) take();
  if (event.target.closest("[data-leave]")) leave();
});
for (const section of page.querySelectorAll("[data-part]")) restore(section);
