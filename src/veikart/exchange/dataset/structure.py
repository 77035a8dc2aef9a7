"""`organisation.csv` and `layers.toml`: what the amounts are sorted by."""

from __future__ import annotations

from veikart.calc.layers import Layer, Unit, Version
from veikart.exchange.dataset.files import Folder
from veikart.rules.findings import Place
from veikart.rules.schema import Field, find_line, read_fields
from veikart.rules.schema.fields import ID

UNIT_KINDS = ("municipality", "sector", "programme_area", "post", "political", "central", "calculated", "internal")
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
)
_COLUMNS = ("id", "name", "kind", "parent", "place")
_TOP = {"layer": Field("list", items="table"), "version": Field("list", items="table")}
_LAYER = {
    "id": Field("id"),
    "name": Field("text"),
    "kind": Field("text", choices=LAYER_KINDS),
    "decided": Field("text", is_required=False),
}
_VERSION = {"id": Field("id"), "name": Field("text"), "layers": Field("list", items="text")}


def check_id(folder: Folder, seen: dict[str, str], value: str, place: Place) -> bool:
    """Whether `value` is a good id that has not been used; `seen` remembers where each stands."""
    if not ID.fullmatch(value):
        folder.report("id-bad", place, found=value[:90])
        return False
    if value in seen:
        folder.report("id-twice", place, found=value, expected=seen[value])
        return False
    seen[value] = place.words()
    return True


def read_units(folder: Folder) -> tuple[Unit, ...]:
    """The organisation, in the file's order."""
    name = "organisation.csv"
    units: list[Unit] = []
    lines: dict[str, int] = {}
    seen: dict[str, str] = {}
    for row in folder.csv(name, known=_COLUMNS, required=_COLUMNS):
        cells = row.fields
        if not check_id(folder, seen, cells["id"], Place(file=name, row=row.line, column="id")):
            continue
        if cells["kind"] not in UNIT_KINDS:
            place = Place(file=name, row=row.line, column="kind")
            folder.report("value-choice", place, name="kind", found=cells["kind"], expected=", ".join(UNIT_KINDS))
        lines[cells["id"]] = row.line
        units.append(Unit(cells["id"], cells["name"], cells["kind"], cells["parent"], cells["place"]))
    parents = {unit.id: unit.parent for unit in units}
    broken = False
    for unit in units:
        place = Place(file=name, row=lines[unit.id], column="parent")
        if unit.parent and unit.parent not in parents:
            folder.report("unit-unknown", place, found=unit.parent)
            broken = True
        elif _is_under_itself(unit.id, parents):
            folder.report("unit-ring", place, found=unit.id)
            broken = True
    return () if broken else tuple(units)


def _is_under_itself(unit_id: str, parents: dict[str, str]) -> bool:
    current = parents[unit_id]
    for _ in parents:
        if current == unit_id:
            return True
        current = parents.get(current, "")
        if not current:
            return False
    return False


def read_layers(folder: Folder) -> tuple[tuple[Layer, ...], tuple[Version, ...]]:
    """The layers and the versions made of them."""
    name = "layers.toml"
    read = folder.toml(name)
    if read is None:
        return (), ()
    raw, text = read
    before = len(folder.findings)
    folder.findings.extend(read_fields(raw, _TOP, Place(file=name)))
    if len(folder.findings) > before:
        return (), ()
    layers = [Layer(**entry) for entry in _good(folder, raw["layer"], text, "layer", _LAYER)]
    known = {layer.id for layer in layers}
    versions: list[Version] = []
    for index, entry in enumerate(_good(folder, raw["version"], text, "version", _VERSION)):
        place = Place(file=name, row=find_line(text, "version", index, "layers"), column="layers")
        for layer in entry["layers"]:
            if layer not in known:
                folder.report("layer-unknown", place, found=layer)
        for layer in sorted({one for one in entry["layers"] if entry["layers"].count(one) > 1}):
            folder.report("id-twice", place, found=layer, expected=place.words())
        versions.append(Version(entry["id"], entry["name"], tuple(entry["layers"])))
    return tuple(layers), tuple(versions)


def _good(folder: Folder, entries: list[dict], text: str, header: str, fields: dict[str, Field]) -> list[dict]:
    """The entries that are as they should be."""
    good: list[dict] = []
    seen: dict[str, str] = {}
    for index, entry in enumerate(entries):
        place = Place(file="layers.toml", row=find_line(text, header, index))
        found = read_fields(entry, fields, place)
        folder.findings.extend(found)
        if not found and check_id(folder, seen, entry["id"], place):
            good.append(entry)
    return good
