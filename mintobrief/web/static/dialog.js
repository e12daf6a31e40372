// Questions of the server in a window of their own; it closes when the answer was taken.
import { opening } from "./opening.js";
import { ask, pieces, warn } from "./send.js";

const dialog = document.getElementById("dialog");
let asked = "";

export const openDialog = (url) => opening(() => fetched(url));

async function fetched(url) {
  const answer = await ask(url).catch(() => null);
  if (!answer?.ok) { warn((answer && pieces(await answer.text())[0]?.textContent) ?? "打不开，请刷新页面再试。"); return; }
  asked = url;
  dialog.replaceChildren(...pieces(await answer.text()));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input:checked, textarea, input:not([type=hidden]), select, button")?.focus();
}

export const closeDialog = () => dialog.close();

// The list of voices stays, with the hand on the next one whose name nobody confirmed.
async function nextVoice(label) {
  await openDialog(asked);
  const all = [...dialog.querySelectorAll(".voices > li")];
  const at = all.findIndex((one) => one.querySelector("[name=label]").value === label);
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((one) => one.matches("[data-open]"));
  const field = next?.querySelector("[name=name]") ?? dialog.querySelector("[data-close]");
  field.focus();
  if (next) field.select();
}

function taken({ status, found, form }) {
  if (!dialog.open) return;
  if (status < 400) {
    if (asked.endsWith("/voices")) nextVoice(form?.elements.label?.value); else dialog.close();
    return;
  }
  const wrong = dialog.querySelector(".wrong"), clash = found.find((piece) => piece.id === "clash");
  if (clash) { wrong.hidden = true; wrong.after(clash); clash.querySelector("button").focus(); return; }
  wrong.textContent = found[0]?.textContent ?? "";
  wrong.hidden = false;
}

export function watchDialogs() {
  const help = document.getElementById("help");
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) openDialog(opener.dataset.dialog);
    if (event.target.closest("[data-close]") || event.target === dialog) dialog.close();
    if (event.target.closest("[data-help]")) help.showModal();
  });
  dialog.addEventListener("focusin", ({ target }) => { // who types a name means that one
    const choice = target.matches(".choice input[type=radio] ~ input") && target.closest(".choice").querySelector("input[type=radio]");
    if (choice) choice.checked = true;
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); event.target.form?.requestSubmit(); }
  });
  document.addEventListener("answered", ({ detail }) => taken(detail));
}
