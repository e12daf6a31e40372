// Lines out of view are laid out while nobody waits: a long transcript opens fast, and scrolls smoothly.

const EACH = 40; // turns
const ENOUGH = 8; // milliseconds that must be left for some more
const later = globalThis.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => ENOUGH }), 30));

export function unroll() {
  const waiting = [...document.querySelectorAll("#transcript .turn:not(.is-laid)")];
  later(function some(idle) {
    do {
      for (const turn of waiting.splice(0, EACH)) turn.classList.add("is-laid");
    } while (waiting.length && idle.timeRemaining() > ENOUGH);
    if (waiting.length && waiting[0].isConnected) later(some);
  });
}
