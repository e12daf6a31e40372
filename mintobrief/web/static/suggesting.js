// What the fields of the chosen candidate could say instead, and which clauses its action keeps.
import { card, chosenCard, meeting } from "./cards.js";
import { ask, pieces } from "./send.js";
import { edit } from "./typing.js";

const FIELDS = { z: "owners", x: "deadline", v: "supervision" };
const FIGURE = /^[1-9]$/;

// Asked for one candidate at a time: all of them would be dear on a large meeting.
async function fetchFor(id) {
  const slot = card(id)?.querySelector(".suggest");
  if (!slot || slot.firstElementChild) return;
  const answer = await ask(`/meetings/${meeting}/candidates/${id}/suggestions`).catch(() => null);
  if (!answer?.ok) return;
  const [piece] = pieces(await answer.text());
  const now = card(id)?.querySelector(".suggest");
  if (now && !now.firstElementChild) now.replaceChildren(piece);
}

const clauses = (group) => [...group.querySelectorAll("[data-clause]")];
const isTaken = (clause) => clause.getAttribute("aria-pressed") === "true";
const told = (group) => clauses(group).filter(isTaken).map((one) => one.querySelector("span").textContent).join("，");

// What the figure stands for now. Once what is saved just now is there it may stand for something else:
// taken is what was seen.
function offered(figure) {
  const id = chosenCard()?.dataset.id;
  const { name, value } = chosenCard()?.querySelector(`.suggestions [data-act="s${figure}"]`) ?? {};
  return async () => {
    if (!name) return;
    await fetchFor(id);
    const all = [...(card(id)?.querySelectorAll(".suggestions form [data-act]") ?? [])];
    all.find((one) => one.name === name && one.value === value)?.click();
  };
}

// The editor with one field chosen, to be typed over.
async function only(name) {
  const id = chosenCard()?.dataset.id;
  if (!id) return;
  await edit(id);
  const field = card(id)?.querySelector(`.edit [name="${name}"]`);
  field?.focus();
  field?.select();
}

// The editor with the action's clauses, each to be left out or taken in.
async function pick() {
  const id = chosenCard()?.dataset.id;
  if (!id) return;
  await fetchFor(id);
  await edit(id);
  const group = card(id)?.querySelector(".edit .clauses") ?? card(id)?.querySelector(".clauses");
  const area = card(id)?.querySelector(".edit textarea[name=action]");
  if (!group || !area) return;
  group.hidden = false;
  area.closest("label").before(group);
  group.firstElementChild.focus();
}

// What was typed stays: of it only the clause comes or goes.
function toggle(button) {
  const group = button.closest(".clauses"), area = button.closest(".edit").elements.action;
  const before = told(group);
  button.setAttribute("aria-pressed", String(!isTaken(button)));
  const words = button.querySelector("span").textContent;
  if (area.value === before) area.value = told(group);
  else if (isTaken(button)) area.value = [area.value, words].filter(Boolean).join("，");
  else area.value = area.value.replace(words, "").replace(/，{2,}/g, "，").replace(/^，|，$/g, "");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const group = event.target.closest(".clauses");
  if (!group) return;
  if (event.key === "Enter") { event.preventDefault(); group.closest("form").requestSubmit(); }
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) { event.preventDefault(); event.stopPropagation(); clauses(group).at((clauses(group).indexOf(event.target) + step) % clauses(group).length).focus(); return; }
  const wanted = FIGURE.test(event.key) && clauses(group)[Number(event.key) - 1];
  if (wanted) { event.preventDefault(); toggle(wanted); wanted.focus(); }
}

// What the figure means is settled when it is pressed.
export const figure = (name) => (FIGURE.test(name) ? offered(name) : null);

export const SUGGESTED = {
  ...Object.fromEntries(Object.entries(FIELDS).map(([key, name]) => [key, () => only(name)])),
  "c": pick,
};

export const isSuggestion = (act) => /^s[1-9]$/.test(act ?? "");

export function watchSuggestions() {
  document.addEventListener("chosen", ({ detail }) => fetchFor(detail.id));
  document.addEventListener("keydown", pressed, { capture: true });
  document.addEventListener("click", ({ target }) => { const one = target.closest("[data-clause]"); if (one) toggle(one); });
}
