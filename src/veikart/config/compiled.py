"""Where compiled code is kept between starts."""

import os
from hashlib import sha256
from pathlib import Path


def keep_compiled(root: Path, *sources: Path) -> Path:
    """Name a folder for compiled code after the folders of sources it is made of, and tell numba of it. One that is named already is left as it is.

    Numba looks at the file of a function, not at those it calls: with one folder for every state of the sources, nothing old is ever fetched.
    """
    digest = sha256()
    for path in sorted(path for folder in sources for path in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    folder = root / "var" / "numba" / digest.hexdigest()[:16]
    return Path(os.environ.setdefault("NUMBA_CACHE_DIR", str(folder)))
