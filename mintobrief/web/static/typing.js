// A candidate's fields while they are typed in: kept in the browser until they are saved.
import { card, cards, meeting } from "./cards.js";
import { forgetKept, keepOwn, kept as keptOf } from "./kept.js";
import { opening } from "./opening.js";
import { ask, pieces, say, warn } from "./send.js";

const draftKey = (id) => `draft ${meeting} ${id}`;

export const edit = (id) => opening(() => fetched(id));

async function fetched(id) {
  const slot = card(id)?.querySelector(".slot");
  if (!slot || slot.querySelector(".edit")) return;
  const answer = await ask(`/meetings/${meeting}/candidates/${id}/edit`).catch(() => null);
  if (!answer?.ok) { warn("打不开，请刷新页面再试。"); return; }
  const [form] = pieces(await answer.text());
  if (card(id)) open(id, form); // others may have merged it meanwhile
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
  forgetKept(draftKey(id));
}

// A closed lid loses nothing of what is typed.
export function keep(form) {
  const id = form.closest(".card").dataset.id;
  keepOwn(draftKey(id), JSON.stringify([...new FormData(form)].filter(([name]) => name !== "mark")));
  form.querySelector(".kept").textContent = "填的内容已留在这个浏览器里，还没有保存";
  say("draft", "有没保存的修改");
}

export function tellKept() {
  if (cards().some((one) => keptOf(draftKey(one.dataset.id)))) say("draft", "有没保存的修改");
}

function restore(id, form) {
  const kept = keptOf(draftKey(id));
  if (!kept || form.querySelector(".wrong")) return;
  for (const [name, value] of JSON.parse(kept)) if (form.elements[name]) form.elements[name].value = value;
  form.querySelector(".kept").textContent = "这是上次填了、还没有保存的内容";
}
