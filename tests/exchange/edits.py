"""Edits of a dataset in a folder: each breaks one thing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], None]


def swap(file: str, old: str, new: str) -> Edit:
    """Put `new` where `old` first stands."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no «{old}»: the smallest dataset has changed"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return edit


def add(file: str, text: str) -> Edit:
    """Put `text` at the end of the file, or make the file."""

    def edit(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)

    return edit


def write(file: str, content: str | bytes) -> Edit:
    """Put `content` instead of all the file has."""

    def edit(folder: Path) -> None:
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())

    return edit


def remove(file: str) -> Edit:
    return lambda folder: (folder / file).unlink()


def rename(file: str, new: str) -> Edit:
    return lambda folder: (folder / file).rename(folder / new) and None


def make_folder(name: str) -> Edit:
    return lambda folder: (folder / name).mkdir()


def link(name: str, target: str) -> Edit:
    return lambda folder: (folder / name).symlink_to(target)


def pipe(name: str) -> Edit:
    return lambda folder: os.mkfifo(folder / name)


def sparse(name: str, size: int) -> Edit:
    """A file of that size that takes no room."""

    def edit(folder: Path) -> None:
        with (folder / name).open("wb") as stream:
            stream.truncate(size)

    return edit


def all_of(*edits: Edit) -> Edit:
    def edit(folder: Path) -> None:
        for one in edits:
            one(folder)

    return edit
