// The recording's loudness as bars: a window around the second that is heard, clicked to go there.

const WINDOW = 60; // seconds in view
const BAR = 3; // pixels, one of them empty
const AGAIN = 1500;

export class Wave {
  #canvas; #told; #peaks = null; #rate = 1; #loudest = 1; #from = 0; #state = { now: 0, seconds: 0, spans: [] };
  #url = "";

  constructor(canvas, told, seek) {
    this.#canvas = canvas;
    this.#told = told;
    canvas.addEventListener("pointerdown", (event) => {
      if (!this.#state.seconds) return;
      const place = canvas.getBoundingClientRect();
      seek(this.#from + ((event.clientX - place.left) / place.width) * this.#shown);
    });
    new ResizeObserver(() => this.#draw()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  // Asks until the server has counted the peaks: that is done once, and takes a while.
  async load(url) {
    this.#url = url;
    this.#peaks = null;
    this.#tell("波形准备中…");
    for (;;) {
      const answer = await fetch(url).catch(() => null);
      if (url !== this.#url) return;
      if (answer?.status !== 202) { await this.#take(answer); return; }
      await new Promise((done) => setTimeout(done, AGAIN));
    }
  }

  show(state) {
    const jumped = Math.abs(state.now - this.#state.now) > WINDOW / 4;
    this.#state = { ...this.#state, ...state };
    this.#move(jumped);
    this.#draw();
  }

  async #take(answer) {
    if (!answer?.ok) { this.#tell("这段录音没有波形"); return; }
    this.#rate = Number(answer.headers.get("X-Peaks-A-Second"));
    this.#peaks = new Uint8Array(await answer.arrayBuffer());
    this.#loudest = Math.max(16, this.#peaks.reduce((a, b) => Math.max(a, b), 0));
    this.#tell("");
    this.#draw();
  }

  #tell(text) { this.#told.textContent = text; }

  get #shown() { return Math.min(WINDOW, this.#state.seconds || WINDOW); }

  // The window stays while the sound runs through it, and turns over like a page.
  #move(jumped) {
    const { now, seconds } = this.#state, shown = this.#shown;
    if (jumped) this.#from = now - shown / 3;
    else if (now < this.#from || now > this.#from + shown) this.#from = now - shown / 20;
    this.#from = Math.max(0, Math.min(this.#from, seconds - shown));
  }

  #draw() {
    const { width, height } = this.#canvas.getBoundingClientRect();
    if (!width) return;
    const ratio = devicePixelRatio, pen = this.#canvas.getContext("2d");
    this.#canvas.width = width * ratio;
    this.#canvas.height = height * ratio;
    pen.scale(ratio, ratio);
    const style = getComputedStyle(this.#canvas), ink = (name) => style.getPropertyValue(name);
    const across = (second) => ((second - this.#from) / this.#shown) * width;
    for (const { start, end } of this.#state.spans) {
      pen.fillStyle = ink("--here");
      pen.fillRect(across(start), 0, Math.max(2, across(end) - across(start)), height);
    }
    if (this.#peaks) this.#bars(pen, width, height, ink);
    pen.fillStyle = ink("--red");
    pen.fillRect(across(this.#state.now) - 1, 0, 2, height);
  }

  #bars(pen, width, height, ink) {
    const each = (this.#shown / width) * BAR;
    const isQuoted = (second) => this.#state.spans.some(({ start, end }) => second >= start && second < end);
    for (let x = 0, second = this.#from; x < width; x += BAR, second += each) {
      const loud = this.#loud(second, second + each) / this.#loudest;
      const tall = Math.max(2, Math.sqrt(loud) * height * 0.92);
      pen.fillStyle = ink(isQuoted(second) ? "--amber" : second < this.#state.now ? "--main" : "--strong-line");
      pen.fillRect(x, (height - tall) / 2, BAR - 1, tall);
    }
  }

  #loud(from, to) {
    let found = 0;
    for (let i = Math.floor(from * this.#rate); i <= Math.floor(to * this.#rate); i += 1) found = Math.max(found, this.#peaks[i] ?? 0);
    return found;
  }
}
