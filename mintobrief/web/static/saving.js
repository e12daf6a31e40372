// What is typed in the text goes to the server by itself, one thing after the other; until it is
// there the browser keeps it.
import { forgetKept, keepOwn, kept as keptOf } from "./kept.js";
import { post, say } from "./send.js";
import { area, holder, isBlank, isDirty, isNew, paragraphs, put, sheet, speaker } from "./sheet.js";

const IDLE = 2500;
const meeting = document.getElementById("main").dataset.meeting;
export const place = `/meetings/${meeting}/text`;
const timers = new WeakMap();
let queue = Promise.resolve();

const version = () => document.getElementById("text-head").dataset.version;
const topicOf = (one) => one.closest("[data-topic]").dataset;
const keyOf = (one) => `text ${meeting} ${one.id || `new ${topicOf(one).topic} ${one.closest(".group").dataset.kind}`}`;

// After everything that was asked for before.
export function after(act) {
  queue = queue.then(act);
  return queue;
}

const send = (path, fields, detail) => post(`${place}${path}?version=${version()}`, fields, detail);

// Typed in: kept here at once, saved as soon as the hand rests.
export function typed(one) {
  keepOwn(keyOf(one), JSON.stringify({ was: area(one).defaultValue, text: area(one).value, who: speaker(one)?.value }));
  say("draft", "还没存");
  clearTimeout(timers.get(one));
  timers.set(one, setTimeout(() => save(one), IDLE));
}

export function forget(one) {
  clearTimeout(timers.get(one));
  forgetKept(keyOf(one));
}

export function save(one) {
  clearTimeout(timers.get(one));
  return after(() => store(one));
}

async function store(one) {
  if (!one.isConnected || !isDirty(one) || one.querySelector("#clash")) return;
  if (one.matches(".whole")) { await sendWhole(one, area(one).value); return; }
  if (isBlank(one)) return; // emptied: it goes when the hand leaves it
  const sent = { text: area(one).value, who: speaker(one).value };
  const fields = { text: sent.text, speaker: sent.who };
  if (isNew(one)) await add(one, fields, sent);
  else await send(pathOf(one), { ...fields, mark: one.dataset.mark }, { one, sent, key: keyOf(one) });
}

export const sendWhole = (one, text) => send(`/parts/${one.dataset.part}`, { text, mark: one.dataset.mark }, { one, sent: { text }, key: keyOf(one) });

function add(one, fields, sent) {
  const { topic, title } = topicOf(one), { after: number = "", mark = "" } = one.dataset;
  const told = { ...fields, title, kind: one.closest(".group").dataset.kind, after: number, mark };
  return send(`/${topic}/points`, told, { one, sent, key: keyOf(one), added: true });
}

const pathOf = (one) => `/${topicOf(one).topic}/points/${one.dataset.number}`;

// Moves, sorts, deletes or splits it, once what was typed in it is saved.
export function act(one, what, fields = {}) {
  return after(async () => {
    if (what !== "split" && what !== "delete") await store(one);
    if (one.isConnected && !isNew(one)) await send(`${pathOf(one)}/${what}`, { ...fields, mark: one.dataset.mark }, { one, what });
  });
}

// The hand left it: what is typed is saved; an emptied paragraph goes.
export function left(one) {
  if (!one.isConnected || one.matches(".whole") || !isBlank(one)) return save(one);
  forget(one);
  if (isNew(one)) { one.remove(); return queue; }
  return act(one, "delete");
}

// What was typed last time and did not get there.
export function restore() {
  for (const one of paragraphs()) {
    const kept = JSON.parse(keptOf(keyOf(one)) ?? "null");
    if (!kept) continue;
    if (kept.was !== area(one).defaultValue) { forgetKept(keyOf(one)); continue; }
    put(one, kept);
    typed(one);
  }
}

export function watchTyping() {
  sheet().addEventListener("input", ({ target, isComposing }) => {
    const one = holder(target);
    if (!one || target.matches("select")) return;
    typed(one);
    if (isComposing) clearTimeout(timers.get(one));
  });
  sheet().addEventListener("compositionend", ({ target }) => { const one = holder(target); if (one) typed(one); });
}
