// 签发: the pages of the briefing as they are made, and what a step changes.
import { ask, pieces, warn } from "./send.js";

const PAUSE = 600; // ms until we ask again whether the pages are made
const TRIES = 300;
const preview = document.getElementById("preview");
const papers = document.getElementById("papers");
let asked = 0;

function chosen() {
  return preview.querySelector("[data-edition][aria-pressed=true]").dataset.edition;
}

function pause() {
  return new Promise((done) => { setTimeout(done, PAUSE); });
}

async function load() {
  if (!papers) return;
  const turn = ++asked;
  papers.setAttribute("aria-busy", "true");
  for (let tries = 0; tries < TRIES && turn === asked; tries += 1) {
    const answer = await ask(`/meetings/${preview.dataset.meeting}/briefing/preview/${chosen()}`);
    if (turn !== asked) return;
    if (answer.status !== 202) { show(answer.ok, pieces(await answer.text())); return; }
    await pause();
  }
}

function show(made, found) {
  papers.removeAttribute("aria-busy");
  preview.querySelector("[data-print]").hidden = !made;
  const told = document.createElement("p");
  told.className = "paper is-making";
  told.textContent = made ? "" : found[0]?.textContent || "没有排出来，请刷新再试。";
  papers.replaceChildren(...(made ? found : [told]));
  // pages that the server no longer has are made anew
  for (const image of papers.querySelectorAll("img")) image.addEventListener("error", again, { once: true });
}

let lost = 0;
function again() {
  if (lost < 3) { lost += 1; begin(); }
}

function begin() {
  load().catch(() => warn("连不上程序，成稿没有显示。请看看程序窗口是否还开着。"));
}

async function print() {
  const images = [...papers.querySelectorAll("img")];
  for (const image of images) image.loading = "eager";
  await Promise.allSettled(images.map((image) => image.decode()));
  window.print();
}

preview.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.edition) {
    for (const other of preview.querySelectorAll("[data-edition]")) other.setAttribute("aria-pressed", String(other === button));
    begin();
  }
  if (button && "print" in button.dataset) print();
});

// what a line of the checklist leads to is folded up
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-opens]")) return;
  const folded = document.querySelector("details.heads");
  if (!folded) return;
  event.preventDefault();
  folded.open = true;
  folded.querySelector("input[name=issuer]").focus();
});

document.addEventListener("answered", ({ detail }) => {
  const after = detail.found.find((piece) => piece.id === "signing-desk");
  if (!after) return;
  const before = document.getElementById("signing-desk");
  before.replaceWith(after);
  if (after.dataset.shown === before.dataset.shown) {
    (after.querySelector(".is-bad input:not([type=hidden])") ?? after.querySelector("#h-state")).focus({ preventScroll: true });
    return;
  }
  after.querySelector("#h-state").focus();
  begin();
});

begin();
