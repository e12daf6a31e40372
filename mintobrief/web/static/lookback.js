// 上次议定事项: which earlier resolution is looked at, its evidence, and one key to confirm it.
import { goTo, light } from "./evidence.js";
import { faster, skip, toggle } from "./player.js";
import { ask, pieces, warn } from "./send.js";
import { unroll } from "./unrolling.js";

const main = document.getElementById("main");
const pane = () => document.getElementById("lookback");
const transcript = document.getElementById("transcript");
const card = (id) => id && document.getElementById(`l-${id}`);
const cards = () => [...pane().querySelectorAll(".card")];
let chosen = null;
const current = () => card(chosen);

function choose(id, { focus = true, play = "auto" } = {}) {
  const found = card(id);
  if (!found) return;
  for (const other of pane().querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  found.setAttribute("aria-current", "true");
  chosen = id;
  if (focus) found.focus({ preventScroll: true });
  found.scrollIntoView({ block: "nearest" });
  light(found);
  main.classList.toggle("is-picking", Boolean(found.querySelector(".tell")));
  const chip = [...found.querySelectorAll(".chip")].pop(); // the words of the report, after those that name it
  if (chip) goTo(chip, { play });
  tellPicked();
}

function step(by) {
  const all = cards(), at = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) choose(next.dataset.id);
}

function onward(id) {
  const all = cards(), at = all.indexOf(card(id));
  const waits = (one) => one.matches(".is-waiting");
  choose((all.slice(at + 1).find(waits) ?? all.find(waits) ?? card(id))?.dataset.id, { play: false });
}

function see(what) {
  main.dataset.view = what;
  for (const button of document.querySelectorAll("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === what));
}

// A sentence that speaks of the chosen one: picked by a click, given up by another.
function pick(line) {
  const field = current()?.querySelector(".tell [name=lines]");
  if (!field) return;
  const number = line.id.slice(1), had = field.value.split(" ").filter(Boolean);
  field.value = (had.includes(number) ? had.filter((one) => one !== number) : [...had, number]).sort((a, b) => a - b).join(" ");
  tellPicked();
}

function tellPicked() {
  const form = current()?.querySelector(".tell");
  for (const one of transcript.querySelectorAll(".u.is-lit")) one.classList.remove("is-lit");
  const lines = (form?.elements.lines.value ?? "").split(" ").filter(Boolean).map((one) => document.getElementById(`u${one}`)).filter(Boolean);
  if (!form) { light(current()); return; }
  for (const line of lines) line.classList.add("is-lit");
  const told = current().querySelector(".picked");
  if (told && lines.length) told.textContent = lines.map((line) => line.textContent).join(" ");
}

function press(act) {
  current()?.querySelector(`[data-act="${act}"]`)?.click();
}

document.addEventListener("answered", ({ detail: { found } }) => {
  const fresh = found.find((piece) => piece.id === "lookback");
  if (!fresh) return;
  pane().replaceWith(fresh);
  if (fresh.querySelector(".wrong")) choose(fresh.dataset.changed, { play: false });
  else onward(fresh.dataset.changed);
});

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  if (on("[data-show]")) { see(on("[data-show]").dataset.show); return; }
  if (on(".u") && !String(getSelection())) { pick(on(".u")); return; }
  const mine = on(".card");
  if (!mine) return;
  if (on(".chip")) { if (mine !== current()) choose(mine.dataset.id, { focus: false }); see("transcript"); goTo(on(".chip"), { play: true }); }
  else if (mine !== current()) choose(mine.dataset.id, { focus: !on("button, a, input, textarea, summary, label") });
});

const KEYS = {
  "j": () => step(1), "ArrowDown": () => step(1), "k": () => step(-1), "ArrowUp": () => step(-1),
  "a": () => press("confirm"), "u": () => press("undo"), "e": () => current()?.querySelector(".tell textarea")?.focus(),
  " ": toggle, "ArrowLeft": () => skip(-5), "ArrowRight": () => skip(5), "[": () => faster(-1), "]": () => faster(1),
  "Escape": () => location.assign(`/meetings/${main.dataset.meeting}`),
};

function actOf(event) {
  const on = event.target, typing = on.closest("input:not([type=radio]), textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return () => on.closest(".tell")?.requestSubmit();
  if (typing) return event.key === "Escape" ? () => current()?.focus() : null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (on.matches("[type=radio]") && event.key.startsWith("Arrow")) return null;
  if (["Enter", " "].includes(event.key) && on.closest("button, summary, a, [type=radio]")) return null;
  if (on.closest("#transcript") && event.key.startsWith("Arrow")) return null;
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  const found = actOf(event);
  if (!found) return;
  event.preventDefault();
  if (!event.repeat || /Arrow|^[jk]$/.test(event.key)) found(); // a hand that rests on a key confirms one
});

// The page is there at once; what the meeting says of them takes the program a moment.
async function listen() {
  const answer = await ask(`/meetings/${main.dataset.meeting}/lookback/pieces`).catch(() => null);
  const fresh = answer?.ok && pieces(await answer.text()).find((piece) => piece.id === "lookback");
  if (fresh) { pane().replaceWith(fresh); begin(); }
  else warn("没能听出会上怎么说起它们，请刷新再试。");
}

function begin() {
  const first = cards().find((one) => one.matches(".is-waiting")) ?? cards()[0];
  if (first) choose(first.dataset.id, { focus: false, play: false });
}

unroll();
begin();
if (pane().hasAttribute("data-listen")) listen();
document.body.dataset.keys = "heard"; // from now on
