// The review page: what a click or an answer of the server leads to.
import { card, cards, choose, chosenCard, onward, pane } from "./cards.js";
import { closeDialog, watchDialogs } from "./dialog.js";
import { bring, goTo } from "./evidence.js";
import { watchKeys } from "./keys.js";
import { chooseLine, watchLines } from "./lines.js";
import { redraw, take, watchOthers } from "./refresh.js";
import { leaveWords, offerSlip, watchWords } from "./rewording.js";
import { isSuggestion, watchSuggestions } from "./suggesting.js";
import { edit, forget, keep, leave, open, tellKept } from "./typing.js";

const main = document.getElementById("main");

document.addEventListener("answered", async ({ detail: { status, found, id, submitter, form } }) => {
  const piece = found[0];
  const outcome = status === 200 && piece;
  if (outcome) {
    const { changed, then } = piece.dataset;
    if (id && changed === id) { forget(id); card(id)?.querySelector(".slot").replaceChildren(); }
    const corrected = form?.matches(".rewording") && !form.elements.cut && [form.elements.was.value, form.elements.text.value];
    if (form?.matches(".rewording") || form?.closest("#clash")) leaveWords({ focus: true });
    document.getElementById("offer").hidden = true; // of what was done before
    const go = () => settle(changed, then, { id, act: submitter?.dataset.act });
    const taking = take(found), isJudged = changed && changed === id;
    if (isJudged) go(); // at once: the next key is meant for the next
    await taking;
    if (corrected) offerSlip(...corrected);
    if (changed && !isJudged) go();
  } else if (status === 422 && piece?.matches(".edit")) open(id, piece);
  else if (status === 409 && piece?.id === "dispute") card(piece.dataset.id).querySelector(".slot").replaceChildren(piece);
  else if (status === 409 && piece?.id === "clash" && form?.matches(".rewording")) { document.querySelector(".rewording").after(piece); piece.querySelector("button").focus(); }
  else if (status === 409) await redraw();
  else if (status === 428) document.querySelector("#name-first input[name=name]")?.focus();
  document.dispatchEvent(new CustomEvent("settled", { detail: Boolean(outcome) }));
});

// Which candidate is looked at after a change; who went on meanwhile stays there.
function settle(changed, then, { id, act }) {
  const at = chosenCard(), wentOn = id === changed && !then && at && at !== card(changed);
  if (wentOn) { if (document.activeElement === document.body) at.focus({ preventScroll: true }); }
  else if (then === "edit") { see("candidates"); choose(changed, { evidence: false }); edit(changed); }
  else if (isSuggestion(act)) choose(changed, { evidence: false });
  else if (then || act === "reopen") choose(changed);
  else onward(changed);
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  if (on("[data-show]")) { see(on("[data-show]").dataset.show); return; }
  if (on("a[data-line]")) { event.preventDefault(); goToLine(on("a[data-line]").dataset.line); on("details").open = false; return; }
  if (on("[data-close-offer]")) { document.getElementById("offer").hidden = true; return; }
  if (on("#clash [data-theirs]")) { closeDialog(); leaveWords(); redraw(); return; }
  if (on("[data-theirs]")) { location.reload(); return; }
  const mine = on(".card");
  if (mine) clicked(mine, on);
});

function clicked(mine, on) {
  const { id } = mine.dataset;
  const isChosen = mine === chosenCard();
  if (on(".chip")) { if (!isChosen) choose(id, { evidence: false, focus: false }); see("transcript"); goTo(on(".chip"), { play: true }); }
  else if (on("[data-edit]")) edit(id);
  else if (on("[data-leave]")) leave(id);
  else if (!isChosen) choose(id, { focus: !on("button, a, input, textarea, summary") });
}

document.addEventListener("input", (event) => { const form = event.target.closest(".edit"); if (form) keep(form); });

export function see(what) {
  main.dataset.view = what;
  for (const button of document.querySelectorAll("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === what));
}

function goToLine(number) {
  const line = document.getElementById(`u${number}`);
  if (!line) return;
  see("transcript");
  bring(line, "auto");
  chooseLine(Number(number));
}

function begin() {
  const line = location.hash.startsWith("#u") && document.getElementById(location.hash.slice(1));
  const wanted = location.hash.startsWith("#c-") ? location.hash.slice(3) : null;
  const first = card(wanted) ?? cards().find((one) => one.matches(".is-waiting:not([data-near])")) ?? pane().querySelector(".card:not([data-near])");
  if (first) choose(first.dataset.id, { focus: false, evidence: !line, play: false });
  if (line) { see("transcript"); line.classList.add("is-here"); bring(line); }
  tellKept();
}

for (const watch of [watchSuggestions, watchLines, watchWords, watchDialogs, watchKeys, watchOthers]) watch();
begin();
