"""Files that are gone, too large, of the wrong kind or cannot be parsed."""

from __future__ import annotations

from tests.exchange.case import CHECKS, DATASET, LAYERS, MEASURES, TABLE, TARGETS, UNITS, Broken
from tests.exchange.edits import add, all_of, link, make_folder, pipe, remove, rename, sparse, swap, write

FILE_CASES = (
    Broken("a file is gone", remove(LAYERS), "file-missing", LAYERS, says=("layers.toml",)),
    Broken("no measures", all_of(remove(MEASURES), lambda folder: (folder / "measures").rmdir()), "file-missing", "measures", says=("measures",)),
    Broken("a file too many", add("budsjett.xlsx", "x"), "file-unknown", "budsjett.xlsx", says=("budsjett.xlsx",)),
    Broken("another ending in a folder", rename(CHECKS, "checks/rammer.csv"), "file-unknown", "checks/rammer.csv", says=("rammer.csv",)),
    Broken("a folder too many", make_folder("kart"), "file-unknown", "kart", says=("kart",)),
    Broken("a packed file", add("tables/gamle.zip", "PK"), "file-archive", "tables/gamle.zip", says=("gamle.zip",)),
    Broken("a folder for a file", all_of(remove(TARGETS), make_folder(TARGETS)), "file-kind", TARGETS, says=("en vanlig fil", "en mappe")),
    Broken("a link to a file", all_of(remove(TARGETS), link(TARGETS, "/etc/hostname")), "file-kind", TARGETS, says=("en vanlig fil", "en lenke")),
    Broken("a link to itself", link("measures/ring.csv", "ring.csv"), "file-kind", "measures/ring.csv", says=("en lenke",)),
    Broken("a pipe", all_of(remove(TARGETS), pipe(TARGETS)), "file-kind", TARGETS, says=("en vanlig fil", "en enhet eller kø")),
    Broken(
        "a file for a folder",
        all_of(remove(CHECKS), lambda folder: (folder / "checks").rmdir(), add("checks", "")),
        "file-kind",
        "checks",
        says=("en mappe", "en fil"),
    ),
    Broken("4 GB", sparse("measures/store.csv", 4_000_000_000), "file-large", "measures/store.csv", says=("4 GB", "5 MB")),
    Broken("a large description", sparse("checks/store.toml", 1_000_001), "file-large", "checks/store.toml", says=("1000001 byte", "1 MB")),
    Broken("Latin-1", write(UNITS, "id,name\na,Bærum\n".encode("latin-1")), "file-encoding", UNITS, 2, says=("UTF-8", "«æ»", "Latin-1", "12")),
    Broken("UTF-16", write(TARGETS, "target = []".encode("utf-16")), "file-encoding", TARGETS, 1, says=("UTF-8", "UTF-16")),
    Broken("bytes", write(TARGETS, b"target = []\n# \xff"), "file-encoding", TARGETS, 2, says=("verdi FF",)),
    Broken("TOML that stops", write(TARGETS, 'target = [\n"a"\n'), "file-syntax", TARGETS, 3, says=("«]»",)),
    Broken("a key twice", swap(DATASET, "format = 1", "format = 1\nformat = 1"), "file-syntax", DATASET, 3, says=("to ganger",)),
    Broken("NUL in TOML", write(TARGETS, 'target = []\na = "\x00"'), "file-syntax", TARGETS, 2, says=("tegn 6 på linjen",)),
    Broken("lists in lists", write(TARGETS, "target = " + "[" * 5_000), "file-syntax", TARGETS, says=("dypt",)),
    Broken("a number without end", write(TARGETS, "target = " + "9" * 5_000), "file-syntax", TARGETS, says=("altfor mange sifre",)),
    Broken("a key with many points", write(TARGETS, "\n" + "a." * 9_000 + "a = 1"), "file-syntax", TARGETS, 2, says=("tjue ledd",)),
    Broken("an open quote", add(TABLE, '\nsist,"Sist,,,,,\n'), "file-syntax", TABLE, 7, says=("anførselstegn",)),
    Broken("text after a quote", swap(TABLE, "skole,Skole,", 'skole,"Skole" A,'), "file-syntax", TABLE, 2, says=("anførselstegn",)),
    Broken("an empty file", write(UNITS, ""), "file-empty", UNITS, says=("organisation.csv",)),
    Broken("an empty table", write(TABLE, "row,label,unit,2026,2027,2028,2029\n"), "rows-missing", TABLE, says=("tables/1.csv",)),
    Broken("semicolons", write(UNITS, "id;name;kind;parent;place\n"), "csv-separator", UNITS, 1, says=("semikolon", "komma")),
)
