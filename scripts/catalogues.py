"""The message catalogues: `python scripts/catalogues.py compile`, `extract` or `check`.

Compiling needs polib only, because a server has no development tools. What it writes
goes under VAR_DIR, where the settings look for it, and a catalogue that is newer than
its source is left alone. Extracting and checking need Babel, so they are in a script
of their own, `translations.py`.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_all(root, var_dir):
    """Compile what is out of date; return the written paths."""
    return [
        target
        for source in sorted(root.glob("locale/*/LC_MESSAGES/django.po"))
        if compile_one(source, target := target_of(source, root, var_dir))
    ]


def target_of(source, root, var_dir):
    return var_dir / source.relative_to(root).with_suffix(".mo")


def compile_one(source, target):
    """Write the .mo next to its place and move it in, so no reader sees half a file."""
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return True


def compile_here(root):
    """Compile this project's catalogues; return the exit code."""
    var_dir = Path(os.environ.get("VAR_DIR") or root / "var").resolve()
    try:
        written = compile_all(root, var_dir)
    except (OSError, ValueError) as error:
        print(f"catalogues: {error}", file=sys.stderr)
        return 2
    for path in written:
        print(f"compiled {path}")
    return 0


def main(arguments=None, root=ROOT):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["compile", "extract", "check"])
    command = parser.parse_args(arguments).command
    if command == "compile":
        return compile_here(root)
    script = Path(__file__).with_name("translations.py")
    return subprocess.run([sys.executable, script, command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
