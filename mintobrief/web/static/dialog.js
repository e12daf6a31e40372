// Questions of the server in a window of their own; it closes when the answer was taken.
import { ask, pieces, warn } from "./send.js";

const dialog = document.getElementById("dialog");
let asked = "";

export async function openDialog(url) {
  const answer = await ask(url);
  if (!answer.ok) { warn(pieces(await answer.text())[0]?.textContent ?? "打不开，请刷新页面再试。"); return; }
  asked = url;
  dialog.replaceChildren(...pieces(await answer.text()));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input:checked, textarea, input:not([type=hidden]), select, button")?.focus();
}

export const closeDialog = () => dialog.close();

function taken({ status, found }) {
  if (!dialog.open) return;
  if (status < 400) {
    if (asked.endsWith("/voices")) openDialog(asked); else dialog.close();
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
