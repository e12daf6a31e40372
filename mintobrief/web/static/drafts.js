// What is typed in a form stays in this browser until it is saved: a crash, a closed lid or a
// reload loses nothing. The forms that keep their words themselves are none of ours.
import { forgetKept, keepOwn, kept as keptOf } from "./kept.js";
import { say } from "./send.js";

const OWN = ".edit, .rewording, #tell, #name-first, [action='/who'], [data-account], #upload";
const STALE = 14 * 24 * 3600 * 1000; // milliseconds after which nobody comes back for it
const TIED = new Set(["mark", "draft", "seen", "version"]); // say what the page showed, not what the form is about
const known = new WeakSet();

const fields = (form) => [...form.elements].filter((one) => one.name && !["hidden", "password", "file", "submit", "button", "fieldset"].includes(one.type));
const value = (one) => (["checkbox", "radio"].includes(one.type) ? one.checked : one.value);
const usual = (one) => {
  if (["checkbox", "radio"].includes(one.type)) return one.defaultChecked;
  if (one.matches("select")) return ([...one.options].find((option) => option.defaultSelected) ?? one.options[0])?.value;
  return one.defaultValue;
};
const isOurs = (form) => form?.matches?.("form[data-send]") && !form.matches(OWN) && fields(form).length > 0;
const all = (form, of) => JSON.stringify(fields(form).map((one) => [one.name, of(one)]));

// What the form is about: where it goes, what it says there besides, what it asks for.
function keyOf(form) {
  const about = [...form.elements].filter((one) => one.type === "hidden" && !TIED.has(one.name)).map((one) => `${one.name}=${one.value}`);
  const names = new Set(fields(form).map((one) => one.name));
  return ["form", form.getAttribute("action"), ...about, [...names].join(",")].join(" ");
}

function keep(form) {
  if (all(form, value) === all(form, usual)) { forget(form); return; }
  const kept = { at: Date.now(), was: all(form, usual), now: all(form, value) };
  try { keepOwn(keyOf(form), JSON.stringify(kept)); } catch { return; } // the browser is full
  say("draft", "有没保存的修改");
}

function forget(form) {
  forgetKept(keyOf(form));
  form.querySelector(":scope > .kept-draft")?.remove();
}

// Back into the form as it was left; where the page says something else by now, only if wanted.
function offer(form) {
  const kept = JSON.parse(keptOf(keyOf(form)) ?? "null");
  if (!kept || kept.now === all(form, value)) return;
  const told = document.createElement("p");
  told.className = "kept-draft quiet";
  told.setAttribute("role", "status");
  if (kept.was === all(form, usual)) {
    fill(form, kept.now);
    told.append("这是上次填了、还没有保存的内容。", button("不要了", () => { form.reset(); changed(form); forget(form); }));
    say("draft", "有没保存的修改");
  } else {
    told.append("上次填了没有保存，后来这里被改过。", button("填回来", () => { fill(form, kept.now); told.remove(); }), button("不要了", () => forget(form)));
  }
  form.prepend(told);
}

function button(word, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button is-small";
  made.textContent = word;
  made.addEventListener("click", act);
  return made;
}

function fill(form, kept) {
  const values = JSON.parse(kept), here = fields(form);
  for (const [at, [name, told]] of values.entries()) {
    const one = here[at]?.name === name ? here[at] : null;
    if (!one) continue;
    if (typeof told === "boolean") one.checked = told; else one.value = told;
  }
  changed(form);
}

const changed = (form) => form.dispatchEvent(new Event("change", { bubbles: true }));

function look() {
  for (const form of document.querySelectorAll("form[data-send]")) {
    if (known.has(form) || !isOurs(form)) continue;
    known.add(form);
    offer(form);
  }
}

function sweep() {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith("form ")) continue;
    if (!(Date.now() - since(key) <= STALE)) localStorage.removeItem(key);
  }
}

// Not a number where it is none of ours, or broken: a page with that works all the same.
function since(key) {
  try { return JSON.parse(localStorage.getItem(key))?.at; } catch { return NaN; }
}

export function watchDrafts() {
  sweep();
  document.addEventListener("input", ({ target }) => { if (isOurs(target.form)) keep(target.form); });
  document.addEventListener("saved", ({ detail: { form } }) => { if (isOurs(form)) forget(form); });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}
