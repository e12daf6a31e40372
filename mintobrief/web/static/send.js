// Changes go to the server, and the page says "saved" only when the server has said so.

const saved = document.getElementById("saved");
const FIRST = 2, LONGEST = 30; // seconds until what was not saved is tried again

export function ask(url, options = {}) {
  const headers = { "X-Piece": "1", "X-CSRF-Token": document.body.dataset.csrf, ...options.headers };
  return fetch(url, { ...options, headers, redirect: "error" });
}

export function say(state, text) {
  if (!saved) return;
  saved.dataset.state = state;
  saved.textContent = text;
}

export function warn(message) {
  const toast = document.getElementById("toast");
  toast.textContent = message;
  toast.hidden = false;
  clearTimeout(warn.timer);
  warn.timer = setTimeout(() => { toast.hidden = true; }, 9000);
}

// The pieces of an answer, each to take the place of the element of its id.
export function pieces(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

function clock() {
  return new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

async function send(form, submitter) {
  const id = form.closest(".card")?.dataset.id;
  const url = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  const first = new FormData(form, submitter);
  form.setAttribute("aria-busy", "true");
  await post(url, () => fieldsNow(form, submitter, first), { id, submitter, form });
  form.removeAttribute("aria-busy");
}

// Tried again it says what is typed by then, and what it said besides when it was sent.
function fieldsNow(form, submitter, first) {
  if (!form.isConnected || (submitter && submitter.form !== form)) return first;
  const now = new FormData(form, submitter);
  for (const [name, value] of first) if (!form.elements.namedItem(name)) now.append(name, value);
  return now;
}

let line = Promise.resolve();

// Sends a change, again and again while the program or its disk is away; what comes back is told
// to the page as "answered". A form that was typed in and is gone is not sent any more.
// One goes after the other, as they were made: what is undone is what was done last.
export function post(url, fields, detail = {}) {
  const sent = line.then(() => deliver(url, fields, detail));
  line = sent.catch(() => {});
  return sent;
}

async function deliver(url, fields, detail) {
  for (let wait = FIRST; ; wait = Math.min(LONGEST, wait * 2)) {
    say("busy", "保存中…");
    const sent = typeof fields === "function" ? fields() : fields;
    const answer = await ask(url, { method: "POST", body: new URLSearchParams(sent) }).catch(() => null);
    if (answer && !isLater(answer)) { await take(answer, detail); return; }
    const why = answer ? pieces(await answer.text())[0]?.textContent : "连不上程序，请看看程序窗口是否还开着。";
    say("failed", `没有存上，${wait} 秒后再试`);
    warn(`这一步还没有存，填的都留着，会自动再试。${why ?? ""}`);
    await new Promise((done) => { setTimeout(done, wait * 1000); });
    if (isGone(detail.form)) { say("failed", "没有存上，也不再试了"); return; }
  }
}

const isLater = (answer) => answer.status === 503 && answer.headers.has("Retry-After");
// Taken away, or its window was closed: who typed there has given it up.
const isGone = (form) => form && (form.closest("dialog:not([open])") || (!form.isConnected && Boolean(form.querySelector("textarea, input:not([type=hidden])"))));

async function take(answer, asked) {
  const found = pieces(await answer.text());
  if (answer.ok) { say("saved", `已保存 ${clock()}`); document.dispatchEvent(new CustomEvent("saved", { detail: asked })); }
  else say("failed", "没有存上");
  const go = answer.headers.get("X-Go");
  if (go) { location.assign(go); return; }
  const refused = found.find((piece) => piece.id === "toast");
  if (refused) warn(refused.textContent);
  const detail = { ...asked, status: answer.status, found };
  document.dispatchEvent(new CustomEvent("answered", { detail }));
}

export function watchForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-send]")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter);
  });
}
