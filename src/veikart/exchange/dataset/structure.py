"""`organisation.csv` and `layers.toml`: what the amounts are sorted by."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.layers import Layer, Unit, Version
from veikart.exchange.dataset.entries import Entry, check_id, check_once, read_entries, read_file, read_ids
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.rows import read_csv
from veikart.rules.findings import Place
from veikart.rules.schema import Field

UNIT_KINDS = ("municipality", "sector", "programme_area", "post", "political", "central", "managed_fund", "calculated", "internal", "unallocated")
LAYER_KINDS = (
    "accounts",
    "adopted",
    "wages",
    "prices",
    "pension",
    "technical",
    "earlier",
    "proposal",
    "reconciliation",
    "finance",
    "distribution",
    "investment",
    "revision",
)
ORGANISATION = "organisation.csv"
LAYERS = "layers.toml"
_COLUMNS = ("id", "name", "kind", "parent", "place")
_TOP = {"layer": Field("list", items="table", is_filled=True), "version": Field("list", items="table", is_filled=True)}
_LAYER = {
    "id": Field("id"),
    "name": Field("text", is_filled=True),
    "kind": Field("text", choices=LAYER_KINDS),
    "decided": Field("text", is_required=False),
}
_VERSION = {"id": Field("id"), "name": Field("text", is_filled=True), "layers": Field("list", items="text", is_filled=True)}


@dataclass(frozen=True, slots=True)
class Units:
    """The organisation in the file's order, empty where a unit is under itself.

    `ids` is None where one of them is missing, bad or used twice: nothing is then said of what leads here.
    """

    units: tuple[Unit, ...]
    ids: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers and the versions made of them; `ids` and `version_ids` as in Units."""

    layers: tuple[Layer, ...] = ()
    versions: tuple[Version, ...] = ()
    ids: frozenset[str] | None = None
    version_ids: frozenset[str] | None = None


def read_units(folder: Folder) -> Units:
    """The organisation: one municipality at the top, everything else under it."""
    file = read_csv(folder, ORGANISATION, columns=_COLUMNS)
    units: list[Unit] = []
    lines: dict[str, int] = {}
    seen: dict[str, str] = {}
    for row in file.rows:
        cells = row.fields
        if not check_id(folder, seen, cells["id"], Place(file=ORGANISATION, row=row.line, column="id")):
            continue
        if cells["kind"] not in UNIT_KINDS:
            place = Place(file=ORGANISATION, row=row.line, column="kind")
            folder.report("value-choice", place, name="kind", found=cells["kind"], expected=", ".join(UNIT_KINDS))
        if not cells["name"]:
            folder.report("key-missing", Place(file=ORGANISATION, row=row.line, column="name"), expected="name")
        lines[cells["id"]] = row.line
        units.append(Unit(cells["id"], cells["name"], cells["kind"], cells["parent"], cells["place"]))
    if file.is_whole and not file.rows:
        folder.report("rows-missing", Place(file=ORGANISATION), name=ORGANISATION)
    ids = frozenset(seen) if file.is_whole and len(seen) == len(file.rows) else None
    ring = _under_themselves({unit.id: unit.parent for unit in units})
    _check_parents(folder, units, lines, ids, ring)
    return Units(() if ring else tuple(units), ids)


def _check_parents(folder: Folder, units: list[Unit], lines: dict[str, int], ids: frozenset[str] | None, ring: set[str]) -> None:
    top = ""
    for unit in units:
        place = Place(file=ORGANISATION, row=lines[unit.id], column="parent")
        if unit.id in ring:
            folder.report("unit-ring", place, found=unit.id)
        elif unit.parent:
            if ids is not None and unit.parent not in ids:
                folder.report("unit-unknown", place, found=unit.parent)
        elif top or unit.kind != "municipality":
            folder.report("unit-root", place, found=unit.name or unit.id, expected=top or "kommunen")
        else:
            top = unit.name or unit.id


def _under_themselves(parents: dict[str, str]) -> set[str]:
    """The units that are part of a ring."""
    ring: set[str] = set()
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        on_path: set[str] = set()
        current = start
        while current in parents and current not in done and current not in on_path:
            path.append(current)
            on_path.add(current)
            current = parents[current]
        if current in on_path:
            ring.update(path[path.index(current) :])
        done.update(path)
    return ring


def read_layers(folder: Folder) -> Layers:
    """The layers and the versions made of them."""
    file = read_file(folder, LAYERS, _TOP)
    if file is None:
        return Layers()
    layer_entries = read_entries(folder, file, "layer", _LAYER)
    version_entries = read_entries(folder, file, "version", _VERSION)
    ids = read_ids(layer_entries) if isinstance(file.raw.get("layer"), list) else None
    version_ids = read_ids(version_entries) if isinstance(file.raw.get("version"), list) else None
    layers = [Layer(**entry.raw) for entry in _once(folder, layer_entries)]
    versions = [Version(entry.raw["id"], entry.raw["name"], tuple(entry.raw["layers"])) for entry in _once(folder, version_entries)]
    for entry in version_entries:
        if entry.is_good:
            _check_version(folder, entry, ids)
    return Layers(tuple(layers), tuple(versions), ids, version_ids)


def _check_version(folder: Folder, entry: Entry, ids: frozenset[str] | None) -> None:
    place = entry.place("layers")
    seen: dict[str, str] = {}
    for layer in entry.raw["layers"]:
        if ids is not None and layer not in ids:
            folder.report("layer-unknown", place, found=layer)
        check_once(folder, seen, layer, place)


def _once(folder: Folder, entries: list[Entry]) -> list[Entry]:
    """The good entries, those with an id that is used before left out."""
    seen: dict[str, str] = {}
    return [entry for entry in entries if entry.is_good and check_once(folder, seen, entry.raw["id"], entry.place("id"))]
