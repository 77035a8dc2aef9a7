// The map to move about in. It draws the same areas as the picture it takes the place of, and says what the list under it says.
(() => {
  "use strict";
  const live = document.querySelector(".live-map");
  if (!live || !window.L) return;
  const L = window.L;
  const facts = live.querySelector(".map-facts");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const coarse = matchMedia("(pointer: coarse)").matches;

  const INK = "#002C54";
  const pattern = (name) => `url(#${live.dataset.patterns}-${name})`;
  const LOOKS = {
    boundary: { color: "#5B5D60", weight: 1.5, dashArray: "7 3 1.5 3", fill: false, interactive: false },
    other: { color: "#5B5D60", weight: 1, fillColor: pattern("dots"), fillOpacity: 1 },
    long_term: { color: INK, weight: 1.5, dashArray: "4 3", fillColor: pattern("lines"), fillOpacity: 1 },
    growth_area: { color: INK, weight: 2, fillColor: "#B5D2EC", fillOpacity: 1 },
    corridor: { color: "#0062BA", weight: 4, dashArray: "9 5", fill: false },
    station: { color: INK, weight: 2, fillColor: "#B5D2EC", fillOpacity: 1 },
  };
  const ORDER = Object.keys(LOOKS);

  function makePoint(feature, at) {
    const kind = feature.properties.kind === "station" ? "station" : "place";
    return L.marker(at, { icon: L.divIcon({ className: `map-point map-${kind}`, iconSize: [26, 26] }), keyboard: false });
  }

  // What the list and the table of homes say of the area, as pairs.
  function makeFacts(id) {
    const row = document.getElementById(`omrade-${id}`);
    const list = document.createElement("dl");
    for (const line of [row, document.getElementById(`boliger-${id}`)]) {
      if (!line) continue;
      const heads = line.closest("table").tHead.rows[0].cells;
      for (let place = 1; place < line.cells.length; place += 1) {
        const cell = line.cells[place];
        if (!cell.textContent.trim()) continue;
        const head = heads[place].querySelector("small");
        const year = head ? `${heads[place].lastChild.textContent.trim()}, ${head.textContent.trim().toLowerCase()}` : heads[place].textContent.trim();
        const term = document.createElement("dt");
        term.textContent = year;
        const said = document.createElement("dd");
        said.append(...[...cell.childNodes].map((one) => one.cloneNode(true)));
        list.append(term, said);
      }
    }
    return list;
  }

  let chosen = null;
  function choose(layer, feature) {
    if (chosen) chosen.classList.remove("map-chosen");
    chosen = layer.getElement();
    if (chosen) chosen.classList.add("map-chosen");
    const name = document.createElement("h3");
    name.textContent = feature.properties.name;
    const more = document.createElement("p");
    const link = document.createElement("a");
    link.href = `#omrade-${feature.id}`;
    link.textContent = document.querySelector("#omradene h2").textContent;
    more.append(link);
    facts.replaceChildren(name, makeFacts(feature.id), more);
  }

  function makeReachable(layer, feature, shape) {
    const element = layer.getElement();
    if (!element) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", feature.properties.name);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(layer, feature);
    });
    const show = (isShown) => {
      if (shape !== "line") layer.getTooltip().getElement()?.classList.toggle("map-name-shown", isShown);
      else if (isShown) layer.openTooltip();
      else layer.closeTooltip();
    };
    for (const [event, isShown] of [["focus", true], ["blur", false], ["pointerenter", true], ["pointerleave", false]]) {
      element.addEventListener(event, () => show(isShown));
    }
  }

  // Each name where it covers no other; a name that finds no room is shown when its place is pointed at or reached by keyboard.
  const SIDES = { right: [10, 0], left: [-10, 0], top: [0, -10], bottom: [0, 10] };
  function settle(names, frame) {
    const taken = [];
    const room = frame.getBoundingClientRect();
    for (const [tooltip, shape] of names) {
      const element = tooltip.getElement();
      if (!element) continue;
      element.classList.remove("map-name-hidden");
      const sides = shape === "point" ? Object.keys(SIDES) : ["center", "top", "bottom", "left", "right"];
      const found = sides.some((side) => {
        tooltip.options.direction = side;
        tooltip.options.offset = L.point(SIDES[side] || [0, 0]);
        tooltip.update();
        const box = element.getBoundingClientRect();
        const isSeen = box.left >= room.left && box.right <= room.right;
        const isFree = isSeen && !taken.some((one) => box.left < one.right && one.left < box.right && box.top < one.bottom && one.top < box.bottom);
        if (isFree) taken.push(box);
        return isFree;
      });
      element.classList.toggle("map-name-hidden", !found);
    }
  }

  // Of places that lie too close to be hit apart, the later ones can be chosen when the map is zoomed in; the list has them all.
  function spread(points) {
    const taken = [];
    for (const element of points) {
      const box = element.getBoundingClientRect();
      const isFree = !taken.some((one) => box.left < one.right && one.left < box.right && box.top < one.bottom && one.top < box.bottom);
      if (isFree) taken.push(box);
      element.classList.toggle("map-crowded", !isFree);
      if (isFree) { element.setAttribute("role", "button"); element.setAttribute("tabindex", "0"); element.removeAttribute("aria-hidden"); }
      else { element.removeAttribute("role"); element.removeAttribute("tabindex"); element.setAttribute("aria-hidden", "true"); }
    }
  }

  function draw(collection) {
    live.hidden = false;
    live.closest(".land-use").classList.add("is-live");
    const frame = live.querySelector(".map-frame");
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", live.dataset.label);
    const map = L.map(frame, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, dragging: !coarse, zoomSnap: 0.1,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still, keyboard: true,
    });
    L.control.zoom({ zoomInTitle: live.dataset.in, zoomOutTitle: live.dataset.out }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const features = collection.features.filter((one) => one.geometry);
    features.sort((one, other) => ORDER.indexOf(one.properties.kind) - ORDER.indexOf(other.properties.kind));
    const extent = L.latLngBounds([]);
    const everything = L.latLngBounds([]);
    const drawn = features.map((feature) => {
      const layer = L.geoJSON(feature, { style: () => LOOKS[feature.properties.kind], pointToLayer: makePoint }).getLayers()[0];
      const place = layer.getBounds ? layer.getBounds() : L.latLngBounds([layer.getLatLng()]);
      everything.extend(place);
      if (feature.properties.kind !== "boundary") extent.extend(place);
      return [layer, feature];
    });
    const around = extent.isValid() ? extent : everything;
    map.fitBounds(around, { padding: [14, 20] });
    map.setMinZoom(map.getZoom() - 2);
    map.setMaxZoom(17);
    map.setMaxBounds(everything.pad(0.5));
    const names = [];
    for (const [layer, feature] of drawn) {
      layer.addTo(map);
      if (feature.properties.kind === "boundary") continue;
      const shape = layer.getLatLng ? "point" : feature.properties.kind === "corridor" ? "line" : "area";
      const named = document.createElement("span");  // a text would be read as HTML
      named.textContent = feature.properties.name;
      layer.bindTooltip(named, {
        permanent: shape !== "line", direction: shape === "point" ? "right" : "center", sticky: shape === "line", className: `map-name map-name-${shape}`,
      });
      if (shape !== "line") names.push([layer.getTooltip(), shape]);
      layer.on("click", () => choose(layer, feature));
      makeReachable(layer, feature, shape);
    }
    names.sort((one, other) => (one[1] === "area" ? 0 : 1) - (other[1] === "area" ? 0 : 1));
    const arrange = () => { settle(names, frame); spread(frame.querySelectorAll(".map-point")); };
    map.on("zoomend", arrange);
    arrange();
  }

  fetch(live.dataset.areas, { headers: { Accept: "application/geo+json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(draw)
    .catch(() => { live.hidden = true; live.closest(".land-use").classList.remove("is-live"); });
})();
