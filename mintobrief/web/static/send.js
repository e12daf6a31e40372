// Changes go to the server, and the page says "saved" only when the server has said so.

const saved = document.getElementById("saved");

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
  form.setAttribute("aria-busy", "true");
  await post(url, new FormData(form, submitter), { id, submitter, form });
  form.removeAttribute("aria-busy");
}

// Sends a change; what comes back is told to the page as "answered".
export async function post(url, fields, detail = {}) {
  say("busy", "保存中…");
  try {
    const answer = await ask(url, { method: "POST", body: new URLSearchParams(fields) });
    await take(answer, detail);
  } catch {
    say("failed", "没有存上");
    warn("连不上程序，这一步还没有存。请看看程序窗口是否还开着，再试一次。");
  }
}

async function take(answer, asked) {
  const found = pieces(await answer.text());
  if (answer.ok) say("saved", `已保存 ${clock()}`);
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
