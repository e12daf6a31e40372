// The page a line stands on, near enough to be read, with the line framed.

const figure = document.getElementById("scan");
const svg = figure?.querySelector("svg");
const picture = figure?.querySelector("image");
const frame = figure?.querySelector("rect");
const main = document.getElementById("main");
const turns = new Map((figure?.dataset.turned ?? "").trim().split(" ").filter(Boolean).map((one) => one.split("=")));
const pictures = new Map();
let whole = false, last = null, wanted = null;

export async function show(lines) {
  if (!figure) return;
  const line = wanted = lines[0];
  const { source, page } = line.dataset;
  const url = `/meetings/${main.dataset.meeting}/sources/${source}/pages/${page}`;
  figure.hidden = false;
  const told = figure.querySelector("figcaption span");
  const loaded = await pictureAt(url, told, page);
  if (!loaded || line !== wanted) return;
  told.textContent = `原件第${page}页`;
  const [width, height] = [loaded.naturalWidth, loaded.naturalHeight];
  const box = upright(around(lines.filter((one) => one.dataset.page === page)), Number(turns.get(`${source}/${page}`) ?? 0), width, height);
  set(picture, { href: url, width, height });
  set(frame, { x: box[0] - 6, y: box[1] - 6, width: box[2] - box[0] + 12, height: box[3] - box[1] + 12 });
  last = { box, width, height };
  look();
}

// The page's picture, asked for once; null where it cannot be had.
async function pictureAt(url, told, page) {
  if (pictures.has(url)) return pictures.get(url);
  told.textContent = `正在打开原件第${page}页…`;
  const loaded = new Image();
  loaded.src = url;
  try { await loaded.decode(); } catch { told.textContent = `原件第${page}页打不开`; return null; }
  pictures.set(url, loaded);
  return loaded;
}

function look() {
  if (!last) return;
  const { box, width, height } = last;
  const room = Math.min(box[3] - box[1], 120);
  const top = Math.max(0, box[1] - room), bottom = Math.min(height, box[3] + room);
  const left = Math.max(0, box[0] - room), right = Math.min(width, box[2] + room);
  svg.setAttribute("viewBox", whole ? `0 0 ${width} ${height}` : `${left} ${top} ${right - left} ${bottom - top}`);
  figure.classList.toggle("is-whole", whole);
  figure.querySelector("[data-zoom]").textContent = whole ? "看这一行" : "看整页";
}

// Boxes count in the picture as stored; the server sends it upright.
function upright([left, top, right, bottom], turned, width, height) {
  if (turned === 90) return [width - bottom, left, width - top, right];
  if (turned === 180) return [width - right, height - bottom, width - left, height - top];
  if (turned === 270) return [top, height - right, bottom, height - left];
  return [left, top, right, bottom];
}

function around(lines) {
  const boxes = lines.map((line) => line.dataset.box.split(" ").map(Number));
  const side = (at, best) => best(...boxes.map((box) => box[at]));
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

figure?.querySelector("[data-zoom]").addEventListener("click", () => { whole = !whole; look(); });
