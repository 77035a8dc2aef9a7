"""Where a Chromium may be, and how it is started."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CACHES = (Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright")
STARTED_WITH = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NOT_FOUND = "no browser: set CHROMIUM to the path of one, or on Debian: apt-get install chromium libatomic1"


def find_chromium() -> str | None:
    """The path of a browser: from CHROMIUM, then PATH, then playwright's cache. None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    caches = [Path(os.environ["PLAYWRIGHT_BROWSERS_PATH"])] if os.environ.get("PLAYWRIGHT_BROWSERS_PATH") else list(CACHES)
    ending = "Chromium.app/Contents/MacOS/Chromium" if sys.platform == "darwin" else "chrome"
    for cache in caches:
        newest_first = sorted(cache.glob(f"chromium-*/chrome-*/{ending}"), reverse=True)
        if newest_first:
            return str(newest_first[0])
    return None
