// The recording: plays from any line, and shows which line is heard.

const player = document.getElementById("player");
const audio = player?.querySelector("audio");
const slider = player?.querySelector("input[type=range]");
const told = player?.querySelector("output");
const auto = player?.querySelector("[data-auto]");
const main = document.getElementById("main");
let lines = [], heard = null;

const clock = (s) => [s / 3600, (s / 60) % 60, s % 60].map((n) => String(Math.floor(n)).padStart(2, "0")).join(":");

export function cue(source, second, play) {
  if (!player) return;
  load(source);
  audio.currentTime = second;
  slider.value = second;
  told.textContent = clock(second);
  if (play || auto.checked) audio.play().catch(() => {}); // a browser may want a click first
}

export function toggle() {
  if (!player) return;
  if (!audio.getAttribute("src")) load(document.querySelector(".u[data-start]")?.dataset.source);
  if (audio.paused) audio.play().catch(() => {}); else audio.pause();
}

export function skip(seconds) {
  if (player) audio.currentTime = Math.max(0, audio.currentTime + seconds);
}

function load(source) {
  if (!source || player.dataset.source === source) return;
  player.dataset.source = source;
  audio.src = `/meetings/${main.dataset.meeting}/sources/${source}/sound`;
  audio.playbackRate = Number(player.querySelector("select").value);
  lines = [...document.querySelectorAll(`.u[data-source="${CSS.escape(source)}"][data-start]`)];
}

function follow() {
  const now = audio.currentTime;
  told.textContent = clock(now);
  if (document.activeElement !== slider) slider.value = now;
  const line = lines.find((one) => now >= Number(one.dataset.start) && now < Number(one.dataset.end));
  if (line === heard) return;
  heard?.classList.remove("is-heard");
  line?.classList.add("is-heard");
  heard = line;
}

if (player) {
  auto.checked = localStorage.getItem("auto") !== "off";
  auto.addEventListener("change", () => localStorage.setItem("auto", auto.checked ? "on" : "off"));
  audio.addEventListener("timeupdate", follow);
  audio.addEventListener("durationchange", () => { if (Number.isFinite(audio.duration)) slider.max = audio.duration; });
  for (const kind of ["play", "pause"]) audio.addEventListener(kind, () => player.classList.toggle("is-playing", !audio.paused));
  slider.addEventListener("input", () => { audio.currentTime = Number(slider.value); });
  player.querySelector("[data-play]").addEventListener("click", toggle);
  for (const button of player.querySelectorAll("[data-skip]")) button.addEventListener("click", () => skip(Number(button.dataset.skip)));
  player.querySelector("select").addEventListener("change", (event) => { audio.playbackRate = audio.defaultPlaybackRate = Number(event.target.value); });
  document.getElementById("transcript").addEventListener("dblclick", (event) => {
    const line = event.target.closest(".u[data-start]");
    if (line) cue(line.dataset.source, Number(line.dataset.start), true);
  });
}
