"""Every file of others that a page names is one that the front door brings."""

import re
from itertools import chain

from frontdoor import assets
from frontdoor.places import ROOT, VENDOR

NAMED = re.compile(r"""["'(/](?:\.\./)?vendor/([\w./-]+\.\w+)""")


def test_what_pages_and_styles_name_is_brought() -> None:
    sources = chain((ROOT / "templates").rglob("*.html"), (ROOT / "static" / "css").rglob("*.css"))
    named = set(chain.from_iterable(NAMED.findall(path.read_text()) for path in sources))
    assert "utrecht/components.css" in named
    assert named <= assets.files().keys()


def test_what_is_brought_stands_there() -> None:
    assert [path for path in assets.files() if not (VENDOR / path).is_file()] == []


def test_every_folder_of_others_carries_its_licence() -> None:
    licensed = {path.split("/")[0] for path in assets.files() if "LICENSE" in path}
    assert licensed == {path.split("/")[0] for path in assets.files()}


def test_nothing_fetched_names_another_host() -> None:
    # R18: a page loads nothing from elsewhere.
    for path in assets.files():
        if path.endswith(".css"):
            addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", (VENDOR / path).read_text())
            assert [address for address in addresses if re.match(r"(https?:)?//", address)] == []
