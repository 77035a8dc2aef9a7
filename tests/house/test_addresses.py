"""Where packages come from is decided by each machine, so no address of an index and no path of a machine is in the repository."""

import re

import pytest

from tests.support.tree import relative, repository_files

# Each is put together from two halves, so that this file does not find itself.
INDEXES = [
    "py" + r"pi\.(?:org|io)",
    "pythonho" + r"sted\.org",
    "npm" + r"js\.(?:org|com)",
    "npm" + r"mirror\.com",
    "yarn" + r"pkg\.com",
    "un" + r"pkg\.com",
    "js" + r"delivr\.net",
    r"deb\.debi" + r"an\.org",
    r"(?:security|snapshot|archive|ftp[.\w]*)\.debi" + r"an\.org",
    r"(?:archive|security)\.ubu" + r"ntu\.com",
    "astral" + r"\.sh",
    "ana" + r"conda\.(?:org|com)",
    "artifac" + "tory",
    "/simp" + r"le/[\w.-]*/?[\"'\s]",
]
PATHS = [
    "(?:^|[^a-z])/(?:wo" + "rk|fa" + "rm)/",
    r"(?:^|[^\w./-])/(?:ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/",
    r"(?:^|[^\w./-])/op" + r"t/\w+/",
    r"\b[A-Z]:\\Us" + "ers",
]
SECRETS = [r"https?:/" + r"/[^/\s:@]+:[^/\s@]+@"]


@pytest.mark.parametrize("pattern", INDEXES + PATHS + SECRETS)
def test_no_address_or_machine_path(pattern: str) -> None:
    search = re.compile(pattern.encode(), re.MULTILINE | re.IGNORECASE if pattern in INDEXES else re.MULTILINE)
    found = [
        f"{relative(path)}:{content[: match.start()].count(10) + 1}: {match[0].decode(errors='replace').strip()}"
        for path in repository_files()
        for content in [path.read_bytes()]
        for match in search.finditer(content)
    ]
    assert not found, "addresses or machine paths that must not be in the repository:\n" + "\n".join(found)
