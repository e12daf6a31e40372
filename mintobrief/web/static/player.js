// The recording: plays from any line, shows which line is heard and how loud it was.
import { Wave } from "./wave.js";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3];
const player = document.getElementById("player");
const audio = player?.querySelector("audio");
const slider = player?.querySelector("input[type=range]");
const told = player?.querySelector("output");
const auto = player?.querySelector("[data-auto]");
const main = document.getElementById("main");
const wave = player && new Wave(player.querySelector("canvas"), player.querySelector(".wave-told"), goto);
let lines = [], heard = null, quoted = [];

const clock = (s) => [s / 3600, (s / 60) % 60, s % 60].map((n) => String(Math.floor(n)).padStart(2, "0")).join(":");
const seconds = () => (Number.isFinite(audio.duration) ? audio.duration : Number(slider.max));

// `play` is true, false, or "auto": as the person wants it.
export function cue(source, second, play) {
  if (!player) return;
  load(source);
  goto(second);
  if (play === true || (play === "auto" && auto.checked)) audio.play().catch(() => {}); // a browser may want a click first
}

export function toggle() {
  if (!player) return;
  if (!audio.getAttribute("src")) load(document.querySelector(".u[data-start]")?.dataset.source);
  if (audio.paused) audio.play().catch(() => {}); else audio.pause();
}

export function skip(by) {
  if (player) goto(Math.max(0, audio.currentTime + by));
}

export function faster(by) {
  if (!player) return;
  const at = SPEEDS.indexOf(audio.playbackRate);
  const speed = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (at < 0 ? 2 : at) + by))];
  audio.playbackRate = audio.defaultPlaybackRate = speed;
  player.querySelector(".speed output").textContent = `${speed}×`;
  localStorage.setItem("speed", String(speed));
}

// The lines that a candidate rests on are another colour in the picture of the sound.
export function quote(found) {
  quoted = found;
  if (player) show();
}

// The transcript was drawn anew.
export function relisten() {
  if (player?.dataset.source) listen(player.dataset.source);
}

function goto(second) {
  audio.currentTime = second;
  show(second);
}

function load(source) {
  if (!source || player.dataset.source === source) return;
  player.dataset.source = source;
  const place = `/meetings/${main.dataset.meeting}/sources/${source}`;
  audio.src = `${place}/sound`;
  audio.playbackRate = audio.defaultPlaybackRate;
  slider.max = player.querySelector(`[data-length="${CSS.escape(source)}"]`)?.value ?? 0;
  wave.load(`${place}/peaks`);
  listen(source);
}

function listen(source) {
  lines = [...document.querySelectorAll(`.u[data-source="${CSS.escape(source)}"][data-start]`)];
  heard = null;
}

function show(now = audio.currentTime) {
  told.textContent = clock(now);
  if (document.activeElement !== slider) slider.value = now;
  const mine = quoted.filter((line) => line.dataset.source === player.dataset.source);
  wave.show({ now, seconds: seconds(), spans: mine.map((line) => ({ start: Number(line.dataset.start), end: Number(line.dataset.end) })) });
}

function follow() {
  show();
  const now = audio.currentTime;
  const line = lines.find((one) => now >= Number(one.dataset.start) && now < Number(one.dataset.end));
  if (line === heard) return;
  heard?.classList.remove("is-heard");
  line?.classList.add("is-heard");
  heard = line;
}

if (player) {
  audio.defaultPlaybackRate = Number(localStorage.getItem("speed")) || 1;
  audio.playbackRate = audio.defaultPlaybackRate;
  faster(0);
  auto.checked = localStorage.getItem("auto") !== "off";
  auto.addEventListener("change", () => localStorage.setItem("auto", auto.checked ? "on" : "off"));
  for (const kind of ["timeupdate", "seeked"]) audio.addEventListener(kind, follow);
  audio.addEventListener("durationchange", () => { if (Number.isFinite(audio.duration)) slider.max = audio.duration; });
  audio.addEventListener("error", () => { told.textContent = "放不出来"; });
  for (const kind of ["play", "pause"]) audio.addEventListener(kind, () => player.classList.toggle("is-playing", !audio.paused));
  slider.addEventListener("input", () => goto(Number(slider.value)));
  player.querySelector("[data-play]").addEventListener("click", toggle);
  for (const button of player.querySelectorAll("[data-skip]")) button.addEventListener("click", () => skip(Number(button.dataset.skip)));
  for (const button of player.querySelectorAll("[data-faster]")) button.addEventListener("click", () => faster(Number(button.dataset.faster)));
}
