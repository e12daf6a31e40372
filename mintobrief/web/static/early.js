// Before the modules are there: what is sent waits for them; the browser would send it without our token.
const waiting = [];

function wait(event) {
  if (!event.target.matches("[data-send]")) return;
  event.preventDefault();
  waiting.push(() => event.target.requestSubmit(event.submitter));
}

addEventListener("submit", wait);
addEventListener("watched", () => {
  removeEventListener("submit", wait);
  for (const send of waiting) send();
}, { once: true });
