// 遮盖: what was said of a mask takes its place, and all are confirmed only by who saw all.

const seen = new Set();
const rows = () => [...document.querySelectorAll(".mask")];
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) seen.add(entry.target.id);
  allow();
}, { threshold: 0.6 });

function watch() {
  for (const row of rows()) watcher.observe(row);
  allow();
}

function allow() {
  const button = document.getElementById("mask-all");
  if (!button) return;
  const left = rows().filter((row) => row.dataset.state === "open" && !seen.has(row.id)).length;
  button.disabled = left > 0;
  document.getElementById("mask-all-why").textContent = left ? `还有 ${left} 项没有看到，看到底才能全部确认` : "";
}

function current() {
  return document.activeElement?.closest(".mask");
}

function go(step) {
  const all = rows(), place = all.indexOf(current());
  const next = all[place < 0 ? 0 : Math.min(Math.max(place + step, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

function nextOpen(after) {
  const all = rows();
  const place = all.findIndex((row) => row.id === after);
  return all.slice(place + 1).find((row) => row.dataset.state === "open") ?? document.getElementById(after);
}

const KEYS = { j: () => go(1), ArrowDown: () => go(1), k: () => go(-1), ArrowUp: () => go(-1) };

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const button = current()?.querySelector(`[data-key="${name.toUpperCase()}"]`);
  if (!KEYS[name] && !button) return;
  event.preventDefault();
  if (event.repeat && !KEYS[name]) return; // a hand that rests on a key rules one, not all
  if (KEYS[name]) KEYS[name]();
  else button.click();
});

document.addEventListener("answered", ({ detail }) => {
  for (const piece of detail.found) {
    const before = piece.id && piece.id !== "toast" ? document.getElementById(piece.id) : null;
    if (!before) continue;
    before.replaceWith(piece);
    if (piece.matches(".mask")) settle(piece);
  }
  watch();
});

// on to the next that waits; after taking back one stays
function settle(row) {
  const next = row.dataset.state === "open" ? row : nextOpen(row.id);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

watch();
