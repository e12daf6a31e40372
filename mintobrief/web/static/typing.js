// A candidate's fields while they are typed in: kept in the browser until they are saved.
import { card, cards, meeting } from "./cards.js";
import { ask, pieces, say, warn } from "./send.js";

const draftKey = (id) => `draft ${meeting} ${id}`;

export async function edit(id) {
  const slot = card(id)?.querySelector(".slot");
  if (!slot || slot.querySelector(".edit")) return;
  const answer = await ask(`/meetings/${meeting}/candidates/${id}/edit`);
  if (!answer.ok) { warn("打不开，请刷新页面再试。"); return; }
  open(id, pieces(await answer.text())[0]);
}

export function open(id, form) {
  const found = card(id);
  found.querySelector(".slot").replaceChildren(form);
  found.classList.add("is-editing");
  restore(id, form);
  const lacking = { 责任: "owners", 时限: "deadline" }[found.querySelector(".is-lacking dt")?.textContent];
  form.elements[lacking ?? "action"].focus();
  form.scrollIntoView({ block: "nearest" });
}

export function leave(id) {
  const found = card(id);
  forget(id);
  found.querySelector(".slot").replaceChildren();
  found.classList.remove("is-editing");
  found.focus();
}

export function forget(id) {
  localStorage.removeItem(draftKey(id));
}

// A closed lid loses nothing of what is typed.
export function keep(form) {
  const id = form.closest(".card").dataset.id;
  localStorage.setItem(draftKey(id), JSON.stringify([...new FormData(form)].filter(([name]) => name !== "mark")));
  form.querySelector(".kept").textContent = "填的内容已留在这个浏览器里，还没有保存";
  say("draft", "有没保存的修改");
}

export function tellKept() {
  if (cards().some((one) => localStorage.getItem(draftKey(one.dataset.id)))) say("draft", "有没保存的修改");
}

function restore(id, form) {
  const kept = localStorage.getItem(draftKey(id));
  if (!kept || form.querySelector(".wrong")) return;
  for (const [name, value] of JSON.parse(kept)) if (form.elements[name]) form.elements[name].value = value;
  form.querySelector(".kept").textContent = "这是上次填了、还没有保存的内容";
}
