// The timeline of the projects: drag a bar to another year, or use the arrow keys, and see what it does before it is saved.
// Without this file every bar has buttons that save a move of one year.
(() => {
  "use strict";
  const panel = document.querySelector("[data-try-moves]");
  if (!panel) return;
  const form = panel.querySelector("form");
  const piece = panel.querySelector("[data-trial]");
  const list = panel.querySelector("[data-moves]");
  const moves = new Map();
  const seen = new Set();
  let asking = null;
  let held = null;

  const bars = (project) => document.querySelectorAll(`[data-timeline] [data-project="${CSS.escape(project)}"]`);
  const yearWidth = (bar) => Number(bar.ownerSVGElement.dataset.yearWidth);

  function place(project) {
    const years = moves.get(project) || 0;
    for (const bar of bars(project)) {
      bar.setAttribute("transform", `translate(${years * yearWidth(bar)} 0)`);
      bar.classList.toggle("moved", years !== 0);
      bar.setAttribute("aria-valuenow", String(Number(bar.dataset.firstYear) + years));
    }
  }

  // The panel lies over the lower part of the window: what was moved is kept above it.
  function keepInSight(project) {
    const bar = [...bars(project)].find((one) => one.getClientRects().length > 0);
    if (!bar || !panel.classList.contains("has-moves")) return;
    const covered = bar.getBoundingClientRect().bottom + 24 - panel.getBoundingClientRect().top;
    if (covered > 0 && bar.getBoundingClientRect().top - covered > 60) window.scrollBy(0, covered);
  }

  function words(project) {
    const years = moves.get(project);
    const name = bars(project)[0].dataset.name;
    const text = Math.abs(years) === 1 ? panel.dataset.oneYear : panel.dataset.manyYears.replace("%", String(Math.abs(years)));
    return `${name}: ${text} ${years > 0 ? panel.dataset.later : panel.dataset.earlier}`;
  }

  function show() {
    list.replaceChildren(...[...moves.keys()].map((project) => {
      const item = document.createElement("li");
      item.textContent = words(project);
      return item;
    }));
    form.elements.moves.value = [...moves].map(([project, years]) => `${project}:${years}`).join(" ");
    panel.classList.toggle("has-moves", moves.size > 0);
    for (const button of form.querySelectorAll("button")) button.disabled = moves.size === 0;
  }

  async function ask(project) {
    const started = performance.now();
    if (asking) asking.abort();
    asking = new AbortController();
    const signal = asking.signal;
    try {
      const answer = await fetch(panel.dataset.tryMoves, { method: "POST", body: new URLSearchParams(new FormData(form)), signal });
      const text = await answer.text();
      if (signal.aborted) return;
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      const open = piece.querySelector("details[open]") !== null;
      piece.innerHTML = text;
      if (open && piece.querySelector("details")) piece.querySelector("details").open = true;
      if (project && !seen.has(project)) { seen.add(project); keepInSight(project); }
      // A message is heard after the frame that the callback belongs to has been painted.
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => performance.measure("drop-to-paint", { start: started, end: performance.now() });
        painted.port2.postMessage(null);
      });
    } catch (error) {
      if (error.name !== "AbortError") piece.textContent = panel.dataset.failed;
    }
  }

  function move(project, years) {
    if (years === (moves.get(project) || 0)) { place(project); return; }
    if (years === 0) moves.delete(project); else moves.set(project, years);
    place(project);
    show();
    ask(project);
  }

  document.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest("[data-timeline] [data-project]");
    if (!bar || event.button !== 0) return;
    event.preventDefault();
    bar.focus({ preventScroll: true });
    bar.setPointerCapture(event.pointerId);
    const box = bar.ownerSVGElement.getBoundingClientRect();
    const scale = bar.ownerSVGElement.viewBox.baseVal.width / box.width;
    held = { bar, project: bar.dataset.project, x: event.clientX, scale, start: moves.get(bar.dataset.project) || 0, years: 0 };
  });

  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const width = yearWidth(held.bar);
    held.years = held.start + Math.round(((event.clientX - held.x) * held.scale) / width);
    held.bar.setAttribute("transform", `translate(${held.start * width + (event.clientX - held.x) * held.scale} 0)`);
  });

  function drop() {
    if (!held) return;
    const { project, years } = held;
    held = null;
    move(project, years);
  }
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", () => { if (held) { place(held.project); held = null; } });

  document.addEventListener("keydown", (event) => {
    const bar = event.target.closest && event.target.closest("[data-timeline] [data-project]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!bar || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(bar.dataset.project, (moves.get(bar.dataset.project) || 0) + step);
  });

  panel.addEventListener("reset", () => {
    const moved = [...moves.keys()];
    moves.clear();
    moved.forEach(place);
    // The form empties its fields after this event.
    setTimeout(() => { show(); ask(); }, 0);
  });

  panel.hidden = false;
  show();
})();
