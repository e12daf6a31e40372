// Forms of the account pages: what was wrong stands in the form, a secret is shown once in its place.
import { ask, pieces } from "./send.js";

const AWAY = "连不上程序，没有做成。请再试一次。";
const TASTE = new Set(["speed", "auto"]); // how one likes to listen says nothing of a meeting

function tell(form, message) {
  const place = form.querySelector(".wrong");
  if (place) { place.textContent = message; place.hidden = false; }
  else document.dispatchEvent(new CustomEvent("refused", { detail: message }));
}

async function send(form) {
  form.setAttribute("aria-busy", "true");
  const wrong = form.querySelector(".wrong");
  if (wrong) wrong.hidden = true;
  try {
    const answer = await ask(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)) });
    take(form, answer, pieces(await answer.text()));
  } catch { tell(form, AWAY); } finally { form.removeAttribute("aria-busy"); }
}

// who logs out may leave the machine to others: what was typed and never saved goes too
function forget() {
  for (const key of Object.keys(localStorage)) if (!TASTE.has(key)) localStorage.removeItem(key);
}

function shows(form, plainly) {
  for (const blank of form.querySelectorAll("[autocomplete$=password]")) blank.type = plainly ? "text" : "password";
}

function take(form, answer, found) {
  if (answer.ok && form.getAttribute("action") === "/logout") forget();
  const go = answer.headers.get("X-Go");
  if (go) { if (go === location.pathname) location.reload(); else location.assign(go); return; }
  const [piece] = found;
  if (!answer.ok) tell(form, piece?.textContent ?? AWAY);
  else if (piece?.id === "secret") show(form, piece);
}

function show(form, piece) {
  document.getElementById("secret").replaceWith(piece);
  piece.focus();
  form.reset();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-account]")) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  if (form.dataset.ask && !confirm(form.dataset.ask)) return;
  const shown = form.querySelector("[data-shows]");
  if (shown) { shown.checked = false; shows(form, false); } // or the browser would keep it as it keeps any word
  send(form);
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-shows]")) shows(event.target.form, event.target.checked);
});
document.addEventListener("refused", (event) => {
  const toast = document.getElementById("toast");
  toast.textContent = event.detail;
  toast.hidden = false;
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "已复制";
  } catch {  // only https pages may: then it is marked, to be copied by hand
    getSelection().selectAllChildren(text);
  }
});
