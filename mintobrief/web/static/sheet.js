// The paragraphs of the text on the page: what is typed in them, and how news takes its place
// around the one somebody is typing in.

export const sheet = () => document.getElementById("sheet");
export const paragraphs = () => [...sheet().querySelectorAll(".para, .whole")];
export const area = (one) => one.querySelector("textarea");
export const speaker = (one) => one.querySelector(".speaker");
export const holder = (node) => node?.closest?.(".para, .whole");
export const isNew = (one) => one.classList.contains("is-new");

const norm = (text) => text.replace(/\s+/g, " ").trim();
const lines = (one, text) => (one.matches(".whole") ? text.split("\n").map(norm).filter(Boolean).join("\n") : norm(text));
const differs = (field, one) => Boolean(field) && lines(one, field.value) !== lines(one, field.defaultValue);

export const isDirty = (one) => differs(area(one), one) || differs(speaker(one), one);
export const isBlank = (one) => !norm(area(one).value);

export function put(one, { text, who }) {
  area(one).value = text;
  if (speaker(one) && who !== undefined) speaker(one).value = who;
  fit(one);
}

// What was sent is what is so: the rest that was typed meanwhile is still to be saved.
export function saved(one, sent) {
  area(one).defaultValue = sent.text;
  if (speaker(one) && sent.who !== undefined) speaker(one).defaultValue = sent.who;
}

// As high as its words; browsers that know field-sizing need no help.
export function fit(one) {
  if (CSS.supports("field-sizing", "content")) return;
  const field = area(one);
  field.style.setProperty("height", "auto");
  field.style.setProperty("height", `${field.scrollHeight}px`);
}

const said = (one) => `${norm(speaker(one)?.defaultValue ?? "")}|${lines(one, area(one).defaultValue)}`;
const number = (one) => Number(one.dataset.number ?? one.dataset.after ?? 0);

// A section anew. Who types goes on typing; what is not saved yet stays.
export function renew(fresh) {
  const old = document.getElementById(fresh.id);
  if (!old) return;
  if (fresh.matches(".whole")) { renewWhole(old, fresh); return; }
  const live = holder(document.activeElement?.matches("textarea, .speaker") && old.contains(document.activeElement) ? document.activeElement : null);
  const others = [...old.querySelectorAll(".para")].filter((one) => one !== live && isDirty(one));
  const kept = others.map((one) => ({ one, there: match(fresh, one) }));
  const there = live && match(fresh, live);
  const group = live && fresh.querySelector(`.group[data-kind="${live.closest(".group").dataset.kind}"]`);
  if (!live || !group || (there && !group.contains(there))) replace(old, fresh, live);
  else surround(old, fresh, live, there);
  for (const { one, there: found } of kept) if (found?.isConnected) keep(one, found);
  for (const one of document.getElementById(fresh.id).querySelectorAll(".para")) fit(one);
}

function renewWhole(old, fresh) {
  const typing = old.contains(document.activeElement) || isDirty(old);
  if (!typing) { old.replaceWith(fresh); fit(fresh); return; }
  const overtaken = isDirty(old) && said(old) !== said(fresh);
  if (!overtaken) {
    old.dataset.mark = fresh.dataset.mark;
    if (!isDirty(old)) put(old, { text: area(fresh).value });
    saved(old, { text: area(fresh).defaultValue });
  }
  old.querySelector(".beside").replaceWith(fresh.querySelector(".beside"));
}

function replace(old, fresh, live) {
  old.replaceWith(fresh);
  const there = live && match(fresh, live);
  if (there && isDirty(live)) keep(live, there);
  if (there) area(there).focus({ preventScroll: true });
}

// What was typed and is not saved yet, where it belongs now. Where others wrote there it goes on
// resting on what was there before: the server then shows both.
function keep(one, there) {
  if (said(there) !== said(one)) {
    there.dataset.mark = one.dataset.mark;
    saved(there, { text: area(one).defaultValue, who: speaker(one).defaultValue });
  }
  put(there, { text: area(one).value, who: speaker(one).value });
}

// The paragraph that says the same, the nearest; else the one in its place.
function match(fresh, one) {
  const all = [...fresh.querySelectorAll(".para")];
  const same = all.filter((other) => said(other) === said(one));
  const near = (a, b) => Math.abs(number(a) - number(one)) - Math.abs(number(b) - number(one));
  return isNew(one) ? null : same.sort(near)[0] ?? all.find((other) => other.id === one.id) ?? null;
}

// Everything around the paragraph in the hand; it stays the same node, so that nothing typed is lost.
function surround(old, fresh, live, there) {
  const group = live.closest(".group"), freshGroup = fresh.querySelector(`.group[data-kind="${group.dataset.kind}"]`);
  const items = [...freshGroup.querySelector("ol").children];
  const at = there ? items.indexOf(there) : items.findLastIndex((one) => number(one) <= number(live)) + 1;
  for (const one of [...live.parentElement.children]) if (one !== live) one.remove();
  live.before(...items.slice(0, at));
  live.after(...items.slice(at + (there ? 1 : 0)));
  if (there) take(live, there);
  for (const child of [...old.children]) if (child !== group && !child.matches("#clash")) child.replaceWith(find(fresh, child));
  group.className = freshGroup.className;
}

function find(fresh, child) {
  if (child.matches(".group")) return fresh.querySelector(`:scope > .group[data-kind="${child.dataset.kind}"]`);
  return fresh.querySelector(`:scope > ${child.localName}:not(.group)`);
}

function take(live, there) {
  const dirty = isDirty(live), overtaken = dirty && said(live) !== said(there);
  live.id = there.id;
  live.className = `${there.className}${live.classList.contains("is-chosen") ? " is-chosen" : ""}`;
  Object.assign(live.dataset, there.dataset, overtaken ? { mark: live.dataset.mark } : {});
  if (!overtaken) saved(live, { text: area(there).defaultValue, who: speaker(there).defaultValue });
  if (!dirty) put(live, { text: area(there).value, who: speaker(there).value });
  for (const part of [".beside", ".para-tools"]) {
    const now = there.querySelector(part), before = live.querySelector(part);
    if (before) before.replaceWith(now); else live.append(now);
  }
}
