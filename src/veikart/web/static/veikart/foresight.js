// Levers that are pulled are worked out at once and the fans drawn again. Without this file the form has a button that does the same.
(() => {
  "use strict";
  const place = document.querySelector("[data-levers]");
  if (!place) return;
  const form = place.querySelector("form.levers");
  const fans = place.querySelector("[data-fans]");
  const save = place.querySelector("[data-save]");
  let asking = null;
  let waiting = 0;

  function say(words) {
    const said = fans.querySelector("[data-said]") ?? document.createElement("p");
    said.dataset.said = "";
    said.setAttribute("role", "status");
    fans.prepend(said);
    said.textContent = words;
  }

  function tell(input) {
    const number = Number(input.value);
    const words = number.toLocaleString("nb-NO").replace("-", "\u2212");
    const sign = Number(input.dataset.still) === 0 && number > 0 ? "+" : "";
    const text = number === Number(input.dataset.still) ? input.dataset.asIs : `${sign}${words} ${input.dataset.unit}`;
    input.closest("label").querySelector("[data-text]").textContent = text;
    input.setAttribute("aria-valuetext", text);
    if (save) save.elements[input.name].value = input.value;
  }

  async function ask() {
    const started = performance.now();
    if (asking) asking.abort();
    asking = new AbortController();
    const signal = asking.signal;
    const query = new URLSearchParams(new FormData(form));
    const open = new Set([...fans.querySelectorAll("[id]:has(details[open])")].map((one) => one.id));
    try {
      const answer = await fetch(`${place.dataset.levers}?${query}`, { signal });
      const text = await answer.text();
      if (signal.aborted) return;
      if (answer.status === 429) {
        say(text);
        waiting = setTimeout(ask, 1000 * Number(answer.headers.get("Retry-After") ?? 1));
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      fans.innerHTML = text;
      for (const id of open) {
        const details = document.getElementById(id)?.querySelector("details");
        if (details) details.open = true;
      }
      history.replaceState(null, "", `?${query}#viftene`);
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => performance.measure("lever-to-paint", { start: started, end: performance.now() });
        painted.port2.postMessage(null);
      });
    } catch (error) {
      if (error.name !== "AbortError") say(place.dataset.failed);
    }
  }

  form.addEventListener("input", (event) => {
    tell(event.target);
    clearTimeout(waiting);
    waiting = setTimeout(ask, 80);
  });
  form.querySelector("button").hidden = true;
})();

// The pyramid is played year by year: a button, a slider, the arrow keys. Without this the slider is a form, and there are links.
(() => {
  "use strict";
  const player = document.querySelector("[data-pyramid-player]");
  if (!player) return;
  const numbers = JSON.parse(player.querySelector("[data-pyramid-numbers]").textContent);
  const range = player.querySelector("input[type=range]");
  const button = player.querySelector("[data-pyramid-play]");
  const shown = player.querySelector("[data-pyramid-year]");
  const write = new Intl.NumberFormat("nb-NO");
  const step = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1200 : 450;
  let timer = 0;

  function draw() {
    const at = numbers.years.indexOf(Number(range.value));
    for (const group of player.querySelectorAll("[data-pyramid]")) {
      const perPerson = Number(group.dataset.perPerson);
      for (const [side, persons] of [["women", numbers.women[at]], ["men", numbers.men[at]]]) {
        const bars = group.querySelector(`[data-side=${side}]`).children;
        persons.forEach((count, age) => {
          const width = count * perPerson;
          bars[age].setAttribute("width", width.toFixed(2));
          if (side === "men") bars[age].setAttribute("x", (Number(group.dataset.left) - width).toFixed(2));
        });
      }
      const total = (persons) => write.format(persons.reduce((sum, one) => sum + one, 0)).replace(/\u00a0/g, "\u202f");
      group.ownerSVGElement.querySelector(".pyramid-end").textContent = total(numbers.men[at]);
      group.ownerSVGElement.querySelector(".pyramid-start").textContent = total(numbers.women[at]);
    }
    shown.textContent = range.value;
    range.setAttribute("aria-valuetext", range.value);
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    button.textContent = player.dataset.play;
    history.replaceState(null, "", `?aar=${range.value}`);
  }

  function play() {
    if (range.value === range.max) range.value = range.min;
    button.textContent = player.dataset.pause;
    draw();
    timer = setInterval(() => {
      if (range.value === range.max) { stop(); return; }
      range.value = Number(range.value) + 1;
      draw();
    }, step);
  }

  button.addEventListener("click", () => (timer ? stop() : play()));
  range.addEventListener("input", draw);
  range.addEventListener("change", () => { if (!timer) history.replaceState(null, "", `?aar=${range.value}`); });
  button.hidden = false;
  player.querySelector("[data-pyramid-show]").hidden = true;
  player.querySelector("[data-pyramid-links]").hidden = true;
})();
