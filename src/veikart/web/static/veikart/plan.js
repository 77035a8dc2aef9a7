// The outline to work in: move with Alt and the arrows, or by dragging. Everything here can also be done with the buttons.
(() => {
  "use strict";
  const outline = document.querySelector(".work-outline");
  if (!outline) return;

  outline.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.key.startsWith("Arrow")) return;
    const line = event.target.closest("li[data-element]");
    const button = line && line.querySelector(`button[data-key="${event.key}"]:not(:disabled)`);
    if (button) { event.preventDefault(); button.click(); }
  });

  const wanted = decodeURIComponent(location.hash.slice(1));
  const moved = wanted && document.getElementById(wanted);
  // The browser lets go of the focus when it scrolls to the line in the address, so this waits until it has.
  if (moved && outline.contains(moved)) addEventListener("load", () => setTimeout(() => moved.querySelector("input[name=name]").focus(), 0));

  let held = null;
  let target = null;

  function clear() {
    outline.querySelectorAll(".drop-before, .drop-inside").forEach((one) => one.classList.remove("drop-before", "drop-inside"));
    target = null;
  }

  function find(event) {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const line = under && under.closest("li[data-element]");
    clear();
    if (!line || line === held || !outline.contains(line)) return;
    const inside = line.dataset.accepts.split(" ").includes(held.dataset.kind);
    const box = line.getBoundingClientRect();
    const beside = line.dataset.kind === held.dataset.kind && line.dataset.parent !== "";
    if (inside && (!beside || event.clientY > box.top + box.height / 2)) {
      target = { parent: line.dataset.element, place: 100000 };
      line.classList.add("drop-inside");
    } else if (beside) {
      target = { parent: line.dataset.parent, place: Number(line.dataset.place) };
      line.classList.add("drop-before");
    }
  }

  outline.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".drag");
    if (!grip) return;
    held = grip.closest("li");
    if (!held.dataset.parent) { held = null; return; }
    event.preventDefault();
    held.classList.add("dragged");
    grip.setPointerCapture(event.pointerId);
  });

  outline.addEventListener("pointermove", (event) => { if (held) find(event); });

  function drop() {
    if (held && target) {
      const form = held.querySelector("form.moves");
      form.elements.new_parent.value = target.parent;
      const place = document.createElement("input");
      place.type = "hidden";
      place.name = "place";
      place.value = String(target.place);
      form.append(place);
      form.submit();
    }
    if (held) held.classList.remove("dragged");
    held = null;
    clear();
  }
  outline.addEventListener("pointerup", drop);
  outline.addEventListener("pointercancel", () => { if (held) held.classList.remove("dragged"); held = null; clear(); });
})();
