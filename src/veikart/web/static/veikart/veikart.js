// Small comforts on top of pages that work without them: the panel, copying a table as text, and three shortcuts.
(() => {
  "use strict";
  let opener = null;
  const panel = () => document.getElementById("panel");

  function mark(link) {
    document.querySelectorAll(".figure[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    if (link) link.setAttribute("aria-current", "true");
  }

  function close() {
    const place = panel();
    if (!place || !place.querySelector(".explanation")) return false;
    place.innerHTML = place.dataset.hint || "";
    mark(null);
    if (opener && opener.isConnected) opener.focus();
    opener = null;
    return true;
  }

  document.addEventListener("htmx:after:swap", () => {
    const heading = panel() && panel().querySelector(".explanation h2");
    if (!heading || panel().dataset.shown === heading.textContent) return;
    panel().dataset.shown = heading.textContent;
    heading.focus({ preventScroll: true });
    panel().scrollTop = 0;
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const link = target.closest("a.figure");
    if (link && link.hasAttribute("hx-get") && !event.ctrlKey && !event.metaKey) {
      if (!link.closest("#panel")) opener = link;
      delete panel().dataset.shown;
      mark(link.closest("#panel") ? opener : link);
    }
    if (target.closest("[data-close-panel]")) close();
    const copier = target.closest("[data-copy-table]");
    if (copier) copy(copier);
  });

  function copy(button) {
    const rows = button.closest(".table-block").querySelectorAll("tr");
    const cell = (box) => box.innerText.replace(/\s*\n\s*/g, " ").trim().replace(/[\u202f\u00a0\u00ad]/g, "").replace(/\u2212/g, "-");
    const text = Array.from(rows, (row) => Array.from(row.cells, cell).join("\t")).join("\n");
    navigator.clipboard.writeText(text).then(() => {
      const before = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = before; }, 2000);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const act = { "?": () => document.getElementById("shortcuts").togglePopover(), "/": () => document.getElementById("search").focus() }[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // The panel stands beside the page and ends where the page does, so that its head is in sight also when the footer is.
  function fit() {
    const place = panel();
    if (!place || getComputedStyle(place).position !== "sticky") { if (place) place.style.maxHeight = ""; return; }
    const page = place.parentElement;
    const end = page.getBoundingClientRect().bottom - parseFloat(getComputedStyle(page).paddingBottom);
    place.style.maxHeight = `${Math.max(Math.min(end, window.innerHeight - 16) - 16, 160)}px`;
  }

  let isWaiting = false;
  function fitSoon() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; fit(); });
  }
  ["scroll", "resize"].forEach((kind) => window.addEventListener(kind, fitSoon, { passive: true }));
  document.addEventListener("htmx:after:swap", fitSoon);

  // A row that has been opened or closed keeps the focus.
  window.addEventListener("load", () => requestAnimationFrame(() => {
    const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const toggle = row && row.querySelector("a.toggle");
    if (toggle) toggle.focus({ preventScroll: true });
  }));

  document.querySelectorAll("[data-copy-table]").forEach((button) => { button.hidden = false; });
  if (panel()) panel().dataset.hint = panel().innerHTML;
})();
