// Files go up in pieces; a piece that did not arrive is sent again from where the server stands.
import { ask, pieces, say, warn } from "./send.js";

const CHUNK = 8 * 1024 * 1024;
const PAUSES = [1, 2, 4, 8, 15, 30];
const form = document.getElementById("upload");
const drop = document.getElementById("drop");
const list = document.getElementById("chosen");
const chosen = new Map();
let busy = false;

const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
const name = (file) => `${file.name} ${file.size} ${file.lastModified}`;
const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

function add(files) {
  if (busy) return;
  for (const file of files) if (!chosen.has(name(file))) chosen.set(name(file), { file, row: row(file) });
  offered();
}

// What can be said of the files: for one alone, or where each is a meeting, some of it is no use.
function offered() {
  document.getElementById("details").hidden = chosen.size === 0;
  const line = document.getElementById("each-line");
  if (!line) return; // the page that phones see asks less
  line.hidden = chosen.size < 2;
  document.getElementById("title-line").hidden = !line.hidden && form.elements.each.checked;
}

function row(file) {
  const item = document.createElement("li");
  const label = document.createElement("span");
  label.className = "file-name";
  label.textContent = file.name;
  const told = document.createElement("span");
  told.className = "quiet";
  told.textContent = size(file.size);
  const bar = document.createElement("progress");
  bar.max = file.size || 1;
  bar.value = 0;
  bar.hidden = true;
  const away = document.createElement("button");
  away.type = "button";
  away.className = "button is-small";
  away.textContent = "拿掉";
  away.setAttribute("aria-label", `拿掉 ${file.name}`);
  away.addEventListener("click", () => { chosen.delete(name(file)); item.remove(); offered(); });
  item.append(label, told, away, bar);
  list.append(item);
  return { item, told, bar, away };
}

async function created(file) {
  const known = localStorage.getItem(`upload ${name(file)}`);
  if (known) {
    const answer = await ask(known, { method: "HEAD" });
    if (answer.ok) return [known, Number(answer.headers.get("Upload-Offset"))];
  }
  const bytes = new TextEncoder().encode(file.name);
  const coded = btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(""));
  const answer = await ask("/uploads", { method: "POST", headers: { "Upload-Length": file.size, "Upload-Metadata": `filename ${coded}`, "Tus-Resumable": "1.0.0" } });
  if (!answer.ok) throw new Error(await reason(answer));
  const place = answer.headers.get("Location");
  localStorage.setItem(`upload ${name(file)}`, place);
  return [place, 0];
}

async function reason(answer) {
  return pieces(await answer.text())[0]?.textContent ?? "没有传成，请再试一次。";
}

async function offset(place) {
  const answer = await ask(place, { method: "HEAD" });
  if (answer.status === 401) throw new Error(form.dataset.again);
  if (!answer.ok) throw new Error("上传断得太久了，请重新选这个文件。");
  return Number(answer.headers.get("Upload-Offset"));
}

// One piece; XMLHttpRequest, because fetch does not tell how far it is.
function sent(place, file, from, bar) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", place);
    request.setRequestHeader("X-CSRF-Token", document.body.dataset.csrf);
    request.setRequestHeader("X-Piece", "1");
    request.setRequestHeader("Upload-Offset", from);
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.upload.addEventListener("progress", (event) => { bar.value = from + event.loaded; });
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", failed);
    request.addEventListener("timeout", failed);
    request.timeout = 120000;
    request.send(file.slice(from, from + CHUNK));
  });
}

async function up({ file, row: { told, bar, away } }) {
  away.hidden = true;
  bar.hidden = false;
  let [place, at] = await created(file);
  for (let tries = 0; at < file.size;) {
    bar.value = at;
    told.textContent = `${size(at)} / ${size(file.size)}`;
    try {
      const answer = await sent(place, file, at, bar);
      if (answer.status === 204) { at = Number(answer.getResponseHeader("Upload-Offset")); tries = 0; continue; }
      if (answer.status === 429) { told.textContent = `服务器忙，等一下接着传…（${size(at)} / ${size(file.size)}）`; await wait(Number(answer.getResponseHeader("Retry-After")) || 30); continue; }
      if (answer.status !== 409 && answer.status !== 423) throw new Error(pieces(answer.responseText)[0]?.textContent ?? "没有传成，请再试一次。");
    } catch (error) {
      if (error instanceof Error) throw error;
    }
    if (tries >= PAUSES.length * 3) throw new Error("一直连不上程序。已经传到的不会丢，稍后再点“开始转换”就接着传。");
    told.textContent = `断开了，接着传…（${size(at)} / ${size(file.size)}）`;
    await wait(PAUSES[Math.min(tries++, PAUSES.length - 1)]);
    try { at = await offset(place); } catch (error) { if (!(error instanceof TypeError)) throw error; }
  }
  bar.value = file.size;
  told.textContent = `${size(file.size)} · 已传完`;
  return place.split("/").pop();
}

async function start() {
  const ids = [];
  for (const one of chosen.values()) ids.push(await up(one));
  say("busy", "交给程序…");
  const fields = new URLSearchParams(new FormData(form));
  fields.set("uploads", ids.join(" "));
  const answer = await ask("/meetings", { method: "POST", body: fields });
  if (!answer.ok) throw new Error(await reason(answer));
  for (const one of chosen.keys()) localStorage.removeItem(`upload ${one}`);
  if (form.elements.compound) localStorage.setItem("compound", form.elements.compound.value);
  chosen.clear();
  list.replaceChildren();
  form.reset();
  offered();
  recall();
  say("saved", "已交给程序，可以关掉页面");
  document.getElementById("handed")?.removeAttribute("hidden");
  document.dispatchEvent(new Event("uploaded"));
}

// The compound of the last meeting is most likely that of the next.
function recall() {
  const known = localStorage.getItem("compound") ?? "";
  const select = document.getElementById("compound");
  if (select && [...select.options].some((option) => option.value === known)) select.value = known;
}

function ready(flag) {
  busy = flag;
  document.getElementById("start").disabled = flag;
  for (const { row: { away } } of chosen.values()) away.hidden = flag;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy || !chosen.size) return;
  ready(true);
  say("busy", "正在上传…");
  try { await start(); } catch (error) { say("failed", "没有传完"); warn(error instanceof TypeError ? "连不上程序，请看看程序窗口是否还开着。" : error.message); } finally { ready(false); }
});
const picker = document.getElementById("files");
function pick() { add(picker.files); picker.value = ""; }
picker.addEventListener("change", pick);
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("is-over", kind === "dragover");
    if (kind === "drop") add(event.dataTransfer.files);
  });
}
form.elements.each?.addEventListener("change", offered);
recall();
window.addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
if (picker.files.length) pick(); // chosen before this was here to hear of it
